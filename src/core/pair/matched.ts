/** Two views of one connection, packet by packet: what both captures hold, how their clocks differ, who is nearer to whom. */
import { lossOf } from '../casefile/loss.js'
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import type { ClockOffset } from '../casefile/pair.js'
import { clockOffset } from './clock.js'
import {
  both,
  equalIdentification,
  feasible,
  PacketMatching,
  type PacketPairs,
  sameIdentification,
  sameWindow,
  usualDistance,
} from './packets.js'
import { areTheSame, inverseShift, type Shift, shiftBetween, unshifted } from './shift.js'

export interface Matched {
  here: CaseFile
  /** In the numbers of `here`: see `shift`. */
  there: CaseFile
  /** The two as they were built. */
  cases: { here: CaseFile; there: CaseFile }
  /** A device moved the sequence numbers. */
  shift?: Shift
  packets: PacketPairs
  /** Ends of which both captures hold packets: theirs do come past both points. */
  passing: ReadonlySet<Side>
  /** Of the two points `here` is the nearer to that end. */
  nearer: Side
  clock: ClockOffset
}

/** On another way a packet may take half as long as the fastest of the usual way. */
const SHORTER_WAY = 0.5

/** Undefined when the captures have no packet of it in common. */
export function matchPackets(here: CaseFile, there: CaseFile): Matched | undefined {
  const plain = match(here, there)
  if (plain && plain.packets.pairs.length > HANDFUL) return plain
  return matchShifted(here, there) ?? plain
}

/** With so few pairs the numbers may have been moved: a SYN alone is paired before its answer shows it. */
const HANDFUL = 1

/** For a connection whose sequence numbers a device has moved; undefined when it is not clearly the same one. */
export function matchShifted(here: CaseFile, there: CaseFile): Matched | undefined {
  const shift = shiftBetween(here, there)
  const matched = shift && match(here, unshifted(there, shift))
  if (!matched || !areTheSame(matched.packets.pairs)) return undefined
  return { ...matched, shift, cases: { here, there } }
}

function match(here: CaseFile, there: CaseFile): Matched | undefined {
  const matching = new PacketMatching(here.segments, there.segments)
    .round(both(sameIdentification, sameWindow))
    .round(sameIdentification)
  for (const tolerance of [0, 1]) {
    const usual = usualDistance([...matching.pairs], tolerance)
    matching.round(both(equalIdentification, usual)).round(usual)
  }
  const nearer = nearerEnd(matching.pairs, here, there)
  const possible = feasible(nearer, clockOffset(matching.pairs, nearer), SHORTER_WAY)
  const packets = matching.round(both(equalIdentification, possible)).round(possible).result()
  const clock = clockOffset(packets.pairs, nearer)
  const passing = new Set(packets.pairs.map(([a]) => a.from))
  return clock && { here, there, cases: { here, there }, packets, passing, nearer, clock }
}

/** The same, seen from the other point. */
export function reverse({ here, there, cases, shift, packets, passing, nearer, clock }: Matched): Matched {
  const pairs = packets.pairs
    .map(([a, b]): [Segment, Segment] => [b, a])
    .sort(([a], [b]) => a.time - b.time || a.frame - b.frame)
  return {
    here: there,
    there: here,
    cases: { here: cases.there, there: cases.here },
    ...(shift && { shift: inverseShift(shift) }),
    packets: { pairs, onlyHere: packets.onlyThere, onlyThere: packets.onlyHere },
    passing,
    nearer: otherSide(nearer),
    clock: clockOffset(pairs, otherSide(nearer)) ?? inverse(clock),
  }
}

/** The same offset, seen from the other clock. */
export const inverse = ({ seconds, at, drift, ...rest }: ClockOffset): ClockOffset => ({
  ...rest,
  seconds: -seconds,
  at: at + seconds,
  ...(drift !== undefined && { drift: -drift }),
})

/**
 * A connection of which the other capture holds nothing. What is known of the two points comes from a sister connection
 * between the same hosts.
 */
export function matchNothing(here: CaseFile, sister: Matched): Matched {
  const there: CaseFile = {
    ...sister.there,
    segments: [],
    omitted: { count: 0, before: 0 },
    loss: { client: lossOf([], 'client'), server: lossOf([], 'server') },
  }
  return {
    ...sister,
    here,
    there,
    cases: { here, there },
    shift: undefined,
    packets: { pairs: [], onlyHere: here.segments, onlyThere: [] },
  }
}

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
