/** The don't-fragment bit of the reset against that of the accused end's other packets: a hand-built IP header leaves it off. */
import { hasAck, isReset } from '../casefile/segment.js'
import { defineObservation } from './define.js'

export const dontFragment = defineObservation({
  id: 'dont-fragment',
  family: 'ip-flags',
  observe({ reset, accused, before, form }) {
    if (reset.ipVersion !== 4 || reset.dontFragment || reset.hopLimit === undefined) return undefined
    // macOS and iOS clear it when they refuse a SYN, and only then.
    if (form === 'refusal') return undefined
    const own = before.filter((s) => s.from === accused && !isReset(s))
    // An abort is its socket's own packet: one other tells how those are. Replies come from beside it.
    if (own.length < (form === 'abort' && hasAck(reset) ? 1 : 2) || own.some((s) => !s.dontFragment)) return undefined
    return {
      for: 'middlebox',
      weight: 'fragment-bit',
      frames: [own.at(-1)!.frame, reset.frame],
      facts: { side: accused, packets: own.length },
    }
  },
})
