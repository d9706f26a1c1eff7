/**
 * A SYN met the remains of an earlier connection with the same addresses and ports: the other end answers with an ACK of
 * that connection (a challenge ACK, RFC 5961 §4; or TIME-WAIT), which the new one resets (RFC 9293 §3.10.7.3).
 */
import { hasAck, isSyn, isSynAck } from '../../casefile/segment.js'
import { seqAdd } from '../../flow/seq.js'
import { defineCause, frameOf } from './define.js'

export const oldConnection = defineCause({
  id: 'old-connection',
  made: 'end',
  benign: false,
  match({ form, trigger, before, accused, reset, after }) {
    const answered = trigger.segment
    if (form !== 'reply' || accused !== 'client' || !answered || !hasAck(answered) || isSynAck(answered)) return undefined
    const syn = before.findLast((s) => s.from === 'client' && isSyn(s))
    if (!syn || answered.time < syn.time || answered.ack === seqAdd(syn.seq, 1)) return undefined
    if (before.slice(before.indexOf(syn) + 1).some((s) => s.from === 'client' && !isSyn(s) && (s.flags & 4) === 0)) return undefined
    const again = after.find((s) => s.from === 'client' && isSyn(s))
    return { fit: 0.96, frames: frameOf(syn, answered, reset, again), facts: { ack: answered.ack, retried: again !== undefined } }
  },
})
