/**
 * Where the sender sits: hops from its hop limit, seconds from how soon it answered. Always an interval; an estimate
 * that cannot be trusted is not given.
 */

import { otherSide, type Side } from '../casefile/model.js'
import type { PairFacts } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import { hopsFrom, INITIALS, isInitial } from '../casefile/vantage.js'
import type { ResetContext } from '../evidence/context.js'
import type { WeightId } from '../evidence/weights.js'
import type { Origin } from './origin.js'
import type { TriggerVerdict } from './trigger.js'

export interface HopEstimate {
  best: number
  min: number
  max: number
}

export interface Place {
  /** Capture points between which the sender sits: the last that holds the reset, this one when absent; the first that does not. */
  between?: { holds?: number; lacks: number }
  hopsFromClient?: HopEstimate
  hopsFromServer?: HopEstimate
  secondsFromCapture?: { min: number; max: number }
  side: 'client' | 'middle' | 'server' | 'unknown'
  why:
    | 'end'
    | 'both-ends'
    | 'between'
    | 'hop-limit'
    | 'timing'
    | 'random-hop-limit'
    | 'copied-hop-limit'
    | 'borrowed-hop-limit'
    | 'unusual-hop-limit'
    | 'nothing'
}

const LONGEST_PATH = 32

export function placeOf(context: ResetContext, origin: Origin, trigger: TriggerVerdict): Place {
  if (origin.who === 'client' || origin.who === 'server') return placeOfEnd(context, origin.who)
  // Whoever made it, it came from as far as its hop limit says; flags that nobody sends say nothing at all.
  if (origin.undecided === 'scrambled') return { side: 'unknown', why: 'nothing' }
  const seconds = secondsOf(context, trigger)
  const between = betweenPoints(context)
  if (between) return { ...between, secondsFromCapture: seconds, side: sideOf(context, between, seconds) }
  const usable = hopUsability(context, origin, trigger)
  const hops = usable === 'hop-limit' ? hopsOf(context, origin) : undefined
  const why = usable !== 'hop-limit' ? usable : hops ? 'hop-limit' : 'unusual-hop-limit'
  return { ...hops, secondsFromCapture: seconds, side: sideOf(context, hops, seconds), why }
}

/**
 * With two captures a device between them is counted from both. Its resets in the two directions start from one value,
 * which need not be a usual one: with a and b hops to go, a + b the way between the points,
 * initial = (hop limit here + hop limit there + hops between) / 2.
 */
function betweenPoints(context: ResetContext): Omit<Place, 'secondsFromCapture' | 'side'> | undefined {
  const { reset } = context
  const stretch = stretchOf(context)
  if (!stretch) return undefined
  const { pair, least, whole, between } = stretch
  const from = (hops: HopEstimate, why: Place['why']) => ({
    ...fromPoint(context, pair, clamped(hops, least), why),
    between,
  })
  const sister = pair.foreignThere.find((s) => s.hopLimit !== undefined)
  if (sister && reset.hopLimit !== undefined) {
    const initial = (reset.hopLimit + sister.hopLimit! + whole) / 2
    const hops = Math.round(initial - reset.hopLimit)
    if (hops >= 0 && hops <= whole)
      return from({ best: hops, min: Math.max(0, hops - 1), max: Math.min(whole, hops + 1) }, 'both-ends')
  }
  const fitting = INITIALS.map((initial) => initial - (reset.hopLimit ?? 0)).filter((h) => h >= least && h <= whole)
  if (reset.hopLimit === undefined || fitting.length === 0)
    return from({ best: Math.round((least + whole) / 2), min: least, max: whole }, 'between')
  return from({ best: fitting[0], min: Math.max(0, fitting[0] - 1), max: Math.min(whole, fitting[0] + 1) }, 'between')
}

/** The part of the path that the captures leave: behind the last point that holds the reset, before the first that does not. */
function stretchOf({ reset, file, accused }: ResetContext) {
  const toward = (file.pairs ?? []).filter(({ nearer }) => nearer !== accused)
  const known = toward.flatMap((pair) => (pair.hopsBetween === undefined ? [] : [{ pair, hops: pair.hopsBetween }]))
  const lacks = known.filter(({ pair }) => isMissing(reset.frame, pair)).sort((a, b) => a.hops - b.hops)[0]
  if (!lacks) return undefined
  const holds = known
    .filter(({ pair, hops }) => pair.counterparts.has(reset.frame) && hops <= lacks.hops)
    .sort((a, b) => b.hops - a.hops)[0]
  const between = { ...(holds && { holds: holds.pair.otherPoint }), lacks: lacks.pair.otherPoint }
  return { pair: lacks.pair, whole: lacks.hops, least: holds?.hops ?? 0, between }
}

const isMissing = (frame: number, { missingThere, notFromHost }: PairFacts): boolean =>
  missingThere.has(frame) || notFromHost.get(frame) === 'nearer'

const clamped = ({ best, min, max }: HopEstimate, least: number): HopEstimate => ({
  best: Math.max(best, least),
  min: Math.max(min, least),
  max: Math.max(max, least),
})

/** Hops from this point into hops from both ends: the end that this point is nearer to may itself be some hops away. */
function fromPoint(
  { file }: ResetContext,
  { nearer, hopsBetween = 0 }: PairFacts,
  here: HopEstimate,
  why: Place['why'],
): Omit<Place, 'secondsFromCapture' | 'side'> {
  const behind = file.vantage.at === nearer ? 0 : (hopsFrom(file.baseline[nearer].hopLimit) ?? 0)
  const near = { best: here.best + behind, min: here.min + behind, max: here.max + behind }
  const far = flip(here, hopsBetween)
  return nearer === 'client'
    ? { hopsFromClient: near, hopsFromServer: far, why }
    : { hopsFromServer: near, hopsFromClient: far, why }
}

function placeOfEnd(context: ResetContext, who: Side): Place {
  const { file } = context
  const trip = file.roundTrip[who]?.min
  const hops = pathLength(file) ?? hopsOfItself(context)
  const zero = { best: 0, min: 0, max: 0 }
  const far = hops === undefined ? undefined : { best: hops, min: Math.max(0, hops - 1), max: hops + 1 }
  return {
    hopsFromClient: who === 'client' ? zero : far,
    hopsFromServer: who === 'server' ? zero : far,
    secondsFromCapture: trip === undefined ? undefined : { min: 0, max: trip },
    side: who,
    why: 'end',
  }
}

/** Where nothing else of that end is seen: as far as the reset itself has come, and had to go on. */
function hopsOfItself({ file, reset, receiver }: ResetContext): number | undefined {
  const here = hopsFrom(reset.hopLimit)
  const behind = hopsFrom(file.baseline[receiver].hopLimit)
  if (here === undefined || behind === undefined || here + behind > LONGEST_PATH) return undefined
  return here + behind
}

/** Hops between the ends, as their hop limits at the capture point add up. */
function pathLength(file: ResetContext['file']): number | undefined {
  const client = hopsFrom(file.baseline.client.hopLimit)
  const server = hopsFrom(file.baseline.server.hopLimit)
  return client === undefined || server === undefined ? undefined : client + server
}

function hopUsability(
  { group, file, receiver }: ResetContext,
  { who, clues }: Origin,
  trigger: TriggerVerdict,
): Place['why'] {
  // A device with the distance of the end that it is not took the value from that end's packets, or sits beside it.
  if (who === 'middlebox' && clues.some((clue) => clue.rule === 'hop-limit-same')) return 'borrowed-hop-limit'
  const values = group.flatMap((s) => s.hopLimit ?? [])
  if (values.length === 0) return 'nothing'
  if (Math.max(...values) - Math.min(...values) > 1) return 'random-hop-limit'
  if (variesBetweenBursts(file, group[0].from, values[0])) return 'random-hop-limit'
  const seen = trigger.segment?.from === receiver ? trigger.segment.hopLimit : undefined
  // Copied from a packet on its way out, it has been counted down twice by the time it is back.
  const copied = seen !== undefined && seen - values[0] >= 0 && seen - values[0] <= 2 && !isInitial(seen)
  return copied ? 'copied-hop-limit' : 'hop-limit'
}

/** The same device's other resets of this connection arrive with other values: it draws them at random. */
function variesBetweenBursts(file: ResetContext['file'], from: Side, value: number): boolean {
  const usual = file.baseline[from].hopLimit
  const others = file.segments.filter((s) => s.from === from && isReset(s) && s.hopLimit !== undefined)
  const foreign = others.filter((s) => usual === undefined || Math.abs(s.hopLimit! - usual) > 1).map((s) => s.hopLimit!)
  return foreign.some((other) => Math.abs(other - value) > 1)
}

/** Hops that the reset has come: of the start values possible the one that puts its sender on the path. */
function hopsOf(
  { reset, file, receiver }: ResetContext,
  { clues }: Origin,
): Pick<Place, 'hopsFromClient' | 'hopsFromServer'> | undefined {
  const value = reset.hopLimit
  const toAccused = hopsFrom(file.baseline[reset.from].hopLimit)
  if (value === undefined) return undefined
  const limit = toAccused === undefined || toAccused > LONGEST_PATH ? LONGEST_PATH : toAccused + 1
  const fitting = INITIALS.map((initial) => initial - value).filter((hops) => hops >= 0 && hops <= limit)
  if (fitting.length === 0) return undefined
  const likely = fitting[0]
  // Between the capture point and the receiver the reset still had hops before it.
  const behind = hopsFrom(file.baseline[receiver].hopLimit) ?? 0
  const near = interval(likely + (behind <= LONGEST_PATH ? behind : 0), fitting, behind)
  // Who turns a packet round in other fields may leave its hop limit as well, counted down once on the way there.
  if (clues.some((clue) => TURNED_ROUND.has(clue.rule))) near.min = Math.min(near.min, behind + Math.floor(likely / 2))
  const whole = pathLength(file)
  const far = whole === undefined || whole > 2 * LONGEST_PATH ? undefined : flip(near, whole)
  return receiver === 'client'
    ? { hopsFromClient: near, hopsFromServer: far }
    : { hopsFromServer: near, hopsFromClient: far }
}

const TURNED_ROUND: ReadonlySet<WeightId> = new Set(['window-copied', 'ip-id-copied'])

function interval(best: number, fitting: number[], behind: number): HopEstimate {
  const all = fitting.map((hops) => hops + behind)
  const near = all.filter((hops) => Math.abs(hops - best) <= 6)
  return { best, min: Math.max(0, Math.min(best, ...near) - 1), max: Math.max(best, ...near) + 1 }
}

function flip({ best, min, max }: HopEstimate, whole: number): HopEstimate {
  const from = (hops: number) => Math.max(0, whole - hops)
  return { best: from(best), min: from(max), max: from(min) }
}

/** The reset cannot have come from farther than it took to come; from no nearer than nothing. */
function secondsOf({ reset }: ResetContext, trigger: TriggerVerdict): Place['secondsFromCapture'] {
  const seen = [trigger.segment, ...trigger.also].filter((s) => s !== undefined && s.time <= reset.time)
  if (seen.length === 0 || trigger.kind === 'idle') return undefined
  return { min: 0, max: Math.max(...seen.map((s) => reset.time - s!.time)) }
}

function sideOf(
  { file, receiver, accused, accusedRtt }: ResetContext,
  hops: Pick<Place, 'hopsFromClient' | 'hopsFromServer'> | undefined,
  seconds: Place['secondsFromCapture'],
): Place['side'] {
  const near = receiver === 'client' ? hops?.hopsFromClient : hops?.hopsFromServer
  const far = receiver === 'client' ? hops?.hopsFromServer : hops?.hopsFromClient
  if (near && far) return third(near.best / Math.max(1, near.best + far.best), receiver)
  if (!seconds || accusedRtt === undefined || accusedRtt < 0.001) return 'unknown'
  // The delay bounds the distance of the device, measured from the capture point towards the accused end.
  const captureAt = file.vantage.at === accused ? accused : receiver
  return captureAt === receiver ? third(seconds.max / accusedRtt, receiver) : 'unknown'
}

const third = (share: number, from: Side): Place['side'] =>
  share <= 1 / 3 ? from : share >= 2 / 3 ? otherSide(from) : 'middle'
