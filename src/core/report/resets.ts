/** A judged reset as a finding. */
import type { CaseFile, Segment } from '../casefile/model.js'
import type { CauseId } from '../verdict/causes/index.js'
import type { ResetVerdict } from '../verdict/judgement.js'
import { kindOf } from '../verdict/trigger.js'
import type { CauseWords, ResetSummary, Scene, TriggerPhrase, Words } from '../words/types.js'
import { clean, cleanFacts } from './clean.js'
import { comparisonOf } from './comparison.js'
import { connectionOf, sceneOf } from './connection.js'
import { clausesOf, evidenceOf, framesCited, strongest } from './evidence.js'
import { displayFilter } from './filter.js'
import { ladderOf, payloadText } from './ladder.js'
import { legOf } from './leg.js'
import type { Advice, Finding, Trigger } from './model.js'
import type { Frames } from './point.js'
import { settleReset } from './settle.js'
import { rest, share } from './shares.js'
import { rfc3339 } from './time.js'
import { alsoSeen } from './twin.js'

export type Unnumbered = Omit<Finding, 'id'>

interface Input {
  verdict: ResetVerdict
  file: CaseFile
  scene: Scene
  frames: Frames
  words: Words
  /** What each clue says, in their order. */
  clauses: string[]
}

export function resetFinding(verdict: ResetVerdict, file: CaseFile, frames: Frames, words: Words): Unnumbered {
  const { reset, group, accused } = verdict.context
  const { clues } = verdict.origin
  const connection = connectionOf(file, reset.frame, verdict.trigger.segment, frames)
  const scene = sceneOf(file, connection, accused, reset.frame, frames, words)
  const input = { verdict, file, scene, frames, words, clauses: clausesOf(clues, scene, words) }
  const cited = framesCited(clues)
  const triggers = triggersOf(verdict)
  const marked = [...group, ...triggers].map((s) => s.frame)
  return {
    kind: 'reset',
    severity: verdict.severity,
    summary: words.summary(summaryOf(input), scene),
    ...frames.place(reset.frame),
    frames: frames.besides(
      reset.frame,
      group.map((s) => s.frame),
    ),
    time: rfc3339(frames.moment(reset.time)),
    ...alsoSeen(reset.frame, file, frames),
    connection,
    effect: verdict.effect,
    origin: originOf(verdict),
    cause: causeOf(verdict),
    trigger: triggerOf(input),
    place: placeOf(input),
    evidence: clues.map((clue, i) => evidenceOf(clue, input.clauses[i], reset, input)),
    advice: adviceOf(input),
    settle: settleReset(verdict, scene, words),
    ...comparisonOf(file, frames, words),
    ...legOf(file, frames, words),
    ladder: ladderOf({ file, marked: group, triggers: likelyTriggers(verdict), cited, frames, words }),
    filter: displayFilter(
      frames.streamsMatchWireshark ? file.stream : undefined,
      frames.besides(reset.frame, [...marked, ...cited]),
    ),
  }
}

const triggersOf = ({ trigger }: ResetVerdict): Segment[] => [
  ...(trigger.segment ? [trigger.segment] : []),
  ...trigger.also,
]

/** Those worth marking: one that carries something to react to stands out among others whose numbers fit. */
export function likelyTriggers(verdict: ResetVerdict): Segment[] {
  const all = triggersOf(verdict)
  return verdict.trigger.why === 'carries-content' && (all[0]?.length ?? 0) > 0 ? all.slice(0, 1) : all
}

function originOf({ origin, context }: ResetVerdict): Finding['origin'] {
  const forged = { who: 'middlebox' as const, confidence: share(origin.forged) }
  const end = { who: context.accused, confidence: rest(forged.confidence) }
  // Undecided has no probability of its own: all of it lies with the two that may have sent it.
  if (origin.who === 'unknown') {
    const alternatives = forged.confidence >= end.confidence ? [forged, end] : [end, forged]
    return { who: 'unknown', confidence: 0, alternatives }
  }
  return origin.who === 'middlebox' ? { ...forged, alternatives: [end] } : { ...end, alternatives: [forged] }
}

function causeOf({ causes }: ResetVerdict): Finding['cause'] {
  const [first, ...others] = causes.map(({ id, confidence }) => ({ id, confidence: share(confidence) }))
  if (!first) return { id: 'unknown', confidence: 0, alternatives: [] }
  const left = rest(first.confidence, ...others.map((other) => other.confidence))
  const unknown = left >= 0.01 ? [{ id: 'unknown' as const, confidence: left }] : []
  return { ...first, alternatives: [...others.filter((other) => other.confidence >= 0.01), ...unknown] }
}

function triggerOf({ verdict: { trigger, context }, frames, words }: Input): Trigger {
  const text = words.sentence(words.triggerWhy[trigger.why])
  if (!trigger.segment) return { kind: trigger.kind, text }
  const home = frames.place(context.reset.frame)
  const place = frames.place(trigger.segment.frame)
  const others = frames.besides(
    trigger.segment.frame,
    trigger.also.map((s) => s.frame),
  )
  return {
    kind: trigger.kind,
    frame: place.frame,
    ...(others.length > 0 && { orFrames: others }),
    ...(place.capture !== home.capture && { capture: place.capture }),
    text,
  }
}

function placeOf({ verdict: { place, context }, scene, frames, words }: Input): Finding['place'] {
  const { why: _, between, ...estimates } = place
  const text = words.place(place, scene)
  const here = frames.place(context.reset.frame).capture
  const [holds, lacks] = [between?.holds, between?.lacks].map((point) =>
    point === undefined ? undefined : frames.of(point),
  )
  if (!lacks) return { ...estimates, text }
  const [first, second] = [holds?.captures[0] ?? here, lacks.captures[0]]
  const said = words.text.between((holds ?? frames).name(words), lacks.name(words))
  return { ...estimates, between: { holds: first, lacks: second }, text: [said, text].join(words.text.behindSentence) }
}

const causeWords = (id: CauseId, words: Words): CauseWords<object> => words.cause[id]

function adviceOf({ verdict: { causes }, scene, words }: Input): Advice[] {
  const [cause] = causes
  return cause ? causeWords(cause.id, words).advice(cleanFacts(cause.facts), scene) : []
}

function summaryOf(input: Input): ResetSummary {
  const { verdict, scene, words, clauses } = input
  const { origin, causes, effect, situation, context } = verdict
  const cause = causes[0]?.id === 'forged-unknown' ? undefined : causes[0]
  const payload = context.group.map(payloadText).find((text) => text !== undefined)
  return {
    frames: context.group.slice(0, 8).map((s) => scene.frame(s.frame)),
    who: origin.who,
    undecided: origin.undecided,
    forForgery: strongest(origin.clues, clauses, 'middlebox'),
    forEnd: strongest(origin.clues, clauses, 'end'),
    trigger: phraseOf(input),
    because: cause && causeWords(cause.id, words).because(cleanFacts(cause.facts), scene),
    sureness: surenessOf(cause?.confidence ?? 0),
    effect,
    payload: payload && clean(payload),
    idle: situation.idle,
  }
}

const surenessOf = (confidence: number): ResetSummary['sureness'] =>
  confidence >= 0.7 ? 'sure' : confidence >= 0.4 ? 'probable' : 'possible'

function phraseOf({
  verdict: {
    trigger,
    trigger: { segment },
    context,
  },
  scene,
}: Input): TriggerPhrase {
  return {
    kind: trigger.kind,
    frame: segment && scene.frame(segment.frame),
    also: trigger.also.map((s) => ({ kind: kindOf(s, context), frame: scene.frame(s.frame) })),
    why: trigger.why,
  }
}
