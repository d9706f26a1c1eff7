/**
 * Which experiment comes next, told from those that were made: first whether anything interferes at all, then how far it
 * is to the server, then where the trigger meets something. Each step says what it still lacks; the first that lacks
 * something goes on. Nothing here waits or connects.
 */

import type { Share } from '../../core/report/probe-model.js'
import { searchHopLimit } from './hop-limit-search.js'
import { type Experiment, FULL_HOP_LIMIT, type LocateOptions, type Reading, type Role } from './model.js'
import { isAnswered, isServed } from './reading.js'
import { CONTROLS_LOST, isPlain, SAMPLES, share, Tally } from './tally.js'

/** Where samples contradict each other, so many are taken. */
const SAMPLES_IN_DOUBT = 5
/** A router that says nothing is asked again once: its answer or the packet may be lost. */
const TRIES = 2
/** Routers in a row that say nothing, behind which each is asked once. */
const SILENT_IN_A_ROW = 4
/** Hop limits beyond the first hit that are tried when the distance of the server is not known. */
const BEYOND = 3
/** AF11: not zero, and of no consequence. */
const MARK = 10

/** However long the path is and however much is lost. */
export const MOST_EXPERIMENTS = 250
const UNSENT_IN_A_ROW = 4
const FINAL = ['EACCES', 'EPERM', 'ENETUNREACH', 'EAFNOSUPPORT', 'EADDRNOTAVAIL']

type Step = (tally: Tally, options: LocateOptions) => Experiment | undefined

const STEPS: readonly Step[] = [
  baseline,
  routeSweep,
  oneHopShort,
  controlSweep,
  triggerSweep,
  edge,
  beyond,
  hopLimitOfReset,
  mark,
  lastControl,
]
const STEPS_OF_ONE_CONNECTION: readonly Step[] = [routeSweep, controlSweep, triggerSweep]

/** Undefined when all is known that these experiments can tell. */
export function nextExperiment(readings: readonly Reading[], options: LocateOptions): Experiment | undefined {
  const tally = new Tally(readings, options.hasData)
  if (tally.residual || isHopeless(readings)) return undefined
  for (const step of walks(tally, options) ? STEPS_OF_ONE_CONNECTION : STEPS) {
    const experiment = step(tally, options)
    if (experiment) return experiment
  }
  return undefined
}

/** One connection for all hop limits: only data can be sent again on a connection, a SYN makes a new one. */
export const walks = ({ packet }: Tally, { oneConnection }: LocateOptions): boolean =>
  oneConnection && packet === 'data'

/** No route, no permission: the next try would end the same way. And so it would when connections no longer come about. */
function isHopeless(readings: readonly Reading[]): boolean {
  const last = readings.slice(-UNSENT_IN_A_ROW)
  if (readings.length >= MOST_EXPERIMENTS || readings.some(({ failure }) => failure && FINAL.includes(failure)))
    return true
  return last.length === UNSENT_IN_A_ROW && last.every(({ sent }) => !sent)
}

const experiment = (tally: Tally, role: Role, hopLimit: number): Experiment => ({
  role,
  packet: role === 'route' ? 'syn' : tally.packet,
  hopLimit,
})

/** Control and trigger in turn, meant to arrive: a control stands right behind every trigger. */
function baseline(tally: Tally, options: LocateOptions): Experiment | undefined {
  const made = tally.readings.filter(
    ({ experiment: e }) => isPlain(e) && e.hopLimit === FULL_HOP_LIMIT && e.packet === tally.packet,
  )
  const of = (role: Role) => made.filter(({ experiment: e }) => e.role === role)
  const triggers = of('trigger')
  const wanted = samplesFor(share(triggers, isServed))
  const next = experiment(tally, 'trigger', FULL_HOP_LIMIT)
  if (!hasControl(tally, options)) return triggers.length < wanted ? next : undefined
  const isControlDue = of('control').length <= Math.min(triggers.length, wanted)
  if (isControlDue || mayBeBlocked(made)) return experiment(tally, 'control', FULL_HOP_LIMIT)
  return triggers.length < wanted ? next : undefined
}

const samplesFor = ({ yes, of }: Share, samples = SAMPLES): number =>
  yes > 0 && yes < of ? Math.max(SAMPLES_IN_DOUBT, samples) : samples

const hasControl = ({ packet }: Tally, { hasControlPort }: LocateOptions): boolean =>
  packet === 'data' || hasControlPort

/** Controls fail behind a trigger: is it the loss of a packet, or a block that stays? */
function mayBeBlocked(made: readonly Reading[]): boolean {
  const isLost = (reading: Reading) => reading.experiment.role === 'control' && !isServed(reading)
  const row = made.length - 1 - made.findLastIndex((reading) => !isLost(reading))
  return row > 0 && row < CONTROLS_LOST && made.some(({ experiment }) => experiment.role === 'trigger')
}

/** SYNs that are to end on the way name the routers, and the first that is answered tells the distance. */
function routeSweep(tally: Tally, options: LocateOptions): Experiment | undefined {
  return tally.packet === 'syn' ? undefined : sweep(tally, 'route', options.maxHops, isAnswered)
}

/** Nothing seems amiss: does somebody before the server answer in its place? */
function oneHopShort(tally: Tally): Experiment | undefined {
  const { distance, effect } = tally
  if (tally.packet === 'syn' || effect !== 'nothing' || distance === undefined || distance < 2) return undefined
  return tally.of('trigger', distance - 1).length < SAMPLES ? experiment(tally, 'trigger', distance - 1) : undefined
}

function controlSweep(tally: Tally, options: LocateOptions): Experiment | undefined {
  if (!hasControl(tally, options)) return undefined
  if (walks(tally, options)) return walk(tally, 'control')
  if (tally.effect === 'nothing') return undefined
  if (tally.controlToo && tally.effect === 'swallowed') return undefined
  return sweep(tally, 'control', options.maxHops, isServed)
}

function triggerSweep(tally: Tally, options: LocateOptions): Experiment | undefined {
  if (walks(tally, options)) return walk(tally, 'trigger')
  if (tally.effect === 'nothing') return undefined
  return sweep(tally, 'trigger', lastOfTriggers(tally, options), () => false)
}

/**
 * As far as the server. Resets that copy the hop limit of their trigger come back only from twice as far as the device;
 * where the server's distance is not known, a few hops beyond the first hit have to do.
 */
function lastOfTriggers(tally: Tally, { maxHops }: LocateOptions): number {
  const { distance, effect, firstHit } = tally
  if (distance === undefined) return firstHit ? Math.min(firstHit.majority + BEYOND, maxHops) : maxHops
  if (effect !== 'reset' || (firstHit && firstHit.majority <= distance)) return distance
  return Math.min(firstHit?.majority ?? 2 * distance, FULL_HOP_LIMIT - 1)
}

function walk(tally: Tally, role: Role): Experiment | undefined {
  const made = tally.of(role).length > 0 || unsent(tally, role, 1) >= SAMPLES
  return made ? undefined : experiment(tally, role, 1)
}

/** Hop limits from 1 on, up to the first that `ends`. What brought no sign at all is tried again. */
function sweep(tally: Tally, role: Role, last: number, ends: (reading: Reading) => boolean): Experiment | undefined {
  let silent = 0
  for (let hopLimit = 1; hopLimit <= last; hopLimit++) {
    const readings = tally.of(role, hopLimit)
    if (readings.some(ends)) return undefined
    const told = readings.some((reading) => reading.exceeded || isAnswered(reading))
    const tries = role === 'trigger' || silent >= SILENT_IN_A_ROW ? 1 : TRIES
    const enough = told || readings.length >= tries
    if (!enough && unsent(tally, role, hopLimit) < SAMPLES) return experiment(tally, role, hopLimit)
    silent = told ? 0 : silent + 1
  }
  return undefined
}

/** Connections that did not come about, so that nothing was learnt. */
const unsent = (tally: Tally, role: Role, hopLimit: number): number =>
  tally.readings.filter(({ experiment: e, sent }) => !sent && e.role === role && e.hopLimit === hopLimit).length

/** The hop limits on which the place depends are tried until a majority can be told. */
function edge(tally: Tally, options: LocateOptions): Experiment | undefined {
  if (tally.effect === 'nothing') return undefined
  return tally.effect === 'swallowed' ? edgeOfLoss(tally, options) : edgeOfHits(tally, options)
}

function edgeOfHits(tally: Tally, { samples }: LocateOptions): Experiment | undefined {
  const hit = tally.firstHit
  if (!hit) return undefined
  const from = Math.max(1, Math.min(hit.any, hit.majority) - 1)
  for (let hopLimit = from; hopLimit <= hit.majority; hopLimit++) {
    const hits = tally.hits(hopLimit)
    if (hits.of < samplesFor(hits, samples)) return experiment(tally, 'trigger', hopLimit)
  }
  return undefined
}

/** Control and trigger are both repeated: a router that limits its messages is silent to either now and then. */
function edgeOfLoss(tally: Tally, options: LocateOptions): Experiment | undefined {
  const { reached, missed } = tally.lost
  for (const hopLimit of [missed, reached]) {
    if (!hopLimit) continue
    const seen = share(tally.of('trigger', hopLimit), ({ exceeded }) => exceeded)
    const controls = hasControl(tally, options) ? tally.of('control', hopLimit).length : SAMPLES
    if (controls < Math.min(seen.of, SAMPLES)) return experiment(tally, 'control', hopLimit)
    if (seen.of < samplesFor(seen, options.samples)) return experiment(tally, 'trigger', hopLimit)
    if (controls < SAMPLES) return experiment(tally, 'control', hopLimit)
  }
  return undefined
}

/** Does the trigger travel on behind the device? Asked where routers are known to speak. */
function beyond(tally: Tally): Experiment | undefined {
  const hit = tally.firstHit
  const { distance } = tally
  if (!hit || tally.effect === 'swallowed' || tally.effect === 'nothing') return undefined
  const telling = tally
    .limits('control')
    .filter((k) => k >= hit.majority && (distance === undefined || k < distance) && tally.controlSeen(k))
  const made = telling.reduce((sum, k) => sum + tally.of('trigger', k).length, 0)
  const next = telling.find((k) => tally.of('trigger', k).length < SAMPLES)
  return made < SAMPLES && next !== undefined ? experiment(tally, 'trigger', next) : undefined
}

/** Where packets cannot be seen, the kernel tells the hop limit of resets by what it lets pass. */
function hopLimitOfReset(tally: Tally, options: LocateOptions): Experiment | undefined {
  const first = tally.firstHit?.majority
  if (options.seesPackets || !options.filtersHopLimit || tally.effect !== 'reset' || first === undefined)
    return undefined
  const wanted = searchHopLimit(tally.readings, first).next
  return wanted && { ...experiment(tally, 'trigger', wanted.hopLimit), minHopLimit: wanted.minHopLimit }
}

/** A host's kernel copies the mark of what it refuses, the rejecting firewall of Linux does not. */
function mark(tally: Tally, options: LocateOptions): Experiment | undefined {
  if (!options.seesPackets || !options.setsDscp || tally.effect !== 'reset' || !tally.firstHit) return undefined
  const made = tally.readings.filter(({ experiment: e }) => e.dscp !== undefined).length
  return made < 2 ? { ...experiment(tally, 'trigger', FULL_HOP_LIMIT), dscp: MARK } : undefined
}

/** The control still goes through: what was seen was not the beginning of a block. */
function lastControl(tally: Tally, options: LocateOptions): Experiment | undefined {
  if (tally.effect === 'nothing' || tally.controlToo || !hasControl(tally, options)) return undefined
  const last = tally.readings.findLastIndex(({ experiment: e }) => e.role === 'trigger')
  const after = tally.readings.slice(last).filter(({ experiment: e }) => e.role === 'control')
  if (after.length === 0) return experiment(tally, 'control', FULL_HOP_LIMIT)
  return after.length === 1 && !isAnswered(after[0]) ? experiment(tally, 'control', FULL_HOP_LIMIT) : undefined
}
