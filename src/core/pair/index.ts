/**
 * Two captures of the same connections: finds what belongs together, lets each case file know of its twin, and has both
 * judged again with what the other shows.
 */
import type { Analysis, CaseVerdict } from '../analysis.js'
import type { CaseFile, Segment } from '../casefile/model.js'
import type { PairFacts } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import { absenceOf, hasHoles, type OtherCapture } from './absence.js'
import { pairCases } from './connections.js'
import { absentFacts, factsOf } from './facts.js'
import { type Matched, matchPackets, reverse } from './matched.js'
import { numbersOf } from './packets.js'

export interface PairedPoint {
  analysis: Analysis
  verdicts: CaseVerdict[]
}

/** Connections of two points that were found to be the same. */
export interface PointPair {
  points: [number, number]
  connections: number
  /** Of the pair with the narrowest clock bounds, seen from the first point. */
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
  const [here, there] = [a, b].map((i) => points[i].verdicts.map((v) => v.file))
  const views = pairCases(here, there).flatMap((pair) => matchPackets(pair.here, pair.there) ?? [])
  const back = views.map(reverse)
  const [thereIs, hereIs] = [otherCapture(views, there), otherCapture(back, here)]
  const facts = views.map((view, i) => {
    const [missingThere, missingHere] = [absenceOf(view, thereIs), absenceOf(back[i], hereIs)]
    const seen = factsOf(view, b, missingThere, missingHere)
    attach(view.here, seen)
    attach(view.there, factsOf(back[i], a, missingHere, missingThere))
    return seen
  })
  if (!thereIs.hasHoles) absent(here, views, b)
  if (!hereIs.hasHoles) absent(there, back, a)
  return { points: [a, b], connections: views.length, best: narrowest(facts) }
}

/** Of several other points the farthest says most: more of the path lies between. */
function attach(file: CaseFile, facts: PairFacts): void {
  if (!file.pair || (facts.hopsBetween ?? 0) > (file.pair.hopsBetween ?? 0)) file.pair = facts
}

function narrowest(facts: PairFacts[]): PairFacts | undefined {
  const open = ({ clock }: PairFacts) => clock.uncertainty ?? Number.POSITIVE_INFINITY
  return facts.reduce<PairFacts | undefined>((best, f) => (!best || open(f) < open(best) ? f : best), undefined)
}

function otherCapture(views: Matched[], files: readonly CaseFile[]): OtherCapture {
  const holders = new Map<string, CaseFile>()
  for (const file of files) for (const s of file.segments.filter(isReset)) holders.set(numbersOf(s), file)
  const twins = new Map(views.flatMap(({ here, there }) => here.segments.map((s): [Segment, CaseFile] => [s, there])))
  return {
    hasHoles: views.some(hasHoles),
    holdsElsewhere: (s) => ![undefined, twins.get(s)].includes(holders.get(numbersOf(s))),
  }
}

/** Connections that the other capture holds nothing of, though it holds others between the same hosts. */
function absent(here: readonly CaseFile[], views: Matched[], otherPoint: number): void {
  const sisters = new Map(views.filter(({ there }) => !there.captureLossy).map((view) => [hostsOf(view.here), view]))
  for (const file of here) {
    const sister = file.pair ? undefined : sisters.get(hostsOf(file))
    if (sister) file.pair = absentFacts(file, sister, otherPoint)
  }
}

const hostsOf = ({ client, server }: CaseFile): string => `${client.address} ${server.address}`
