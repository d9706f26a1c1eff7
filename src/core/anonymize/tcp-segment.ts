/** TCP segments: the header stays but for options that may hold anything, the payload goes through its stream. */
import {
  parseTcpOptions,
  sequenceNumber,
  TCP_MIN_LENGTH,
  TcpFlag,
  TcpOptionKind,
  tcpFlags,
  tcpHeaderLength,
} from '../wire/tcp.js'
import { blank } from './blank.js'
import { addressesOf, type IpHeader } from './ip-headers.js'
import { rewriteResetPayload } from './reset-payload.js'
import type { Streams } from './streams.js'

/**
 * Rewrites the captured part of the segment that `ip` carries; the addresses in front of it are still the old ones.
 * @param streams undefined when its payload is not kept
 */
export function rewriteSegment(view: DataView, ip: IpHeader, streams: Streams | undefined): void {
  const { payloadOffset: at, capturedEnd: end } = ip
  if (end - at < TCP_MIN_LENGTH) return
  const headerEnd = Math.min(end, at + Math.max(TCP_MIN_LENGTH, tcpHeaderLength(view, at)))
  rewriteOptions(view, at + TCP_MIN_LENGTH, headerEnd)
  if (!streams) blank(view, headerEnd, end)
  if (!streams || headerEnd === end) return
  const payload = new Uint8Array(view.buffer, view.byteOffset + headerEnd, end - headerEnd)
  const stream = streams.of(endsOf(view, ip))
  if (tcpFlags(view, at) & TcpFlag.rst) rewriteResetPayload(payload, sequenceNumber(view, at), stream)
  else payload.set(stream.map(sequenceNumber(view, at), payload))
}

function endsOf(view: DataView, ip: IpHeader): Uint8Array {
  const [start, end] = addressesOf(ip)
  const octets = (from: number, length: number) => new Uint8Array(view.buffer, view.byteOffset + from, length)
  return Uint8Array.from([...octets(start, end - start), ...octets(ip.payloadOffset, 4)])
}

/** Octets of an option, its kind and length among them, that stay. Of all others only these two do. */
const KEPT: ReadonlyMap<number, number> = new Map([
  [TcpOptionKind.maximumSegmentSize, 4],
  [TcpOptionKind.windowScale, 3],
  [TcpOptionKind.sackPermitted, 2],
  [TcpOptionKind.sack, 40],
  [TcpOptionKind.timestamps, 10],
])

/** Subtype of MPTCP, and for MP_TCPRST its reason (RFC 8684 §3.6); addresses and keys are in the others. */
const MPTCP_SUBTYPE_END = 3
const MPTCP_RESET = 8
const MPTCP_RESET_LENGTH = 4

/** Fast Open's old experiment (RFC 7413 appendix A): its number tells it from others, which carry client addresses. */
const FAST_OPEN_EXPERIMENT = 0xf989

function rewriteOptions(view: DataView, start: number, end: number): void {
  let at = start
  // The reader stops where an option is malformed; nothing behind that is known.
  for (const kind of readableKinds(view, start, end)) {
    const length = kind <= TcpOptionKind.noOperation ? 1 : view.getUint8(at + 1)
    if (length > 1) blank(view, at + keptOf(view, kind, at, length), at + length)
    at += length
  }
  blank(view, at + 2, end)
}

function readableKinds(view: DataView, start: number, end: number): readonly number[] {
  const { kinds, malformed } = parseTcpOptions(view, start, end)
  return malformed ? kinds.slice(0, -1) : kinds
}

function keptOf(view: DataView, kind: number, at: number, length: number): number {
  if (kind === TcpOptionKind.multipath) {
    return view.getUint8(at + 2) >> 4 === MPTCP_RESET ? MPTCP_RESET_LENGTH : MPTCP_SUBTYPE_END
  }
  const isExperiment = kind === TcpOptionKind.experiment1 || kind === TcpOptionKind.experiment2
  if (isExperiment && length >= 4 && view.getUint16(at + 2) === FAST_OPEN_EXPERIMENT) return 4
  return KEPT.get(kind) ?? 2
}
