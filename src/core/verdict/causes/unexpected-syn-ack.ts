/** A SYN-ACK for a connection that this end never opened, or has given up. */
import { isSyn } from '../../casefile/segment.js'
import { defineCause, frameOf } from './define.js'
import { looksCrafted } from './half-open-scan.js'

export const unexpectedSynAck = defineCause({
  id: 'unexpected-syn-ack',
  made: 'end',
  benign: false,
  match({ form, trigger, before, accused, reset, earlier }) {
    if (form !== 'reply' || trigger.kind !== 'syn-ack' || !trigger.segment) return undefined
    if (earlier.some((e) => e.who === 'middlebox')) return undefined
    const syn = before.find((s) => s.from === accused && isSyn(s))
    const wait = syn ? trigger.segment.time - syn.time : 0
    const facts = { asked: syn !== undefined, wait }
    const frames = frameOf(syn, trigger.segment, reset)
    if (!syn) return { fit: 0.85, frames, facts }
    if (looksCrafted(syn)) return { fit: 0.4, frames, facts }
    return { fit: wait > 3 ? 0.7 : 0.45, frames, facts }
  },
})
