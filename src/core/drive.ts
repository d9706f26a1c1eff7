/** Drives an analysis over captures that are held in memory. */
import { Analysis, type Batch, type CaptureSource, type CaseVerdict } from './analysis.js'
import type { Anonymizer } from './anonymize/anonymizer.js'
import { compareEvery } from './pair/every.js'
import { type PointPair, pairUp, takes } from './pair/index.js'
import type { AnalysedPoint } from './report/build.js'

/**
 * Analyses one capture: what `buildReport`, `seriesOf` and `copyPlans` take.
 * @param bytes a whole pcap or pcapng file, not compressed
 * @param name what reports call it
 * @param anonymizer of this capture alone; more of the same traffic take `again()` of it
 * @throws CaptureError when no format recognises the bytes, or they cannot be read any further
 */
export function analyzeCapture(bytes: Uint8Array, name: string, anonymizer?: Anonymizer): AnalysedPoint {
  const analysis = new Analysis(anonymizer)
  const source = analysis.open(name)
  source.feed.push(bytes)
  source.feed.end()
  analysis.end()
  return { analysis, verdicts: judgeFrom(analysis, () => bytes) }
}

/**
 * Captures of the same traffic at different places, each with its bytes: what each shows of the others' resets.
 * `every`: healthy connections are compared too.
 */
export function compare(
  points: readonly AnalysedPoint[],
  captures: readonly Uint8Array[],
  { every = false } = {},
): PointPair[] {
  if (points.length < 2) return []
  const judge = () => {
    for (const [i, { analysis, verdicts }] of points.entries()) verdicts.push(...judgeFrom(analysis, () => captures[i]))
  }
  for (const take of takes) {
    take(points)
    judge()
  }
  const pairs = pairUp(points)
  if (every) for (const _ of compareEvery(points, pairs)) judge()
  return pairs
}

/** Judges all batches; `bytesOf` has the (decompressed) bytes of each file. */
export function judgeFrom(analysis: Analysis, bytesOf: (source: CaptureSource) => Uint8Array): CaseVerdict[] {
  const verdicts: CaseVerdict[] = []
  for (const batch of analysis.batches()) {
    supply(batch, analysis, bytesOf)
    verdicts.push(...batch.judge())
  }
  return verdicts
}

function supply(batch: Batch, { sources }: Analysis, bytesOf: (source: CaptureSource) => Uint8Array): void {
  for (const wanted of batch.wanted) {
    const source = sources[wanted.source]
    const bytes = source.feed.replayBytes ?? bytesOf(source)
    batch.supply(wanted, bytes.subarray(wanted.position, wanted.position + wanted.length))
  }
}
