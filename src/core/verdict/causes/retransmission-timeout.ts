/** Data was sent again and again without an answer until that end gave up (RFC 9293 §3.8.3; Windows sends a reset then). */
import { defineCause, frameOf } from './define.js'

export const retransmissionTimeout = defineCause({
  id: 'retransmission-timeout',
  made: 'end',
  benign: false,
  match({ situation, reset, form, trigger, accusedRtt = 0 }) {
    const { retries } = situation
    if (retries.length < 3 || form === 'refusal') return undefined
    const facts = {
      retries: retries.length,
      seconds: retries.at(-1)!.time - retries[0].time,
      answering: form === 'reply',
    }
    const frames = frameOf(retries[0], retries.at(-1), reset)
    if (form !== 'reply') return { fit: 0.95, frames, facts }
    // Linux gives up in silence and answers what comes later; then the trigger comes long after the last try, and another
    // try was due before it (RFC 6298 §5.5: each wait is twice the last).
    const [last, before] = [retries.at(-1)!.time, retries.at(-2)!.time]
    const silent = (trigger.segment?.time ?? last) - last
    if (silent <= Math.max(1, 4 * accusedRtt)) return undefined
    return { fit: silent > 2 * (last - before) ? 0.75 : 0.6, frames, facts }
  },
})
