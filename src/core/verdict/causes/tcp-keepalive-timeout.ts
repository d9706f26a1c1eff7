/** Keep-alive probes went unanswered until that end gave up (RFC 9293 §3.8.4). */
import { defineCause, frameOf } from './define.js'

export const tcpKeepaliveTimeout = defineCause({
  id: 'tcp-keepalive-timeout',
  made: 'end',
  benign: false,
  match({ form, situation, reset }) {
    const unanswered = situation.probes.length >= 2
    const probes = unanswered ? situation.probes : situation.probesInVain
    if ((form !== 'abort' && form !== 'live') || probes.length < 2) return undefined
    const interval = (probes.at(-1)!.time - probes[0].time) / (probes.length - 1)
    return {
      fit: !unanswered ? 0.8 : probes.length >= 3 ? 0.97 : 0.85,
      frames: frameOf(probes[0], probes.at(-1), reset),
      facts: { probes: probes.length, interval, answered: !unanswered },
    }
  },
})
