/** Loss that does harm: enough retransmissions to slow the connection down, told before or after the capture point. */
import type { CaseFile, Side } from '../../casefile/model.js'
import { defineDetector } from './define.js'

/** Two in a hundred halve what a TCP connection carries over a long path (Mathis et al. 1997). */
const HARMFUL_SHARE = 0.02
const HARMFUL_COUNT = 5

export const packetLoss = defineDetector({
  kind: 'packet-loss',
  detect: (file) => (['client', 'server'] as const).flatMap((side) => lossFrom(file, side)),
})

function lossFrom(file: CaseFile, from: Side) {
  const { segments, retransmissions, lostAfterCapture, lostBeforeCapture } = file.loss[from]
  if (retransmissions < HARMFUL_COUNT || retransmissions < HARMFUL_SHARE * segments) return []
  // The same bytes again and again without any answer is silence, which has a finding of its own.
  if (file.loss[from].longestSilence >= retransmissions - 1) return []
  const repeated = repeats(file, from)
  // With a second capture, before and after mean the outer sides of the two, and what is left is between them.
  const compared = file.pair?.comparison[from]
  const facts = {
    from,
    segments,
    retransmissions,
    before: compared?.lostBefore ?? lostBeforeCapture,
    between: compared?.lostBetween ?? 0,
    after: compared?.lostAfter ?? lostAfterCapture,
    compared: compared !== undefined,
  }
  return [
    {
      kind: 'packet-loss' as const,
      severity: retransmissions >= 0.05 * segments ? ('warn' as const) : ('note' as const),
      frame: repeated[0],
      frames: repeated.slice(0, 50),
      who: 'unknown' as const,
      confidence: 0.5,
      facts,
    },
  ]
}

/** Frames that carry bytes sent before. */
function repeats(file: CaseFile, from: Side): number[] {
  const seen = new Set<number>()
  const frames: number[] = []
  for (const s of file.segments) {
    if (s.from !== from || s.length === 0) continue
    if (seen.has(s.seq)) frames.push(s.frame)
    seen.add(s.seq)
  }
  return frames.length > 0 ? frames : [file.segments[0].frame]
}
