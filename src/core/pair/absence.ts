/**
 * When the absence of a packet proves something. It arrived here, so a capture past which it must have come, and which
 * misses nothing, would hold it; whatever else may explain that it does not, has to be ruled out first.
 */
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import { type NotFromHost, startsAtOtherPoint } from '../casefile/pair.js'
import { hasAck, isReset, isSynAck } from '../casefile/segment.js'
import { hopsFrom } from '../casefile/vantage.js'
import { offsetAt } from './clock.js'
import type { Matched } from './matched.js'
import { feasible, lossOfHops, numbersOf, SLACK } from './packets.js'
import { echoHops, isAtHome, isBeside, isFamiliar, isOnItsWay, keptAt, usualHops } from './presence.js'

/** Frames here that the other capture does not hold: where that is proof, and where it is a hint only. */
export interface Absence {
  proven: Set<number>
  likely: Set<number>
  notFromHost: Map<number, NotFromHost>
  /** Resets that another connection there holds, by their frames there: a translation was left out on the way. */
  elsewhere: Map<number, number>
}

export const noAbsence = (): Absence => ({
  proven: new Set(),
  likely: new Set(),
  notFromHost: new Map(),
  elsewhere: new Map(),
})

/** What is known of the other capture beyond this connection. */
export interface OtherCapture {
  /** It misses packets that must have come past it. */
  hasHoles: boolean
  /** A reset with the same numbers that another connection in it holds. */
  elsewhere(s: Segment): Segment | undefined
}

export function absenceOf(view: Matched, other: OtherCapture): Absence {
  const absence = noAbsence()
  for (const s of view.packets.onlyHere) {
    const held = isReset(s) ? other.elsewhere(s) : undefined
    if (held && feasible(view.nearer, view.clock, ANY_PACE)(s, held)) absence.elsewhere.set(s.frame, held.frame)
    if (!held) note(absence, s, isReset(s) ? resetAbsence(s, view, other) : packetAbsence(s, view, other))
  }
  return absence
}

/** From nearer or farther than that end, whatever value it starts from. */
const isForeign = (s: Segment, file: CaseFile, { packets }: Matched): boolean =>
  !isFamiliar(s, file) && !startsAtOtherPoint(s, packets.pairs)

type Weight = 'proven' | 'likely' | NotFromHost | undefined

function note(absence: Absence, { frame }: Segment, weight: Weight): void {
  if (weight === 'proven' || weight === 'likely') absence[weight].add(frame)
  else if (weight) absence.notFromHost.set(frame, weight)
}

function packetAbsence(s: Segment, view: Matched, other: OtherCapture): Weight {
  const { here, there } = view
  const kept = keptAt(s, view.clock, there.captureEnd)
  if (kept !== 'yes' || there.omitted.count > 0 || other.hasHoles || !isOnItsWay(s, view)) return undefined
  // Like that end's own packets, it may be the one that was not recorded.
  return isForeign(s, here, view) && !hasTwin(s, view) ? 'proven' : 'likely'
}

function resetAbsence(s: Segment, view: Matched, other: OtherCapture): Weight {
  const { here, there, clock } = view
  const kept = keptAt(s, clock, there.captureEnd)
  if (kept === 'no' || !isOnItsWay(s, view)) return undefined
  if (isForeign(s, here, view)) return kept === 'yes' && !other.hasHoles && !hasTwin(s, view) ? 'proven' : 'likely'
  if (other.hasHoles || hasSister(s, view)) return undefined
  const asked = whatItAnswers(s, here)
  if (!asked) return isAtHome(s.from, there) && !hasTwin(s, view) ? 'unasked' : undefined
  // Behind one address may be several machines (a balancer, anycast): another one than the captured answered.
  if (!view.packets.pairs.some(([a]) => a === asked)) return notFromHost(s, asked, view)
  if (kept === 'yes' && isEnd(s, here) && livesOn(s, view) && !hasTwin(s, view)) return 'proven'
  // Like that end's own packets in every respect, it may be the one packet that the capture failed to record.
  return isAtHome(s.from, there) ? 'unasked' : undefined
}

/** The last packet that it can be an answer to. */
const whatItAnswers = (s: Segment, { segments }: CaseFile): Segment | undefined =>
  segments.findLast((p) => p.from !== s.from && p.frame < s.frame && !isReset(p))

/** Captured on its own host, that end neither sent the reset nor got what it answers. */
function notFromHost(s: Segment, asked: Segment, view: Matched): Weight {
  const { there, clock } = view
  const kept = [s, asked].every((p) => keptAt(p, clock, there.captureEnd) !== 'no')
  if (!isAtHome(s.from, there) || !kept || hasTwin(s, view)) return undefined
  if (!isOnItsWay(asked, view)) return 'unasked'
  return isOneNearer(s, view.here, view) ? 'nearer' : 'alike'
}

/**
 * One hop less than all other packets of that end have come, and no translation of its address in between. Who sends
 * ordinary packets from there too is a machine behind that address (one that a balancer lets answer by itself).
 */
function isOneNearer(s: Segment, file: CaseFile, sister: Matched): boolean {
  const { here, there } = sister
  const usual = new Set([file, here].flatMap((f) => [...usualHops(s, f), ...echoHops(s, f)]))
  if (usual.size !== 1 || !usual.has(hopsFrom(s.hopLimit)! + 1) || isOfAStack(s)) return false
  return file[s.from].address === there[s.from].address && isSteady(sister)
}

/** Packets that have to agree before one hop counts. */
const ENOUGH = 3

/** What came past both points has lost as many hops in between, each direction always the same. */
function isSteady({ packets }: Matched): boolean {
  const ordinary = packets.pairs.filter(([a]) => !isReset(a))
  const losses = (side: Side) => new Set(ordinary.flatMap(([a, b]) => (a.from === side ? [lossOfHops(a, b)] : [])))
  return ordinary.length >= ENOUGH && losses('client').size <= 1 && losses('server').size <= 1
}

/** Hosts give their resets a flow label or, to end a connection that they know, timestamps; filters give them neither. */
const isOfAStack = ({ flowLabel, options }: Segment): boolean => Boolean(flowLabel) || options.timestamps !== undefined

/** That end sent another just like it: of two alike it is not known which one was not recorded. */
const hasSister = (s: Segment, { packets }: Matched): boolean =>
  packets.pairs.some(([a]) => a.from === s.from && a.hopLimit === s.hopLimit && numbersOf(a) === numbersOf(s))

/**
 * It would have ended its sender's connection. Before the handshake is over an end answers what does not fit with a reset
 * and stays in its state (RFC 9293 §3.5.2, groups 1 and 2).
 */
function isEnd(s: Segment, { segments }: CaseFile): boolean {
  const before = segments.filter((p) => p.frame < s.frame && hasAck(p) && !isReset(p))
  const acknowledges = (side: Side) => before.some((p) => p.from === side && !isSynAck(p))
  const accepted = before.some((p) => p.from === s.from && isSynAck(p))
  return acknowledges(s.from) || (accepted && acknowledges(otherSide(s.from)))
}

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

/**
 * Of a connection that the other capture holds nothing of: frames whose absence says something.
 * @param sister a connection between the same hosts that both captures hold
 * @param holes the other capture lacks packets
 */
export function absenceOfAll(file: CaseFile, sister: Matched, holes: boolean): Absence {
  const absence = noAbsence()
  const accused: Side = otherSide(sister.nearer)
  const own = file.segments.filter((s) => s.from === accused)
  // That end's ordinary packets did not come past either: the connection went another way, or to another machine.
  if (own.some((s) => !isReset(s))) return absence
  for (const s of own) note(absence, s, absentReset(s, file, sister, holes))
  return absence
}

function absentReset(s: Segment, file: CaseFile, sister: Matched, holes: boolean): Weight {
  const { clock, there, passing } = sister
  const kept = keptAt(s, clock, there.captureEnd)
  if (kept === 'no') return undefined
  // A capture with holes may lack one packet; that it lacks the reset, and what it answers as well, is a hint still.
  if (holes || !passing.has(s.from)) return neverAsked(s, file, sister) ? 'unasked' : undefined
  if (isForeign(s, file, sister) && isForeign(s, sister.here, sister)) return kept === 'yes' ? 'proven' : 'likely'
  if (hopsFrom(s.hopLimit) === undefined) return undefined
  if (!isAtHome(s.from, there)) return isBeside(s.from, sister) ? 'unasked' : undefined
  // Where nothing that goes to that end was captured, what the reset answers may have arrived unseen.
  if (!there.segments.some((p) => p.from !== s.from)) return 'unasked'
  return isOneNearer(s, file, sister) ? 'nearer' : 'alike'
}

/** What goes to that end comes past there, on its host or next to it, and what the reset answers did not. */
function neverAsked(s: Segment, file: CaseFile, sister: Matched): boolean {
  const asked = whatItAnswers(s, file)
  if (!asked || keptAt(asked, sister.clock, sister.there.captureEnd) === 'no') return false
  return sister.passing.has(asked.from) && isBeside(s.from, sister)
}
