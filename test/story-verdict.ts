/** What the analysis concludes about a capture, in the terms of stories. */

import type { Batch, CaptureSource, CaseVerdict } from '../src/core/analysis.js'
import { Analysis } from '../src/core/analysis.js'
import { findPatterns } from '../src/core/pattern/index.js'
import type { Clue } from '../src/core/verdict/origin.js'

/** One finding: a reset or something else that went wrong. */
export interface Concluded {
  kind: string
  frames: number[]
  who: string
  /** Likeliest first; none for what is no reset. */
  causes: string[]
  trigger: { kind: string; frame?: number; also: number[] }
  effect: string
  severity: string
  side: string
  clues: Clue[]
}

export interface Conclusion {
  findings: Concluded[]
  patterns: string[]
  problems: string[]
}

/**
 * Analyses a capture that is fed in pieces of `chunk` bytes.
 * @throws CaptureError when it cannot be read
 */
export function conclude(capture: Uint8Array, chunk = capture.length): Conclusion {
  const analysis = new Analysis()
  const source = analysis.open('story')
  for (let at = 0; at < capture.length; at += chunk) source.feed.push(capture.subarray(at, at + chunk))
  source.feed.end()
  analysis.end()
  const verdicts: CaseVerdict[] = []
  for (const batch of analysis.batches()) verdicts.push(...judge(batch, source, capture))
  return {
    findings: verdicts.flatMap(findingsOf).sort((a, b) => a.frames[0] - b.frames[0] || a.kind.localeCompare(b.kind)),
    patterns: findPatterns(verdicts, analysis.neighbourhood).map((p) => p.kind),
    problems: [...analysis.problems.list(), ...source.problems.list()].map((p) => p.kind),
  }
}

function judge(batch: Batch, source: CaptureSource, capture: Uint8Array): CaseVerdict[] {
  const bytes = source.feed.replayBytes ?? capture
  for (const wanted of batch.wanted) {
    batch.supply(wanted, bytes.subarray(wanted.position, wanted.position + wanted.length))
  }
  return batch.judge()
}

function findingsOf({ resets, anomalies }: CaseVerdict): Concluded[] {
  const fromResets = resets.map((r) => ({
    kind: 'reset',
    frames: r.context.group.map((s) => s.frame),
    who: r.origin.who,
    causes: r.causes.map((c) => c.id),
    trigger: { kind: r.trigger.kind, frame: r.trigger.segment?.frame, also: r.trigger.also.map((s) => s.frame) },
    effect: r.effect,
    severity: r.severity,
    side: r.place.side,
    clues: r.origin.clues,
  }))
  const others = anomalies.map((a) => ({
    kind: a.kind,
    frames: [a.frame],
    who: a.who,
    causes: [],
    trigger: { kind: '', frame: a.trigger?.frame, also: [] },
    effect: '',
    severity: a.severity,
    side: '',
    clues: [],
  }))
  return [...fromResets, ...others]
}
