/** The same packet is answered twice: once too soon, and once more one round trip later with that end's own marks. */
import { isReset } from '../casefile/segment.js'
import { defineObservation } from './define.js'
import { answerableFits } from './timing.js'

export const secondAnswer = defineObservation({
  id: 'second-answer',
  family: 'behaviour',
  about: 'reset',
  observe(context) {
    const { reset, after, accused, accusedRtt, group } = context
    const trigger = answerableFits(context).at(-1)
    if (!trigger || accusedRtt === undefined || trigger.delay > accusedRtt * 0.8) return undefined
    const later = after.find(
      (s) =>
        isReset(s) &&
        s.from === accused &&
        s.seq === reset.seq &&
        !group.includes(s) &&
        isOnTime(s.time - trigger.segment.time, accusedRtt),
    )
    if (!later || later.hopLimit === reset.hopLimit) return undefined
    return {
      for: 'middlebox',
      weight: 'answers-again',
      frames: [reset.frame, later.frame],
      facts: { later: later.frame, after: later.time - trigger.segment.time, rtt: accusedRtt },
    }
  },
})

const isOnTime = (delay: number, rtt: number): boolean => delay >= 0.8 * rtt && delay <= 2 * rtt
