/** The same unusual header in other connections: one device speaks for several hosts. */
import type { ResetRecord } from './context.js'
import { defineObservation } from './define.js'

export const sameDevice = defineObservation({
  id: 'same-device',
  family: 'context',
  about: 'reset',
  observe({ reset, resets, file, accused }) {
    const usual = file.baseline[accused].hopLimit
    if (reset.hopLimit === undefined || usual === undefined || Math.abs(usual - reset.hopLimit) < 2) return undefined
    const alike = (r: ResetRecord) =>
      r.source !== file[accused].address &&
      r.hopLimit === reset.hopLimit &&
      r.window === reset.window &&
      r.baseline !== undefined &&
      Math.abs(r.baseline - r.hopLimit!) >= 2
    const others = new Set<string>()
    for (const r of resets()) if (alike(r)) others.add(r.source)
    if (others.size === 0) return undefined
    return {
      for: 'middlebox',
      weight: 'repeated-elsewhere',
      frames: [reset.frame],
      facts: { hosts: others.size, hopLimit: reset.hopLimit },
    }
  },
})
