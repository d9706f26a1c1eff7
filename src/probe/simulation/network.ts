/** A network that is a path file: the seam of `network.ts` over virtual time. */
import type {
  Abilities,
  Connection,
  ConnectionEvent,
  ConnectOptions,
  IcmpSight,
  Network,
  PingOptions,
  PingReply,
  Resolution,
  SeenPacket,
  SendOptions,
  StopSignal,
} from '../network.js'
import { seeded } from '../random.js'
import { VirtualClock } from './clock.js'
import { isTcp, type Packet, type Segment, type TcpPacket } from './packet.js'
import type { Path } from './path.js'
import { Road } from './road.js'
import { Servers } from './servers.js'
import { type EndEvent, TcpEnd } from './tcp.js'

/** As root on Linux. */
const ALL_ABILITIES: Abilities = {
  setsHopLimit: true,
  icmpForSyn: 'address',
  icmpForData: 'address',
  seesPackets: true,
  filtersHopLimit: true,
  choosesSourcePort: true,
  setsDscp: true,
  ping: true,
}

export interface SimulationOptions {
  /** Less than everything, to see how an experiment does without. */
  abilities?: Partial<Abilities>
  /** See `VirtualClock`. */
  idle?: () => Promise<void>
}

const FIRST_PORT = 40_000
const DEFAULT_HOP_LIMIT = 64

export class SimulatedNetwork implements Network {
  readonly abilities: Abilities
  private readonly clock: VirtualClock
  private readonly random
  private readonly road: Road
  private readonly connections = new Map<string, SimulatedConnection>()
  private readonly pings: Ping[] = []
  private nextPort = FIRST_PORT
  private exceeded = 0
  /** How many connections were opened: experiments are bounded. */
  opened = 0

  constructor(
    private readonly path: Path,
    { abilities, idle }: SimulationOptions = {},
  ) {
    this.abilities = { ...ALL_ABILITIES, ...abilities }
    this.clock = new VirtualClock(idle)
    this.random = seeded(path.seed)
    const servers = new Servers(path, this.clock, this.random, (packet) => this.road.fromServer(packet))
    this.road = new Road(path, this.clock, this.random, {
      atServer: (packet) => servers.receive(packet),
      atClient: (packet) => this.receive(packet),
      timeExceeded: (packet, from, hopLimit) => this.receiveIcmp(packet, from, hopLimit),
    })
  }

  now(): number {
    return this.clock.now
  }

  async sleep(seconds: number, signal?: StopSignal): Promise<void> {
    await this.clock.wait(() => false, seconds, signal)
  }

  async resolve(name: string): Promise<Resolution> {
    return this.path.names.get(name) ?? { addresses: [], error: 'ENOTFOUND' }
  }

  connect(options: ConnectOptions): Connection {
    this.opened++
    const sourcePort = options.sourcePort ?? this.nextPort++
    const to = this.packetTo(options.address, sourcePort, options.port)
    const connection = new SimulatedConnection(options, to, {
      clock: this.clock,
      abilities: this.abilities,
      initial: Math.floor(this.random() * 2 ** 31),
      transmit: (packet) => this.road.fromClient(packet),
    })
    this.connections.set(keyOf(to), connection)
    return connection
  }

  async ping(address: string, { hopLimit, timeoutSeconds, signal }: PingOptions): Promise<PingReply | undefined> {
    const id = this.nextPort++
    const ping: Ping = { id, sentAt: this.clock.now }
    this.pings.push(ping)
    this.road.fromClient({
      ...this.packetTo(address, id, 0),
      hopLimit: hopLimit ?? DEFAULT_HOP_LIMIT,
      content: { kind: 'echo' },
    })
    await this.clock.wait(() => ping.reply !== undefined, timeoutSeconds, signal)
    return ping.reply
  }

  timeExceededCount(): number {
    return this.exceeded
  }

  private packetTo(server: string, clientPort: number, serverPort: number): Packet {
    const { client, routes } = this.path
    const route = 1 + (hash(`${client} ${clientPort} ${server} ${serverPort}`) % routes)
    const fields = { hopLimit: DEFAULT_HOP_LIMIT, ipId: 0, dscp: 0, towards: 'server' as const }
    return { client, server, clientPort, serverPort, route, ...fields, content: { kind: 'echo' } }
  }

  private receive(packet: Packet): void {
    if (isTcp(packet)) this.connections.get(keyOf(packet))?.receive(packet)
    else this.answerPing(packet, { kind: 'reply', from: packet.server, hopLimit: packet.hopLimit })
  }

  private receiveIcmp(packet: Packet, from: string, hopLimit: number): void {
    this.exceeded++
    if (isTcp(packet)) this.connections.get(keyOf(packet))?.receiveIcmp(from)
    else this.answerPing(packet, { kind: 'time-exceeded', from, hopLimit })
  }

  private answerPing({ clientPort }: Packet, reply: Omit<PingReply, 'seconds'>): void {
    const ping = this.pings.find(({ id }) => id === clientPort)
    if (ping) ping.reply ??= { ...reply, seconds: this.clock.now - ping.sentAt }
  }
}

interface Ping {
  id: number
  sentAt: number
  reply?: PingReply
}

interface ConnectionWorld {
  clock: VirtualClock
  abilities: Abilities
  initial: number
  transmit(packet: Packet): void
}

class SimulatedConnection implements Connection {
  readonly events: ConnectionEvent[] = []
  readonly packets?: SeenPacket[]
  readonly sourcePort: number
  private readonly end: TcpEnd
  private hopLimit: number
  private minHopLimit: number
  private connected = false
  private done = false

  constructor(
    private readonly options: ConnectOptions,
    private readonly to: Packet,
    private readonly world: ConnectionWorld,
  ) {
    this.sourcePort = to.clientPort
    this.hopLimit = options.hopLimit ?? DEFAULT_HOP_LIMIT
    this.minHopLimit = options.minHopLimit ?? 0
    if (world.abilities.seesPackets) this.packets = []
    const { clock } = world
    this.end = TcpEnd.connect(
      { clock, transmit: (segment) => this.transmit(segment), notify: (event) => this.note(event) },
      world.initial,
    )
  }

  more(count: number, seconds: number, signal?: StopSignal): Promise<boolean> {
    return this.world.clock.wait(() => this.events.length > count, seconds, signal)
  }

  send(bytes: Uint8Array, { hopLimit, splitAt = [] }: SendOptions = {}): void {
    if (hopLimit !== undefined) this.hopLimit = hopLimit
    const edges = [0, ...splitAt, bytes.length]
    for (let i = 1; i < edges.length; i++) this.end.send(bytes.subarray(edges[i - 1], edges[i]))
  }

  setHopLimit(hopLimit: number): void {
    this.hopLimit = hopLimit
  }

  setMinHopLimit(hopLimit: number): void {
    this.minHopLimit = hopLimit
  }

  finish(): void {
    this.end.finish()
  }

  abort(): void {
    this.hopLimit = DEFAULT_HOP_LIMIT
    this.end.abort()
    this.done = true
  }

  receive(packet: TcpPacket): void {
    if (this.done) return
    this.packets?.push(seen(packet, this.world.clock.now))
    if (packet.hopLimit >= this.minHopLimit) this.end.receive(packet.content)
  }

  receiveIcmp(from: string): void {
    const sight: IcmpSight = this.connected ? this.world.abilities.icmpForData : this.world.abilities.icmpForSyn
    if (this.done || sight === 'none') return
    this.note({ kind: 'icmp', type: 'time-exceeded', ...(sight === 'address' && { from }) })
  }

  private note(event: EndEvent | { kind: 'icmp'; type: 'time-exceeded'; from?: string }): void {
    if (this.done) return
    this.connected ||= event.kind === 'connected'
    this.events.push({ time: this.world.clock.now, ...event })
  }

  private transmit(content: Segment): void {
    const { hopLimit, options, to } = this
    this.world.transmit({ ...to, hopLimit, dscp: options.dscp ?? 0, content })
  }
}

function seen({ content, hopLimit, ipId, dscp }: TcpPacket, time: number): SeenPacket {
  const { flags, seq, ack, payload } = content
  return { time, flags, seq, ack, hopLimit, ipId, dscp, length: payload.length }
}

/** The server's address, since a NAT only changes the client's. */
const keyOf = ({ clientPort, server, serverPort }: Packet): string => `${clientPort} ${server} ${serverPort}`

/** FNV-1a: routers hash addresses and ports to choose a route. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return (value ^ (value >>> 15)) >>> 0
}
