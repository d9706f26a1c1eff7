/** Whether the reset's numbers and flags are put together as a TCP stack does it (RFC 9293 §3.5.2, §3.10.5). */
import { mayAnswerUnseen } from '../casefile/reset-form.js'
import { hasAck, isSyn, isSynAck } from '../casefile/segment.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'
import type { WeightId } from './weights.js'

export const rstForm = defineObservation({
  id: 'rst-form',
  family: 'form',
  about: 'reset',
  observe(context) {
    const { reset, form, before } = context
    if (mayAnswerUnseen(before, reset)) return undefined
    const odd = oddity(context)
    const facts = { form, odd: odd ?? 'none', ack: reset.ack }
    if (!odd) return { for: 'end', weight: 'form-stack', frames: [reset.frame], facts }
    return { for: 'middlebox', weight: weightOf(odd), frames: [reset.frame], facts }
  },
})

function weightOf(odd: Oddity): WeightId {
  if (odd === 'stray') return 'form-stray'
  return odd === 'ack-without-flag' ? 'form-stale-ack' : 'form-odd'
}

export type Oddity = 'answer-with-ack' | 'seq-in-refusal' | 'bare-to-syn' | 'ack-without-flag' | 'ahead' | 'stray'

/** The first thing about its construction that no measured stack does. */
function oddity({ reset, form, fits, before, accused }: ResetContext): Oddity | undefined {
  if (form === 'stray') return before.length > 0 ? 'stray' : undefined
  if (hasAck(reset)) return oddWithAck({ reset, form, fits, before, accused })
  const toSyn = before.length > 0 && before.every((s) => s.from !== accused) && before.every(isSyn)
  if (toSyn) return 'bare-to-syn'
  // Windows repeats the sequence number there; everybody else sends 0.
  if (reset.ack !== 0 && reset.ack !== reset.seq && form === 'reply') return 'ack-without-flag'
  return form === 'live' ? 'ahead' : undefined
}

function oddWithAck({
  reset,
  form,
  fits,
  before,
  accused,
}: Pick<ResetContext, 'reset' | 'form' | 'fits' | 'before' | 'accused'>): Oddity | undefined {
  const onlySyns = before.length > 0 && before.every((s) => s.from !== accused && isSyn(s))
  if (onlySyns && reset.seq !== 0) return 'seq-in-refusal'
  if (form === 'live' && fits[0]?.fit === 'built' && !isSynAck(fits[0].segment)) return 'answer-with-ack'
  return form === 'live' ? 'ahead' : undefined
}
