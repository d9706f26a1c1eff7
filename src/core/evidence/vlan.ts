/** VLAN of the packet against that of the accused end's other packets. */
import { defineObservation } from './define.js'

export const vlan = defineObservation({
  id: 'vlan',
  family: 'link',
  about: 'packet',
  observe({ packet, accused, file, before }) {
    const own = before.filter((s) => s.from === accused)
    if (own.length < 2 || file.duplicated || own.some((s) => s.vlan !== own[0].vlan)) return undefined
    if (packet.vlan === own[0].vlan) return undefined
    return {
      for: 'middlebox',
      weight: 'vlan-other',
      frames: [own.at(-1)!.frame, packet.frame],
      facts: { vlan: packet.vlan ?? 0, usual: own[0].vlan ?? 0 },
    }
  },
})
