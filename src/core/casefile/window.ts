/** Receive windows, as a side advertises them. */
import { seqDifference } from '../flow/seq.js'
import { TcpFlag } from '../wire/tcp.js'
import type { Segment, Side } from './model.js'
import { hasAck, hasFlag, isReset } from './segment.js'

/** Largest shift that a window may have (RFC 7323 §2.3), for captures that miss the handshake. */
const LARGEST_SHIFT = 14

/** Bytes that a side last said it would take, beyond its acknowledgment; generous where the scale was not captured. */
function windowOf(segments: Segment[], side: Side, last: Segment): number {
  const syns = segments.filter((s) => hasFlag(s, TcpFlag.syn))
  const scales = (['client', 'server'] as const).map((end) => syns.find((s) => s.from === end)?.options.windowScale)
  // Scaled only when both SYNs carried the option (RFC 7323 §2.2).
  const shift = syns.length < 2 ? LARGEST_SHIFT : scales.includes(undefined) ? 0 : scales[side === 'client' ? 0 : 1]!
  return last.window << Math.min(shift, LARGEST_SHIFT)
}

/** The segment's first byte lies outside what its receiver would take: behind the window, or a whole window before it. */
export function isOutOfWindow(before: Segment[], s: Segment): boolean {
  const receiver: Side = s.from === 'client' ? 'server' : 'client'
  const last = before
    .slice(0, before.indexOf(s))
    .findLast((o) => o.from === receiver && hasAck(o) && !isReset(o) && !hasFlag(o, TcpFlag.syn))
  if (!last || s.length === 0) return false
  const ahead = seqDifference(s.seq, last.ack)
  const window = Math.max(windowOf(before, receiver, last), 1)
  return ahead > window || ahead + s.length < -window
}
