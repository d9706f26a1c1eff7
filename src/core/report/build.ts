/** Verdicts into the result: what was judged, put into words, located in its file and numbered. */
import { FlowBit } from '../flow/table.js'
import type { PointPair } from '../pair/index.js'
import { type Language, words } from '../words/index.js'
import type { Words } from '../words/types.js'
import { anomalyFinding } from './anomalies.js'
import { arrangementOf, type FilesAre } from './arrangement.js'
import { captureSummaries } from './captures.js'
import { inOrder, type Judged } from './judged.js'
import type { CaptureSummary, ConnectionCounts, Finding, Pattern, Report } from './model.js'
import { pairsOf } from './pairs.js'
import { patternsOf } from './patterns.js'
import { type AnalysedPoint, type Frames, framesOf } from './point.js'
import { resetFinding, type Unnumbered } from './resets.js'
import { VERSION } from './version.js'

export type { Language } from '../words/index.js'
export type { FilesAre } from './arrangement.js'
export type { AnalysedPoint } from './point.js'

/**
 * The result of one or more capture points, in one language. Findings come in the order of captures and frames, and are
 * numbered from "1". Frame numbers are those of the finding's own file.
 *
 * @param pairs what comparing the points gave
 * @param as what the caller said that several files are; when absent, their times told it
 */
export function buildReport(
  points: readonly AnalysedPoint[],
  language: Language,
  pairs: readonly PointPair[] = [],
  as?: FilesAre,
): Report {
  const captures: CaptureSummary[] = []
  const findings: Finding[] = []
  const patterns: Pattern[] = []
  const all = framesOf(points)
  for (const [i, point] of points.entries()) {
    const frames = all[i]
    const own = numbered(findingsOf(point, frames, words[language]), findings.length)
    captures.push(...captureSummaries(point, frames, words[language]))
    findings.push(...own)
    patterns.push(...patternsOf(point, own, words[language]))
  }
  return {
    schema: 'rstrace/1',
    tool: { name: 'rstrace', version: VERSION },
    language,
    captures,
    ...arrangementOf(captures, all, as, words[language], pairs),
    ...pairsOf(pairs, captures, all, words[language]),
    connections: countConnections(points),
    findings,
    patterns,
  }
}

const findingsOf = ({ verdicts }: AnalysedPoint, frames: Frames, said: Words): Unnumbered[] =>
  inOrder(verdicts).map((judged) => findingOf(judged, frames, said))

const findingOf = (judged: Judged, frames: Frames, said: Words): Unnumbered =>
  'reset' in judged
    ? resetFinding(judged.reset, judged.file, frames, said)
    : anomalyFinding(judged.anomaly, judged.file, frames, said)

const numbered = (found: Unnumbered[], before: number): Finding[] =>
  found.map((finding, i) => ({ id: String(before + i + 1), ...finding }))

function countConnections(points: readonly AnalysedPoint[]): ConnectionCounts {
  const counts = { total: 0, reset: 0, examined: 0, packets: 0 }
  for (const { analysis } of points) {
    counts.total += analysis.scan.streams
    counts.reset += analysis.scan.resetStreams
    counts.examined += analysis.examined
    counts.packets += analysis.scan.tcpPackets
  }
  counts.total -= seenAgain(points, () => true)
  counts.reset -= seenAgain(points, (bits) => (bits & FlowBit.reset) !== 0)
  return counts
}

/** How many of the connections that several points hold were counted before, as their first numbers show. */
function seenAgain(points: readonly AnalysedPoint[], isCounted: (bits: number) => boolean): number {
  if (points.length < 2) return 0
  const marks = points.map(({ analysis }) => analysis.scan.marks(isCounted))
  const all = new Float64Array(marks.reduce((sum, own) => sum + own.length, 0))
  let at = 0
  for (const own of marks) {
    all.set(own, at)
    at += own.length
  }
  all.sort()
  return all.filter((mark, i) => i > 0 && mark === all[i - 1]).length
}
