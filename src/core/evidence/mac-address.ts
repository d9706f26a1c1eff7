/** Ethernet source address of the packet against that of the accused end's other packets. */
import { defineObservation } from './define.js'

export const macAddress = defineObservation({
  id: 'mac-address',
  family: 'link',
  about: 'packet',
  observe({ packet, accused, file, before }) {
    const known = file.baseline[accused].macs
    const own = before.filter((s) => s.from === accused && s.sourceMac !== undefined)
    if (!packet.sourceMac || known.size !== 1 || own.length === 0 || file.duplicated) return undefined
    const usual = own.at(-1)!
    const facts = { mac: packet.sourceMac, usual: usual.sourceMac! }
    const frames = [usual.frame, packet.frame]
    if (known.has(packet.sourceMac)) return { for: 'end', weight: 'mac-same', frames, facts }
    return { for: 'middlebox', weight: 'mac-other', frames, facts }
  },
})
