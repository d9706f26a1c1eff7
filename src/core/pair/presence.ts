/** Whether the other capture would hold a packet, and what else may explain that it does not. */
import type { CaseFile, Segment, Side } from '../casefile/model.js'
import type { ClockOffset } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import { hopsFrom } from '../casefile/vantage.js'
import { offsetAt } from './clock.js'
import type { Matched } from './matched.js'
import { numbersOf } from './packets.js'

/** After its last packet a capture may have gone on for a while, with nothing to hold. */
const STILL_RUNNING = 5

/** Whether the other capture was being kept when the packet would have come past. */
export function keptAt(s: Segment, clock: ClockOffset, captureEnd: number): 'yes' | 'perhaps' | 'no' {
  const time = s.time + offsetAt(clock, s.time)
  const open = clock.uncertainty ?? 0
  if (time - open < 0 || time - open > captureEnd + STILL_RUNNING) return 'no'
  return time - open <= captureEnd ? 'yes' : 'perhaps'
}

/** The other capture reports no drops, and packets of that direction come past it: it may hold one direction only. */
export const isOnItsWay = (s: Segment, { there, passing }: Matched): boolean =>
  !there.captureLossy && (passing.has(s.from) || isAtHome(s.from, there))

/** The capture was taken on that end's own host and holds what it sends. */
export function isAtHome(side: Side, file: CaseFile): boolean {
  const own = file.segments.filter((s) => s.from === side)
  if (own.length === 0) return false
  if (file.vantage.at !== 'unknown') return file.vantage.at === side
  // Of a capture that holds one direction alone the vantage is not known: no router has touched these packets.
  return file.segments.length === own.length && own.every(({ hopLimit }) => hopsFrom(hopLimit) === 0)
}

/**
 * The capture there was taken on that end's host or next to it, as far as hops tell: that end's packets have come none, or,
 * where it holds none of them, as many lie between the points as between this one and that end.
 */
export function isBeside(side: Side, { here, there, packets }: Matched): boolean {
  const own = there.segments.filter((s) => s.from === side && !isReset(s))
  if (own.length > 0) return own.every(({ hopLimit }) => hopsFrom(hopLimit) === 0)
  const [a, b] = packets.pairs.find(([s]) => s.from !== side && s.hopLimit !== undefined) ?? []
  const hops = (a?.hopLimit ?? 0) - (b?.hopLimit ?? 0)
  const usual = hopsOfEnd(side, here)
  return hops > 0 && usual.length > 0 && usual.every((value) => value <= hops)
}

/** It came from as far as that end's own packets come, whatever value the sender starts from. */
export function isFamiliar(s: Segment, file: CaseFile): boolean {
  const hops = hopsFrom(s.hopLimit)
  if (hops === undefined) return true
  const known = usualHops(s, file)
  return known.length === 0 || known.some((usual) => Math.abs(usual - hops) <= 1)
}

/** Hops that packets of the same end have come, resets apart: in this connection and in others. */
export const usualHops = (s: Segment, file: CaseFile): number[] => hopsOfEnd(s.from, file)

function hopsOfEnd(side: Side, { baseline, host }: CaseFile): number[] {
  return [baseline[side].hopLimits, host[side].hopLimits]
    .flatMap((byRole) => Object.values(byRole))
    .flatMap((limits) => [...limits.keys()])
    .map((limit) => hopsFrom(limit)!)
}

/** Hops that ICMP echo replies from its address have come. */
export const echoHops = (s: Segment, { host }: CaseFile): number[] =>
  [...host[s.from].echoHopLimits.keys()].map((limit) => hopsFrom(limit)!)

/** Its bytes are there in packets cut otherwise, which match none here: network cards split and merge segments. */
export const wasCutOtherwise = (s: Segment, { packets }: Matched): boolean =>
  s.length > 0 && holdsByte(packets.onlyThere, s, 0) && holdsByte(packets.onlyThere, s, s.length - 1)

/** One of the segments carries that byte of the packet's payload. */
export const holdsByte = (segments: readonly Segment[], s: Segment, at: number): boolean =>
  segments.some((p) => p.from === s.from && ahead(s.seq + at, p.seq) >= 0 && ahead(p.seq + p.length, s.seq + at) > 0)

/** The very packet was seen before, and the other capture holds it once: it was doubled on the way. */
export const isRepeated = (s: Segment, { packets }: Matched): boolean =>
  s.ipId !== undefined &&
  s.ipId !== 0 &&
  packets.pairs.some(([a]) => a.from === s.from && a.ipId === s.ipId && numbersOf(a) === numbersOf(s))

export const ahead = (a: number, b: number): number => (a - b) | 0
