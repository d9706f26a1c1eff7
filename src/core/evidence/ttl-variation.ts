/** Hop limits that differ inside one burst of resets: made with random or counted values. */
import { defineObservation } from './define.js'

export const ttlVariation = defineObservation({
  id: 'ttl-variation',
  family: 'burst',
  about: 'reset',
  observe({ group }) {
    const values = [...new Set(group.flatMap((s) => s.hopLimit ?? []))]
    if (values.length < 2) return undefined
    const spread = Math.max(...values) - Math.min(...values)
    if (spread < 2 && values.length < 3) return undefined
    return {
      for: 'middlebox',
      weight: 'hop-limit-varies',
      frames: group.map((s) => s.frame),
      facts: { values: group.map((s) => s.hopLimit ?? 0) },
    }
  },
})
