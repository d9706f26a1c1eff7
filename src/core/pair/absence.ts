/**
 * When the absence of a packet proves something. It arrived here, so a capture past which it must have come, and which
 * misses nothing, would hold it; whatever else may explain that it does not, has to be ruled out first.
 */
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import type { ClockOffset } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import { hopsFrom } from '../casefile/vantage.js'
import { seqAdd, seqLessOrEqual } from '../flow/seq.js'
import { offsetAt } from './clock.js'
import type { Matched } from './matched.js'
import { feasible, numbersOf, SLACK } from './packets.js'

/** Frames here that the other capture does not hold: where that is proof, and where it is a hint only. */
export interface Absence {
  proven: Set<number>
  likely: Set<number>
}

/** What is known of the other capture beyond this connection. */
export interface OtherCapture {
  /** It misses packets that must have come past it. */
  hasHoles: boolean
  /** Another connection in it holds a packet with the same numbers: a translation was left out on the way. */
  holdsElsewhere(s: Segment): boolean
}

/** After its last packet a capture may have gone on for a while, with nothing to hold. */
const STILL_RUNNING = 5

export function absenceOf(view: Matched, other: OtherCapture): Absence {
  const absence: Absence = { proven: new Set(), likely: new Set() }
  for (const s of view.packets.onlyHere) {
    const weight = isReset(s) ? resetAbsence(s, view, other) : packetAbsence(s, view)
    if (weight) absence[weight].add(s.frame)
  }
  return absence
}

function packetAbsence(s: Segment, view: Matched): keyof Absence | undefined {
  const { there } = view
  const kept = keptAt(s, view.clock, there.captureEnd)
  return kept === 'yes' && there.omitted.count === 0 && isOnItsWay(s, view) ? 'proven' : undefined
}

function resetAbsence(s: Segment, view: Matched, other: OtherCapture): keyof Absence | undefined {
  const { here, there, clock } = view
  const kept = keptAt(s, clock, there.captureEnd)
  if (kept === 'no' || !isOnItsWay(s, view) || other.holdsElsewhere(s)) return undefined
  if (!isFamiliar(s, here)) return kept === 'yes' && !other.hasHoles && !hasTwin(s, view) ? 'proven' : 'likely'
  // Behind one address may be several machines (a balancer, anycast): another one than the captured answered.
  if (other.hasHoles || !sawWhatItAnswers(s, view) || hasSister(s, view)) return undefined
  // Like that end's own packets in every respect, it may be the one packet that the capture failed to record.
  return kept === 'yes' && livesOn(s, view) && !hasTwin(s, view) ? 'proven' : 'likely'
}

/** Whether the other capture was being kept when the packet would have come past. */
export function keptAt(s: Segment, clock: ClockOffset, captureEnd: number): 'yes' | 'perhaps' | 'no' {
  const time = s.time + offsetAt(clock, s.time)
  const open = clock.uncertainty ?? 0
  if (time - open < 0 || time - open > captureEnd + STILL_RUNNING) return 'no'
  return time - open <= captureEnd ? 'yes' : 'perhaps'
}

/** The other capture is whole, and packets of that direction come past it: it may hold one direction only. */
const isOnItsWay = (s: Segment, { there, packets }: Matched): boolean =>
  !there.captureLossy && packets.pairs.some(([a]) => a.from === s.from)

/** It came from as far as that end's own packets come, whatever value the sender starts from. */
export function isFamiliar(s: Segment, file: CaseFile): boolean {
  const { baseline, host } = file
  const hops = hopsFrom(s.hopLimit)
  if (hops === undefined) return true
  const known = [baseline[s.from].hopLimits, host[s.from].hopLimits]
    .flatMap((byRole) => Object.values(byRole))
    .flatMap((limits) => [...limits.keys()])
  return known.length === 0 || known.some((limit) => Math.abs(hopsFrom(limit)! - hops) <= 1)
}

/** The last packet that it can be an answer to was seen at the other point too. */
function sawWhatItAnswers(s: Segment, { here, packets }: Matched): boolean {
  const last = here.segments.findLast((p) => p.from !== s.from && p.frame < s.frame && !isReset(p))
  return last !== undefined && packets.pairs.some(([a]) => a === last)
}

/** That end sent another just like it: of two alike it is not known which one was not recorded. */
const hasSister = (s: Segment, { packets }: Matched): boolean =>
  packets.pairs.some(([a]) => a.from === s.from && a.hopLimit === s.hopLimit && numbersOf(a) === numbersOf(s))

/** There, that end went on when it would long have sent this, even on a somewhat faster way than its other packets. */
function livesOn(s: Segment, { there, clock }: Matched): boolean {
  const sent = s.time + offsetAt(clock, s.time) - FASTER * (clock.uncertainty ?? 0)
  return there.segments.some((p) => p.from === s.from && !isReset(p) && p.time > sent + SLACK)
}
/** The bounds leave open what the fastest packet took; a fifth less is taken for possible. */
const FASTER = 0.8

/** One like it is left over there, which only its time tells from it. */
const hasTwin = (s: Segment, { packets, nearer, clock }: Matched): boolean =>
  packets.onlyThere.some(
    (p) => p.from === s.from && numbersOf(p) === numbersOf(s) && feasible(nearer, clock, ANY_PACE)(s, p),
  )
const ANY_PACE = -1

/** Ordinary packets of the far end arrived here and are not there, where they must have come past. */
export function hasHoles(view: Matched): boolean {
  const { here, there, packets, nearer, clock } = view
  if (there.omitted.count > 0) return false
  return packets.onlyHere.some(
    (s) =>
      s.from === otherSide(nearer) &&
      !isReset(s) &&
      isOnItsWay(s, view) &&
      keptAt(s, clock, there.captureEnd) === 'yes' &&
      isFamiliar(s, here) &&
      !isCovered(s, there),
  )
}

/** Its bytes are there in packets cut otherwise: network cards split and merge segments. */
function isCovered(s: Segment, { segments }: CaseFile): boolean {
  if (s.length === 0) return false
  const holds = (seq: number) =>
    segments.some(
      (p) => p.from === s.from && seqLessOrEqual(p.seq, seq) && seqLessOrEqual(seq, seqAdd(p.seq, p.length - 1)),
    )
  return holds(s.seq) && holds(seqAdd(s.seq, s.length - 1))
}

/** Of a connection that the other capture holds nothing of: frames whose absence says something. */
export function absenceOfAll(file: CaseFile, sister: Matched): Absence {
  const absence: Absence = { proven: new Set(), likely: new Set() }
  const accused: Side = otherSide(sister.nearer)
  const own = file.segments.filter((s) => s.from === accused)
  // That end's ordinary packets did not come past either: the connection went another way, or to another machine.
  if (own.some((s) => !isReset(s)) || !sister.packets.pairs.some(([a]) => a.from === accused)) return absence
  for (const s of own) {
    if (isFamiliar(s, file) || isFamiliar(s, sister.here)) continue
    const kept = keptAt(s, sister.clock, sister.there.captureEnd)
    if (kept !== 'no') absence[kept === 'yes' ? 'proven' : 'likely'].add(s.frame)
  }
  return absence
}
