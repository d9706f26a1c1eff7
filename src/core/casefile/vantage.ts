/**
 * Where the capture was taken. The host that captures sees its own packets with an untouched hop limit, before its
 * network card fills in checksums and cuts segments, and answers the other end within microseconds.
 */
import type { CaseFile, Segment, Side, Vantage } from './model.js'
import { otherSide } from './model.js'
import { isReset } from './segment.js'

/** Hop limits that systems start from by default, and nearly all forgers. */
export const INITIALS = [64, 128, 255] as const
/** No router has touched it, as far as its value tells. */
export const isInitial = (hopLimit: number | undefined): boolean => INITIALS.some((value) => value === hopLimit)
/** Round trip below which an end is the capturing host itself or its neighbour. */
const NEAR_SECONDS = 0.001

type Facts = Pick<CaseFile, 'segments' | 'baseline' | 'roundTrip' | 'client' | 'server'>

export function vantageOf(facts: Facts): Vantage {
  if (facts.client.address === facts.server.address) return { at: 'unknown', why: 'loopback' }
  return (
    byDirection(facts.segments) ??
    byOffload(facts.segments) ??
    byHopLimit(facts) ??
    byRoundTrip(facts) ??
    between(facts) ?? { at: 'unknown', why: 'nothing' }
  )
}

function byDirection(segments: Segment[]): Vantage | undefined {
  const sent = new Set(segments.filter((s) => s.direction === 'sent' && !isReset(s)).map((s) => s.from))
  const received = new Set(segments.filter((s) => s.direction === 'received' && !isReset(s)).map((s) => s.from))
  for (const side of ['client', 'server'] as const) {
    const only = sent.has(side) && !sent.has(otherSide(side)) && !received.has(side)
    if (only) return { at: side, why: 'direction' }
  }
  return undefined
}

/** Checksums left to the network card show the sender's own capture; so do all of one side and none of the other. */
function byOffload(segments: Segment[]): Vantage | undefined {
  const partial = (side: Side) => segments.filter((s) => s.from === side && s.checksum === 'partial').length
  for (const side of ['client', 'server'] as const) {
    if (partial(side) >= 2 && partial(otherSide(side)) === 0) return { at: side, why: 'offload' }
  }
  return undefined
}

const hopsOf = ({ baseline }: Facts) => ({
  client: hopsFrom(baseline.client.hopLimit),
  server: hopsFrom(baseline.server.hopLimit),
})

function byHopLimit(facts: Facts): Vantage | undefined {
  const { baseline, roundTrip } = facts
  const fresh = (side: Side) => isInitial(baseline[side].hopLimit)
  for (const side of ['client', 'server'] as const) {
    if (!fresh(side) || fresh(otherSide(side)) || baseline[otherSide(side)].hopLimit === undefined) continue
    // A router in front of the host would have taken one off; a slow answer contradicts a capture on the host.
    if ((roundTrip[side]?.min ?? 0) < NEAR_SECONDS) return { at: side, why: 'initial-hop-limit', hops: hopsOf(facts) }
  }
  return undefined
}

/** Hops on both sides; asked last, since a socket may start from a value of its own. */
function between(facts: Facts): Vantage | undefined {
  const hops = hopsOf(facts)
  return hops.client && hops.server ? { at: 'middle', why: 'initial-hop-limit', hops } : undefined
}

function byRoundTrip({ roundTrip }: Facts): Vantage | undefined {
  const { client, server } = roundTrip
  if (!client || !server) return undefined
  if (client.min < NEAR_SECONDS && server.min > 5 * client.min) return { at: 'client', why: 'rtt' }
  if (server.min < NEAR_SECONDS && client.min > 5 * server.min) return { at: 'server', why: 'rtt' }
  return undefined
}

/** Hops a packet has come, from the nearest usual initial value above its hop limit. */
export function hopsFrom(hopLimit: number | undefined): number | undefined {
  if (hopLimit === undefined) return undefined
  const initial = INITIALS.find((value) => value >= hopLimit)!
  return initial - hopLimit
}
