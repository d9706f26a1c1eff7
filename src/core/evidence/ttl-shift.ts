/** Hop limit of the reset against the ones that the accused end's other packets arrive with. */
import { isReset } from '../casefile/segment.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'
import { distanceToKnown, type HopReference, hopReference, NOISE, sameDistance, startsOddly } from './hop-limits.js'
import type { WeightId } from './weights.js'

export const ttlShift = defineObservation({
  id: 'ttl-shift',
  family: 'hop-limit',
  observe(context) {
    const { reset, accused, file } = context
    const reference = hopReference(file, accused)
    if (reset.hopLimit === undefined || !reference) return undefined
    const facts = { hopLimit: reset.hopLimit, usual: reference.usual, from: reference.from, side: accused }
    const frames = [...(reference.frame === undefined ? [] : [reference.frame]), reset.frame]
    const apart = distanceToKnown(reset.hopLimit, reference)
    if (apart === 0) return { for: 'end', weight: 'hop-limit-same', frames, facts }
    if (apart <= NOISE)
      return isSteady(context) && reference.spread === 0
        ? { for: 'middlebox', weight: 'hop-limit-one', frames, facts }
        : undefined
    if (sameDistance(reset.hopLimit, reference)) return undefined
    return { for: 'middlebox', weight: weigh(context, reference, apart), frames, facts }
  },
})

function weigh(context: ResetContext, reference: HopReference, apart: number): WeightId {
  const { form, reset, file, accused } = context
  // Replies leave with the system default, so a socket with a value of its own makes them look foreign.
  const isDefault = [64, 128, 255].some((value) => value - reset.hopLimit! >= 0 && value - reset.hopLimit! <= 30)
  const isReply = form === 'reply' || form === 'refusal'
  const startedHere = file.vantage.at === accused && [64, 128, 255].includes(reset.hopLimit!)
  if (isReply && isDefault && (startsOddly(reference) || startedHere)) return 'hop-limit-other-socket'
  if (reference.spread >= apart) return 'hop-limit-unsteady'
  if (apart >= 5) return 'hop-limit-far'
  if (!isSteady(context)) return 'hop-limit-loose'
  return apart >= 3 ? 'hop-limit-apart' : 'hop-limit-two'
}

/** Packets that must agree before a small difference counts, and how long ago the last of them may be. */
const ENOUGH = 3
const RECENT_SECONDS = 60

function isSteady({ before, after, accused, reset, file }: ResetContext): boolean {
  const near = [...before, ...after].filter(
    (s) => s.from === accused && !isReset(s) && Math.abs(s.time - reset.time) < RECENT_SECONDS,
  )
  const others = [
    ...file.host[accused].echoHopLimits.values(),
    ...Object.values(file.host[accused].hopLimits).flatMap((m) => [...m.values()]),
  ]
  return near.length > 0 && near.length + others.reduce((a, b) => a + b, 0) >= ENOUGH
}
