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
    if (idle < IDLE_SECONDS || trigger.kind === 'client-hello' || trigger.kind === 'http-request' && idle < 30) return undefined
    const products = timersMatching(idle, accusedRtt).map((t) => t.product)
    // A device's timer is one that somebody set: a known product's, or at least a whole number of minutes.
    const known = products.length > 0 || trigger.kind === 'keep-alive'
    const fit = known ? 0.85 : isWholeMinutes(idle) ? 0.7 : 0.3
    return { fit, frames: frameOf(situation.lastData, trigger.segment, reset), facts: { idle, products } }
  },
})

const isWholeMinutes = (seconds: number): boolean => seconds > 50 && Math.abs(seconds / 60 - Math.round(seconds / 60)) < 0.03
