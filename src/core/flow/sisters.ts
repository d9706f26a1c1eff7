/**
 * Healthy connections between the same two hosts as a suspicious one. Where the suspicious one is in one of two captures
 * only, they tell how the clocks differ, and that packets between these hosts do come past both points.
 */
import { Dir, directionAt, Flow, FlowBit, type FlowTable } from './table.js'

const PER_PAIR = 3
/** Pairs of hosts looked after: each costs the reading of a few connections. */
const PAIRS = 100

export class Sisters {
  /** The second host of each pair by the first, as the table numbers them. */
  private readonly hosts = new Map<number, Set<number>>()
  private pairs = 0

  /** A suspicious connection: its hosts are worth a comparison. */
  note(r: Uint32Array, flow: number): void {
    const [a, b] = [r[flow + Flow.keyA], r[flow + Flow.keyB]]
    const known = this.hosts.get(a)
    if (known?.has(b) || this.pairs >= PAIRS) return
    this.pairs++
    if (known) known.add(b)
    else this.hosts.set(a, new Set([b]))
  }

  /**
   * Of each pair of hosts the few connections with most packets both ways: they bound the clocks best. A capture that
   * began late or holds one direction has no better ones than those that it holds a part of.
   */
  choose(table: FlowTable): number[] {
    const best = new Map<string, number[]>()
    const r = table.records
    table.each((flow) => {
      const [a, b] = [r[flow + Flow.keyA], r[flow + Flow.keyB]]
      if (!this.hosts.get(a)?.has(b) || r[flow + Flow.bits] & FlowBit.taken) return
      const key = `${a} ${b}`
      const kept = [...(best.get(key) ?? []), flow].sort((x, y) => compare(r, x, y))
      best.set(key, kept.slice(0, PER_PAIR))
    })
    return [...best.values()].flat().sort((x, y) => r[x + Flow.stream] - r[y + Flow.stream])
  }
}

const bothWays = (r: Uint32Array, flow: number): number =>
  Math.min(r[directionAt(flow, 0) + Dir.packets], r[directionAt(flow, 1) + Dir.packets])

const isWhole = (r: Uint32Array, flow: number): boolean =>
  (r[flow + Flow.bits] & FlowBit.startsWithSyn) !== 0 && bothWays(r, flow) > 0

/** Whole ones first; of equals the one that began first, wherever its record is. */
const compare = (r: Uint32Array, x: number, y: number): number =>
  Number(isWhole(r, y)) - Number(isWhole(r, x)) ||
  bothWays(r, y) - bothWays(r, x) ||
  r[x + Flow.stream] - r[y + Flow.stream]
