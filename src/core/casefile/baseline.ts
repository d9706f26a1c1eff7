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
  for (const s of own) {
    if (s.hopLimit === undefined) continue
    const role = roleOf(s)
    let counts = hopLimits[role]
    if (!counts) hopLimits[role] = counts = new Map()
    add(counts, s.hopLimit)
  }
  const all: HopLimits = new Map()
  for (const counts of Object.values(hopLimits)) for (const [value, n] of counts) add(all, value, n)
  return {
    hopLimits,
    hopLimit: mostCommon(all),
    packets: [...all.values()].reduce((a, b) => a + b, 0),
    ipId: ipIdOf(own),
    dontFragment:
      own.length > 0 && own.every((s) => s.dontFragment)
        ? true
        : own.some((s) => s.dontFragment)
          ? undefined
          : own.length > 0
            ? false
            : undefined,
    trafficClasses: valuesOf(own, (s) => s.trafficClass),
    macs: valuesOf(own, (s) => s.sourceMac),
    vlans: valuesOf(own, (s) => s.vlan),
    timestamps: usesTimestamps(own),
    windowScale: own.find((s) => hasFlag(s, TcpFlag.syn))?.options.windowScale,
  }
}

function valuesOf<T>(segments: Segment[], read: (s: Segment) => T | undefined): Set<T> {
  const values = new Set<T>()
  for (const s of segments) {
    const value = read(s)
    if (value !== undefined) values.add(value)
  }
  return values
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

function classOf(ids: number[]): IpIdClass {
  if (ids.length < 2) return 'unknown'
  if (ids.every((id) => id === 0)) return 'zero'
  if (ids.every((id) => id === ids[0])) return 'constant'
  const steps = ids.slice(1).map((id, i) => (id - ids[i]) & 0xffff)
  const small = steps.filter((step) => step <= COUNTER_STEP || step >= 0x10000 - COUNTER_STEP).length
  if (small >= 0.8 * steps.length) return 'counter'
  return ids.length >= 4 ? 'random' : 'unknown'
}
