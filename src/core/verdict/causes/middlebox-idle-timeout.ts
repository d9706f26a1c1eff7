/** A device on the path forgot an idle connection: it resets both ends at its timer, or whoever speaks next. */
import { IDLE_SECONDS } from '../trigger.js'
import { defineCause, frameOf } from './define.js'
import { timersMatching } from './timers.js'

export const middleboxIdleTimeout = defineCause({
  id: 'middlebox-idle-timeout',
  made: 'middlebox',
  benign: false,
  match({ situation, trigger, reset, accusedRtt }) {
    const { idle } = situation
    const named = trigger.kind === 'client-hello' || (trigger.kind === 'http-request' && idle < 30)
    if (idle < IDLE_SECONDS / 3 || named) return undefined
    // Short of any usual timer, only the first word after a silence in a connection that had worked points here.
    if (idle < IDLE_SECONDS) {
      if (situation.exchanges < 1 || !trigger.segment) return undefined
      return { fit: 0.5, frames: frameOf(situation.lastData, trigger.segment, reset), facts: { idle, products: [] } }
    }
    const products = timersMatching(idle, accusedRtt).map((t) => t.product)
    // A device's timer is one that somebody set: a known product's, or at least a whole number of minutes.
    const known = products.length > 0 || trigger.kind === 'keep-alive'
    const fit = known ? 0.85 : isWholeMinutes(idle) ? 0.7 : 0.3
    return { fit, frames: frameOf(situation.lastData, trigger.segment, reset), facts: { idle, products } }
  },
})

const isWholeMinutes = (seconds: number): boolean =>
  seconds > 50 && Math.abs(seconds / 60 - Math.round(seconds / 60)) < 0.03
