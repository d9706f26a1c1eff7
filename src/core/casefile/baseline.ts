/** What one sender's ordinary packets look like in this connection. */
import { TcpFlag } from '../wire/tcp.js'
import type { Baseline, HopLimits, IpIdClass, Role, Segment, Side } from './model.js'
import { hasFlag, isReset } from './segment.js'

function roleOf(s: Segment): Role {
  if (isReset(s)) return 'rst'
  if (hasFlag(s, TcpFlag.syn)) return hasFlag(s, TcpFlag.ack) ? 'syn-ack' : 'syn'
  if (hasFlag(s, TcpFlag.fin)) return 'fin'
  return s.length > 0 ? 'data' : 'ack'
}

export function baselineOf(segments: Segment[], side: Side): Baseline {
  const own = segments.filter((s) => s.from === side && !isReset(s))
  const hopLimits: Baseline['hopLimits'] = {}
  const trafficClasses = new Set<number>()
  const macs = new Set<string>()
  const vlans = new Set<number>()
  let packets = 0
  let unfragmented = 0
  for (const s of own) {
    if (s.hopLimit !== undefined) {
      packets++
      const role = roleOf(s)
      const counts = hopLimits[role] ?? new Map<number, number>()
      hopLimits[role] = counts
      add(counts, s.hopLimit)
    }
    trafficClasses.add(s.trafficClass)
    if (s.sourceMac !== undefined) macs.add(s.sourceMac)
    if (s.vlan !== undefined) vlans.add(s.vlan)
    if (s.dontFragment) unfragmented++
  }
  const agree = own.length > 0 && (unfragmented === 0 || unfragmented === own.length)
  return {
    hopLimits,
    hopLimit: mostCommon(merge(Object.values(hopLimits))),
    packets,
    ipId: ipIdOf(own),
    dontFragment: agree ? unfragmented > 0 : undefined,
    trafficClasses,
    macs,
    vlans,
    timestamps: usesTimestamps(own),
    windowScale: own.find((s) => hasFlag(s, TcpFlag.syn))?.options.windowScale,
  }
}

/** One count of several; those themselves are left alone, and one alone is its own sum. */
export function merge(counts: HopLimits[]): HopLimits {
  if (counts.length === 1) return counts[0]
  const all: HopLimits = new Map()
  for (const each of counts) for (const [value, n] of each) add(all, value, n)
  return all
}

export function add<K>(counts: Map<K, number>, key: K, n = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + n)
}

export function mostCommon<K>(counts: Map<K, number>): K | undefined {
  let best: K | undefined
  let most = 0
  for (const [value, n] of counts) {
    if (n > most) {
      most = n
      best = value
    }
  }
  return best
}

/**
 * The timestamp option is on every segment that is no reset once both SYNs carried it (RFC 7323 §3.2); where the SYNs
 * are missing, its presence on what was sent since says the same.
 */
function usesTimestamps(own: Segment[]): boolean {
  const later = own.filter((s) => !hasFlag(s, TcpFlag.syn))
  return (later.length > 0 ? later : own).some((s) => s.options.timestamps !== undefined)
}

/** A counter's step between consecutive packets of one sender: other connections of a host may use numbers too. */
const COUNTER_STEP = 64

function ipIdOf(own: Segment[]): Baseline['ipId'] {
  const ids = own.filter((s) => s.ipId !== undefined && !hasFlag(s, TcpFlag.syn))
  const last = ids.at(-1) ?? own.findLast((s) => s.ipId !== undefined)
  return { class: classOf(ids.map((s) => s.ipId!)), last: last?.ipId, lastFrame: last?.frame }
}

const isSmallStep = (step: number): boolean => step <= COUNTER_STEP || step >= 0x10000 - COUNTER_STEP

function classOf(ids: number[]): IpIdClass {
  if (ids.length < 2) return 'unknown'
  if (ids.every((id) => id === 0)) return 'zero'
  if (ids.every((id) => id === ids[0])) return 'constant'
  const small = ids.filter((id, i) => i > 0 && isSmallStep((id - ids[i - 1]) & 0xffff)).length
  if (small >= 0.8 * (ids.length - 1)) return 'counter'
  return ids.length >= 4 ? 'random' : 'unknown'
}
