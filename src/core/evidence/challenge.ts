/**
 * RFC 5961 §3: a reset that is in the window but not exact draws a challenge ACK; an end that has no connection answers
 * that with an exact reset one round trip later. A blind or copying forger does not.
 */
import { hasAck, isReset } from '../casefile/segment.js'
import { defineObservation } from './define.js'

export const challenge = defineObservation({
  id: 'challenge',
  family: 'behaviour',
  about: 'reset',
  observe({ after, accused, receiver, reset, accusedRtt }) {
    const ack = after.find((s) => s.from === receiver && !isReset(s))
    if (!ack || ack.length > 0 || !hasAck(ack) || ack.time - reset.time > 1) return undefined
    const answer = after.find((s) => s.from === accused && isReset(s) && s.seq === ack.ack && s.time > ack.time)
    if (!answer || ack.ack === reset.seq) return undefined
    if (accusedRtt !== undefined && answer.time - ack.time < accusedRtt * 0.8) return undefined
    return {
      for: 'end',
      weight: 'answers-challenge',
      frames: [reset.frame, ack.frame, answer.frame],
      facts: { challenge: ack.frame, answer: answer.frame },
    }
  },
})
