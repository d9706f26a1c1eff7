/** In the handshake an ACK came that acknowledges what was never sent (RFC 9293 §3.10.7.3, §3.10.7.4). */
import { hasAck, isReset, isSyn, isSynAck } from '../../casefile/segment.js'
import { seqAdd } from '../../flow/seq.js'
import { defineCause, frameOf } from './define.js'

export const unacceptableAck = defineCause({
  id: 'unacceptable-ack',
  made: 'end',
  benign: false,
  match({ form, trigger, before, accused, reset }) {
    if (form !== 'reply' || !trigger.segment || !hasAck(trigger.segment)) return undefined
    const first = before.find((s) => s.from === accused && (isSyn(s) || isSynAck(s)))
    const handshaking = before.every((s) => s.from !== accused || isSyn(s) || isSynAck(s) || isReset(s))
    if (!first || !handshaking || trigger.segment.ack === seqAdd(first.seq, 1)) return undefined
    const facts = { ack: trigger.segment.ack, expected: seqAdd(first.seq, 1) }
    return { fit: isSyn(first) ? 0.6 : 0.85, frames: frameOf(first, trigger.segment, reset), facts }
  },
})
