/** What each of two captures of one connection learns from the other. */
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import { isReset } from '../casefile/segment.js'
import { clockOffset } from './clock.js'
import type { ForeignReset, PairFacts } from './model.js'
import { feasible, PacketMatching, type PacketPairs, sameIdentification, usualDistance } from './packets.js'

/** Both views of a pair; undefined when the captures have no packet in common. */
export function pairFacts(here: CaseFile, there: CaseFile, otherPoints: [number, number]): [PairFacts, PairFacts] | undefined {
  const matching = new PacketMatching(here.segments, there.segments).round(sameIdentification)
  matching.round(usualDistance(matching.pairs))
  const nearer = nearerEnd(matching.pairs, here, there)
  const packets = matching.round(feasible(nearer, clockOffset(matching.pairs, nearer))).result()
  if (packets.pairs.length === 0) return undefined
  const reversed = reverse(packets)
  const missing = [missingThere(packets, there), missingThere(reversed, here)]
  const one = viewFrom(here, there, packets, nearer, missing)
  const other = viewFrom(there, here, reversed, otherSide(nearer), [missing[1], missing[0]])
  return one && other ? [{ ...one, otherPoint: otherPoints[0] }, { ...other, otherPoint: otherPoints[1] }] : undefined
}

function viewFrom(
  here: CaseFile,
  there: CaseFile,
  packets: PacketPairs,
  nearer: Side,
  [missing, missingHere]: Set<number>[],
): PairFacts | undefined {
  const clock = clockOffset(packets.pairs, nearer)
  if (!clock) return undefined
  return {
    otherPoint: 0,
    otherStream: there.stream,
    nearer,
    otherIsAtEnd: there.vantage.at === otherSide(nearer),
    clock,
    hopsBetween: hopsBetween(packets.pairs),
    counterparts: new Map(packets.pairs.map(([a, b]) => [a.frame, b.frame])),
    missingThere: missing,
    foreignThere: foreignResets(packets.onlyThere, missingHere, otherSide(nearer), there),
  }
}

/** After its last packet a capture may have gone on for a while, with nothing to hold. */
const STILL_RUNNING = 5

/**
 * For a connection that the other capture does not hold: what a sister connection of the same server says of the two
 * points. Its packets prove something by their absence only while the other capture was being kept.
 */
export function absentFacts(file: CaseFile, sister: PairFacts, otherPoint: number, captureEnd: number): PairFacts {
  const at = (s: Segment) => s.time + sister.clock.seconds
  const within = file.segments.filter((s) => at(s) >= 0 && at(s) <= captureEnd)
  const shortlyAfter = file.segments.filter((s) => at(s) > captureEnd && at(s) <= captureEnd + STILL_RUNNING)
  return {
    ...sister,
    otherPoint,
    otherStream: -1,
    counterparts: new Map(),
    missingThere: new Set(within.map((s) => s.frame)),
    perhapsMissingThere: new Set(shortlyAfter.map((s) => s.frame)),
    foreignThere: [],
  }
}

const reverse = ({ pairs, onlyHere, onlyThere }: PacketPairs): PacketPairs => ({
  pairs: pairs.map(([a, b]): [Segment, Segment] => [b, a]).sort((x, y) => x[0].time - y[0].time),
  onlyHere: onlyThere,
  onlyThere: onlyHere,
})

/** A packet's hop limit falls on its way: the point where an end's packets have the more left is the nearer to it. */
function nearerEnd(pairs: [Segment, Segment][], here: CaseFile, there: CaseFile): Side {
  let votes = 0
  for (const [a, b] of pairs) {
    const fell = Math.sign((a.hopLimit ?? 0) - (b.hopLimit ?? 0))
    votes += a.from === 'client' ? fell : -fell
  }
  if (votes !== 0) return votes > 0 ? 'client' : 'server'
  const order: Record<string, number> = { client: 0, middle: 1, unknown: 1, server: 2 }
  return order[here.vantage.at] <= order[there.vantage.at] ? 'client' : 'server'
}

/** Hops between the points; the ways there and back may differ, then it is the client's packets that are counted by. */
function hopsBetween(pairs: [Segment, Segment][]): number | undefined {
  const fromClient = pairs.filter(([a, b]) => a.from === 'client' && a.hopLimit !== undefined && b.hopLimit !== undefined)
  const [a, b] = fromClient[0] ?? pairs.find(([x, y]) => x.hopLimit !== undefined && y.hopLimit !== undefined) ?? []
  return a && b ? Math.abs(a.hopLimit! - b.hopLimit!) : undefined
}

/** Frames that prove something by being absent in the other capture, which must be whole where they would stand. */
function missingThere({ pairs, onlyHere }: PacketPairs, there: CaseFile): Set<number> {
  if (there.captureLossy) return new Set()
  const known = pairs.map(([a]) => a.frame).sort((a, b) => a - b)
  const whole = there.omitted.count === 0
  return new Set(onlyHere.map((s) => s.frame).filter((frame) => whole || isBetween(known, frame)))
}

/** A packet right before it is there: the other capture was being kept at that time. */
const isBetween = (known: number[], frame: number): boolean => known.some((k) => k < frame && frame - k < 2000)

/** Resets that arrived there from the direction of this point and never passed it. */
function foreignResets(onlyThere: Segment[], missingHere: Set<number>, towards: Side, there: CaseFile): ForeignReset[] {
  const usual = there.baseline[otherSide(towards)].hopLimit
  return onlyThere
    .filter((s) => isReset(s) && s.from !== towards && missingHere.has(s.frame))
    .filter((s) => usual === undefined || s.hopLimit === undefined || s.hopLimit !== usual)
    .map((s) => ({ frame: s.frame, hopLimit: s.hopLimit, ipId: s.ipId }))
}
