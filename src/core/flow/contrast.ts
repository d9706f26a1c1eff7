/**
 * Which healthy connections are worth a look beside the suspicious ones: a few to the same server, to see which names
 * and paths live, and those that share an end's address and port, to see a packet that missed its translation.
 */
import { serverDirection } from './hosts.js'
import type { Suspect } from './suspects.js'
import { Flow } from './table.js'

const PER_SERVER = 12
const LIMIT = 400

export class Contrast {
  private readonly servers = new Map<number, number>()
  private readonly ends = new Set<string>()
  private taken = 0

  constructor(suspects: Suspect[]) {
    for (const { record: r } of suspects.slice(0, 20_000)) {
      const server = serverDirection(r, 0)
      if (server >= 0) this.servers.set(r[server === 0 ? Flow.keyA : Flow.keyB], 0)
      if (server === -1 || r[Flow.bits] & 16) for (const end of endsOf(r, 0)) this.ends.add(end)
    }
  }

  wants(r: Uint32Array, flow: number): boolean {
    if (this.taken >= LIMIT) return false
    const server = serverDirection(r, flow)
    const address = r[flow + (server === 1 ? Flow.keyB : Flow.keyA)]
    const seen = server < 0 ? undefined : this.servers.get(address)
    if (seen !== undefined && seen < PER_SERVER) {
      this.servers.set(address, seen + 1)
      this.taken++
      return true
    }
    const shares = endsOf(r, flow).some((end) => this.ends.has(end))
    if (shares) this.taken++
    return shares
  }
}

const endsOf = (r: Uint32Array, flow: number): string[] => [
  `${r[flow + Flow.keyA]} ${r[flow + Flow.ports] >>> 16}`,
  `${r[flow + Flow.keyB]} ${r[flow + Flow.ports] & 0xffff}`,
]
