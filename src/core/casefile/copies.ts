/**
 * Captures that hold every packet twice: two interfaces, both sides of a bridge or router, a mirror port fed from both
 * directions. The second copies must not pass for retransmissions, bursts or odd hop limits.
 */
import type { Segment } from './model.js'
import { isReset } from './segment.js'

/** A copy follows within the time one host or switch takes to pass a packet on. */
const COPY_SECONDS = 0.005
/** Share of the ordinary packets that must come twice before copies are taken out. */
const MOSTLY = 0.7

export function removeCopies(segments: Segment[]): { segments: Segment[]; duplicated: boolean } {
  const copyOf = findCopies(segments)
  const ordinary = segments.filter((s) => !isReset(s) && !copyOf.has(s))
  const copied = new Set([...copyOf.values()].filter((s) => !isReset(s)))
  const mostly = copied.size >= 2 && copied.size >= MOSTLY * ordinary.length
  const duplicated = mostly || (copyOf.size > 0 && 2 * copyOf.size === segments.length)
  if (!duplicated) return { segments, duplicated }
  return { segments: segments.filter((s) => !copyOf.has(s)), duplicated }
}

function findCopies(segments: Segment[]): Map<Segment, Segment> {
  const copyOf = new Map<Segment, Segment>()
  const copied = new Set<Segment>()
  segments.forEach((segment, i) => {
    for (let j = i - 1; j >= 0 && segment.time - segments[j].time <= COPY_SECONDS; j--) {
      // Two resets with the same numbers are two packets: each original has one copy.
      if (copyOf.has(segments[j]) || copied.has(segments[j]) || !samePacket(segments[j], segment)) continue
      copyOf.set(segment, segments[j])
      copied.add(segments[j])
      return
    }
  })
  return copyOf
}

/** Everything that a hop leaves alone is equal, and the hop limit is not larger than before. */
function samePacket(a: Segment, b: Segment): boolean {
  return (
    a.from === b.from &&
    a.seq === b.seq &&
    a.ack === b.ack &&
    a.flags === b.flags &&
    a.length === b.length &&
    a.window === b.window &&
    a.ipId === b.ipId &&
    a.options.timestamps?.value === b.options.timestamps?.value
  )
}
