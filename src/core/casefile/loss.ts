/** What went missing on the way, told from retransmissions: before the capture point, or after it. */
import { seqLess, seqMax } from '../flow/seq.js'
import { TcpFlag } from '../wire/tcp.js'
import type { LossFacts, Segment, Side } from './model.js'
import { hasFlag, isReset, sequenceEnd, sequenceLength } from './segment.js'

export function lossOf(segments: Segment[], side: Side): LossFacts {
  const facts: LossFacts = {
    segments: 0,
    retransmissions: 0,
    lostAfterCapture: 0,
    lostBeforeCapture: 0,
    longestSilence: 0,
  }
  const seen = new Set<number>()
  let next: number | undefined
  let silence = 0
  for (const s of segments) {
    if (isReset(s)) continue
    if (s.from !== side) {
      silence = 0
      continue
    }
    if (sequenceLength(s) === 0 || isKeepAlive(s, next)) continue
    if (s.length > 0) facts.segments++
    if (seen.has(s.seq)) {
      facts.longestSilence = Math.max(facts.longestSilence, ++silence)
      if (s.length > 0) facts.retransmissions++
      if (s.length > 0) facts.lostAfterCapture++
    } else if (next !== undefined && seqLess(s.seq, next)) {
      facts.lostBeforeCapture++
      facts.retransmissions++
    }
    seen.add(s.seq)
    next = next === undefined ? sequenceEnd(s) : seqMax(next, sequenceEnd(s))
  }
  return facts
}

/** A keep-alive probe: the byte before the next one, or nothing, sent again (RFC 9293 §3.8.4). */
export function isKeepAlive(s: Segment, next: number | undefined): boolean {
  if (next === undefined || s.length > 1 || hasFlag(s, TcpFlag.syn | TcpFlag.fin | TcpFlag.rst)) return false
  return s.seq === (next - 1) >>> 0
}
