/** The reset's hop limit is untouched although the accused end is hops away: its sender is next to the capture point. */
import { hopsFrom, isInitial } from '../casefile/vantage.js'
import { defineObservation } from './define.js'
import { sameDistance } from './hop-limits.js'

export const noHops = defineObservation({
  id: 'no-hops',
  family: 'hop-limit',
  observe({ reset, hops: reference }) {
    if (reset.hopLimit === undefined || !reference || !isInitial(reset.hopLimit)) return undefined
    const away = hopsFrom(reference.usual)!
    if (away < 3 || reference.known.includes(reset.hopLimit) || sameDistance(reset.hopLimit, reference))
      return undefined
    return { for: 'middlebox', weight: 'no-hops', frames: [reset.frame], facts: { hopLimit: reset.hopLimit, away } }
  },
})
