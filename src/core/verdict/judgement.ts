/** Judges the resets of one case file. A verdict sees evidence and facts, never the capture's bytes. */
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import { pairToward } from '../casefile/pair.js'
import { formOf } from '../casefile/reset-form.js'
import { isReset, sequenceLength } from '../casefile/segment.js'
import { triggerFits } from '../casefile/triggers.js'
import type { ResetContext, ResetRecord } from '../evidence/context.js'
import { type Candidate, findCauses } from './cause.js'
import type { CauseContext, EarlierReset, Neighbour } from './causes/define.js'
import { companionsOf, STROKE_SECONDS, tripTo, without } from './compared.js'
import { type Effect, effectOf } from './effect.js'
import { type Origin, weighOrigin } from './origin.js'
import { type Place, placeOf } from './place.js'
import { type Severity, severityOf } from './severity.js'
import { type Situation, situationOf } from './situation.js'
import { findTrigger, type TriggerVerdict } from './trigger.js'

export interface ResetVerdict {
  context: ResetContext
  origin: Origin
  trigger: TriggerVerdict
  situation: Situation
  causes: Candidate[]
  effect: Effect
  place: Place
  severity: Severity
}

/** Other resets of the capture that arrive from about the same distance at about that time. */
export type ResetsLike = (hopLimit: number, time: number) => ResetRecord[]

interface Surroundings {
  neighbours: () => Neighbour[]
  resetsLike: ResetsLike
}

/** All resets of a connection, in order; later ones are judged knowing the earlier. */
export function judgeResets(
  whole: CaseFile,
  neighbours: () => Neighbour[],
  resetsLike: ResetsLike,
  injected: ReadonlySet<number> = new Set(),
): ResetVerdict[] {
  const file = injected.size > 0 ? without(whole, injected) : whole
  const around = { neighbours: once(neighbours), resetsLike }
  const verdicts: ResetVerdict[] = []
  for (const group of groupResets(file)) {
    const verdict = judge(file, group, around, verdicts)
    if (!answersEach(verdict)) verdicts.push(verdict)
    else for (const reset of group) verdicts.push(judge(file, [reset], around, verdicts))
  }
  return verdicts
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
function answersEach({ context, origin }: ResetVerdict): boolean {
  return context.group.length > 1 && context.form === 'reply' && origin.who !== 'middlebox'
}

function judge(whole: CaseFile, group: Segment[], around: Surroundings, earlier: ResetVerdict[]): ResetVerdict {
  const companions = companionsOf(whole, group[0])
  const file = companions.size > 0 ? without(whole, companions) : whole
  const context = contextOf(file, group, around.resetsLike)
  const origin = leftOpen(context, around, weighOrigin(context))
  const trigger = findTrigger(context, origin)
  const situation = situationOf(context, trigger.segment)
  // Spelled out: a spread of so many properties is slow to make and to read.
  const causeContext: CauseContext = {
    file,
    packet: context.packet,
    reset: context.reset,
    group,
    accused: context.accused,
    receiver: context.receiver,
    form: context.form,
    fits: context.fits,
    before: context.before,
    after: context.after,
    accusedRtt: context.accusedRtt,
    resets: context.resets,
    origin,
    trigger,
    situation,
    earlier: earlier.flatMap(summaries),
    get neighbours() {
      return around.neighbours()
    },
  }
  const causes = findCauses(causeContext)
  const effect = effectOf(context)
  const place = placeOf(context, origin, trigger)
  const verdict = { context, origin, trigger, situation, causes, effect, place }
  return { ...verdict, severity: severityOf(verdict, causeContext.earlier) }
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

const summaries = (v: ResetVerdict): EarlierReset[] =>
  v.context.group.map((segment) => ({ segment, who: v.origin.who, cause: v.causes[0]?.id ?? 'unknown' }))

/** Computed when first asked for: most verdicts never ask. */
function once<T>(make: () => T): () => T {
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
    accusedRtt,
    resets: once(() => resetsLike(reset.hopLimit ?? 0, reset.time)),
  }
}
