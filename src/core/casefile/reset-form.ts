/**
 * What kind of reset a segment is, by its numbers alone.
 *
 * RFC 9293 §3.5.2 knows two ways to make one. In *reply* to a segment that fits no connection: when that segment has an
 * ACK, the reset takes its sequence number from it and carries no ACK; when it has none (a SYN), the reset has sequence
 * number 0 and acknowledges what came. On *abort* (§3.10.5) it carries SND.NXT; every stack adds the ACK flag then.
 */
import { seqLess, seqMax } from '../flow/seq.js'
import type { CaseFile, Segment, Side } from './model.js'
import { otherSide } from './model.js'
import { hasAck, isReset, isSyn, sequenceEnd, sequenceLength } from './segment.js'

export type ResetForm =
  /** RST+ACK, seq 0, ack = end of a segment without ACK: the answer to a SYN. */
  | 'refusal'
  /** RST without ACK, seq = the acknowledgment number of a packet from the other end. */
  | 'reply'
  /** RST+ACK with the accused end's next sequence number. */
  | 'abort'
  /** Live numbers, though not in the way the RFC prescribes (a reset with ACK built from one packet, a bare SND.NXT). */
  | 'live'
  /** Numbers that belong to nothing seen. */
  | 'stray'

/** Next sequence number of a side as its segments before `until` show it; undefined when it sent none. */
export function nextSequence(segments: Segment[], side: Side, until: Segment): number | undefined {
  let next: number | undefined
  for (const s of segments) {
    if (s === until) break
    if (s.from !== side || isReset(s)) continue
    next = next === undefined || isSyn(s) ? sequenceEnd(s) : seqMax(next, sequenceEnd(s))
  }
  return next
}

/** What a side expects next, as its last acknowledgment before `until` says. */
export function expectedSequence(segments: Segment[], side: Side, until: Segment): number | undefined {
  let expected: number | undefined
  for (const s of segments) {
    if (s === until) break
    if (s.from !== side || isReset(s) || !hasAck(s)) continue
    expected = expected === undefined ? s.ack : seqMax(expected, s.ack)
  }
  return expected
}

export function formOf(file: CaseFile, reset: Segment): ResetForm {
  const before = file.segments.slice(0, file.segments.indexOf(reset))
  const peer = before.filter((s) => s.from === otherSide(reset.from) && !isReset(s))
  if (hasAck(reset)) {
    if (reset.seq === 0 && peer.some((s) => !hasAck(s) && sequenceEnd(s) === reset.ack)) return 'refusal'
    const next = nextSequence(file.segments, reset.from, reset)
    if (next !== undefined && reset.seq === next) return 'abort'
    if (next === undefined && peer.some((s) => hasAck(s) && s.ack === reset.seq)) return 'abort'
    return isNear(before, reset) || peer.some((s) => sequenceEnd(s) === reset.ack) ? 'live' : 'stray'
  }
  if (peer.some((s) => hasAck(s) && s.ack === reset.seq)) return 'reply'
  return isNear(before, reset) ? 'live' : 'stray'
}

/** Within reach of what the accused side sent or the other acknowledged: somebody who saw the connection made it. */
function isNear(before: Segment[], reset: Segment): boolean {
  return before.some((s) => {
    const at = s.from === reset.from ? sequenceEnd(s) : s.ack
    return Math.abs((reset.seq - at) | 0) <= 0x10000 && (s.from === reset.from || hasAck(s))
  })
}

/** Highest sequence number of `side` that its peer could have seen by `time`, had its packets taken `delay` seconds. */
export function deliveredBy(segments: Segment[], side: Side, time: number, delay: number): number | undefined {
  let end: number | undefined
  for (const s of segments) {
    if (s.from !== side || isReset(s) || s.time > time - delay || sequenceLength(s) === 0) continue
    end = end === undefined || seqLess(end, sequenceEnd(s)) ? sequenceEnd(s) : end
  }
  return end
}
