/**
 * Connections that another capture point asks for: by the number that the client began with, which no NAT changes, by
 * ports and addresses where the beginning was not captured, or by the first bytes that the client sent, where a device
 * gave it other numbers or a proxy made another connection of it.
 */
import { formatAddressWords } from '../wire/address.js'
import { fnv, HASHED } from './fingerprint.js'
import { serverDirection } from './hosts.js'
import { DATA_HASHED_SHIFT, Dir, directionAt, Flow, type FlowTable } from './table.js'

/** What is known of a connection elsewhere. */
export interface WantedConnection {
  client: { address: string; port: number }
  server: { address: string; port: number }
  handshake: { syn?: { seq: number }; synAck?: { seq: number } }
  segments: readonly { from: 'client' | 'server'; length: number; payload: Uint8Array }[]
}

export class WantedConnections {
  private readonly numbers = new Set<number>()
  private readonly contents = new Set<number>()
  private takenByContent = 0
  private readonly byPorts = new Map<number, WantedConnection[]>()

  constructor(wanted: readonly WantedConnection[]) {
    for (const w of wanted) {
      const { syn, synAck } = w.handshake
      if (syn) this.numbers.add(syn.seq)
      if (synAck) this.numbers.add(synAck.seq)
      const hash = firstBytes(w)
      if (hash !== undefined) this.contents.add(hash)
      const ports = portsKey(w.client.port, w.server.port)
      this.byPorts.set(ports, [...(this.byPorts.get(ports) ?? []), w])
    }
  }

  has(table: FlowTable, flow: number): boolean {
    const r = table.records
    if (this.numbers.has(r[directionAt(flow, 0) + Dir.baseSeq])) return true
    if (this.numbers.has(r[directionAt(flow, 1) + Dir.baseSeq])) return true
    const ports = r[flow + Flow.ports]
    const candidates = this.byPorts.get(portsKey(ports >>> 16, ports & 0xffff)) ?? []
    return this.hasEnds(table, flow, candidates) || this.hasContent(r, flow)
  }

  private hasEnds(table: FlowTable, flow: number, candidates: readonly WantedConnection[]): boolean {
    if (candidates.length === 0) return false
    const { low, high } = table.addresses(flow)
    const ends = [formatAddressWords(low), formatAddressWords(high)]
    return candidates.some((w) => ends.includes(w.client.address) && ends.includes(w.server.address))
  }

  /** A request that everybody makes is in countless connections: a few of them will do. */
  private hasContent(r: Uint32Array, flow: number): boolean {
    const server = serverDirection(r, flow)
    if (server < 0 || this.takenByContent >= BY_CONTENT) return false
    const dir = directionAt(flow, 1 - server)
    if (r[dir + Dir.bits] >>> DATA_HASHED_SHIFT < LEAST_CONTENT || !this.contents.has(r[dir + Dir.dataHash]))
      return false
    this.takenByContent++
    return true
  }
}

const BY_CONTENT = 200
/** Fewer bytes are alike by chance, or by protocol. */
export const LEAST_CONTENT = 16

function firstBytes({ segments }: WantedConnection): number | undefined {
  const data = segments.find((s) => s.from === 'client' && s.length > 0)
  const size = Math.min(HASHED, data?.payload.length ?? 0)
  return data && size >= LEAST_CONTENT ? fnv(data.payload, 0, size) : undefined
}

const portsKey = (a: number, b: number): number => Math.min(a, b) * 0x10000 + Math.max(a, b)
