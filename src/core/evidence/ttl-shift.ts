/** Hop limit of the reset against the ones that the accused end's other packets arrive with. */
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
    if (apart <= NOISE) return { for: 'end', weight: 'hop-limit-same', frames, facts }
    if (sameDistance(reset.hopLimit, reference)) return undefined
    return { for: 'middlebox', weight: weigh(context, reference, apart), frames, facts }
  },
})

function weigh({ form, reset }: ResetContext, reference: HopReference, apart: number): WeightId {
  // Replies leave with the system default, so a socket with a value of its own makes them look foreign.
  const isDefault = [64, 128, 255].some((value) => value - reset.hopLimit! >= 0 && value - reset.hopLimit! <= 30)
  if ((form === 'reply' || form === 'refusal') && startsOddly(reference) && isDefault) return 'hop-limit-other-socket'
  if (reference.spread >= apart) return 'hop-limit-unsteady'
  return apart >= 5 ? 'hop-limit-far' : 'hop-limit-apart'
}
