/** The application closed its socket with received data unread: RFC 2525 §2.17 wants a reset then, not a FIN. */
import { IDLE_SECONDS } from '../trigger.js'
import { type CauseContext, defineCause, frameOf } from './define.js'

export const unreadData = defineCause({
  id: 'unread-data',
  made: 'end',
  benign: false,
  match(context) {
    const { form, situation, reset, accused } = context
    if (form !== 'abort' && form !== 'live') return undefined
    if (!situation.dataFromReceiver || situation.probes.length > 1 || situation.probesInVain.length > 1)
      return undefined
    if (situation.retries.length > 2) return undefined
    const unread = situation.unanswered
    const facts = { frame: unread?.frame ?? 0, bytes: unread?.length ?? 0, zeroWindow: situation.zeroWindow }
    const frames = frameOf(unread, reset)
    if (situation.zeroWindow) return { fit: 0.9, frames, facts }
    if (!unread || (accused === 'client' && isWhole(context))) return { fit: 0.2, frames, facts }
    return { fit: situation.idle >= IDLE_SECONDS ? 0.45 : situation.idle >= 1 ? 0.5 : 0.7, frames, facts }
  },
})

/** The last response is there with all the bytes that it announced: a client that leaves now has read what it wanted. */
function isWhole({ file, before }: CauseContext): boolean {
  const last = file.http.findLast((e) => e.response !== undefined)
  if (last?.response?.contentLength === undefined) return false
  const bytes = before
    .filter((s) => s.from === 'server' && s.frame >= last.responseFrame!)
    .reduce((sum, s) => sum + s.length, 0)
  return bytes >= last.response.contentLength
}
