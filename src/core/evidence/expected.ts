/** The connection stood so that this end had to send exactly this reset. */
import { isFin, isReset, isSyn, isSynAck } from '../casefile/segment.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'

export type Expectation =
  | 'closed-before'
  | 'reset-by-peer-before'
  | 'no-handshake'
  | 'wrong-ack'
  | 'no-socket'
  | 'closing'

export const expected = defineObservation({
  id: 'expected',
  family: 'context',
  about: 'reset',
  observe(context) {
    const why = expectation(context)
    if (!why) return undefined
    const frames = [...why.frames, context.reset.frame]
    return { for: 'end', weight: 'expected-here', frames, facts: { why: why.id, side: context.accused } }
  },
})

function expectation(context: ResetContext): { id: Expectation; frames: number[] } | undefined {
  const { before, accused, receiver, form, fits, reset } = context
  if (form !== 'reply') return closing(context)
  const answered = fits.find((fit) => fit.fit === 'answers')?.segment
  if (!answered) return undefined
  const fin = before.find((s) => s.from === accused && isFin(s))
  if (fin) return { id: 'closed-before', frames: [fin.frame, answered.frame] }
  const earlier = before.find((s) => isReset(s) && s.from === receiver && s.time < reset.time)
  if (earlier && earlier.time < reset.time)
    return { id: 'reset-by-peer-before', frames: [earlier.frame, answered.frame] }
  const ownReset = before.find((s) => isReset(s) && s.from === accused)
  if (ownReset && answered.time > ownReset.time) return { id: 'no-socket', frames: [ownReset.frame, answered.frame] }
  const own = before.filter((s) => s.from === accused)
  if (isSynAck(answered) && !own.some(isSyn)) return { id: 'no-handshake', frames: [answered.frame] }
  const synsOnly = own.length > 0 && own.every(isSyn)
  if (synsOnly && !own.some((s) => (s.seq + 1) >>> 0 === answered.ack))
    return { id: 'wrong-ack', frames: [answered.frame] }
  return undefined
}

/** An abort by the side that has just closed, or after the other has: applications leave like this every day. */
function closing({ before, accused, form }: ResetContext): { id: Expectation; frames: number[] } | undefined {
  if (form !== 'abort') return undefined
  const fin = before.findLast((s) => isFin(s))
  if (!fin) return undefined
  return { id: fin.from === accused ? 'closed-before' : 'closing', frames: [fin.frame] }
}
