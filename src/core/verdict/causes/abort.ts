/** The application ended the connection at once: SO_LINGER 0, a kill, a crash, an explicit abort (RFC 9293 §3.10.5). */
import { hasAck } from '../../casefile/segment.js'
import { defineCause, frameOf } from './define.js'

export const abort = defineCause({
  id: 'abort',
  made: 'end',
  benign: false,
  match({ form, situation, reset }) {
    if (form !== 'abort' && !(form === 'live' && hasAck(reset)) && form !== 'live') return undefined
    const facts = { afterFin: situation.ownFin !== undefined || situation.peerFin !== undefined, idle: situation.idle }
    const base = situation.unanswered ? 0.45 : 0.65
    return { fit: form === 'abort' ? base : base * 0.8, frames: frameOf(situation.lastData, reset), facts }
  },
})
