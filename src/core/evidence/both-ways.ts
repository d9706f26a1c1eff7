/**
 * Resets in both directions at one instant. A reset is never answered with a reset (RFC 9293 §3.5.2), so each end would
 * have had to decide by itself, sooner than either could hear of the other: what a device does that cuts both off.
 */
import type { Segment } from '../casefile/model.js'
import { hasAck, isReset } from '../casefile/segment.js'
import { defineObservation } from './define.js'

/** Share of the round trip between the ends within which chance is left out of account. */
const AT_ONCE = 0.25
const MEASURABLE = 0.004

export const bothWays = defineObservation({
  id: 'both-ways',
  family: 'behaviour',
  about: 'reset',
  observe({ reset, before, after, accused, form, file }) {
    const trip = (file.roundTrip.client?.min ?? 0) + (file.roundTrip.server?.min ?? 0)
    if (form === 'reply' || form === 'refusal' || trip < MEASURABLE) return undefined
    const isReply = (s: Segment) =>
      !hasAck(s) &&
      file.segments.some(
        (o) => o.from === accused && o.ack === s.seq && s.time >= o.time && s.time - o.time <= 2 * trip + 0.3,
      )
    const atOnce = (s: Segment) =>
      isReset(s) &&
      s.from !== accused &&
      !isReply(s) &&
      hasAck(s) === hasAck(reset) &&
      Math.abs(s.time - reset.time) < AT_ONCE * trip
    const other = before.findLast(atOnce) ?? after.find(atOnce)
    if (!other) return undefined
    return {
      for: 'middlebox',
      weight: 'both-at-once',
      frames: [reset.frame, other.frame].sort((a, b) => a - b),
      facts: { other: other.frame, apart: Math.abs(other.time - reset.time), rtt: trip },
    }
  },
})
