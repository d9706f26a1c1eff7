/** What a second capture of the same connection shows, seen from the case file that it is attached to. */
import type { Segment, Side } from './model.js'

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
  /** Frame here to frame there, for every packet seen at both. */
  counterparts: ReadonlyMap<number, number>
  /** The same packets as the other capture holds them, by their frames here. */
  packetsThere: ReadonlyMap<number, Segment>
  /** Frames here that the other capture would hold, had the packet been there. */
  missingThere: ReadonlySet<number>
  /** Frames here that it does not hold either, which may have escaped it: too late, or like that end's own packets. */
  perhapsMissingThere?: ReadonlySet<number>
  /** Resets that the other capture alone holds, which a device between the points sent the other way. */
  foreignThere: ForeignReset[]
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
