/** Compares a report with the labels of one capture; pure, so that any report can be scored. */
import type { Case } from './lab.js'
import type { Label, Maker } from './truth.js'

/** What of a `rstrace/1` report is scored. */
export interface Report {
  findings: Finding[]
}

export interface Finding {
  kind: string
  severity: string
  capture?: number
  frame: number
  frames?: number[]
  origin?: { who: Maker | 'unknown'; confidence: number }
  cause?: { id: string }
  trigger?: { frame?: number; orFrames?: number[] }
  place?: { hopsFromClient?: { best: number } }
  evidence?: { rule?: string; for: string }[]
}

export interface Judged {
  scenario: string
  file: string
  label: Label
  found: boolean
  /** What the report says; `none` when it does not know of the reset. */
  who: Maker | 'unknown' | 'none'
  confidence?: number
  origin: 'right' | 'wrong' | 'unknown' | 'none'
  /** A genuine reset called a middlebox's: the worst error. */
  accused: boolean
  /** A forged one called an end's. */
  missed: boolean
  gotCause?: string
  /** Nothing where the label says nothing. */
  cause?: boolean
  trigger?: boolean
  /** Infinite when hops were wanted and none given. */
  hopError?: number
}

export interface CaseScore {
  judged: Judged[]
  /** Findings above "info" where all is well. */
  alarms: number
  missingKinds: string[]
}

export function scoreCase(truth: Case, report: Report): CaseScore {
  const loud = report.findings.filter((f) => f.severity !== 'info')
  const missing = (truth.kinds ?? []).filter((kind) => !report.findings.some((f) => f.kind === kind))
  return {
    judged: truth.resets.map((label) => judge(label, truth, report)),
    alarms: truth.quiet ? loud.length : 0,
    missingKinds: missing,
  }
}

function judge(label: Label, { scenario, file, files }: Case, report: Report): Judged {
  const got = findingOn(label, report)
  const accepted = [label.origin, ...(label.alsoOrigin ?? [])]
  const who = got?.origin?.who ?? 'none'
  const right = accepted.some((maker) => maker === who)
  return {
    scenario,
    file: `${files ?? file}`,
    label,
    found: got !== undefined,
    who,
    confidence: got?.origin?.confidence,
    origin: who === 'none' || who === 'unknown' ? who : right ? 'right' : 'wrong',
    accused: who === 'middlebox' && !right,
    missed: label.origin === 'middlebox' && (who === 'client' || who === 'server') && !right,
    gotCause: got?.cause?.id,
    cause: label.cause === null ? undefined : label.cause.includes(got?.cause?.id ?? ''),
    trigger: label.trigger === null ? undefined : namesTrigger(label, got),
    hopError: label.hops === undefined ? undefined : hopError(label.hops, got),
  }
}

/** The finding that tells of the labelled reset. */
export function findingOn({ frame, capture = 0 }: Label, { findings }: Report): Finding | undefined {
  const resets = findings.filter((f) => f.kind === 'reset' && (f.capture ?? 0) === capture)
  return resets.find((f) => f.frame === frame || f.frames?.includes(frame))
}

function namesTrigger(label: Label, got: Finding | undefined): boolean {
  const wanted = [label.trigger, ...(label.triggerAlso ?? [])]
  return [got?.trigger?.frame, ...(got?.trigger?.orFrames ?? [])].some((f) => f !== undefined && wanted.includes(f))
}

function hopError(hops: number, got: Finding | undefined): number {
  const best = got?.place?.hopsFromClient?.best
  return best === undefined ? Number.POSITIVE_INFINITY : Math.abs(best - hops)
}

export interface Bin {
  from: number
  to: number
  count: number
  /** Mean stated confidence and share that was right. */
  stated: number
  right: number
}

/** Verdicts by stated confidence: of those given at 0.9, were nine in ten right? Verdicts of `unknown` state nothing. */
export function reliability(judged: Judged[], edges = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.000001]): Bin[] {
  const sure = judged.filter(stated)
  return edges.slice(1).flatMap((to, i) => {
    const inside = sure.filter((j) => j.confidence! >= edges[i] && j.confidence! < to)
    const mean = (f: (j: Judged) => number) => inside.reduce((sum, j) => sum + f(j), 0) / inside.length
    const bin = { from: edges[i], to, count: inside.length }
    return inside.length === 0 ? [] : [{ ...bin, stated: mean((j) => j.confidence!), right: mean(hit) }]
  })
}

/** Mean squared difference between the stated confidence and what was so; nothing when nothing was stated. */
export function brier(judged: Judged[]): number | undefined {
  const sure = judged.filter(stated)
  if (sure.length === 0) return undefined
  return sure.reduce((sum, j) => sum + (j.confidence! - hit(j)) ** 2, 0) / sure.length
}

/** Forged, and nothing in this capture can betray it. */
export const isHidden = ({ label }: Judged): boolean => label.decidable !== 'yes'

const hit = (j: Judged) => (j.origin === 'right' ? 1 : 0)
const stated = (j: Judged) => (j.origin === 'right' || j.origin === 'wrong') && j.confidence !== undefined
