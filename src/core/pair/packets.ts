/**
 * Which packets of one connection two captures both hold. Addresses, ports, clocks, hop limits and checksums may differ
 * on the way (NAT, routers); sequence numbers, flags and lengths do not. The IP identification tells a packet from its
 * retransmission and from a forgery with the same numbers; where something rewrote it, hop limits and times have to.
 */
import type { Segment, Side } from '../casefile/model.js'
import type { ClockOffset } from '../casefile/pair.js'
import { hasAck, isReset } from '../casefile/segment.js'
import { TcpFlag } from '../wire/tcp.js'
import { offsetAt } from './clock.js'

export interface PacketPairs {
  pairs: [Segment, Segment][]
  onlyHere: Segment[]
  onlyThere: Segment[]
}

export type Test = (here: Segment, there: Segment) => boolean

/** Pairs packets in rounds, the surest first: what an earlier round paired is not open to a later one. */
export class PacketMatching {
  readonly pairs: [Segment, Segment][] = []
  private readonly waiting = new Map<string, Segment[]>()
  /** Not paired yet, with those there that have the same numbers and are not either. */
  private left: { segment: Segment; candidates: Segment[] }[]

  constructor(here: Segment[], there: Segment[]) {
    for (const s of there) {
      const key = keyOf(s)
      const alike = this.waiting.get(key)
      if (alike) alike.push(s)
      else this.waiting.set(key, [s])
    }
    this.left = here.map((segment) => ({ segment, candidates: this.waiting.get(keyOf(segment)) ?? [] }))
  }

  /** Pairs what passes the test, in order. */
  round(test: Test): this {
    const before = this.pairs.length
    this.left = this.left.filter(({ segment, candidates }) => {
      const index = candidates.findIndex((c) => sameTimestamps(segment, c) && test(segment, c))
      if (index < 0) return true
      this.pairs.push([segment, candidates.splice(index, 1)[0]])
      return false
    })
    if (this.pairs.length > before) this.pairs.sort(([a], [b]) => a.time - b.time || a.frame - b.frame)
    return this
  }

  result(): PacketPairs {
    const onlyThere = [...this.waiting.values()].flat().sort((a, b) => a.frame - b.frame)
    return { pairs: this.pairs, onlyHere: this.left.map(({ segment }) => segment), onlyThere }
  }
}

/** ECN bits are marked on the way (RFC 3168). */
const FLAGS = TcpFlag.fin | TcpFlag.syn | TcpFlag.rst | TcpFlag.psh | TcpFlag.ack | TcpFlag.urg

/** What no router and no address translation changes. */
export const numbersOf = (s: Segment): string => `${s.seq} ${hasAck(s) ? s.ack : ''} ${s.flags & FLAGS} ${s.length}`

const keyOf = (s: Segment): string => `${s.from} ${numbersOf(s)}`

/** A capture with short packets may lack the option, and a device may take it away (RFC 7323 §3.2). */
function sameTimestamps({ options: a }: Segment, { options: b }: Segment): boolean {
  return !a.timestamps || !b.timestamps || a.timestamps.value === b.timestamps.value
}

/** The identification tells; of resets only one that is not zero does, since many stacks and forgers send zero. */
export function sameIdentification(a: Segment, b: Segment): boolean {
  if (isReset(a)) return a.ipId !== undefined && a.ipId !== 0 && a.ipId === b.ipId && !isFarther(a, b)
  return !a.ipId || !b.ipId || a.ipId === b.ipId
}

/** Devices rewrite windows, but of acknowledgments that are alike otherwise it tells which is which. */
export const sameWindow: Test = (a, b) => a.window === b.window

/** It lost as many hops on its way as the other packets of its direction, give or take `tolerance`. */
export function usualDistance(pairs: readonly [Segment, Segment][], tolerance: number): Test {
  const distance = (from: Side) => {
    const pair = pairs.find(([a, b]) => a.from === from && lossOfHops(a, b) !== undefined)
    return pair && lossOfHops(pair[0], pair[1])
  }
  const usual = { client: distance('client'), server: distance('server') }
  return (here, there) => {
    const lost = lossOfHops(here, there)
    const expected = usual[here.from]
    return lost !== undefined && expected !== undefined && Math.abs(lost - expected) <= tolerance
  }
}

export const both =
  (one: Test, other: Test): Test =>
  (a, b) =>
    one(a, b) && other(a, b)

/** Zero counts too: where the path leaves the field alone. So should all routers with the flow label (RFC 6437 §2). */
export const equalIdentification: Test = (a, b) => a.ipId === b.ipId && a.flowLabel === b.flowLabel

/** Timestamps are this fine at best, in seconds. */
export const SLACK = 0.0003

/** Longest that a packet is under way between two points, in seconds. */
const LONGEST_WAY = 3

/**
 * It arrived after it was sent, as far as the clocks can tell: for resets that took another way or have no sisters.
 *
 * @param pace how soon it may have been there, as a share of what the fastest packet of its direction took; below zero,
 *   down to -1, what only the asymmetry that the clocks leave open would allow
 */
export function feasible(nearer: Side, clock: ClockOffset | undefined, pace: number): Test {
  return (here, there) => {
    if (isFarther(here, there)) return false
    if (!clock) return true
    const away = there.time - here.time - offsetAt(clock, here.time)
    // Half of the round trip between the points is what the clocks leave open, and what the fastest packet took.
    const open = clock.uncertainty ?? 0
    const delay = (here.from === nearer ? away : -away) - open
    return delay >= (pace - 1) * open - SLACK && delay <= LONGEST_WAY
  }
}

/** Hops that it had left here more than there. */
export const lossOfHops = (here: Segment, there: Segment): number | undefined =>
  here.hopLimit === undefined || there.hopLimit === undefined ? undefined : here.hopLimit - there.hopLimit

/** Farther apart in hop limit than any path is long, which packets of two makers are. */
const isFarther = (a: Segment, b: Segment): boolean => Math.abs(lossOfHops(a, b) ?? 0) > 40
