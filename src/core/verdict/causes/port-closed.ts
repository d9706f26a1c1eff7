/** A SYN met no listener (RFC 9293 §3.10.7.1): the answer has seq 0 and acknowledges the SYN. */
import { defineCause, frameOf } from './define.js'
import { listenerSeen } from './listener.js'

export const portClosed = defineCause({
  id: 'port-closed',
  made: 'end',
  benign: false,
  match(context) {
    const { form, trigger, file, reset } = context
    if (form !== 'refusal' || trigger.kind !== 'syn') return undefined
    const open = listenerSeen(context)
    return {
      // A port that accepts others at the same time is not closed; one that did before may be by now.
      fit: open === 'now' ? 0.3 : open === 'before' ? 0.6 : 0.75,
      frames: frameOf(trigger.segment, reset),
      facts: { port: file.server.port, before: open !== 'never' },
    }
  },
})
