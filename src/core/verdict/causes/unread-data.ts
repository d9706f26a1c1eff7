/** The application closed its socket with received data unread: RFC 2525 §2.17 wants a reset then, not a FIN. */
import { defineCause, frameOf } from './define.js'

export const unreadData = defineCause({
  id: 'unread-data',
  made: 'end',
  benign: false,
  match({ form, situation, reset }) {
    if (form !== 'abort' && form !== 'live') return undefined
    if (!situation.dataFromReceiver || situation.probes.length > 1 || situation.retries.length > 2) return undefined
    const unread = situation.unanswered
    const facts = { frame: unread?.frame ?? 0, bytes: unread?.length ?? 0, zeroWindow: situation.zeroWindow }
    const frames = frameOf(unread, reset)
    if (situation.zeroWindow) return { fit: 0.9, frames, facts }
    if (!unread) return { fit: 0.25, frames, facts }
    return { fit: situation.idle >= 4.5 ? 0.4 : 0.7, frames, facts }
  },
})
