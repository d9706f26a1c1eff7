/** Writes TCP segments in IPv4 in Ethernet as a pcap stream, a few megabytes at a time. */
import { block, sumOf } from './payload.mjs'

const CHUNK = 4 << 20
const MAX_RECORD = 2048
const RECORD = 16
const ETHERNET = 14
const IPV4 = 20
const TCP = 20
/** Maximum segment size 1460, SACK permitted, window scale 7 (RFC 9293 §3.2, RFC 2018, RFC 7323), padded with no-ops. */
const SYN_OPTIONS = Uint8Array.of(2, 4, 0x05, 0xb4, 1, 1, 4, 2, 1, 3, 3, 7)
const SYN = 2

export class PcapWriter {
  packets = 0
  bytes = 0

  /** @param write takes a piece of the stream; it is overwritten afterwards */
  constructor(write) {
    this.write = write
    this.buffer = new Uint8Array(CHUNK)
    this.view = new DataView(this.buffer.buffer)
    this.at = 0
    this.setTime(0, 0)
    this.fileHeader()
  }

  fileHeader() {
    const { view } = this
    view.setUint32(0, 0xa1b2c3d4, true)
    view.setUint16(4, 2, true)
    view.setUint16(6, 4, true)
    view.setUint32(16, 262_144, true)
    view.setUint32(20, 1, true)
    this.at = 24
  }

  /** Time of the next packet; those that follow without another `setTime` are a microsecond apart. */
  setTime(seconds, microseconds) {
    this.seconds = seconds
    this.microseconds = microseconds
  }

  /**
   * @param from,to ends: `address` and `port`
   * @param fields `seq`, `ack`, `flags`, `window`, `hopLimit`, `id`, `dontFragment` as they go on the wire
   * @param start,length piece of the payload block
   */
  segment(from, to, fields, start, length) {
    if (this.at + MAX_RECORD > CHUNK) this.flush()
    const options = fields.flags & SYN ? SYN_OPTIONS.length : 0
    const total = IPV4 + TCP + options + length
    this.record(ETHERNET + total)
    this.ethernet(from, to)
    this.ipv4(from, to, fields, total)
    this.tcp(from, to, fields, options, start, length)
    this.packets++
    this.microseconds++
  }

  record(length) {
    const { view, at } = this
    view.setUint32(at, this.seconds, true)
    view.setUint32(at + 4, Math.min(this.microseconds, 999_999), true)
    view.setUint32(at + 8, length, true)
    view.setUint32(at + 12, length, true)
    this.at += RECORD
  }

  ethernet(from, to) {
    const { view, at } = this
    view.setUint16(at, 0x0200)
    view.setUint32(at + 2, to.mac)
    view.setUint16(at + 6, 0x0200)
    view.setUint32(at + 8, from.mac)
    view.setUint16(at + 12, 0x0800)
    this.at += ETHERNET
  }

  ipv4(from, to, fields, total) {
    const { view, at } = this
    view.setUint32(at, 0x45000000 | total)
    view.setUint32(at + 4, (fields.id << 16) | (fields.dontFragment ? 0x4000 : 0))
    view.setUint32(at + 8, (fields.hopLimit << 24) | 0x060000)
    view.setUint32(at + 12, from.address)
    view.setUint32(at + 16, to.address)
    view.setUint16(at + 10, checksum(this.sumWords(at, IPV4)))
    this.at += IPV4
  }

  tcp(from, to, fields, options, start, length) {
    const { view, at, buffer } = this
    const header = TCP + options
    view.setUint32(at, (from.port << 16) | to.port)
    view.setUint32(at + 4, fields.seq)
    view.setUint32(at + 8, fields.ack)
    view.setUint16(at + 12, ((header / 4) << 12) | fields.flags)
    view.setUint16(at + 14, fields.window)
    view.setUint32(at + 16, 0)
    if (options > 0) buffer.set(SYN_OPTIONS, at + TCP)
    // The pseudo-header (RFC 9293 §3.1): both addresses stand right before the segment; protocol and length.
    const sum = this.sumWords(at - 8, 8 + header) + 6 + header + length + sumOf(start, length)
    view.setUint16(at + 16, checksum(sum))
    if (length > 0) buffer.set(block.subarray(start, start + length), at + header)
    this.at += header + length
  }

  sumWords(start, length) {
    let sum = 0
    for (let i = start; i < start + length; i += 2) sum += this.view.getUint16(i)
    return sum
  }

  flush() {
    this.bytes += this.at
    this.write(this.buffer.subarray(0, this.at))
    this.at = 0
  }
}

/** Internet checksum of a sum of words (RFC 1071). */
function checksum(sum) {
  let folded = sum
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000)
  return ~folded & 0xffff
}
