/** Signs that a capture lacks packets that did come past it: what is missing in it proves nothing then. */
import { otherSide, type Segment } from '../casefile/model.js'
import { hasAck, isReset } from '../casefile/segment.js'
import type { Matched } from './matched.js'
import { ahead, holdsByte, isFamiliar, isOnItsWay, isRepeated, keptAt } from './presence.js'

/** Whether the capture there lacks packets, as either direction of this connection shows. */
export function hasHoles(view: Matched): boolean {
  if (view.there.omitted.count > 0) return false
  return view.packets.onlyHere.some(
    (s) =>
      !isReset(s) &&
      keptAt(s, view.clock, view.there.captureEnd) === 'yes' &&
      (s.from === otherSide(view.nearer) ? arrivedHere(s, view) : wasAcknowledged(s, view)),
  )
}

/** An ordinary packet of the far end: it must have come past there. */
function arrivedHere(s: Segment, view: Matched): boolean {
  const { here, there } = view
  if (!isOnItsWay(s, view) || !isFamiliar(s, here) || isRepeated(s, view)) return false
  return s.length === 0 || !holdsByte(there.segments, s, 0) || !holdsByte(there.segments, s, s.length - 1)
}

/** The far end acknowledged bytes that its own capture does not hold, though it holds others of that end: they were not recorded. */
function wasAcknowledged(s: Segment, { there, nearer, passing }: Matched): boolean {
  if (s.length === 0 || !passing.has(nearer) || holdsByte(there.segments, s, 0)) return false
  const end = s.seq + s.length
  return there.segments.some((p) => p.from !== nearer && hasAck(p) && !isReset(p) && ahead(p.ack, end) >= 0)
}
