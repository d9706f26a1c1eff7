/** What a packet is compared with: all else of its alleged sender, but for what the same hand may have made. */
import { baselineOf } from '../casefile/baseline.js'
import { type CaseFile, type HostFacts, otherSide, type Segment, type Side } from '../casefile/model.js'
import { roundTrips } from '../casefile/round-trip.js'
import { hasFlag, isReset, sequenceLength } from '../casefile/segment.js'
import type { PacketContext } from '../evidence/context.js'
import { hopReference } from '../evidence/hop-limits.js'
import { TcpFlag } from '../wire/tcp.js'
import { looksCrafted } from './causes/half-open-scan.js'

/** Packets this close together, with nothing to answer between them, were made at one stroke. */
export const STROKE_SECONDS = 0.005

/**
 * A response or a FIN that may have been put in, as the observations see it.
 * @param alike frames that the same device would have made
 */
export function segmentContext(whole: CaseFile, packet: Segment, alike: readonly number[] = []): PacketContext {
  const foreign = new Set([packet.frame, ...alike, ...companionsOf(whole, packet)])
  const file = without(whole, foreign)
  const index = whole.segments.indexOf(packet)
  const others = (segments: Segment[]) => segments.filter((s) => !foreign.has(s.frame))
  return {
    file,
    packet,
    accused: packet.from,
    receiver: otherSide(packet.from),
    form: 'segment',
    before: others(whole.segments.slice(0, index)),
    after: others(whole.segments.slice(index + 1)),
    hops: hopReference(file, packet.from),
    accusedRtt: tripTo(file, packet.from),
  }
}

/** A case file without the packets that were found to be injected: they say nothing of the end whose address they carry. */
export function without(file: CaseFile, injected: ReadonlySet<number>): CaseFile {
  const segments = file.segments.filter((s) => !injected.has(s.frame))
  const foreign = file.segments.filter((s) => injected.has(s.frame))
  return {
    ...file,
    segments,
    roundTrip: roundTrips(segments, file.handshake),
    baseline: { client: baselineOf(segments, 'client'), server: baselineOf(segments, 'server') },
    host: { client: disowned(file, 'client', foreign), server: disowned(file, 'server', foreign) },
  }
}

/** What is known of a host counts this connection too, once a value: an injected packet's vote is taken back. */
function disowned({ host, segments }: CaseFile, side: Side, foreign: Segment[]): HostFacts {
  const first = segments.find((s) => s.from === side && !isReset(s) && !hasFlag(s, TcpFlag.syn))
  if (!first || first.hopLimit === undefined || !foreign.includes(first)) return host[side]
  const data = new Map(host[side].hopLimits.data)
  const votes = (data.get(first.hopLimit) ?? 0) - 1
  if (votes > 0) data.set(first.hopLimit, votes)
  else data.delete(first.hopLimit)
  return { ...host[side], hopLimits: { ...host[side].hopLimits, data } }
}

/**
 * Packets of the same moment and hop limit as this one, which no other packet of that end has: whoever made the one made
 * the others (a block page, then a FIN or a reset), so that they are no alibi.
 */
export function companionsOf({ segments }: CaseFile, packet: Segment): Set<number> {
  const own = segments.filter((s) => s.from === packet.from && !isReset(s) && s.hopLimit !== undefined)
  const alike = own.filter((s) => s.hopLimit === packet.hopLimit)
  const others = new Set(own.filter((s) => s.hopLimit !== packet.hopLimit).map((s) => s.hopLimit!))
  const [usual] = others
  const isForeign = others.size === 1 && Math.abs(usual - packet.hopLimit!) > 2 && own.length - alike.length >= 2
  const atOnce = alike.every((s) => sequenceLength(s) > 0 && Math.abs(packet.time - s.time) <= STROKE_SECONDS)
  return new Set(isForeign && atOnce ? alike.map((s) => s.frame) : [])
}

/** Longest that hosts wait with a bare acknowledgment in practice (Windows; RFC 1122 §4.2.3.2 allows half a second). */
const DELAYED_ACK = 0.2

/**
 * Least time that an answer of an end takes. None where the capture was taken: delays there are its applications'; nor
 * for a crafted SYN, where a program answers slowly and the stack beside it at once. Without a handshake the samples
 * may all hold a delayed acknowledgment.
 */
export function tripTo(file: CaseFile, side: Side): number | undefined {
  if (file.vantage.at === side) return 0
  if (side === 'client' && file.handshake.syn && looksCrafted(file.handshake.syn)) return undefined
  const own = file.roundTrip[side]
  const sure = own && (own.handshake === undefined ? Math.max(0, own.min - DELAYED_ACK) : own.min)
  return smallest(sure, file.host[side].minRtt)
}

function smallest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.min(a, b)
}
