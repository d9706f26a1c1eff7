import { hexDigits } from './octets.js'

/**
 * The address in the four or sixteen octets at `offset`, as text: dotted decimal, or the canonical form of RFC 5952.
 * The octets must have been captured.
 */
export function formatAddress(view: DataView, offset: number, ipVersion: number): string {
  return ipVersion === 4 ? formatIpv4(view, offset) : formatIpv6(view, offset)
}

function formatIpv4(view: DataView, at: number): string {
  return `${view.getUint8(at)}.${view.getUint8(at + 1)}.${view.getUint8(at + 2)}.${view.getUint8(at + 3)}`
}

function formatIpv6(view: DataView, at: number): string {
  if (isMapped(view, at)) return `::ffff:${formatIpv4(view, at + 12)}`
  const groups = Array.from({ length: 8 }, (_, i) => view.getUint16(at + 2 * i))
  const zeros = longestZeros(groups)
  if (zeros.length < 2) return joinHex(groups)
  return `${joinHex(groups.slice(0, zeros.start))}::${joinHex(groups.slice(zeros.start + zeros.length))}`
}

/** ::ffff:0:0/96 holds IPv4 addresses, and shows them in dotted decimal (RFC 5952 §5). */
function isMapped(view: DataView, at: number): boolean {
  return view.getUint32(at) === 0 && view.getUint32(at + 4) === 0 && view.getUint32(at + 8) === 0xffff
}

/** Lower case without leading zeros (RFC 5952 §4.1 and 4.3). */
function joinHex(groups: number[]): string {
  return groups.map((group) => group.toString(16)).join(':')
}

/** The longest run of zero groups, the first of equals (RFC 5952 §4.2.3). */
function longestZeros(groups: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let length = 0
  groups.forEach((group, i) => {
    length = group === 0 ? length + 1 : 0
    if (length > best.length) best = { start: i + 1 - length, length }
  })
  return best
}

/** A capture has few MAC addresses and names two of them in every packet: one text for each. */
const macs = new Map<number, string>()
const MACS_REMEMBERED = 4096

/** The six octets at `offset` as a MAC address: lower-case hexadecimal with colons. */
export function formatMac(view: DataView, offset: number): string {
  const number = view.getUint16(offset) * 0x1_0000_0000 + view.getUint32(offset + 2)
  let text = macs.get(number)
  if (text === undefined) {
    if (macs.size === MACS_REMEMBERED) macs.clear()
    text = hexDigits(new Uint8Array(view.buffer, view.byteOffset + offset, 6), ':')
    macs.set(number, text)
  }
  return text
}

/** The same for an address kept as big-endian 32-bit words: one of IPv4, four of IPv6. */
export function formatAddressWords(words: ArrayLike<number>): string {
  const view = new DataView(new ArrayBuffer(4 * words.length))
  for (let i = 0; i < words.length; i++) view.setUint32(4 * i, words[i])
  return formatAddress(view, 0, words.length === 1 ? 4 : 6)
}
