/**
 * A finding of a capture and an experiment, taken together: what is now believed, and why. Pure.
 *
 * Evidence that agrees is multiplied as odds, so that two witnesses are surer together than either, and never surer than
 * both carry. What contradicts is never averaged: then nothing is believed. A cause that a device makes is at most as
 * sure as that there is a device.
 */
import { causes } from '../verdict/causes/index.js'
import type { Finding, FindingKind, TriggerKind, Who } from './model.js'
import type { AttemptOutcome, Combined, CombinedStep, LocateProbe, MatrixProbe, Phase } from './probe-model.js'

export type Experiment = Pick<MatrixProbe, 'kind' | 'target' | 'verdict' | 'rows'> | LocateExperiment
type LocateExperiment = Pick<LocateProbe, 'kind' | 'target' | 'verdict'>
type MatrixExperiment = Exclude<Experiment, LocateExperiment>

type Step = Omit<CombinedStep, 'text'>
/** What is believed, without words. */
export type Belief = Pick<Combined, 'origin' | 'cause' | 'place'> & { steps: Step[] }

/** That what happens now is what happened then, when it fails alike. Chosen, not measured. */
const SAME_THING = 0.95
/** That an end which came too soon, or a reset with our mark, is what it seems. Chosen, not measured. */
const SEEMS = 0.95
const NOTHING: { id: 'unknown'; confidence: 0 } = { id: 'unknown', confidence: 0 }
const NOBODY: Belief['origin'] = { who: 'unknown', confidence: 0 }
/** So many harmless connections must have failed before they say anything. */
const ENOUGH_CONTROLS = 2

export function combine(finding: Finding, experiment: Experiment): Belief {
  const { who, confidence } = finding.origin
  const asFound: Belief = {
    origin: { who, confidence },
    cause: { id: finding.cause.id, confidence: finding.cause.confidence },
    place: placeOf(finding),
    steps: [],
  }
  const apart = apartFor(finding, experiment)
  if (apart) return { ...asFound, steps: [{ about: 'finding', does: 'leaves', reason: apart }] }
  const taken =
    experiment.kind === 'matrix' ? withMatrix(finding, asFound, experiment) : withLocate(finding, asFound, experiment)
  return taken.steps.length > 0
    ? bounded(finding, taken)
    : { ...asFound, steps: [{ about: 'finding', does: 'leaves', reason: 'undecided' }] }
}

export function agreementOf({ steps }: Pick<Belief, 'steps'>): Combined['agreement'] {
  if (steps.some(({ does }) => does === 'contradicts')) return 'differ'
  if (steps.some(({ does }) => does === 'supports' || does === 'decides')) return 'agree'
  return steps.some(({ reason }) => reason === 'not-reproduced') ? 'not-reproduced' : 'open'
}

/** Why the two do not speak of the same thing; nothing when they do. */
function apartFor(finding: Finding, experiment: Experiment): CombinedStep['reason'] | undefined {
  if (!isSameRequest(finding, experiment.target)) return 'another-request'
  if (finding.origin.who === 'client') return 'by-client'
  if (experiment.kind === 'matrix') {
    const { id, fails } = experiment.verdict
    if (id === 'nothing-wrong') return 'not-reproduced'
    // An answer that comes too soon is no failure to who asks, and altered all the same.
    const ends = fails ?? (id === 'altered-answer' ? ALTERED : undefined)
    if (!ends) return 'undecided'
    return isAlike(finding, ends) ? undefined : 'another-failure'
  }
  const { outcome, packet } = experiment.verdict
  if (outcome === 'nothing') return 'not-reproduced'
  const ends = LOCATE_ENDS[outcome]
  if (!ends) return 'undecided'
  const phases: readonly Phase[] = packet === 'syn' ? ['connect'] : ['hello', 'request']
  return phases.some((phase) => isAlike(finding, { phase, outcome: ends })) ? undefined : 'another-failure'
}

const ALTERED = { phase: 'response', outcome: 'altered' } as const

const LOCATE_ENDS: Partial<Record<LocateProbe['verdict']['outcome'], AttemptOutcome>> = {
  reset: 'reset',
  answered: 'altered',
  swallowed: 'timeout',
}

function isSameRequest({ connection }: Finding, target: MatrixProbe['target']): boolean {
  const { server, tls, http } = connection
  const same = (found: string | undefined, tried: string | undefined) =>
    found === undefined || found.toLowerCase() === tried?.toLowerCase()
  return (
    target.port === server.port &&
    target.addresses.includes(server.address) &&
    same(tls?.serverName, target.serverName) &&
    same(http?.host, target.host)
  )
}

function isAlike({ kind, trigger }: Finding, { phase, outcome }: { phase: Phase; outcome: AttemptOutcome }): boolean {
  return ENDS[kind].includes(outcome) && PHASES[trigger.kind].includes(phase)
}

/** How an ordinary program sees each kind of finding. */
const ENDS: Record<FindingKind, readonly AttemptOutcome[]> = {
  reset: ['reset', 'refused'],
  'injected-fin': ['eof'],
  'injected-response': ['altered'],
  'tampered-content': ['altered'],
  'icmp-reject': ['unreachable'],
  blackhole: ['timeout'],
  'packet-loss': ['timeout'],
}

/**
 * And when. A reset that a SYN-ACK sets off may come before or after the first data has left. What idle time sets off no
 * short experiment repeats.
 */
const EARLY: readonly Phase[] = ['connect', 'hello', 'request']
const DATA: readonly Phase[] = ['hello', 'request', 'response']
const PHASES: Record<TriggerKind, readonly Phase[]> = {
  syn: ['connect'],
  'syn-ack': EARLY,
  ack: EARLY,
  'client-hello': ['hello'],
  'http-request': ['request', 'response'],
  data: DATA,
  fin: DATA,
  'keep-alive': [],
  idle: [],
  none: [...EARLY, 'response'],
  unknown: [...EARLY, 'response'],
}

function withMatrix(finding: Finding, asFound: Belief, { verdict, rows }: MatrixExperiment): Belief {
  const told = verdict.notTheServer ? hear(finding, asFound, 'middlebox', SEEMS * SAME_THING, 'too-soon') : asFound
  const { id, cures } = verdict
  const control = rows.find((row) => row.id === 'control')
  const harmlessFails = control !== undefined && control.tries >= ENOUGH_CONTROLS && control.passed === 0
  if (id === 'unknown' && harmlessFails && BY_NAME.has(finding.cause.id))
    return { ...told, cause: NOTHING, steps: [...told.steps, contradicts('cause', 'harmless-too')] }
  const named = id === 'port-refused' ? 'port-closed' : causes.find((cause) => cause.id === id)?.id
  if (!named || cures.length === 0) return told
  const chance = Math.max(...cures.map((cure) => cure.chance))
  return because(finding, told, named, SAME_THING * (1 - chance))
}

/** The experiment says `named`, as sure as `sure`. */
function because(finding: Finding, told: Belief, named: (typeof causes)[number]['id'], sure: number): Belief {
  const { id, confidence, alternatives } = finding.cause
  const go = (step: Step, cause = told.cause): Belief => ({ ...told, cause, steps: [...told.steps, step] })
  if (id === named)
    return go(
      { about: 'cause', does: 'supports', reason: 'same-cause' },
      { id, confidence: together(confidence, sure) },
    )
  if (named === 'port-closed') return told
  if (finding.origin.who === 'server') return go({ about: 'cause', does: 'leaves', reason: 'server-decides' })
  const isOpen = id === 'unknown' || id === 'forged-unknown' || alternatives.some((other) => other.id === named)
  if (!isOpen) return go(contradicts('cause', 'other-cause'), NOTHING)
  if (told.origin.who !== 'middlebox') return go({ about: 'cause', does: 'leaves', reason: 'who-open' })
  return go({ about: 'cause', does: 'decides', reason: 'left-open' }, { id: named, confidence: sure })
}

/** Causes that another name or path would cure. */
const BY_NAME: ReadonlySet<string> = new Set(['blocked-sni', 'blocked-host', 'blocked-url', 'blocked-content'])

function withLocate(finding: Finding, asFound: Belief, { verdict }: LocateExperiment): Belief {
  const { place, distance, atServer, mark, controlToo, confidence } = verdict
  const sure = confidence * SAME_THING
  const told = (): Belief => {
    if (atServer && mark === 'mirrored') return hear(finding, asFound, 'server', SEEMS * sure, 'marked')
    if (atServer && controlToo && BY_NAME.has(finding.cause.id)) {
      const steps = [contradicts('origin', 'harmless-at-server')]
      return { ...asFound, origin: NOBODY, cause: NOTHING, steps }
    }
    if (atServer) return { ...asFound, steps: [{ about: 'origin', does: 'leaves', reason: 'at-server' }] }
    const isBefore = distance !== undefined && place?.max !== undefined && place.max < distance
    return isBefore ? hear(finding, asFound, 'middlebox', sure, 'before-server') : asFound
  }
  return place ? narrowed(told(), place) : told()
}

/** The experiment says who it is: odds are multiplied, unless the capture names somebody else. */
function hear(
  { origin }: Finding,
  belief: Belief,
  who: 'server' | 'middlebox',
  sure: number,
  reason: Step['reason'],
): Belief {
  if (origin.who !== 'unknown' && origin.who !== who)
    return { ...belief, origin: NOBODY, cause: NOTHING, steps: [...belief.steps, contradicts('origin', reason)] }
  const before = shareOf(origin, who)
  const now = together(before, sure)
  return {
    ...belief,
    origin: now > 0.5 ? { who, confidence: now } : belief.origin,
    steps: [...belief.steps, { about: 'origin', does: 'supports', reason }],
  }
}

/** What the capture gives each; what it does not mention is as likely as not. */
function shareOf({ who, confidence, alternatives }: Finding['origin'], wanted: Who): number {
  if (who === wanted) return confidence
  return alternatives.find((other) => other.who === wanted)?.confidence ?? 0.5
}

/** Two independent probabilities of one thing: the product of their odds. */
const together = (a: number, b: number): number => (a * b) / (a * b + (1 - a) * (1 - b) || 1)

/** A hop limit of h less than its beginning means h routers between: behind router h and before what follows it. */
function placeOf({ place: { hopsFromClient } }: Finding): Belief['place'] {
  return hopsFromClient && { min: hopsFromClient.min, max: hopsFromClient.max + 1 }
}

function narrowed(belief: Belief, found: NonNullable<Belief['place']>): Belief {
  const go = (place: Belief['place'], step: Step): Belief => ({ ...belief, place, steps: [...belief.steps, step] })
  const { place } = belief
  if (!place) return go(found, { about: 'place', does: 'decides', reason: 'only-place' })
  const min = Math.max(place.min, found.min)
  const max = Math.min(place.max ?? Number.POSITIVE_INFINITY, found.max ?? Number.POSITIVE_INFINITY)
  if (min >= max) return go(undefined, contradicts('place', 'other-place'))
  const both = Number.isFinite(max) ? { min, max } : { min }
  return go(both, { about: 'place', does: 'supports', reason: 'same-place' })
}

const contradicts = (about: Step['about'], reason: Step['reason']): Step => ({ about, does: 'contradicts', reason })

/** A cause is at most as sure as its maker. */
function bounded(finding: Finding, belief: Belief): Belief {
  const { origin, cause, steps } = belief
  const isMoved = steps.some(({ about, does }) => about === 'cause' && does !== 'leaves')
  const most = origin.who === 'unknown' ? finding.cause.confidence : origin.confidence
  const confidence = isMoved ? Math.min(cause.confidence, most) : cause.confidence
  return {
    ...belief,
    origin: { ...origin, confidence: rounded(origin.confidence) },
    cause: { ...cause, confidence: rounded(confidence) },
  }
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
