/**
 * Resets whose sequence numbers climb ahead of the stream, to hit a window that moves on while they travel. Known steps
 * are whole segments (+1460, +4380: Clayton et al. 2006) and fixed leaps (+12503).
 */
import { mayAnswerUnseen } from '../casefile/reset-form.js'
import { seqDifference } from '../flow/seq.js'
import { defineObservation } from './define.js'

export const sequenceLadder = defineObservation({
  id: 'sequence-ladder',
  family: 'burst',
  about: 'reset',
  observe({ group, before, receiver }) {
    const steps = group.slice(1).map((s) => seqDifference(s.seq, group[0].seq))
    const climbs = steps.filter((step, i) => step > 0 && step < 1 << 20 && (i === 0 || step >= steps[i - 1]))
    if (climbs.length === 0) return undefined
    // A host that answers several packets takes its numbers from them.
    const acks = new Set(before.filter((s) => s.from === receiver).map((s) => s.ack))
    if (group.every((s) => acks.has(s.seq) || mayAnswerUnseen(before, s))) return undefined
    return { for: 'middlebox', weight: 'ladder', frames: group.map((s) => s.frame), facts: { steps } }
  },
})
