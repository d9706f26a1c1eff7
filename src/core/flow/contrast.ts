/**
 * Which healthy connections are worth a look beside the suspicious ones: a few to the same server, to see which names
 * and paths live, and those that share an end's address and port, to see a packet that missed its translation.
 */
import { serverDirection } from './hosts.js'
import type { Suspect } from './suspects.js'
import { Flow, FlowBit } from './table.js'

const PER_SERVER = 8
const LIMIT = 200

export class Contrast {
  private readonly servers = new Map<number, number>()
  /** Ports by address word, of ends whose connection the capture shows only in part. */
  private readonly ends = new Map<number, Set<number>>()
  private taken = 0
  private readonly limit: number

  constructor(suspects: readonly Pick<Suspect, 'record'>[]) {
    // As many as there is to compare, so that a few resets do not cost more than their own reading.
    this.limit = Math.min(LIMIT, PER_SERVER * suspects.length)
    for (const { record: r } of suspects.slice(0, 20_000)) {
      const server = serverDirection(r, 0)
      if (server >= 0) this.servers.set(r[server === 0 ? Flow.keyA : Flow.keyB], 0)
      if (server === -1 || r[Flow.bits] & FlowBit.reset) this.addEnds(r)
    }
  }

  private addEnds(r: Uint32Array): void {
    for (const [address, port] of [
      [r[Flow.keyA], r[Flow.ports] >>> 16],
      [r[Flow.keyB], r[Flow.ports] & 0xffff],
    ]) {
      const ports = this.ends.get(address)
      if (ports) ports.add(port)
      else this.ends.set(address, new Set([port]))
    }
  }

  wants(r: Uint32Array, flow: number): boolean {
    if (this.taken >= this.limit) return false
    const server = serverDirection(r, flow)
    const address = r[flow + (server === 1 ? Flow.keyB : Flow.keyA)]
    const seen = server < 0 ? undefined : this.servers.get(address)
    if (seen !== undefined && seen < PER_SERVER) {
      this.servers.set(address, seen + 1)
      this.taken++
      return true
    }
    const ports = r[flow + Flow.ports]
    const shares = this.hasEnd(r[flow + Flow.keyA], ports >>> 16) || this.hasEnd(r[flow + Flow.keyB], ports & 0xffff)
    if (shares) this.taken++
    return shares
  }

  private hasEnd(address: number, port: number): boolean {
    return this.ends.get(address)?.has(port) === true
  }
}
