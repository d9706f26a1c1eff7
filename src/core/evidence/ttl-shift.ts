/** Hop limit of the packet against the ones that the accused end's other packets arrive with. */

import { pairToward, samePackets, startsAtOtherPoint } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import { hopsFrom, isInitial } from '../casefile/vantage.js'
import type { PacketContext } from './context.js'
import { defineObservation } from './define.js'
import {
  distanceToKnown,
  type HopReference,
  maySpeakForOthers,
  NOISE,
  sameDistance,
  startsOddly,
} from './hop-limits.js'
import type { WeightId } from './weights.js'

export const ttlShift = defineObservation({
  id: 'ttl-shift',
  family: 'hop-limit',
  about: 'packet',
  observe(context) {
    const { packet, accused, hops: reference } = context
    if (packet.hopLimit === undefined || !reference) return undefined
    const facts = { hopLimit: packet.hopLimit, usual: reference.usual, from: reference.from, side: accused }
    const frames = [...(reference.frame === undefined ? [] : [reference.frame]), packet.frame]
    const apart = distanceToKnown(packet.hopLimit, reference)
    if (apart === 0) return { for: 'end', weight: 'hop-limit-same', frames, facts }
    const weight =
      apart <= NOISE || sameDistance(packet.hopLimit, reference)
        ? byOneHop(context, reference)
        : weigh(context, reference, apart)
    return weight && { for: 'middlebox', weight, frames, facts }
  },
})

/**
 * What stands between this point and the end has fewer hops to come, from whatever value it starts; chance makes more
 * and fewer. Said only where all else of that end agrees.
 */
function byOneHop(context: PacketContext, reference: HopReference): WeightId | undefined {
  const more = hopsFrom(context.packet.hopLimit)! - hopsFrom(reference.usual)!
  if (more === 0 || reference.spread > 0) return undefined
  if (more < 0 && maySpeakForOthers(context)) return 'hop-limit-nearer-refusal'
  if (!isSteady(context)) return undefined
  return more < 0 ? 'hop-limit-nearer' : 'hop-limit-one'
}

function weigh(context: PacketContext, reference: HopReference, apart: number): WeightId {
  const { form, packet, file, accused } = context
  // Replies leave with the system default, so a socket with a value of its own makes them look foreign.
  const isDefault = hopsFrom(packet.hopLimit)! <= 30
  const isReply = form === 'reply' || form === 'refusal'
  const startedHere = file.vantage.at === accused && isInitial(packet.hopLimit)
  if (isReply && isDefault && (startsOddly(reference) || startedHere || startedThere(context)))
    return 'hop-limit-other-socket'
  if (reference.spread >= apart) return 'hop-limit-unsteady'
  if (apart >= 5) return 'hop-limit-far'
  if (!isSteady(context)) return 'hop-limit-loose'
  return apart >= 3 ? 'hop-limit-apart' : 'hop-limit-two'
}

/** Another capture, on the way from that end, shows that it started there from a system's default. */
function startedThere({ packet, file, accused }: PacketContext): boolean {
  const pair = pairToward(file, accused)
  return pair !== undefined && startsAtOtherPoint(packet, samePackets(file, pair))
}

/** Packets that must agree before a small difference counts, and how long ago the last of them may be. */
const ENOUGH = 3
const RECENT_SECONDS = 60

function isSteady({ before, after, accused, packet, file }: PacketContext): boolean {
  const near = [...before, ...after].filter(
    (s) => s.from === accused && !isReset(s) && Math.abs(s.time - packet.time) < RECENT_SECONDS,
  )
  const others = [
    ...file.host[accused].echoHopLimits.values(),
    ...Object.values(file.host[accused].hopLimits).flatMap((m) => [...m.values()]),
  ]
  const recent = near.length > 0 || file.captureEnd < RECENT_SECONDS
  return recent && near.length + others.reduce((a, b) => a + b, 0) >= ENOUGH
}
