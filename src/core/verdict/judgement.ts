/** Judges the resets of one case file. A verdict sees evidence and facts, never the capture's bytes. */
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import { pairToward } from '../casefile/pair.js'
import { formOf } from '../casefile/reset-form.js'
import { isReset, sequenceLength } from '../casefile/segment.js'
import { triggerFits } from '../casefile/triggers.js'
import type { ResetContext, ResetRecord } from '../evidence/context.js'
import { hopReference } from '../evidence/hop-limits.js'
import { type Candidate, findCauses } from './cause.js'
import type { CauseContext, EarlierReset, Neighbour } from './causes/define.js'
import { companionsOf, STROKE_SECONDS, tripTo, without } from './compared.js'
import { type Effect, effectOf } from './effect.js'
import { type Origin, weighOrigin } from './origin.js'
import { type Place, placeOf } from './place.js'
import { type Severity, severityOf } from './severity.js'
import { type Situation, situationOf } from './situation.js'
import { findTrigger, type TriggerVerdict } from './trigger.js'

/** What a reset shows by itself: all but why. */
export interface WeighedReset {
  context: ResetContext
  origin: Origin
  trigger: TriggerVerdict
  situation: Situation
  effect: Effect
  place: Place
}

export interface ResetVerdict extends WeighedReset {
  causes: Candidate[]
  severity: Severity
}

/** Other resets of the capture that arrive from about the same distance at about that time. */
export type ResetsLike = (hopLimit: number, time: number) => ResetRecord[]

/** The rest of the capture, as far as a connection is compared with it. */
export interface Surroundings {
  neighbours: () => Neighbour[]
  resetsLike: ResetsLike
}

/** Who made the resets of a connection, in order. */
export function weighResets(whole: CaseFile, around: Surroundings, injected: ReadonlySet<number>): WeighedReset[] {
  const file = injected.size > 0 ? without(whole, injected) : whole
  const weighed: WeighedReset[] = []
  for (const group of groupResets(file)) {
    const one = weigh(file, group, around)
    if (!answersEach(one)) weighed.push(one)
    else for (const reset of group) weighed.push(weigh(file, [reset], around))
  }
  return weighed
}

/** Why they were made: later ones are judged knowing the earlier. */
export function explainResets(weighed: readonly WeighedReset[], around: Surroundings): ResetVerdict[] {
  const earlier: EarlierReset[] = []
  return weighed.map((one) => {
    const causes = findCauses(causeContextOf(one, earlier, around))
    const verdict = { ...one, causes }
    const severity = severityOf(verdict, earlier)
    for (const segment of one.context.group) earlier.push({ segment, who: one.origin.who })
    return { ...verdict, severity }
  })
}

/** Resets made at one stroke, in the order of the connection. */
function groupResets(file: CaseFile): Segment[][] {
  const groups: Segment[][] = []
  let group: Segment[] = []
  // A reset that arrives like the rest of that end's packets and one that does not have different makers.
  const familiar = (s: Segment) => s.hopLimit === file.baseline[s.from].hopLimit
  const passed = (s: Segment) => pairToward(file, s.from)?.counterparts.has(s.frame)
  for (const s of file.segments) {
    const last = group.at(-1)
    if (!isReset(s)) {
      // What the other end sends between two resets may have drawn the second.
      if (last && s.from !== last.from && sequenceLength(s) > 0) group = []
      continue
    }
    const alike =
      last &&
      last.from === s.from &&
      last.flags === s.flags &&
      familiar(last) === familiar(s) &&
      passed(last) === passed(s)
    if (alike && s.time - last.time <= STROKE_SECONDS) {
      group.push(s)
    } else {
      group = [s]
      groups.push(group)
    }
  }
  return groups
}

/** A host that answers several packets sends one reset for each: those are separate findings with separate triggers. */
function answersEach({ context, origin }: WeighedReset): boolean {
  return context.group.length > 1 && context.form === 'reply' && origin.who !== 'middlebox'
}

function weigh(whole: CaseFile, group: Segment[], around: Surroundings): WeighedReset {
  const companions = companionsOf(whole, group[0])
  const file = companions.size > 0 ? without(whole, companions) : whole
  const context = contextOf(file, group, around.resetsLike)
  const origin = leftOpen(context, around, weighOrigin(context))
  const trigger = findTrigger(context, origin)
  return {
    context,
    origin,
    trigger,
    situation: situationOf(context, trigger.segment),
    effect: effectOf(context),
    place: placeOf(context, origin, trigger),
  }
}

/** Spelled out: a spread of so many properties is slow to make and to read. */
function causeContextOf(one: WeighedReset, earlier: EarlierReset[], around: Surroundings): CauseContext {
  const { context, origin, trigger, situation } = one
  return {
    file: context.file,
    packet: context.packet,
    reset: context.reset,
    group: context.group,
    accused: context.accused,
    receiver: context.receiver,
    form: context.form,
    fits: context.fits,
    before: context.before,
    after: context.after,
    hops: context.hops,
    accusedRtt: context.accusedRtt,
    resets: context.resets,
    origin,
    trigger,
    situation,
    earlier,
    get neighbours() {
      return around.neighbours()
    },
  }
}

/**
 * Several ports of a host refuse, none answers, and nothing else of it is seen: a host without these services and a filter
 * that refuses its whole address look alike, whatever is commoner for one port. A capture nearer to that host that holds the refusal tells them apart.
 */
function leftOpen({ file, accused, form }: ResetContext, around: Surroundings, origin: Origin): Origin {
  if (form !== 'refusal' || origin.who !== accused || isKnown(file, accused)) return origin
  if (origin.clues.some(({ id, counted }) => id === 'other-capture' && counted)) return origin
  const { address, port } = file[accused]
  const ports = new Set(around.neighbours().flatMap((n) => (n.server.address === address ? [n.server.port] : [])))
  if (ports.add(port).size < 2) return origin
  return { ...origin, who: 'unknown', confidence: 1 - origin.forged, undecided: 'alone' }
}

const isKnown = ({ host, baseline }: CaseFile, side: Side): boolean =>
  baseline[side].packets > 0 || Object.values(host[side].hopLimits).some((counts) => counts.size > 0)

/** Computed when first asked for: most verdicts never ask. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function contextOf(file: CaseFile, group: Segment[], resetsLike: ResetsLike): ResetContext {
  const reset = group[0]
  const index = file.segments.indexOf(reset)
  const last = file.segments.indexOf(group.at(-1)!)
  const accused = reset.from
  const accusedRtt = tripTo(file, accused)
  return {
    file,
    packet: reset,
    reset,
    group,
    accused,
    receiver: otherSide(accused),
    form: formOf(file, reset, accusedRtt),
    fits: triggerFits(file, reset),
    before: file.segments.slice(0, index),
    after: file.segments.slice(last + 1),
    hops: hopReference(file, accused),
    accusedRtt,
    resets: once(() => resetsLike(reset.hopLimit ?? 0, reset.time)),
  }
}
