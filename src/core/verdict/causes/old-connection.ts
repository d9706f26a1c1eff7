/**
 * A SYN met the remains of an earlier connection with the same addresses and ports: the other end answers with an ACK of
 * that connection (a challenge ACK, RFC 5961 §4; or TIME-WAIT), which the new one resets (RFC 9293 §3.10.7.3).
 */
import type { Segment } from '../../casefile/model.js'
import { hasAck, isReset, isSyn, isSynAck } from '../../casefile/segment.js'
import { seqAdd } from '../../flow/seq.js'
import { type CauseContext, defineCause, frameOf } from './define.js'
import { answersSyn, findTwin } from './unnatted-packet.js'

export const oldConnection = defineCause({
  id: 'old-connection',
  made: 'end',
  benign: false,
  match(context) {
    const { form, trigger, accused, reset, after } = context
    const answered = trigger.segment
    if (form !== 'reply' || accused !== 'client' || !answered || !hasAck(answered) || isSynAck(answered))
      return undefined
    if (answered.length > 0 || !meetsSyn(context, answered)) return undefined
    const syn = context.before.findLast((s) => s.from === 'client' && isSyn(s))
    const again = after.find((s) => s.from === 'client' && isSyn(s))
    const facts = { ack: answered.ack, retried: again !== undefined }
    return { fit: 0.96, frames: frameOf(syn, answered, reset, again), facts }
  },
})

/** The client is in SYN-SENT, here or under another address that a translation hides, and this ACK is not for its SYN. */
function meetsSyn(context: CauseContext, answered: Segment): boolean {
  const own = context.before.filter((s) => s.from === 'client' && !isReset(s))
  if (own.length > 0) return own.every((s) => isSyn(s) && answered.ack !== seqAdd(s.seq, 1))
  const twin = findTwin(context)
  return twin !== undefined && !twin.established && answersSyn(twin, answered)
}
