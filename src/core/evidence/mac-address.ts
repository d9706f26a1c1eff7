/** Ethernet source address of the reset against that of the accused end's other packets. */
import { defineObservation } from './define.js'

export const macAddress = defineObservation({
  id: 'mac-address',
  family: 'link',
  observe({ reset, accused, file, before }) {
    const known = file.baseline[accused].macs
    const own = before.filter((s) => s.from === accused && s.sourceMac !== undefined)
    if (!reset.sourceMac || known.size !== 1 || own.length === 0 || file.duplicated) return undefined
    const usual = own.at(-1)!
    const facts = { mac: reset.sourceMac, usual: usual.sourceMac! }
    const frames = [usual.frame, reset.frame]
    if (known.has(reset.sourceMac)) return { for: 'end', weight: 'mac-same', frames, facts }
    return { for: 'middlebox', weight: 'mac-other', frames, facts }
  },
})
