/**
 * What the clean connections of a capture say about its hosts: the hop limits their packets arrive with, how soon they
 * answer, which ports are open. A reset is compared with this where its own connection says too little.
 */
import { addressBytes } from '../capture/address.js'
import { TcpFlag } from '../wire/tcp.js'
import { Dir, DirBit, directionAt, Flow, FlowBit, type FlowTable } from './table.js'

/** Hosts remembered. Beyond it new ones are not added: a flood of forged addresses must not fill the memory. */
const LIMIT = 20_000

export interface Host {
  /** Hop limits of SYN or SYN-ACK, and of other packets that are no resets, to how many connections. */
  synHopLimits: Map<number, number>
  otherHopLimits: Map<number, number>
  /** Hop limits of ICMP echo replies. */
  echoHopLimits: Map<number, number>
  /** Smallest round trip from the capture point, in seconds. */
  minRtt?: number
  connections: number
  established: number
  openPorts: Set<number>
}

export class HostBook {
  private readonly hosts = new Map<number | string, Host>()

  /** @param address four octets or sixteen, as words in network order */
  get(address: Uint32Array): Host | undefined {
    return this.hosts.get(keyOf(address))
  }

  /** @param address as reports write it */
  named(address: string): Host | undefined {
    const octets = addressBytes(address)
    if (!octets) return undefined
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
    return this.get(Uint32Array.from({ length: octets.length / 4 }, (_, i) => view.getUint32(4 * i)))
  }

  /** The host of an address, made on first sight; undefined when the book is full. */
  open(address: Uint32Array): Host | undefined {
    return this.openKey(keyOf(address))
  }

  private openKey(key: number | string): Host | undefined {
    const known = this.hosts.get(key)
    if (known || this.hosts.size >= LIMIT) return known
    const host: Host = {
      synHopLimits: new Map(),
      otherHopLimits: new Map(),
      echoHopLimits: new Map(),
      connections: 0,
      established: 0,
      openPorts: new Set(),
    }
    this.hosts.set(key, host)
    return host
  }

  /** A connection is over: adds what it says of both its hosts, once. */
  addFlow(table: FlowTable, flow: number): void {
    if (table.records[flow + Flow.bits] & FlowBit.booked) return
    table.records[flow + Flow.bits] |= FlowBit.booked
    this.addSide(table, flow, 0)
    this.addSide(table, flow, 1)
  }

  private addSide(table: FlowTable, flow: number, direction: 0 | 1): void {
    const r = table.records
    const dir = directionAt(flow, direction)
    if (r[dir + Dir.packets] === 0) return
    const host = this.openKey(keyOfSide(table, flow, direction))
    if (!host) return
    host.connections++
    const isServer = serverDirection(r, flow) === direction
    const other = directionAt(flow, 1 - direction)
    if (r[dir + Dir.bits] & DirBit.data && r[other + Dir.packets] > 0) host.established++
    if (isServer && r[dir + Dir.bits] & TcpFlag.syn && host.openPorts.size < 256) {
      host.openPorts.add(direction === 0 ? r[flow + Flow.ports] >>> 16 : r[flow + Flow.ports] & 0xffff)
    }
    const hopLimits = r[dir + Dir.hopLimits]
    count(host.synHopLimits, hopLimits >>> 24)
    count(host.otherHopLimits, (hopLimits >>> 16) & 0xff)
    const rtt = isServer ? r[flow + Flow.serverRtt] : r[flow + Flow.clientRtt]
    if (rtt > 0) host.minRtt = Math.min(host.minRtt ?? Number.POSITIVE_INFINITY, rtt / 1e9)
  }
}

/** An IPv4 address is its own key: no object is made for each of a capture's connections. */
function keyOfSide(table: FlowTable, flow: number, direction: 0 | 1): number | string {
  const r = table.records
  if (!(r[flow + Flow.bits] & FlowBit.ipv6)) return r[flow + (direction === 0 ? Flow.keyA : Flow.keyB)]
  const { low, high } = table.addresses(flow)
  return keyOf(direction === 0 ? low : high)
}

const keyOf = (address: Uint32Array): number | string => (address.length === 1 ? address[0] : address.join())

/** Direction that the server sends in; -1 when no handshake was seen. */
export function serverDirection(r: Uint32Array, flow: number): number {
  const bits = r[flow + Flow.bits]
  if (!(bits & FlowBit.clientKnown)) return -1
  return bits & FlowBit.clientIsHigh ? 0 : 1
}

export function count(counts: Map<number, number>, value: number): void {
  if (value !== 0 && (counts.size < 64 || counts.has(value))) counts.set(value, (counts.get(value) ?? 0) + 1)
}
