import { computeIpv4Checksum, foldSum, sumWords } from '../../wire/checksum.js'
import { addressBytes } from '../address.js'
import type { PrintedIcmp } from './icmp.js'
import { type Names, portNumber } from './names.js'
import { optionBytes } from './options.js'
import type { PrintedHeader, TextPacket } from './packet.js'
import type { PrintedSegment } from './segment.js'
import type { Numbers, Sequences } from './sequence.js'

interface Ends {
  readonly source: Uint8Array
  readonly destination: Uint8Array
}

const IPV4_HEADER = 20
const IPV6_HEADER = 40
const TCP_HEADER = 20
const TCP = 6
const TCP_CHECKSUM = 16
const ICMP_CHECKSUM = 2
const ICMP = 1
const ICMPV6 = 58
/** RFC 3692 §2.1, for experiments: stands for what is not taken apart. */
const NOT_TAKEN_APART = 253
/** So much of a quoted packet does a host send back at least (RFC 792: the IP header and eight bytes). */
const QUOTED_TCP = 8

/** A packet that was built, and the payload that it ends in but of which there are no bytes but zeros. */
export interface BuiltPacket {
  readonly bytes: Uint8Array
  /** Bytes at the end, all zero, that may be left out as by a snap length. */
  readonly zeros: number
}

/** Builds the IP packets that printed ones stand for. */
export class PacketBuilder {
  constructor(
    private readonly names: Names,
    private readonly sequences: Sequences,
  ) {}

  build({ header, segment, icmp }: TextPacket): BuiltPacket {
    if (header && segment) return this.tcpPacket(header, segment)
    if (header && icmp) return { bytes: this.icmpPacket(header, icmp), zeros: 0 }
    return { bytes: this.ipPacket(header ?? NOTHING, NOT_TAKEN_APART, new Uint8Array(0)), zeros: 0 }
  }

  private tcpPacket(header: PrintedHeader, segment: PrintedSegment): BuiltPacket {
    const tcp = this.tcpSegment(header, segment, true)
    const content = Math.min(segment.content.length, segment.length)
    const bytes = this.ipPacket(header, TCP, tcp)
    const zeros = segment.length - content
    setChecksum(bytes, TCP, TCP_CHECKSUM, segment.wrongChecksum, zeros)
    return { bytes, zeros }
  }

  /** RFC 9293 §3.1. */
  private tcpSegment(header: PrintedHeader, segment: PrintedSegment, learn: boolean): Uint8Array {
    const [, sourcePort] = splitEnd(header.source)
    const [, destinationPort] = splitEnd(header.destination)
    const numbers = this.sequences.resolve(segment, header.source, header.destination, learn)
    const options = optionBytes(segment.options, numbers.ofPeer)
    const bytes = new Uint8Array(TCP_HEADER + options.length + segment.length)
    const view = new DataView(bytes.buffer)
    view.setUint16(0, sourcePort)
    view.setUint16(2, destinationPort)
    setNumbers(view, numbers, segment)
    bytes[12] = ((TCP_HEADER + options.length) / 4) << 4
    bytes.set(options, TCP_HEADER)
    for (let i = 0; i < Math.min(segment.content.length, segment.length); i++)
      bytes[TCP_HEADER + options.length + i] = segment.content.charCodeAt(i)
    return bytes
  }

  private icmpPacket(header: PrintedHeader, icmp: PrintedIcmp): Uint8Array {
    const isEcho = header.version === 4 ? icmp.type === 0 || icmp.type === 8 : icmp.type >= 128
    const quoted = isEcho ? new Uint8Array(0) : this.quotedPacket(header, icmp)
    const message = new Uint8Array(isEcho ? Math.max(8, icmp.length) : 8 + quoted.length)
    const view = new DataView(message.buffer)
    message[0] = icmp.type
    message[1] = icmp.code
    view.setUint16(4, icmp.id)
    view.setUint16(6, icmp.sequence)
    message.set(quoted, 8)
    const protocol = header.version === 4 ? ICMP : ICMPV6
    const bytes = this.ipPacket(header, protocol, message)
    setChecksum(bytes, protocol, ICMP_CHECKSUM)
    return bytes
  }

  /** What is known of the packet that an ICMP error is about: all with `-v`, else its destination. */
  private quotedPacket(header: PrintedHeader, { quoted, about }: PrintedIcmp): Uint8Array {
    if (quoted?.header && quoted.segment) {
      const tcp = this.tcpSegment(quoted.header, quoted.segment, false)
      const packet = this.ipPacket(quoted.header, TCP, tcp)
      return packet.subarray(0, quotedLength(packet, packet.length - tcp.length))
    }
    if (!about) return new Uint8Array(0)
    const tcp = new Uint8Array(QUOTED_TCP)
    new DataView(tcp.buffer).setUint16(2, about.port)
    const ends = { source: `${header.destination}.0`, destination: `${about.address}.${about.port}` }
    return this.ipPacket({ ...NOTHING, version: header.version, ...ends }, TCP, tcp)
  }

  private ipPacket(header: PrintedHeader, protocol: number, payload: Uint8Array): Uint8Array {
    const [source, destination] = [header.source, header.destination].map((end) =>
      this.names.address(protocol === ICMP || protocol === ICMPV6 ? end : splitEnd(end)[0], header.version),
    )
    const ends = { source, destination }
    return header.version === 4
      ? ipv4Packet(header, protocol, ends, payload)
      : ipv6Packet(header, protocol, ends, payload)
  }
}

/** For packets whose ends are not printed. */
const NOTHING: PrintedHeader = {
  version: 4,
  source: '0.0.0.0',
  destination: '0.0.0.0',
  hopLimit: 0,
  trafficClass: 0,
  flowLabel: 0,
  id: 0,
  dontFragment: true,
  moreFragments: false,
  fragmentOffset: 0,
}

/** The host and port of one end as tcpdump prints it: port behind the last dot, or none. */
function splitEnd(end: string): [host: string, port: number] {
  const dot = end.lastIndexOf('.')
  if (dot < 0 || addressBytes(end)) return [end, 0]
  return [end.slice(0, dot), portNumber(end.slice(dot + 1))]
}

function setNumbers(view: DataView, { seq, ack }: Numbers, { flags, window, urgent }: PrintedSegment): void {
  view.setUint32(4, seq)
  view.setUint32(8, ack)
  view.setUint8(13, flags)
  view.setUint16(14, window)
  view.setUint16(18, urgent)
}

/** Of a quoted TCP packet the headers alone. */
const quotedLength = (packet: Uint8Array, ipHeader: number): number => ipHeader + (packet[ipHeader + 12] >> 4) * 4

/** RFC 791 §3.1. */
function ipv4Packet(header: PrintedHeader, protocol: number, ends: Ends, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(IPV4_HEADER + payload.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = 0x45
  bytes[1] = header.trafficClass
  view.setUint16(2, bytes.length)
  view.setUint16(4, header.id)
  view.setUint16(
    6,
    (header.dontFragment ? 0x4000 : 0) | (header.moreFragments ? 0x2000 : 0) | (header.fragmentOffset >> 3),
  )
  bytes[8] = header.hopLimit
  bytes[9] = protocol
  bytes.set(ends.source, 12)
  bytes.set(ends.destination, 16)
  view.setUint16(10, computeIpv4Checksum(view, 0, IPV4_HEADER))
  bytes.set(payload, IPV4_HEADER)
  return bytes
}

/** RFC 8200 §3. */
function ipv6Packet(header: PrintedHeader, protocol: number, ends: Ends, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(IPV6_HEADER + payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, (6 << 28) | (header.trafficClass << 20) | header.flowLabel)
  view.setUint16(4, payload.length)
  bytes[6] = protocol
  bytes[7] = header.hopLimit
  bytes.set(ends.source, 8)
  bytes.set(ends.destination, 24)
  bytes.set(payload, IPV6_HEADER)
  return bytes
}

/**
 * Fills in the checksum of the payload of an IP packet, which TCP and ICMPv6 take over a pseudo header too (RFC 9293
 * §3.1, RFC 8200 §8.1): the right one, for the bytes are not those that were sent, unless another was printed as wrong.
 * @param zeros bytes at the end that add nothing
 */
function setChecksum(bytes: Uint8Array, protocol: number, field: number, wrong?: number, zeros = 0): void {
  const view = new DataView(bytes.buffer)
  const isIpv4 = bytes[0] >> 4 === 4
  const start = isIpv4 ? IPV4_HEADER : IPV6_HEADER
  const addresses = isIpv4 ? sumWords(view, 12, 20) : sumWords(view, 8, 40)
  const pseudo = protocol === ICMP ? 0 : addresses + protocol + bytes.length - start
  view.setUint16(start + field, wrong ?? ~foldSum(sumWords(view, start, bytes.length - zeros, pseudo)) & 0xffff)
}
