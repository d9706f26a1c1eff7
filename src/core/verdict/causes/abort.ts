/** The application ended the connection at once: SO_LINGER 0, a kill, a crash, an explicit abort (RFC 9293 §3.10.5). */
import { defineCause, frameOf } from './define.js'

export const abort = defineCause({
  id: 'abort',
  made: 'end',
  benign: false,
  match({ form, situation, reset }) {
    if (form !== 'abort' && form !== 'live') return undefined
    // Both are ends of a wait, with causes of their own.
    if (situation.probes.length > 1 || situation.probesInVain.length > 1 || situation.retries.length > 2)
      return undefined
    const facts = { afterFin: situation.ownFin !== undefined || situation.peerFin !== undefined, idle: situation.idle }
    const base = situation.unanswered ? 0.5 : 0.65
    return { fit: form === 'abort' ? base : base * 0.8, frames: frameOf(situation.lastData, reset), facts }
  },
})
