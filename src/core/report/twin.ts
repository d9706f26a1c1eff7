/** A packet as the capture of another point holds it. */
import type { CaseFile, Segment } from '../casefile/model.js'
import { offsetAt } from '../pair/clock.js'
import type { Finding, LadderRow } from './model.js'
import type { Frames } from './point.js'

/** Where the other point's capture has the frame that a finding is in. */
export function alsoSeen(frame: number, { pair }: CaseFile, frames: Frames): Pick<Finding, 'alsoSeen'> {
  const there = pair?.counterparts.get(frame)
  const place = pair && there !== undefined ? frames.of(pair.otherPoint)?.place(there) : undefined
  return place ? { alsoSeen: place } : {}
}

/** @param start time of the ladder's first row */
export function twinOf(
  s: Segment,
  { pair }: CaseFile,
  frames: Frames,
  start: number,
): Pick<LadderRow, 'other' | 'absentThere'> {
  if (!pair) return {}
  const there = pair.packetsThere.get(s.frame)
  const place = there && frames.of(pair.otherPoint)?.place(there.frame)
  if (!there || !place) return isAbsent(s, pair) ? { absentThere: true } : {}
  const time = there.time - offsetAt(pair.clock, s.time) - start
  return { other: { ...place, time: Number(time.toFixed(9)), ...(there.hopLimit && { hopLimit: there.hopLimit }) } }
}

const isAbsent = ({ frame }: Segment, pair: NonNullable<CaseFile['pair']>): boolean =>
  pair.missingThere.has(frame) || (pair.perhapsMissingThere?.has(frame) ?? false)
