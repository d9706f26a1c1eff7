/**
 * Connections that another capture point asks for: by the number that the client began with, which no NAT changes, or by
 * ports and addresses where the beginning was not captured.
 */
import { formatAddressWords } from '../wire/address.js'
import { Dir, directionLine, Flow, type FlowTable } from './table.js'

/** What is known of a connection elsewhere. */
export interface WantedConnection {
  client: { address: string; port: number }
  server: { address: string; port: number }
  handshake: { syn?: { seq: number }; synAck?: { seq: number } }
}

export class WantedConnections {
  private readonly numbers = new Set<number>()
  private readonly byPorts = new Map<number, WantedConnection[]>()

  constructor(wanted: readonly WantedConnection[]) {
    for (const w of wanted) {
      const { syn, synAck } = w.handshake
      if (syn) this.numbers.add(syn.seq)
      if (synAck) this.numbers.add(synAck.seq)
      const ports = portsKey(w.client.port, w.server.port)
      this.byPorts.set(ports, [...(this.byPorts.get(ports) ?? []), w])
    }
  }

  has(table: FlowTable, flow: number): boolean {
    const r = table.records
    if (this.numbers.has(r[directionLine(flow, 0) + Dir.baseSeq])) return true
    if (this.numbers.has(r[directionLine(flow, 1) + Dir.baseSeq])) return true
    const ports = r[flow + Flow.ports]
    const candidates = this.byPorts.get(portsKey(ports >>> 16, ports & 0xffff))
    if (!candidates) return false
    const { low, high } = table.addresses(flow)
    const ends = [formatAddressWords(low), formatAddressWords(high)]
    return candidates.some((w) => ends.includes(w.client.address) && ends.includes(w.server.address))
  }
}

const portsKey = (a: number, b: number): number => Math.min(a, b) * 0x10000 + Math.max(a, b)
