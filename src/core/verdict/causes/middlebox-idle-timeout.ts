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
    const fit = products.length > 0 || trigger.kind === 'idle' || trigger.kind === 'keep-alive' ? 0.85 : idle > 60 ? 0.75 : 0.5
    return { fit, frames: frameOf(situation.lastData, trigger.segment, reset), facts: { idle, products } }
  },
})
