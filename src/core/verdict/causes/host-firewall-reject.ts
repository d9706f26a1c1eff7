/** A packet filter on the host, or next to it, refuses: `REJECT --reject-with tcp-reset` and the like. */
import { defineCause, frameOf } from './define.js'

export const hostFirewallReject = defineCause({
  id: 'host-firewall-reject',
  made: 'end',
  benign: false,
  match({ form, trigger, reset, origin, file }) {
    if (form !== 'refusal' || trigger.kind !== 'syn') return undefined
    // The only field that gives it away on the wire: a kernel mirrors TOS, a filter sends 0 (IPv4), or flow label 0 (IPv6).
    const marked = origin.clues.some(
      (clue) => clue.for === 'middlebox' && (clue.id === 'traffic-class' || clue.id === 'flow-label'),
    )
    return {
      fit: marked ? 0.8 : 0.25,
      frames: frameOf(trigger.segment, reset),
      facts: { port: file.server.port, marked },
    }
  },
})
