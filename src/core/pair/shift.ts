/**
 * A device on the way may give connections other initial sequence numbers than their ends chose (some firewalls do, to
 * make them harder to guess). Every number of a direction is then moved by the same amount.
 */
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import { hasAck, isSyn, isSynAck } from '../casefile/segment.js'

/** What the numbers there have more than here, by the side that counts them; modulo 2^32. */
export type Shift = Record<Side, number>

/** As the first packets of the handshake tell it; undefined when they are equal, or one is missing. */
export function shiftBetween(here: CaseFile, there: CaseFile): Shift | undefined {
  const client = difference(here.segments.find(isSyn), there.segments.find(isSyn))
  const server = difference(here.segments.find(isSynAck), there.segments.find(isSynAck))
  if (client === undefined || server === undefined || (client === 0 && server === 0)) return undefined
  return { client, server }
}

const difference = (here: Segment | undefined, there: Segment | undefined): number | undefined =>
  here && there && (there.seq - here.seq) >>> 0

/** The other capture's view in the numbers of this one. */
export function unshifted(there: CaseFile, shift: Shift): CaseFile {
  const back = (s: Segment): Segment => ({
    ...s,
    seq: (s.seq - shift[s.from]) >>> 0,
    ack: hasAck(s) ? (s.ack - shift[otherSide(s.from)]) >>> 0 : s.ack,
  })
  return { ...there, segments: there.segments.map(back) }
}

export const inverseShift = ({ client, server }: Shift): Shift => ({
  client: -client >>> 0,
  server: -server >>> 0,
})

/** Packets that a copy of the connection by a proxy would not share: numbers of the sender's own that both carry. */
const ENOUGH = 2

/** Whether packets paired by moved numbers are the same ones: they have the identification or the timestamp in common. */
export function areTheSame(pairs: readonly [Segment, Segment][]): boolean {
  const own = pairs.filter(([a, b]) => hasIdentity(a) && hasIdentity(b))
  const same = own.filter(([a, b]) => (a.ipId !== 0 && a.ipId === b.ipId) || sameTimestamp(a, b))
  return same.length >= ENOUGH && 2 * same.length > own.length
}

const hasIdentity = (s: Segment): boolean => (s.ipId ?? 0) !== 0 || s.options.timestamps !== undefined

const sameTimestamp = ({ options: a }: Segment, { options: b }: Segment): boolean =>
  a.timestamps !== undefined && a.timestamps.value === b.timestamps?.value
