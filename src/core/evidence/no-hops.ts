/** The packet's hop limit is untouched although the accused end is hops away: its sender is next to the capture point. */
import { hopsFrom, isInitial } from '../casefile/vantage.js'
import { defineObservation } from './define.js'
import { sameDistance } from './hop-limits.js'

export const noHops = defineObservation({
  id: 'no-hops',
  family: 'hop-limit',
  about: 'packet',
  observe({ packet, hops: reference }) {
    if (packet.hopLimit === undefined || !reference || !isInitial(packet.hopLimit)) return undefined
    const away = hopsFrom(reference.usual)!
    if (away < 3 || reference.known.includes(packet.hopLimit) || sameDistance(packet.hopLimit, reference))
      return undefined
    return { for: 'middlebox', weight: 'no-hops', frames: [packet.frame], facts: { hopLimit: packet.hopLimit, away } }
  },
})
