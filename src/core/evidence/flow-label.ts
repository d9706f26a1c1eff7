/** IPv6 flow label: Linux gives its own resets one, a packet filter's reject leaves it 0. */
import { defineObservation } from './define.js'

export const flowLabel = defineObservation({
  id: 'flow-label',
  family: 'ip-flags',
  about: 'packet',
  observe({ packet, before, accused }) {
    if (packet.ipVersion !== 6 || packet.flowLabel !== 0) return undefined
    const own = before.filter((s) => s.from === accused)
    if (own.length === 0 || own.some((s) => s.flowLabel === 0)) return undefined
    const last = own.at(-1)!
    return {
      for: 'middlebox',
      weight: 'flow-label-zero',
      frames: [last.frame, packet.frame],
      facts: { label: last.flowLabel ?? 0 },
    }
  },
})
