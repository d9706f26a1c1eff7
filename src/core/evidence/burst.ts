/** More resets at one stroke than there are packets to answer. */
import { mayAnswerUnseen, promptLimit, wasTakenIn } from '../casefile/reset-form.js'
import { hasAck, isReset } from '../casefile/segment.js'
import { defineObservation } from './define.js'

export const burst = defineObservation({
  id: 'burst',
  family: 'burst',
  about: 'reset',
  observe({ group, before, receiver, accused, accusedRtt }) {
    if (group.length < 2 || group.every((s) => mayAnswerUnseen(before, s))) return undefined
    const numbers = new Set(group.map((s) => s.seq))
    const since = group[0].time - promptLimit(accusedRtt)
    const answerable = before.filter(
      (s) =>
        s.from === receiver &&
        !isReset(s) &&
        s.time >= since &&
        (!hasAck(s) || numbers.has(s.ack)) &&
        !wasTakenIn(before, s, accused),
    ).length
    if (answerable >= group.length) return undefined
    return {
      for: 'middlebox',
      weight: 'burst-surplus',
      frames: group.map((s) => s.frame),
      facts: { resets: group.length, packets: answerable },
    }
  },
})
