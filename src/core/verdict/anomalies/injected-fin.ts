/** A FIN that its alleged sender did not send: it goes on with data where the stream should have ended. */
import type { CaseFile, Segment } from '../../casefile/model.js'
import { isFin, isReset, sequenceEnd } from '../../casefile/segment.js'
import { segmentContext } from '../compared.js'
import { weighInjected } from '../origin.js'
import { defineDetector } from './define.js'

export const injectedFin = defineDetector({
  kind: 'injected-fin',
  detect(file) {
    const fin = file.segments.find((s) => isFin(s) && contradiction(file, s) !== undefined)
    if (!fin) return []
    const after = contradiction(file, fin)!
    const trigger = file.segments.findLast((s) => s.from !== fin.from && s.length > 0 && s.time < fin.time)
    const { who, confidence, clues } = weighInjected(segmentContext(file, fin))
    const sure = who === 'middlebox'
    return [
      {
        kind: 'injected-fin' as const,
        severity: sure ? ('error' as const) : ('warn' as const),
        frame: fin.frame,
        frames: [fin.frame, after.frame],
        who,
        confidence,
        clues,
        trigger,
        facts: { sure, from: fin.from, fin: fin.frame, after: after.frame },
      },
    ]
  },
})

/**
 * Data of the same sender at or behind the FIN's place (RFC 9293 §3.6: after a FIN there is none), in a packet of which the
 * FIN is unlike. Both together: fuzzers and broken stacks do the first alone.
 */
function contradiction(file: CaseFile, fin: Segment): Segment | undefined {
  const end = (sequenceEnd(fin) - 1) >>> 0
  const usual = usualHopLimit(file, fin)
  const after = (s: Segment) => s.from === fin.from && s.time > fin.time && s.length > 0 && !isReset(s)
  return file.segments.find(
    (s) =>
      after(s) &&
      ((sequenceEnd(s) - end) | 0) > 0 &&
      (comesFromElsewhere(fin, s, usual) || lacksTimestamps(file, fin, s)),
  )
}

/** Its hop limit is not the sender's usual one, which the other packet has. */
const comesFromElsewhere = (fin: Segment, other: Segment, usual: number | undefined): boolean =>
  usual !== undefined &&
  fin.hopLimit !== undefined &&
  other.hopLimit !== undefined &&
  Math.abs(fin.hopLimit - usual) >= 2 &&
  Math.abs(other.hopLimit - usual) <= 1

/** Once both ends have agreed on timestamps, all that they send but resets carries them (RFC 7323 §3.2). */
const lacksTimestamps = ({ handshake }: CaseFile, fin: Segment, other: Segment): boolean =>
  handshake.syn?.options.timestamps !== undefined &&
  handshake.synAck?.options.timestamps !== undefined &&
  fin.options.timestamps === undefined &&
  !fin.headerCut &&
  other.options.timestamps !== undefined

/** Hop limit of the sender's other packets, the handshake's first: injected ones may be as many as the rest. */
function usualHopLimit(file: CaseFile, fin: Segment): number | undefined {
  const opening = fin.from === 'server' ? file.handshake.synAck : file.handshake.syn
  return opening?.hopLimit ?? file.baseline[fin.from].hopLimit
}
