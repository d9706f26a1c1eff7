import { type Headers, Stop } from './headers.js'

/*
 * RFC 791 §3.1:
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------+-------+---------------+-------------------------------+
 *   |Version|  IHL  |Type of service|         Total length          |   0
 *   +-------+-------+---------------+-----+-------------------------+
 *   |        Identification         |R|D|M|    Fragment offset      |   4
 *   +---------------+---------------+-----+-------------------------+
 *   |      TTL      |   Protocol    |        Header checksum        |   8
 *   +---------------+---------------+-------------------------------+
 *   |                        Source address                         |  12
 *   +---------------------------------------------------------------+
 *   |                      Destination address                      |  16
 *   +---------------------------------------------------------------+
 *   |                 Options, up to 40 octets …                    |  20
 */
const TYPE_OF_SERVICE = 1
const TOTAL_LENGTH = 2
const IDENTIFICATION = 4
const FRAGMENT = 6
const TTL = 8
const PROTOCOL = 9
export const IPV4_CHECKSUM = 10
export const IPV4_SOURCE = 12
export const IPV4_DESTINATION = 16
export const IPV4_MIN_LENGTH = 20
const DONT_FRAGMENT = 0x4000
const MORE_FRAGMENTS = 0x2000
const OFFSET_MASK = 0x1fff

/** Reads the IPv4 header at `at` into `out` and returns `Stop.none`, or leaves `out` alone and says why. */
export function readIpv4(view: DataView, at: number, end: number, out: Headers): number {
  if (end - at < IPV4_MIN_LENGTH) return end > at && view.getUint8(at) >> 4 !== 4 ? Stop.notIp : Stop.truncated
  const first = view.getUint8(at)
  if (first >> 4 !== 4) return Stop.notIp
  const headerLength = (first & 0x0f) << 2
  if (headerLength < IPV4_MIN_LENGTH) return Stop.badLength
  // Segmentation offload leaves 0 where 16 bits cannot hold the length, or the card would have filled it in:
  // the packet then reaches to the end of what was captured.
  const totalLength = view.getUint16(at + TOTAL_LENGTH) || end - at
  if (totalLength < headerLength) return Stop.badLength
  if (end - at < headerLength) return Stop.truncated
  const fragment = view.getUint16(at + FRAGMENT)
  out.ipVersion = 4
  out.ipOffset = at
  if (out.outerIpOffset < 0) out.outerIpOffset = at
  out.protocol = view.getUint8(at + PROTOCOL)
  out.payloadOffset = at + headerLength
  out.payloadLength = totalLength - headerLength
  out.capturedEnd = Math.min(at + totalLength, end)
  out.hopLimit = view.getUint8(at + TTL)
  out.ipId = view.getUint16(at + IDENTIFICATION)
  out.dontFragment = fragment & DONT_FRAGMENT ? 1 : 0
  out.trafficClass = view.getUint8(at + TYPE_OF_SERVICE)
  out.flowLabel = -1
  out.fragmentOffset = (fragment & OFFSET_MASK) << 3
  out.moreFragments = fragment & MORE_FRAGMENTS ? 1 : 0
  out.fragmentId = out.ipId
  return Stop.none
}
