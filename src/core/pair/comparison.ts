/** What became of each packet on its way between two points. */
import { otherSide, type Segment, type Side } from '../casefile/model.js'
import type { Comparison, PacketChange, PacketCounts } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import type { Absence } from './absence.js'
import { changeOf } from './changes.js'
import type { Matched } from './matched.js'
import { isAtHome, isFamiliar, isOnItsWay, isRepeated, keptAt, wasCutOtherwise } from './presence.js'
import { isReadable } from './readable.js'
import { replacedIn } from './replaced.js'

/** One point's view of a connection, with what of it is missing at the other. */
export interface View extends Matched {
  absence: Absence
  /** The capture there lacks packets that must have come past it. */
  holesThere: boolean
  /** Ends whose packets come past both points, as this connection or another of the same hosts shows. */
  ways: ReadonlySet<Side>
}

const MOST_CHANGES = 5

/** @param back the same connection seen from the other point */
export function compareViews(view: View, back: View): Comparison {
  const replaced = replacedIn(view)
  const found = [
    ...replaced.map(({ change }) => change),
    ...view.packets.pairs.flatMap(([a, b]) => changeOf(a, b) ?? []),
  ]
  const comparable = !view.shift || isReadable(view.packets.pairs)
  const changes = comparable ? found.map((change) => credible(change, view)) : found.flatMap(inHeaders)
  const gone = new Set(replaced.flatMap(({ here, there }) => [here, there]))
  // Other content is worth more than other headers.
  const shown = [...changes.filter((c) => c.content), ...changes.filter((c) => !c.content)].slice(0, MOST_CHANGES)
  return {
    client: countsOf('client', view, back, changes, gone),
    server: countsOf('server', view, back, changes, gone),
    changes: shown.sort((a, b) => a.frame - b.frame),
  }
}

/**
 * Devices change content here and there. Where nothing of a connection's payload is alike, the captures were more likely
 * made unreadable apart from each other before they were passed on: then the change is counted, and accuses nobody.
 */
function credible(change: PacketChange, view: View): PacketChange {
  const { content, ...rest } = change
  const segment = view.here.segments.find((s) => s.frame === change.frame)
  if (!content || !segment) return change
  return content.size * LOCAL <= segment.payload.length || view.packets.pairs.some(isAlike) ? change : rest
}

/** Without what is said of payload. */
function inHeaders({ content: _, ...change }: PacketChange): PacketChange[] {
  const fields = change.fields.filter(({ field }) => field !== 'payload')
  return fields.length === 0 ? [] : [{ ...change, fields }]
}

/** A change of at most this part of a packet's payload is local. */
const LOCAL = 4

/** Captured payload that both hold; some captures are blanked with zeros. */
const isAlike = ([{ payload: a }, { payload: b }]: [Segment, Segment]): boolean =>
  a.length > 1 && a.length === b.length && a.every((byte, i) => byte === b[i]) && a.some((byte) => byte !== 0)

/** From the point that the side is nearer to, to the farther one: that is how its packets go. */
function countsOf(
  side: Side,
  view: View,
  back: View,
  changes: PacketChange[],
  replaced: ReadonlySet<Segment>,
): PacketCounts {
  const [near, far] = view.nearer === side ? [view, back] : [back, view]
  const own = (s: Segment) => s.from === side && !replaced.has(s)
  const pairs = near.packets.pairs.filter(([a]) => own(a))
  const gone = near.packets.onlyHere.filter((s) => own(s) && !wasCutOtherwise(s, near))
  const came = far.packets.onlyHere.filter((s) => own(s) && !wasCutOtherwise(s, far))
  const lost = gone.filter((s) => isLost(s, near)).length
  const duplicated = came.filter((s) => isRepeated(s, far)).length
  const injected = came.filter((s) => isInjected(s, far)).length
  return {
    passed: pairs.length + [...replaced].filter((s) => s.from === side).length / 2,
    changed: changes.filter((change) => change.from === side).length,
    reordered: overtaken(pairs),
    duplicated,
    lostBefore: near.here.loss[side].lostBeforeCapture,
    lostBetween: lost,
    lostAfter: far.here.loss[side].lostAfterCapture,
    injected,
    unseen: gone.length - lost + came.length - duplicated - injected,
  }
}

/** Frames of the end that `view` is nearer to, which passed here and never came to the other point. */
export const lostBetween = (view: View): Set<number> =>
  new Set(
    view.packets.onlyHere
      .filter((s) => s.from === view.nearer && !wasCutOtherwise(s, view) && isLost(s, view))
      .map((s) => s.frame),
  )

function isLost(s: Segment, view: View): boolean {
  const { here, there, clock, holesThere } = view
  if (holesThere || here.omitted.count > 0 || there.omitted.count > 0) return false
  return (isOnItsWay(s, view) || isToHome(s, view)) && keptAt(s, clock, there.captureEnd) === 'yes'
}

/** The capture there was taken on the host that it goes to, and holds what comes to that host. */
const isToHome = (s: Segment, { there, ways }: View): boolean =>
  !there.captureLossy && ways.has(s.from) && isAtHome(otherSide(s.from), there)

/** Made between the points: a reset that was never sent, or another packet from an unusual distance. */
function isInjected(s: Segment, view: View): boolean {
  const { absence, here } = view
  if (isReset(s)) return absence.proven.has(s.frame) || absence.notFromHost.get(s.frame) === 'nearer'
  return absence.proven.has(s.frame) && !isFamiliar(s, here) && !isRepeated(s, view)
}

function overtaken(pairs: [Segment, Segment][]): number {
  let latest = 0
  let count = 0
  for (const [, { frame }] of pairs) {
    if (frame < latest) count++
    else latest = frame
  }
  return count
}
