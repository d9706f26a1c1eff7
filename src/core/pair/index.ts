/**
 * Two captures of the same connections: finds what belongs together, lets each case file know of its twin, and has both
 * judged again with what the other shows.
 */
import type { Analysis, CaseVerdict } from '../analysis.js'
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { farthest, type PairFacts } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import { absenceOf, type OtherCapture } from './absence.js'
import type { View } from './comparison.js'
import type { EveryConnection } from './every.js'
import { absentFacts, factsOf } from './facts.js'
import { hasHoles } from './holes.js'
import { joinLegs } from './legs.js'
import { matchCases, portsOf } from './match-cases.js'
import { type Matched, reverse } from './matched.js'
import { numbersOf } from './packets.js'

export interface PairedPoint {
  analysis: Analysis
  verdicts: CaseVerdict[]
}

/** Connections of two points that were found to be the same. */
export interface PointPair {
  points: [number, number]
  connections: number
  /** Pairs of connections that are legs of a proxy. */
  legs: number
  /** All connections compared, when that was asked for. */
  every?: EveryConnection
  /** Of the pair with the narrowest clock bounds, seen from the first point. */
  best?: PairFacts
}

type Take = (points: readonly PairedPoint[]) => void

/** Long connections that are read in full. */
const IN_FULL = 100

/**
 * What captures are asked for before they are compared, a step after the other; what each step took waits in the
 * `batches()` of the points. First a few healthy connections between the hosts of suspicious ones, then whatever another
 * point has taken, then long ones once more in full: a part of them does not tell what was lost.
 */
export const takes: readonly Take[] = [
  (points) => {
    for (const { analysis } of points) analysis.takeSisters()
  },
  (points) => {
    for (const point of points) {
      for (const other of points) {
        if (other !== point) point.analysis.takeAlso(other.verdicts.map((v) => v.file))
      }
    }
  },
  (points) => {
    for (const { analysis, verdicts } of points) {
      const long = verdicts.map((v) => v.file).filter(({ omitted }) => omitted.count > 0)
      analysis.takeWhole(long.slice(0, IN_FULL))
    }
  },
]

/** Attaches to each case file what its twins show and judges again. Every two points are compared. */
export function pairUp(points: readonly PairedPoint[]): PointPair[] {
  for (const point of points) keepLatest(point)
  const found: PointPair[] = []
  for (let a = 0; a < points.length; a++) {
    for (let b = a + 1; b < points.length; b++) found.push(pairTwo(points, a, b))
  }
  for (const { analysis, verdicts } of points) {
    verdicts.forEach((verdict, i) => {
      if (verdict.file.pair || verdict.file.nothingThere) verdicts[i] = analysis.judgeAgain(verdict.file)
    })
  }
  return found
}

/** Of a connection that was read again the latest reading counts. */
function keepLatest({ verdicts }: PairedPoint): void {
  const latest = new Map(verdicts.map((verdict) => [verdict.file.stream, verdict]))
  verdicts.splice(0, verdicts.length, ...verdicts.filter((verdict) => latest.get(verdict.file.stream) === verdict))
}

function pairTwo(points: readonly PairedPoint[], a: number, b: number): PointPair {
  const [here, there] = [a, b].map((i) => points[i].verdicts.map((v) => v.file))
  const matched = matchCases(here, there)
  const views = viewsOf(matched, there)
  const back = viewsOf(matched.map(reverse), here)
  const facts = views.map((view, i) => {
    const seen = factsOf(view, back[i], b)
    attach(view.cases.here, seen)
    attach(view.cases.there, factsOf(back[i], view, a))
    return seen
  })
  if (!points[b].analysis.scan.forgetful) absent(here, there, views, [a, b])
  if (!points[a].analysis.scan.forgetful) absent(there, here, back, [b, a])
  const best = narrowest(facts)
  const legs = joinLegs([here, there], [a, b], matched, best?.clock)
  for (const file of isEmpty(points[b]) ? here : isEmpty(points[a]) ? there : []) file.nothingThere = true
  return { points: [a, b], connections: views.length, legs, best }
}

const isEmpty = ({ analysis }: PairedPoint): boolean => analysis.scan.tcpPackets === 0

/** @param there the cases of the other point */
export function viewsOf(matched: Matched[], there: readonly CaseFile[]): View[] {
  const other = otherCapture(matched, there)
  const ways = waysOf(matched)
  return matched.map((m) => ({
    ...m,
    absence: absenceOf(m, other),
    holesThere: other.hasHoles,
    ways: ways.get(hostsOf(m.here))!,
  }))
}

/** By the hosts of a connection, the ends of which some connection of theirs has packets in both captures. */
function waysOf(matched: Matched[]): Map<string, Set<Side>> {
  const ways = new Map<string, Set<Side>>()
  for (const { here, passing } of matched) {
    ways.set(hostsOf(here), new Set([...(ways.get(hostsOf(here)) ?? []), ...passing]))
  }
  return ways
}

/** Lets a case file know what another point shows of it. */
export function attach(file: CaseFile, facts: PairFacts): void {
  file.pairs = [...(file.pairs ?? []), facts]
  file.pair = farthest(file.pairs)
}

function narrowest(facts: PairFacts[]): PairFacts | undefined {
  const open = ({ clock }: PairFacts) => clock.uncertainty ?? Number.POSITIVE_INFINITY
  return facts.reduce<PairFacts | undefined>((best, f) => (!best || open(f) < open(best) ? f : best), undefined)
}

function otherCapture(views: Matched[], files: readonly CaseFile[]): OtherCapture {
  const holders = new Map<string, [CaseFile, Segment]>()
  for (const file of files) for (const s of file.segments.filter(isReset)) holders.set(numbersOf(s), [file, s])
  const twins = new Map(
    views.flatMap(({ here, cases }) => here.segments.filter(isReset).map((s): [Segment, CaseFile] => [s, cases.there])),
  )
  return {
    hasHoles: views.some(hasHoles),
    elsewhere(s) {
      const [file, held] = holders.get(numbersOf(s)) ?? []
      return file === twins.get(s) ? undefined : held
    },
  }
}

/** Connections that the other capture holds nothing of, though it holds others between the same hosts. */
function absent(
  here: readonly CaseFile[],
  there: readonly CaseFile[],
  views: View[],
  [herePoint, otherPoint]: [number, number],
): void {
  // Of the connections of two hosts the last counts, which shows most.
  const usable = views
    .filter((view) => !view.there.captureLossy)
    .sort((a, b) => a.packets.pairs.length - b.packets.pairs.length)
  const sisters = new Map(usable.map((view) => [hostsOf(view.here), view]))
  // The same ports with other numbers: it may be this connection, changed by a device, or one that came after it.
  const ports = new Set(there.filter((file) => !isHeld(file, herePoint)).map(portsOf))
  // A reset that another connection there holds: a translation was left out on the way, or on this one.
  const resets = new Set(there.flatMap((file) => file.segments.filter(isReset).map(numbersOf)))
  const isHeldReset = (s: Segment) => isReset(s) && resets.has(numbersOf(s))
  for (const file of here) {
    const sister = isHeld(file, otherPoint) ? undefined : sisters.get(hostsOf(file))
    if (sister && !ports.has(portsOf(file)) && !file.segments.some(isHeldReset))
      attach(file, absentFacts(file, sister, otherPoint))
  }
}

const isHeld = ({ pairs = [] }: CaseFile, point: number): boolean =>
  pairs.some(({ otherPoint, otherStream }) => otherPoint === point && otherStream >= 0)

const hostsOf = ({ client, server }: CaseFile): string => `${client.address} ${server.address}`
