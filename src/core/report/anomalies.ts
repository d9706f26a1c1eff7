/** What went wrong besides resets, as a finding. */
import type { CaseFile, Segment } from '../casefile/model.js'
import type { Anomaly } from '../verdict/anomalies/define.js'
import { kindOf } from '../verdict/trigger.js'
import type { AnomalyWords, Words } from '../words/types.js'
import { cleanFacts } from './clean.js'
import { comparisonOf } from './comparison.js'
import { connectionOf, sceneOf } from './connection.js'
import { clausesOf, evidenceOf, framesCited, strongest } from './evidence.js'
import { displayFilter } from './filter.js'
import { ladderOf } from './ladder.js'
import { legOf } from './leg.js'
import type { Finding } from './model.js'
import type { Frames } from './point.js'
import type { Unnumbered } from './resets.js'
import { rest, share } from './shares.js'
import { rfc3339 } from './time.js'
import { alsoSeen } from './twin.js'

export function anomalyFinding(anomaly: Anomaly, file: CaseFile, frames: Frames, words: Words): Unnumbered {
  const marked = file.segments.filter((s) => anomaly.frames.includes(s.frame))
  const connection = connectionOf(file, anomaly.frame, anomaly.trigger, frames)
  const scene = sceneOf(file, connection, marked[0]?.from ?? 'server', anomaly.frame, frames, words)
  const facts = cleanFacts(anomaly.facts)
  const { clues = [] } = anomaly
  const clauses = clausesOf(clues, scene, words)
  const packet = marked.find((s) => s.frame === anomaly.frame)
  const cited = framesCited(clues)
  const said: AnomalyWords<object> = words.anomaly[anomaly.kind]
  const triggers = anomaly.trigger && !marked.includes(anomaly.trigger) ? [anomaly.trigger] : []
  const shown = frames.besides(anomaly.frame, [...anomaly.frames, ...triggers.map((s) => s.frame), ...cited])
  return {
    kind: anomaly.kind,
    severity: anomaly.severity,
    summary: said.summary(facts, scene, {
      forForgery: strongest(clues, clauses, 'middlebox'),
      forEnd: strongest(clues, clauses, 'end'),
    }),
    ...frames.place(anomaly.frame),
    frames: frames.besides(anomaly.frame, anomaly.frames),
    time: rfc3339(frames.moment(timeOf(anomaly, file))),
    ...alsoSeen(anomaly.frame, file, frames),
    connection,
    effect: 'unknown',
    origin: originOf(anomaly),
    cause: { id: 'unknown', confidence: 0, alternatives: [] },
    trigger: triggerOf(anomaly.trigger, file, anomaly.frame, frames),
    place: { side: 'unknown', text: said.place(facts, scene) },
    evidence: packet ? clues.map((clue, i) => evidenceOf(clue, clauses[i], packet, { frames, words })) : [],
    advice: said.advice(facts, scene),
    settle: said.settle(facts, scene),
    ...comparisonOf(file, frames, words),
    ...legOf(file, frames, words),
    ladder: ladderOf({ file, marked, triggers, cited, frames, words }),
    filter: displayFilter(frames.streamsMatchWireshark ? file.stream : undefined, shown),
  }
}

function timeOf({ frame }: Anomaly, file: CaseFile): number {
  const packet = file.segments.find((s) => s.frame === frame) ?? file.icmp.find((error) => error.frame === frame)
  return packet?.time ?? file.lastTime
}

function originOf({ who, confidence }: Anomaly): Finding['origin'] {
  if (who === 'unknown') return { who, confidence: 0, alternatives: [] }
  const own = share(confidence)
  return { who, confidence: own, alternatives: [{ who: 'unknown', confidence: rest(own) }] }
}

function triggerOf(segment: Segment | undefined, file: CaseFile, home: number, frames: Frames): Finding['trigger'] {
  if (!segment) return { kind: 'unknown' }
  const place = frames.place(segment.frame)
  const before = file.segments.slice(0, file.segments.indexOf(segment))
  const elsewhere = place.capture !== frames.place(home).capture
  return { kind: kindOf(segment, { before }), frame: place.frame, ...(elsewhere && { capture: place.capture }) }
}
