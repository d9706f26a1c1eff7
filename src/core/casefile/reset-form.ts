/**
 * What kind of reset a segment is, by its numbers alone.
 *
 * RFC 9293 §3.5.2 knows two ways to make one. In *reply* to a segment that fits no connection: when that segment has an
 * ACK, the reset takes its sequence number from it and carries no ACK; when it has none (a SYN), the reset has sequence
 * number 0 and acknowledges what came. On *abort* (§3.10.5) it carries SND.NXT; today's stacks add the ACK flag then,
 * older ones do not, so that only the moment tells their aborts from replies.
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
  /** The accused end's next sequence number, mostly with the ACK flag. */
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

/** A stack answers at once: what is older than a few round trips is not what a reset answers. */
const PROMPT_SECONDS = 0.3
const UNKNOWN_TRIP_SECONDS = 5

export function formOf(file: CaseFile, reset: Segment, roundTrip?: number): ResetForm {
  const before = file.segments.slice(0, file.segments.indexOf(reset))
  const peer = before.filter((s) => s.from === otherSide(reset.from) && !isReset(s))
  if (hasAck(reset) && reset.seq === 0 && peer.some((s) => !hasAck(s) && sequenceEnd(s) === reset.ack)) return 'refusal'
  if (!hasAck(reset) && peer.some((s) => isAnsweredBy(before, s, reset, roundTrip))) return 'reply'
  const next = nextSequence(file.segments, reset.from, reset)
  if (next !== undefined ? reset.seq === next : peer.some((s) => hasAck(s) && s.ack === reset.seq)) return 'abort'
  const built = hasAck(reset) && peer.some((s) => sequenceEnd(s) === reset.ack)
  return built || isNear(before, reset) ? 'live' : 'stray'
}

/** Longest after a packet that a stack's answer to it can come, in seconds. */
export const promptLimit = (roundTrip?: number): number =>
  roundTrip === undefined ? UNKNOWN_TRIP_SECONDS : 3 * roundTrip + PROMPT_SECONDS

/** Takes its number from this packet, soon enough, and its sender had not taken the packet in before. */
function isAnsweredBy(before: Segment[], s: Segment, reset: Segment, roundTrip?: number): boolean {
  if (!hasAck(s) || s.ack !== reset.seq) return false
  return reset.time - s.time <= promptLimit(roundTrip) && !wasTakenIn(before, s, reset.from)
}

/** That side acknowledged the packet or one that its sender sent after it: it has it in its connection. */
export function wasTakenIn(before: Segment[], s: Segment, by: Side): boolean {
  const since = before.slice(before.indexOf(s))
  return since.some((o, i) => o.from !== by && sequenceLength(o) > 0 && !isReset(o) && isAcknowledged(since, i, by))
}

const isAcknowledged = (segments: Segment[], index: number, by: Side): boolean =>
  segments.some((o, i) => i > index && o.from === by && hasAck(o) && !seqLess(o.ack, sequenceEnd(segments[index])))

/**
 * Nothing of the other end was captured before it, and it has no ACK flag: it may answer a packet that is not seen. Its
 * number is then one that the other end acknowledged, so nothing that its sender has not sent yet.
 */
export function mayAnswerUnseen(before: Segment[], reset: Segment): boolean {
  if (hasAck(reset) || before.some((s) => s.from !== reset.from && !isReset(s))) return false
  const next = nextSequence(before, reset.from, reset)
  return next === undefined || !seqLess(next, reset.seq)
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
