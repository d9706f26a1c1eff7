/** The don't-fragment bit against that of the accused end's other packets: a hand-built IP header leaves it off. */
import { isReset } from '../casefile/segment.js'
import { isOfSocket } from './context.js'
import { defineObservation } from './define.js'

export const dontFragment = defineObservation({
  id: 'dont-fragment',
  family: 'ip-flags',
  about: 'packet',
  observe(context) {
    const { packet, accused, before, form } = context
    if (packet.ipVersion !== 4 || packet.dontFragment || packet.hopLimit === undefined) return undefined
    // macOS and iOS clear it when they refuse a SYN, and only then.
    if (form === 'refusal') return undefined
    const own = before.filter((s) => s.from === accused && !isReset(s))
    // Of a socket's own packets one other tells how they are. Replies come from beside it.
    if (own.length < (isOfSocket(context) ? 1 : 2) || own.some((s) => !s.dontFragment)) return undefined
    return {
      for: 'middlebox',
      weight: 'fragment-bit',
      frames: [own.at(-1)!.frame, packet.frame],
      facts: { side: accused, packets: own.length },
    }
  },
})
