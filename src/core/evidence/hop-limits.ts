/** Comparison of hop limits, shared by the observations about them. */
import { merge, mostCommon } from '../casefile/baseline.js'
import type { CaseFile, Side } from '../casefile/model.js'
import { hopsFrom } from '../casefile/vantage.js'
import type { PacketContext } from './context.js'

export interface HopReference {
  /** Hop limits that packets of this end are known to arrive with. */
  known: number[]
  /** The usual one. */
  usual: number
  /** How far apart the end's own TCP packets arrive: parallel paths, a balancer that answers for a server. */
  spread: number
  /** Rests on this connection, on other connections of the host, or on its ICMP echo replies. */
  from: 'connection' | 'host' | 'echo'
  /** A frame that shows it, where this connection does. */
  frame?: number
}

/** ±1 is noise: parallel paths of unequal length are common inside one network. */
export const NOISE = 1
/** Longest path worth assuming; real ones rarely have more than 30 hops. */
const LONGEST_PATH = 32

export function hopReference(file: CaseFile, side: Side): HopReference | undefined {
  const own = merge(Object.values(file.baseline[side].hopLimits))
  const host = merge(Object.values(file.host[side].hopLimits))
  const echo = file.host[side].echoHopLimits
  const from = own.size > 0 ? 'connection' : host.size > 0 ? 'host' : 'echo'
  const usual = mostCommon(own.size > 0 ? own : host.size > 0 ? host : echo)
  if (usual === undefined) return undefined
  const tcp = [...own.keys(), ...host.keys()]
  const spread = tcp.length > 0 ? Math.max(...tcp) - Math.min(...tcp) : 0
  const known = [...new Set([...tcp, ...echo.keys()])]
  const shown = from === 'connection' ? file.segments.find((s) => s.from === side && s.hopLimit === usual) : undefined
  return { known, spread, usual, from, frame: shown?.frame }
}

/** Distance of a hop limit from the nearest one that the end is known to use. */
export const distanceToKnown = (hopLimit: number, reference: HopReference): number =>
  Math.min(...reference.known.map((value) => Math.abs(value - hopLimit)))

/**
 * The same distance from another start value. A stack sends its own resets with the system default while the socket may
 * use another value: seen with front ends whose data leaves with 128 and whose resets leave with 64.
 */
export function sameDistance(hopLimit: number, reference: HopReference): boolean {
  const hops = hopsFrom(hopLimit)!
  return reference.known.some((value) => Math.abs(hopsFrom(value)! - hops) <= NOISE && hopsFrom(value)! <= LONGEST_PATH)
}

/**
 * A refusal that may be the host's own although it came from nearer than the host's other packets: who forwards a port to a
 * container or to a machine behind (NAT) refuses the ports that it does not forward itself, one hop nearer and sooner.
 */
export function maySpeakForOthers({ form, packet, accused, file, hops }: PacketContext): boolean {
  if (form !== 'refusal' || file.host[accused].openPorts.has(file[accused].port)) return false
  const here = hopsFrom(packet.hopLimit)
  if (!hops || here === undefined) return false
  const nearer = Math.min(...hops.known.map((value) => hopsFrom(value)! - here))
  return nearer > 0 && nearer <= NOISE
}

/** The end's own packets start from a value that no system has by default: its socket sets one. */
export const startsOddly = (reference: HopReference): boolean => hopsFrom(reference.usual)! > LONGEST_PATH - 5
