/** That end dropped the connection after an idle time: by a reset of its own, or by forgetting it and answering the next packet. */
import type { CaseFile } from '../../casefile/model.js'
import { hasAck } from '../../casefile/segment.js'
import { IDLE_SECONDS } from '../trigger.js'
import { defineCause, frameOf } from './define.js'
import { timersMatching } from './timers.js'

/** The last request's head or body has not come whole: the server was waiting for the rest. */
function isUnfinished(file: CaseFile): boolean {
  const last = file.http.at(-1)
  if (!last || last.response) return false
  const { complete, contentLength = 0 } = last.request
  const body = file.segments.filter((s) => s.from === 'client' && s.frame > last.requestFrame)
  return !complete || body.reduce((sum, s) => sum + s.length, 0) < contentLength / 2
}

export const idleTimeout = defineCause({
  id: 'idle-timeout',
  made: 'end',
  benign: false,
  match({ form, situation, trigger, reset, accusedRtt, file }) {
    const { idle } = situation
    const starved = idle >= 1 && situation.unanswered !== undefined && isUnfinished(file)
    if (starved && form === 'abort') {
      const facts = { idle, products: [], answering: false }
      return { fit: 0.8, frames: frameOf(situation.unanswered, reset), facts }
    }
    if (idle < IDLE_SECONDS || situation.probes.length > 1 || situation.retries.length > 2) return undefined
    const products = timersMatching(idle, accusedRtt).map((t) => t.product)
    const facts = { idle, products, answering: form === 'reply' }

    if (form === 'reply') {
      if (situation.ownFin || situation.ownReset || situation.stage === 'unseen') return undefined
      return { fit: products.length > 0 ? 0.7 : idle > 60 ? 0.5 : 0.35, frames: frameOf(trigger.segment, reset), facts }
    }
    if (form === 'refusal' || (form !== 'abort' && !hasAck(reset) && form !== 'live')) return undefined
    // A request that nobody answers ends in a timeout of some kind too, but its data was there to be read.
    const fit = products.length > 0 ? 0.85 : situation.unanswered ? 0.4 : 0.7
    return { fit, frames: frameOf(situation.lastData, reset), facts }
  },
})
