/**
 * Two captures of the same connections: finds what belongs together, lets each case file know of its twin, and has both
 * judged again with what the other shows.
 */
import type { Analysis, CaseVerdict } from '../analysis.js'
import type { CaseFile } from '../casefile/model.js'
import { pairCases } from './connections.js'
import { absentFacts, pairFacts } from './facts.js'
import type { PairFacts } from './model.js'

export interface PairedPoint {
  analysis: Analysis
  verdicts: CaseVerdict[]
}

/** Connections of two points that were found to be the same. */
export interface PointPair {
  points: [number, number]
  connections: number
  /** Of the pair with the narrowest clock bounds. */
  best?: PairFacts
}

/** Has each point take the connections that another point holds suspicious; what it took waits in its `batches()`. */
export function takeCounterparts(points: readonly PairedPoint[]): void {
  for (const point of points) {
    for (const other of points) {
      if (other !== point) point.analysis.takeAlso(other.verdicts.map((v) => v.file))
    }
  }
}

/** Attaches to each case file what its twin shows and judges again. Every two points are compared. */
export function pairUp(points: readonly PairedPoint[]): PointPair[] {
  const found: PointPair[] = []
  for (let a = 0; a < points.length; a++) {
    for (let b = a + 1; b < points.length; b++) found.push(pairTwo(points, a, b))
  }
  for (const { analysis, verdicts } of points) {
    verdicts.forEach((verdict, i) => {
      if (verdict.file.pair) verdicts[i] = analysis.judgeAgain(verdict.file)
    })
  }
  return found
}

function pairTwo(points: readonly PairedPoint[], a: number, b: number): PointPair {
  const pair: PointPair = { points: [a, b], connections: 0 }
  const files = [a, b].map((i) => points[i].verdicts.map((v) => v.file))
  for (const { here, there } of pairCases(files[0], files[1])) {
    const facts = pairFacts(here, there, [b, a])
    if (!facts) continue
    pair.connections++
    here.pair = facts[0]
    there.pair = facts[1]
    if (!pair.best || facts[0].clock.uncertainty < pair.best.clock.uncertainty) pair.best = facts[0]
  }
  absent(files[0], files[1], b)
  absent(files[1], files[0], a)
  return pair
}

/** Connections that the other capture holds nothing of, though it holds others of the same server. */
function absent(here: CaseFile[], there: CaseFile[], otherPoint: number): void {
  const captureEnd = there[0]?.captureEnd
  if (captureEnd === undefined || there[0].captureLossy) return
  const siblings = new Map(here.filter((file) => file.pair).map((file) => [file.server.address, file.pair!]))
  for (const file of here) {
    const sibling = siblings.get(file.server.address)
    if (!file.pair && sibling) file.pair = absentFacts(file, sibling, otherPoint, captureEnd)
  }
}
