/** More resets at one stroke than there are packets to answer. */
import { hasAck, isReset } from '../casefile/segment.js'
import { defineObservation } from './define.js'

export const burst = defineObservation({
  id: 'burst',
  family: 'burst',
  observe({ group, before, receiver }) {
    if (group.length < 2) return undefined
    const numbers = new Set(group.map((s) => s.seq))
    const answerable = before.filter((s) => s.from === receiver && !isReset(s) && (!hasAck(s) || numbers.has(s.ack))).length
    if (answerable >= group.length) return undefined
    return {
      for: 'middlebox',
      weight: 'burst-surplus',
      frames: group.map((s) => s.frame),
      facts: { resets: group.length, packets: answerable },
    }
  },
})
