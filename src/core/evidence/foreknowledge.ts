/** The packet acknowledges bytes that had no time to reach the accused end. */
import { deliveredBy } from '../casefile/reset-form.js'
import { hasAck, isReset, sequenceEnd, sequenceLength } from '../casefile/segment.js'
import { seqLess } from '../flow/seq.js'
import { isOfSocket } from './context.js'
import { defineObservation } from './define.js'

const MEASURABLE = 0.001

export const foreknowledge = defineObservation({
  id: 'foreknowledge',
  family: 'timing',
  about: 'packet',
  observe(context) {
    const { packet, before, receiver, accusedRtt } = context
    if (!isOfSocket(context) || !hasAck(packet) || accusedRtt === undefined || accusedRtt < MEASURABLE) return undefined
    // Half of the smallest round trip is generous: the whole of it lies between the packet and an answer seen here.
    const delivered = deliveredBy(before, receiver, packet.time, accusedRtt / 2)
    // Where nothing at all had time to get there, every acknowledgment of what was sent is too early.
    if (delivered !== undefined && !seqLess(delivered, packet.ack)) return undefined
    const source = before.find(
      (s) => s.from === receiver && !isReset(s) && sequenceLength(s) > 0 && sequenceEnd(s) === packet.ack,
    )
    if (!source) return undefined
    return {
      for: 'middlebox',
      weight: 'knows-too-soon',
      frames: [source.frame, packet.frame],
      facts: { delay: packet.time - source.time, rtt: accusedRtt, of: source.frame },
    }
  },
})
