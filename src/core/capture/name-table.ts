import { formatAddress } from '../wire/address.js'
import { decodeUtf8 } from './unicode.js'

/** Record types of the name resolution block (draft-ietf-opsawg-pcapng §4.5), and the size of their addresses. */
const NRB_IPV4 = 1
const NRB_IPV6 = 2
const MAX_NAMES = 10_000
/** RFC 1035 §2.3.4. */
const MAX_NAME_BYTES = 255

/** The names that a capture's name resolution blocks give for addresses. */
export class NameTable {
  readonly names = new Map<string, string>()

  /** Reads the records in `bytes[start, end)`: type and length of 16 bits each, a value padded to 32 bits. */
  read(bytes: Uint8Array, view: DataView, start: number, end: number, little: boolean): void {
    for (let at = start; end - at >= 4; ) {
      const type = view.getUint16(at, little)
      const length = view.getUint16(at + 2, little)
      if (type === 0 || length > end - at - 4) return
      this.record(bytes, view, type, at + 4, at + 4 + length)
      at += 4 + ((length + 3) & ~3)
    }
  }

  /** An address, and its names that end in a zero byte each; the first is enough. */
  private record(bytes: Uint8Array, view: DataView, type: number, at: number, end: number): void {
    const size = type === NRB_IPV4 ? 4 : type === NRB_IPV6 ? 16 : 0
    if (size === 0 || end - at <= size || this.names.size === MAX_NAMES) return
    const zero = bytes.subarray(0, end).indexOf(0, at + size)
    const nameEnd = Math.min(zero < 0 ? end : zero, at + size + MAX_NAME_BYTES)
    this.names.set(formatAddress(view, at, size === 4 ? 4 : 6), decodeUtf8(bytes, at + size, nameEnd))
  }
}
