/** The port listens, but its queue of connections nobody has accepted yet is full. */
import { isSynAck } from '../../casefile/segment.js'
import { type CauseContext, defineCause, frameOf } from './define.js'
import { listenerSeen, othersOnPort } from './listener.js'

export const backlogOverflow = defineCause({
  id: 'backlog-overflow',
  made: 'end',
  benign: false,
  match(context) {
    const { form, trigger, reset, situation } = context
    const facts = { waiting: waiting(context), refused: form === 'refusal' }
    if (form === 'refusal' && trigger.kind === 'syn' && listenerSeen(context) === 'now') {
      return { fit: facts.waiting > 0 ? 0.7 : 0.4, frames: frameOf(trigger.segment, reset), facts }
    }
    // tcp_abort_on_overflow: the last ACK or the first data is answered, while SYN-ACKs were sent again for want of room.
    if (form !== 'reply' || situation.stage !== 'handshake' || context.accused !== 'server') return undefined
    const repeated = context.before.filter((s) => s.from === 'server' && isSynAck(s)).length > 1
    if (trigger.kind !== 'ack' && !repeated) return undefined
    const crowded = facts.waiting > 0 && trigger.kind === 'ack'
    return { fit: repeated ? 0.85 : crowded ? 0.75 : 0.3, frames: frameOf(trigger.segment, reset), facts }
  },
})

/** Connections to the port that were accepted by the stack and never served. */
const waiting = (context: CauseContext): number =>
  othersOnPort(context).filter((n) => n.established && !n.answered && !n.reset).length
