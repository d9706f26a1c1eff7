/** Hop limit and window that count up together inside one burst: the mark of one injector family. */
import { defineObservation } from './define.js'

export const countedFields = defineObservation({
  id: 'counted-fields',
  family: 'burst',
  about: 'reset',
  observe({ group }) {
    if (group.length < 2 || group.some((s) => s.hopLimit === undefined || s.window === 0)) return undefined
    const offsets = new Set(group.map((s) => s.window - s.hopLimit!))
    const windows = new Set(group.map((s) => s.window))
    if (offsets.size !== 1 || windows.size < 2) return undefined
    return {
      for: 'middlebox',
      weight: 'burst-steps',
      frames: group.map((s) => s.frame),
      facts: { windows: group.map((s) => s.window), hopLimits: group.map((s) => s.hopLimit!) },
    }
  },
})
