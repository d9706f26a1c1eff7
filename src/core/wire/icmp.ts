import { Headers, Stop } from './headers.js'
import { IpProtocol } from './ip-protocol.js'
import { IPV4_DESTINATION, IPV4_SOURCE, readIpv4 } from './ipv4.js'
import { IPV6_DESTINATION, IPV6_SOURCE, readIpv6, skipExtensions } from './ipv6.js'

/*
 * RFC 792 and RFC 4443 §2.1. An error message quotes the packet that it is about from octet 8 on:
 *
 *   0      1      2          4                          8
 *   +------+------+----------+--------------------------+------------------
 *   | type | code | checksum | by type: MTU; id and seq | quoted packet …
 *   +------+------+----------+--------------------------+------------------
 */
const CODE = 1
const IPV4_MTU = 6
const IPV6_MTU = 4
const ECHO_ID = 4
const ECHO_SEQUENCE = 6
const ICMP_LENGTH = 8

export type IcmpKind =
  | 'unreachable'
  | 'time-exceeded'
  | 'echo-request'
  | 'echo-reply'
  /** ICMPv6 type 2, and ICMPv4 "fragmentation needed" (type 3, code 4), which means the same. */
  | 'packet-too-big'
  | 'other'

export interface IcmpMessage {
  kind: IcmpKind
  type: number
  code: number
  /** Unreachable because a rule forbids it. */
  prohibited: boolean
  /** Octets that fit through, in `packet-too-big`; 0 from routers older than RFC 1191. */
  mtu?: number
  /** Identifier and sequence number of an echo. */
  echo?: { id: number; sequence: number }
  /** The beginning of the packet that an error is about, as far as it was quoted and captured. */
  quoted?: QuotedPacket
}

/** The packet inside an ICMP error, as it was when it reached the router or host that sent the error. */
export interface QuotedPacket {
  ipVersion: 4 | 6
  /** Where the source and destination addresses are in the buffer, and how many octets each has. */
  sourceOffset: number
  destinationOffset: number
  addressLength: 4 | 16
  protocol: number
  /** What was left of the hop limit where the error arose. */
  hopLimit: number
  /** IPv4 identification; -1 in IPv6. */
  ipId: number
  trafficClass: number
  dontFragment: number
  /** Octets of IP payload, as the quoted header claims. */
  payloadLength: number
  /** TCP and UDP. */
  sourcePort?: number
  destinationPort?: number
  /** TCP: always within the eight octets that RFC 792 promises. */
  seq?: number
  /** TCP, when the quotation is long enough (RFC 1812 §4.3.2.3 and RFC 4443 §2.4 ask for it). */
  ack?: number
  flags?: number
}

const PORTS_LENGTH = 4
const SEQUENCE = 4
const ACKNOWLEDGMENT = 8
const FLAGS = 12
const FLAGS_END = 14

/**
 * Reads the ICMP message in `[start, end)`, the captured bytes behind an IP header of that version.
 * Undefined when not even its first eight octets are there.
 */
export function readIcmp(view: DataView, start: number, end: number, ipVersion: number): IcmpMessage | undefined {
  if (end - start < ICMP_LENGTH) return undefined
  const type = view.getUint8(start)
  const code = view.getUint8(start + CODE)
  const kind = ipVersion === 4 ? kindOfIcmp(type, code) : kindOfIcmpv6(type)
  const message: IcmpMessage = { kind, type, code, prohibited: isProhibited(kind, code, ipVersion) }
  if (kind === 'packet-too-big') {
    message.mtu = ipVersion === 4 ? view.getUint16(start + IPV4_MTU) : view.getUint32(start + IPV6_MTU)
  }
  if (kind === 'echo-request' || kind === 'echo-reply') {
    message.echo = { id: view.getUint16(start + ECHO_ID), sequence: view.getUint16(start + ECHO_SEQUENCE) }
  } else if (kind !== 'other') message.quoted = readQuoted(view, start + ICMP_LENGTH, end)
  return message
}

/** RFC 792; code 4 of type 3 has its meaning from RFC 1191. */
function kindOfIcmp(type: number, code: number): IcmpKind {
  switch (type) {
    case 0:
      return 'echo-reply'
    case 3:
      return code === 4 ? 'packet-too-big' : 'unreachable'
    case 8:
      return 'echo-request'
    case 11:
      return 'time-exceeded'
    default:
      return 'other'
  }
}

/** RFC 4443 §3 and 4. */
function kindOfIcmpv6(type: number): IcmpKind {
  switch (type) {
    case 1:
      return 'unreachable'
    case 2:
      return 'packet-too-big'
    case 3:
      return 'time-exceeded'
    case 128:
      return 'echo-request'
    case 129:
      return 'echo-reply'
    default:
      return 'other'
  }
}

/**
 * ICMPv4: network, host and communication administratively prohibited (RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1).
 * ICMPv6: administratively prohibited, source address failed policy, reject route (RFC 4443 §3.1).
 */
function isProhibited(kind: IcmpKind, code: number, ipVersion: number): boolean {
  if (kind !== 'unreachable') return false
  return ipVersion === 4 ? code === 9 || code === 10 || code === 13 : code === 1 || code === 5 || code === 6
}

/** The quoted packet in `[at, end)`; undefined when its IP header is not whole. */
function readQuoted(view: DataView, at: number, end: number): QuotedPacket | undefined {
  const headers = readQuotedIp(view, at, end)
  if (!headers) return undefined
  const isIpv4 = headers.ipVersion === 4
  const quoted: QuotedPacket = {
    ipVersion: isIpv4 ? 4 : 6,
    sourceOffset: at + (isIpv4 ? IPV4_SOURCE : IPV6_SOURCE),
    destinationOffset: at + (isIpv4 ? IPV4_DESTINATION : IPV6_DESTINATION),
    addressLength: isIpv4 ? 4 : 16,
    protocol: headers.protocol,
    hopLimit: headers.hopLimit,
    ipId: headers.ipId,
    trafficClass: headers.trafficClass,
    dontFragment: headers.dontFragment,
    payloadLength: headers.payloadLength,
  }
  if (headers.fragmentOffset === 0) readQuotedTransport(view, headers, quoted)
  return quoted
}

function readQuotedIp(view: DataView, at: number, end: number): Headers | undefined {
  const headers = new Headers()
  if (end - at < 1) return undefined
  if (view.getUint8(at) >> 4 === 4) return readIpv4(view, at, end, headers) === Stop.none ? headers : undefined
  if (readIpv6(view, at, end, headers) !== Stop.none) return undefined
  // A quotation that ends inside the extension headers still names the addresses.
  skipExtensions(view, headers)
  return headers
}

function readQuotedTransport(view: DataView, headers: Headers, quoted: QuotedPacket): void {
  const { payloadOffset: at, capturedEnd: end, protocol } = headers
  if (protocol !== IpProtocol.tcp && protocol !== IpProtocol.udp) return
  if (end - at < PORTS_LENGTH) return
  quoted.sourcePort = view.getUint16(at)
  quoted.destinationPort = view.getUint16(at + 2)
  if (protocol !== IpProtocol.tcp) return
  if (end - at >= SEQUENCE + 4) quoted.seq = view.getUint32(at + SEQUENCE)
  if (end - at < FLAGS_END) return
  quoted.ack = view.getUint32(at + ACKNOWLEDGMENT)
  quoted.flags = view.getUint16(at + FLAGS) & 0xfff
}
