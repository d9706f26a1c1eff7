/** One TCP segment as a rich object, read from a captured packet. */
import type { RawPacket } from '../capture/format.js'
import { formatAddress, formatMac } from '../wire/address.js'
import { tcpChecksum } from '../wire/checksum.js'
import { type Headers, tunnelsIn } from '../wire/headers.js'
import { IPV4_DESTINATION, IPV4_SOURCE } from '../wire/ipv4.js'
import { IPV6_DESTINATION, IPV6_SOURCE } from '../wire/ipv6.js'
import {
  acknowledgmentNumber,
  parseTcpOptions,
  sequenceNumber,
  TcpFlag,
  tcpFlags,
  urgentPointer,
  windowField,
} from '../wire/tcp.js'
import type { OuterHeader, Segment, Side } from './model.js'
import type { PayloadPool } from './payload-pool.js'

/** Payload bytes kept per segment: a ClientHello with post-quantum keys or an HTTP head fits several times. */
const PAYLOAD_KEPT = 4096

export interface Seen {
  frame: number
  time: number
  from: Side
}

export function readSegment(raw: RawPacket, h: Headers, seen: Seen, pool: PayloadPool): Segment {
  const { view } = raw
  const at = h.payloadOffset
  const headerLength = Math.max(20, (view.getUint8(at + 12) >>> 4) * 4)
  const headerEnd = Math.min(at + headerLength, h.capturedEnd)
  const length = Math.max(0, h.payloadLength - headerLength)
  const has = (bytes: number) => h.capturedEnd - at >= bytes
  // Spelled out: spreads would make objects of thirty properties that V8 keeps in its slow form (3 times the time).
  return {
    frame: seen.frame,
    time: seen.time,
    from: seen.from,
    ipVersion: h.ipVersion === 6 ? 6 : 4,
    hopLimit: h.hopLimit === 0 ? undefined : h.hopLimit,
    ipId: h.ipVersion === 4 && h.hopLimit !== 0 ? h.ipId : undefined,
    dontFragment: h.dontFragment === 1,
    trafficClass: h.trafficClass,
    flowLabel: h.flowLabel < 0 ? undefined : h.flowLabel,
    sourceMac: h.macOffset < 0 ? undefined : formatMac(view, h.macOffset + 6),
    vlan: h.vlan < 0 ? undefined : h.vlan,
    direction: directionWord(raw.direction || h.direction),
    seq: sequenceNumber(view, at),
    ack: acknowledgmentNumber(view, at),
    flags: tcpFlags(view, at),
    window: windowField(view, at),
    urgentPointer: has(20) ? urgentPointer(view, at) : 0,
    options: parseTcpOptions(view, Math.min(at + 20, headerEnd), headerEnd),
    headerCut: headerEnd < at + headerLength,
    length,
    payload: copyPayload(raw, headerEnd, Math.min(length, h.capturedEnd - at - headerLength), pool),
    checksum: tcpChecksum(view, h),
    comments: raw.comments,
    outer: h.tunnels === 0 ? undefined : readOuter(view, h),
  }
}

function readOuter(view: DataView, { tunnels, outerIpOffset: at, ipOffset }: Headers): OuterHeader {
  const protocols = tunnelsIn(tunnels)
  // PPPoE and MPLS wrap the connection's own IP header.
  if (at === ipOffset) return { protocols }
  const version = view.getUint8(at) >> 4
  const [source, destination] = version === 4 ? [IPV4_SOURCE, IPV4_DESTINATION] : [IPV6_SOURCE, IPV6_DESTINATION]
  return {
    protocols,
    source: formatAddress(view, at + source, version),
    destination: formatAddress(view, at + destination, version),
  }
}

function directionWord(direction: number): Segment['direction'] {
  return direction === 1 ? 'received' : direction === 2 ? 'sent' : undefined
}

function copyPayload(raw: RawPacket, start: number, length: number, pool: PayloadPool): Uint8Array {
  const base = raw.view.byteOffset - raw.bytes.byteOffset + start
  return pool.keep(raw.bytes, base, Math.min(length, PAYLOAD_KEPT))
}

export const hasFlag = (segment: Segment, flag: number): boolean => (segment.flags & flag) !== 0
export const isReset = (s: Segment): boolean => hasFlag(s, TcpFlag.rst)
export const isSyn = (s: Segment): boolean => (s.flags & (TcpFlag.syn | TcpFlag.ack | TcpFlag.rst)) === TcpFlag.syn
export const isSynAck = (s: Segment): boolean =>
  (s.flags & (TcpFlag.syn | TcpFlag.ack | TcpFlag.rst)) === (TcpFlag.syn | TcpFlag.ack)
export const isFin = (s: Segment): boolean => hasFlag(s, TcpFlag.fin) && !isReset(s)
export const hasAck = (s: Segment): boolean => hasFlag(s, TcpFlag.ack)

/** Sequence space a segment takes: payload, and one each for SYN and FIN (RFC 9293 §3.4). */
export const sequenceLength = (s: Segment): number => s.length + (hasFlag(s, TcpFlag.syn) ? 1 : 0) + (isFin(s) ? 1 : 0)

/** Sequence number behind a segment. */
export const sequenceEnd = (s: Segment): number => (s.seq + sequenceLength(s)) >>> 0
