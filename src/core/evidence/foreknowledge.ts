/** The reset acknowledges bytes that had no time to reach the accused end. */
import { deliveredBy } from '../casefile/reset-form.js'
import { hasAck, isReset, sequenceEnd, sequenceLength } from '../casefile/segment.js'
import { seqLess } from '../flow/seq.js'
import { defineObservation } from './define.js'

const MEASURABLE = 0.001

export const foreknowledge = defineObservation({
  id: 'foreknowledge',
  family: 'timing',
  observe({ reset, before, receiver, accusedRtt, form }) {
    if (form !== 'abort' || !hasAck(reset) || accusedRtt === undefined || accusedRtt < MEASURABLE) return undefined
    // Half of the smallest round trip is generous: the whole of it lies between the packet and an answer seen here.
    const delivered = deliveredBy(before, receiver, reset.time, accusedRtt / 2)
    // Where nothing at all had time to get there, every acknowledgment of what was sent is too early.
    if (delivered !== undefined && !seqLess(delivered, reset.ack)) return undefined
    const source = before.find(
      (s) => s.from === receiver && !isReset(s) && sequenceLength(s) > 0 && sequenceEnd(s) === reset.ack,
    )
    if (!source) return undefined
    return {
      for: 'middlebox',
      weight: 'knows-too-soon',
      frames: [source.frame, reset.frame],
      facts: { delay: reset.time - source.time, rtt: accusedRtt, of: source.frame },
    }
  },
})
