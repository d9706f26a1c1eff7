import { type Headers, Stop } from './headers.js'
import { IpProtocol } from './ip-protocol.js'

/*
 * RFC 8200 §3:
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------+---------------+---------------------------------------+
 *   |Version| Traffic class |              Flow label               |   0
 *   +-------+---------------+-------+---------------+---------------+
 *   |        Payload length         |  Next header  |   Hop limit   |   4
 *   +-------------------------------+---------------+---------------+
 *   |                   Source address, 16 octets                   |   8
 *   |                Destination address, 16 octets                 |  24
 */
const PAYLOAD_LENGTH = 4
const NEXT_HEADER = 6
const HOP_LIMIT = 7
export const IPV6_SOURCE = 8
export const IPV6_DESTINATION = 24
export const IPV6_LENGTH = 40

/** Reads the IPv6 header at `at` into `out` and returns `Stop.none`, or leaves `out` alone and says why. */
export function readIpv6(view: DataView, at: number, end: number, out: Headers): number {
  if (end > at && view.getUint8(at) >> 4 !== 6) return Stop.notIp
  if (end - at < IPV6_LENGTH) return Stop.truncated
  const first = view.getUint32(at)
  out.ipVersion = 6
  out.ipOffset = at
  if (out.outerIpOffset < 0) out.outerIpOffset = at
  out.protocol = view.getUint8(at + NEXT_HEADER)
  out.payloadOffset = at + IPV6_LENGTH
  setPayloadLength(out, end, payloadLength(view, at, end))
  out.hopLimit = view.getUint8(at + HOP_LIMIT)
  out.ipId = -1
  out.dontFragment = 1
  out.trafficClass = (first >>> 20) & 0xff
  out.flowLabel = first & 0xfffff
  out.fragmentOffset = 0
  out.moreFragments = 0
  out.fragmentId = 0
  return Stop.none
}

/**
 * The payload length in octets. A length of 0 stands for a jumbogram, whose real length is in an option (RFC 2675 §2)
 * or, in captures of segmentation offload, nowhere: then the packet reaches to the end of what was captured.
 */
function payloadLength(view: DataView, at: number, end: number): number {
  const length = view.getUint16(at + PAYLOAD_LENGTH)
  const nextHeader = view.getUint8(at + NEXT_HEADER)
  if (length !== 0 || nextHeader === IpProtocol.noNextHeader) return length
  const jumbo = nextHeader === IpProtocol.hopByHop ? jumboLength(view, at + IPV6_LENGTH, end) : 0
  return jumbo || end - at - IPV6_LENGTH
}

const PAD1 = 0
const JUMBO_PAYLOAD = 0xc2

/** The jumbo payload option of the hop-by-hop header at `at`; 0 without one. */
function jumboLength(view: DataView, at: number, end: number): number {
  if (end - at < 8) return 0
  const optionsEnd = Math.min(end, at + (view.getUint8(at + 1) + 1) * 8)
  let option = at + 2
  while (option + 6 <= optionsEnd) {
    const kind = view.getUint8(option)
    if (kind === JUMBO_PAYLOAD) return view.getUint32(option + 2)
    option += kind === PAD1 ? 1 : 2 + view.getUint8(option + 1)
  }
  return 0
}

function setPayloadLength(out: Headers, end: number, length: number): void {
  out.payloadLength = length
  out.capturedEnd = Math.min(end, out.payloadOffset + length)
}

/*
 * Extension headers. Hop-by-hop, routing, destination options (RFC 8200 §4.3, 4.4, 4.6) and mobility (RFC 6275):
 *
 *   +-------------+-------------+----------  length: octets beyond the first 8, in units of 8
 *   | next header |   length    | …
 *   +-------------+-------------+----------
 *
 * Authentication (RFC 4302 §2) is the same with units of 4, and 2 less. Fragment (RFC 8200 §4.5) has 8 octets:
 *
 *   0             1             2                    4                8
 *   +-------------+-------------+------------+--+-+--+----------------+
 *   | next header |  reserved   | offset (13)| 0|0|M | identification |
 *   +-------------+-------------+------------+--+-+--+----------------+
 */
const FRAGMENT_OFFSET = 2
const FRAGMENT_ID = 4
const FRAGMENT_OFFSET_MASK = 0xfff8
const MORE_FRAGMENTS = 1
/** RFC 8200 §4.1 lists seven places at most. */
const MAX_EXTENSIONS = 8

/**
 * Moves `protocol` and `payloadOffset` past the extension headers that follow. Stops behind the fragment header of a
 * fragment: what follows it makes sense only once the datagram is whole.
 */
export function skipExtensions(view: DataView, out: Headers): number {
  for (let count = 0; isExtension(out.protocol); count++) {
    if (count === MAX_EXTENSIONS) return Stop.tooDeep
    const at = out.payloadOffset
    const length = extensionLength(view, at, out)
    if (length < 0) return Stop.truncated
    if (length > out.payloadLength) return Stop.badLength
    if (at + length > out.capturedEnd) return Stop.truncated
    if (out.protocol === IpProtocol.fragment) readFragment(view, at, out)
    out.protocol = view.getUint8(at)
    out.payloadOffset += length
    out.payloadLength -= length
    if (out.fragmentOffset !== 0 || out.moreFragments !== 0) return Stop.none
  }
  return Stop.none
}

/** Is this the number of an extension header that tells its own length? ESP does not: it ends what can be read. */
export function isExtension(protocol: number): boolean {
  switch (protocol) {
    case IpProtocol.hopByHop:
    case IpProtocol.routing:
    case IpProtocol.fragment:
    case IpProtocol.authentication:
    case IpProtocol.destinationOptions:
    case IpProtocol.mobility:
      return true
    default:
      return false
  }
}

/** Octets of the extension header at `at`; -1 when its length field was not captured. */
function extensionLength(view: DataView, at: number, out: Headers): number {
  if (out.protocol === IpProtocol.fragment) return 8
  if (at + 2 > out.capturedEnd) return -1
  const length = view.getUint8(at + 1)
  return out.protocol === IpProtocol.authentication ? (length + 2) * 4 : (length + 1) * 8
}

function readFragment(view: DataView, at: number, out: Headers): void {
  const field = view.getUint16(at + FRAGMENT_OFFSET)
  out.fragmentOffset = field & FRAGMENT_OFFSET_MASK
  out.moreFragments = field & MORE_FRAGMENTS
  out.fragmentId = view.getUint32(at + FRAGMENT_ID)
}
