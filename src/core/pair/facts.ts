/** What each of two captures of one connection learns from the other. */
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import type { ForeignReset, PairFacts } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import { type Absence, absenceOfAll, noAbsence } from './absence.js'
import { compareViews, lostBetween, type View } from './comparison.js'
import { matchNothing, reverse } from './matched.js'

/** @param back the same connection seen from the other point */
export function factsOf(view: View, back: View, otherPoint: number): PairFacts {
  const { there, packets, nearer, clock, absence } = view
  return {
    otherPoint,
    otherStream: there.stream,
    nearer,
    otherIsAtEnd: there.vantage.at === otherSide(nearer),
    clock,
    hopsBetween: hopsBetween(packets.pairs),
    ...(view.shift && { shift: view.shift }),
    counterparts: new Map(packets.pairs.map(([a, b]) => [a.frame, b.frame])),
    packetsThere: new Map(packets.pairs.map(([a, b]) => [a.frame, b])),
    missingThere: absence.proven,
    perhapsMissingThere: absence.likely,
    notFromHost: absence.notFromHost,
    elsewhereThere: absence.elsewhere,
    lostBetween: lostBetween(view),
    comparison: compareViews(view, back),
    foreignThere: foreignResets(packets.onlyThere, back.absence, otherSide(nearer), there),
  }
}

/**
 * For a connection that the other capture does not hold: what a sister connection between the same two hosts says of the
 * two points.
 */
export function absentFacts(file: CaseFile, sister: View, otherPoint: number): PairFacts {
  const matched = matchNothing(file, sister)
  const view: View = {
    ...matched,
    absence: absenceOfAll(file, sister, sister.holesThere),
    holesThere: sister.holesThere,
    ways: sister.ways,
  }
  const back: View = { ...reverse(matched), absence: noAbsence(), holesThere: true, ways: sister.ways }
  return { ...factsOf(view, back, otherPoint), otherStream: -1, hopsBetween: hopsBetween(sister.packets.pairs) }
}

/** Hops between the points; the ways there and back may differ, then it is the client's packets that are counted by. */
function hopsBetween(pairs: [Segment, Segment][]): number | undefined {
  const counted = pairs.filter(([a, b]) => a.hopLimit !== undefined && b.hopLimit !== undefined)
  const [a, b] = counted.find(([s]) => s.from === 'client' && !isReset(s)) ?? counted[0] ?? []
  return a && b ? Math.abs(a.hopLimit! - b.hopLimit!) : undefined
}

/** Resets that arrived there from the direction of this point and never passed it. */
function foreignResets(onlyThere: Segment[], absenceHere: Absence, towards: Side, there: CaseFile): ForeignReset[] {
  const usual = there.baseline[otherSide(towards)].hopLimit
  return onlyThere
    .filter(
      (s) => isReset(s) && s.from !== towards && (absenceHere.proven.has(s.frame) || absenceHere.likely.has(s.frame)),
    )
    .filter((s) => usual === undefined || s.hopLimit === undefined || s.hopLimit !== usual)
    .map((s) => ({ frame: s.frame, hopLimit: s.hopLimit, ipId: s.ipId }))
}
