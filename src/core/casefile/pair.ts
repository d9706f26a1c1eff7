/** What a second capture of the same connection shows, seen from the case file that it is attached to. */
import type { CaseFile, Segment, Side } from './model.js'
import { isReset } from './segment.js'
import { isInitial } from './vantage.js'

/**
 * How a reset came that the captured host, whose address it carries, did not send. In answer to what never reached that
 * host: from one hop nearer than its own packets, or from as far, as another machine behind the same address would be.
 * `unasked`: from as far, and no capture shows what it may answer, since one holds a single direction or began late; or what
 * it answers did not come by next to that host, or is missing with it from a capture with holes; or it did arrive there, and
 * this may be the one packet that was not recorded.
 */
export type NotFromHost = 'nearer' | 'alike' | 'unasked'

export interface PairFacts {
  /** Index of the other capture point, and the connection's stream number there. */
  otherPoint: number
  otherStream: number
  /** Of the two points this one is the nearer to that end. */
  nearer: Side
  /** The other point is on the host of the end that it is nearer to. */
  otherIsAtEnd: boolean
  clock: ClockOffset
  /** Routers between the two points, as the hop limits of packets seen at both differ. */
  hopsBetween?: number
  /** A device moved the sequence numbers: what they have more there, by the side that counts them. */
  shift?: Record<Side, number>
  /** Frame here to frame there, for every packet seen at both. */
  counterparts: ReadonlyMap<number, number>
  /** The same packets as the other capture holds them, by their frames here. */
  packetsThere: ReadonlyMap<number, Segment>
  /** Frames here that the other capture would hold, had the packet been there. */
  missingThere: ReadonlySet<number>
  /** Frames here that it does not hold either, which may have escaped it: too late, or like that end's own packets. */
  perhapsMissingThere?: ReadonlySet<number>
  /** Resets that the captured host there, which they speak for, did not send: something else did. See `Absence`. */
  notFromHost: ReadonlyMap<number, NotFromHost>
  /** Resets here that another connection there holds: frame here to frame there. */
  elsewhereThere: ReadonlyMap<number, number>
  /** Frames here that went on towards the other point and never came past it. */
  lostBetween: ReadonlySet<number>
  /** What became of every packet on its way between the points. */
  comparison: Comparison
  /** Resets that the other capture alone holds, which a device between the points sent the other way. */
  foreignThere: ForeignReset[]
}

/** What became of one side's packets between the nearer of two points and the farther one. */
export interface PacketCounts {
  /** Seen at both points; those that were changed or overtaken on the way are among them. */
  passed: number
  changed: number
  reordered: number
  /** A second time at the farther point, though it passed the nearer one once. */
  duplicated: number
  /** Holes in what the nearer point saw. */
  lostBefore: number
  /** Seen at the nearer point and never at the farther one. */
  lostBetween: number
  /** Sent again though the farther point had seen it: lost behind it, or the acknowledgment was. */
  lostAfter: number
  /** At the farther point alone, and made between the two. */
  injected: number
  /** At one point alone, which proves nothing: the other capture was not kept then, or misses packets. */
  unseen: number
}

export interface Comparison extends Record<Side, PacketCounts> {
  /** The first few packets that arrived otherwise than they left. */
  changes: PacketChange[]
}

/** Fields that no router and no address translation has to change. */
export type ChangedField =
  | 'mss'
  | 'window-scale'
  | 'sack-permitted'
  | 'timestamps'
  | 'options'
  | 'window'
  | 'urgent-pointer'
  | 'traffic-class'
  | 'payload'

export interface PacketChange {
  from: Side
  /** Frame of this capture, and of the other point's. */
  frame: number
  frameThere: number
  fields: { field: ChangedField; here?: number; there?: number }[]
  content?: ContentChange
}

/** Where two versions of a packet's payload differ. */
export interface ContentChange {
  /** Of the first byte that differs, in the packet's payload; and how many from there to the last that does. */
  offset: number
  size: number
  /** The first few of them; absent where they may be a secret. */
  bytes?: { here: Uint8Array; there: Uint8Array }
}

/**
 * Of the points that lie between this one and an end the farthest: past it that end's packets come before they come here.
 */
export function pairToward({ pairs = [] }: Pick<CaseFile, 'pairs'>, end: Side): PairFacts | undefined {
  return farthest(pairs.filter(({ nearer }) => nearer !== end))
}

/** Of several other points the farthest says most, and one that holds the connection more than one that does not. */
export function farthest(pairs: readonly PairFacts[]): PairFacts | undefined {
  const rank = ({ otherStream, hopsBetween = 0 }: PairFacts) => (otherStream < 0 ? 0 : 1) + hopsBetween
  return pairs.reduce<PairFacts | undefined>(
    (best, pair) => (!best || rank(pair) > rank(best) ? pair : best),
    undefined,
  )
}

/** The packets that another point saw too, as they were here and there. */
export const samePackets = ({ segments }: CaseFile, { packetsThere }: PairFacts): [Segment, Segment][] =>
  segments.flatMap((here) => {
    const there = packetsThere.get(here.frame)
    return there ? [[here, there]] : []
  })

/**
 * With the hops that its side's other packets lost on the way from the other point, it starts there from a system's default:
 * as an answer does of a host whose socket was given another value.
 */
export function startsAtOtherPoint({ from, hopLimit }: Segment, pairs: readonly [Segment, Segment][]): boolean {
  const lost = new Set<number>()
  for (const [here, there] of pairs) {
    if (here.from === from && !isReset(here) && here.hopLimit && there.hopLimit)
      lost.add(there.hopLimit - here.hopLimit)
  }
  const [hops] = lost
  return lost.size === 1 && hops > 0 && hopLimit !== undefined && isInitial(hopLimit + hops)
}

export interface ForeignReset {
  frame: number
  hopLimit?: number
  ipId?: number
}

/** The other capture's clock minus this one's, in seconds, and how far that may be wrong. */
export interface ClockOffset {
  /** At the time `at` of this capture. */
  seconds: number
  at: number
  /** Absent when packets of one direction only were seen at both: then the time they took is in `seconds`. */
  uncertainty?: number
  /** Seconds gained per second; only where the connection is long enough to tell. */
  drift?: number
}
