/**
 * What the readings come to: where the trigger meets something, what kind of device it is, and how sure that is. A
 * function of the readings alone.
 */
import type { LocateFinding, LocateOutcome } from '../../core/report/probe-model.js'
import { searchHopLimit } from './hop-limit-search.js'
import { FULL_HOP_LIMIT, type LocateOptions, type Reading } from './model.js'
import { isReset } from './reading.js'
import { isMajority, share, Tally } from './tally.js'

export function judge(readings: readonly Reading[], options: LocateOptions): LocateFinding {
  const tally = new Tally(readings, options.hasData)
  const outcome = outcomeOf(tally)
  const verdict: LocateFinding = {
    outcome,
    packet: tally.packet,
    failure: outcome === 'failed' ? readings.find(({ failure }) => failure !== undefined)?.failure : undefined,
    distance: tally.distance,
    atServer: false,
    controlToo: tally.controlToo,
    path: 'unknown',
    beyond: { yes: 0, of: 0 },
    copiesHopLimit: false,
    at: { yes: 0, of: 0 },
    before: { yes: 0, of: 0 },
    varies: false,
    confidence: 0,
  }
  if (outcome === 'reset' || outcome === 'answered') return placeHits(verdict, tally, options)
  if (outcome === 'swallowed') return placeLoss(verdict, tally, options)
  return { ...verdict, confidence: outcome === 'nothing' ? confidenceInNothing(tally) : 0 }
}

function outcomeOf(tally: Tally): LocateOutcome {
  const { readings, effect } = tally
  if (readings.some(({ failure }) => failure !== undefined) && tally.of('trigger').length === 0) return 'failed'
  if (tally.residual) return 'residual'
  const full = share(tally.full('trigger'), isReset)
  if (full.of === 0 && tally.limits('trigger').length === 0) return 'unclear'
  if (effect === 'nothing' && full.yes > 0) return 'unsteady'
  return effect === 'swallowed' && tally.controlToo ? 'unreachable' : effect
}

/** Somebody answers from a certain hop limit on. */
function placeHits(verdict: LocateFinding, tally: Tally, options: LocateOptions): LocateFinding {
  const { firstHit, distance } = tally
  if (!firstHit) return { ...verdict, outcome: 'unclear' }
  const first = firstHit.majority
  const mark = markOf(tally)
  const resets = hopLimitOfResets(tally, first, options)
  const place = options.oneConnection ? placeOnWalk(first, tally) : placeOf(firstHit, resets)
  const at = tally.hits(first)
  const before = first > 1 ? tally.hits(first - 1) : { yes: 0, of: at.of }
  const path = pathOf(tally, place.max, resets.copies, options)
  const hopLimitPlace = resets.copies ? undefined : placeByHopLimit(resets.arrives, place)
  const atServer = distance !== undefined && place.max === distance
  const varies = firstHit.any < first
  const certain = { ...verdict, ...path, place, atServer, at, before, varies, copiesHopLimit: resets.copies, mark }
  const confidence = confidenceOf(tally, certain, hopLimitPlace?.agrees ?? false)
  return { ...certain, resetHopLimit: resets.arrives, hopLimitPlace, confidence }
}

/**
 * Routers check the hop limit before they look at anything else, so a device behind router k's check first sees a packet
 * with k + 1, and one before it a packet with k. Both are in the interval.
 *
 * A reset that copies the hop limit T of its trigger has T − (k − 1) left where the trigger met the device, before router
 * k, and loses k − 1 on its way back: it arrives with a = T − 2(k − 1), and not at all for small T.
 */
function placeOf(firstHit: { majority: number; any: number }, resets: HopLimits): { min: number; max: number } {
  if (resets.copies && resets.arrives !== undefined) {
    const max = Math.max(1, Math.ceil((resets.of - resets.arrives) / 2 + 1))
    return { min: max - 1, max }
  }
  const { any, majority } = firstHit
  return { min: Math.min(any, majority) - 1, max: majority }
}

/** Tried once each, so silence proves nothing: the last router that reports the trigger is as near as it can be. */
function placeOnWalk(first: number, tally: Tally): { min: number; max: number } {
  return { min: Math.min(tally.lost.reached, first - 1), max: first }
}

interface HopLimits {
  copies: boolean
  /** Of the resets that answer triggers with hop limit `of`. */
  arrives?: number
  of: number
}

function hopLimitOfResets(tally: Tally, first: number, { seesPackets }: LocateOptions): HopLimits {
  if (!seesPackets) {
    const { found, copies = false } = searchHopLimit(tally.readings, first)
    return { copies, arrives: found, of: FULL_HOP_LIMIT }
  }
  const seen = tally
    .of('trigger')
    .flatMap(({ experiment, reset }) => (reset ? [{ sent: experiment.hopLimit, arrived: reset.hopLimit }] : []))
  const largest = Math.max(...seen.map(({ sent }) => sent))
  const arrives = mostFrequent(seen.filter(({ sent }) => sent === largest).map(({ arrived }) => arrived))
  return { copies: risesWith(seen), arrives, of: largest }
}

/** Each arrives with as much more as was sent, for at least two hop limits that differ. */
function risesWith(seen: readonly { sent: number; arrived: number }[]): boolean {
  const differences = new Set(seen.map(({ sent, arrived }) => sent - arrived))
  return new Set(seen.map(({ sent }) => sent)).size > 1 && differences.size === 1
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Hop limits that systems begin with. */
const INITIAL = [32, 64, 128, 255]

/** The one that fits the place, if any does; else the nearest above. */
function placeByHopLimit(
  arrives: number | undefined,
  place: { min: number; max: number },
): LocateFinding['hopLimitPlace'] {
  if (arrives === undefined) return undefined
  const candidates = INITIAL.filter((initial) => initial >= arrives).map((initial) => {
    const hop = initial - arrives + 1
    return { initial, hop, agrees: hop >= place.min && hop <= place.max }
  })
  return candidates.find(({ agrees }) => agrees) ?? candidates[0]
}

/**
 * Does a router behind it still get the trigger? Only those count that speak to the control. Who sees packets needs one
 * message, since it quotes the trigger; who only counts messages needs a majority, since others cause them too.
 */
function pathOf(
  tally: Tally,
  first: number,
  copies: boolean,
  { seesPackets }: LocateOptions,
): Pick<LocateFinding, 'path' | 'beyond'> {
  const { distance, effect } = tally
  // An answer that is not a reset is acknowledged: that is what routers behind the device would speak of.
  if (effect !== 'reset') return { path: 'unknown', beyond: { yes: 0, of: 0 } }
  const telling = tally
    .limits('control')
    .filter((k) => k >= first && (distance === undefined || k < distance))
    .filter((k) => tally.of('control', k).some(({ exceeded }) => exceeded))
  // A device that overlooks some lets those pass: only those that it reset tell.
  const made = telling.flatMap((k) => tally.of('trigger', k)).filter((reading) => copies || isReset(reading))
  const beyond = share(made, (reading) => reading.exceeded || (!seesPackets && reading.exceededElsewhere))
  if (beyond.of === 0) return { path: 'unknown', beyond }
  if (seesPackets ? beyond.yes > 0 : isMajority(beyond)) return { path: 'on', beyond }
  return { path: beyond.yes === 0 && beyond.of >= ENOUGH ? 'in' : 'unknown', beyond }
}

/** Readings that have to agree before they count as more than a hint. */
const ENOUGH = 3

function markOf(tally: Tally): LocateFinding['mark'] {
  const marked = tally.readings.filter(({ experiment, reset }) => experiment.dscp !== undefined && reset)
  if (marked.length === 0) return undefined
  return marked.some(({ experiment, reset }) => reset?.dscp === experiment.dscp) ? 'mirrored' : 'cleared'
}

/** The trigger is seen by routers up to a point, and the control beyond it. */
function placeLoss(verdict: LocateFinding, tally: Tally, { hasControlPort }: LocateOptions): LocateFinding {
  const { reached, missed } = tally.lost
  const isCompared = tally.packet === 'data' || hasControlPort
  const tried = missed === undefined ? 0 : tally.of('trigger', missed).length
  if (isCompared && tried === 0) return { ...verdict, outcome: 'unclear' }
  const at = missed === undefined ? { yes: 0, of: 0 } : share(tally.of('trigger', missed), ({ exceeded }) => !exceeded)
  const before =
    reached === 0 ? { yes: 0, of: ENOUGH } : share(tally.of('trigger', reached), ({ exceeded }) => !exceeded)
  const located = {
    ...verdict,
    place: { min: reached, max: missed },
    atServer: missed !== undefined && missed === tally.distance && reached === missed - 1,
    path: 'in' as const,
    at,
    before,
  }
  return { ...located, confidence: missed === undefined ? 0.5 : confidenceOf(tally, located, false) }
}

/**
 * How sure, in steps that were chosen, not measured: everything agreed, a majority did, or too little was tried. The
 * hop limit of the reset is independent of the sweep; where it says the same it halves what is left of doubt.
 */
function confidenceOf(tally: Tally, { at, before, varies }: LocateFinding, agrees: boolean): number {
  const unanimous = at.yes === at.of && before.yes === 0 && !varies
  const enough = at.of >= ENOUGH && before.of >= ENOUGH
  const wide = tally.lost.missed === undefined ? 0 : tally.lost.missed - tally.lost.reached - 1
  const base = !enough ? 0.7 : unanimous ? 0.95 : 0.8
  const sure = agrees ? 1 - (1 - base) / 2 : base
  return Math.round((tally.effect === 'swallowed' && wide > 1 ? sure - 0.1 : sure) * 1000) / 1000
}

function confidenceInNothing(tally: Tally): number {
  const full = tally.full('trigger')
  return full.length >= ENOUGH && !full.some(isReset) ? 0.95 : 0.7
}
