/** Plays a story: keeps each end's TCP state, so that a line has to say only what is unusual about its packet. */
import { option } from './bytes.js'
import { type Line, type Story, Words } from './story.js'
import { Draft } from './story-draft.js'
import { ACK, endOf, RST, type Side, type StagedPacket, SYN } from './story-packet.js'
import { SecondCapture } from './story-second.js'

export interface Staging {
  /** Added to every sequence number of a side of a connection. */
  shift?: (connection: string, side: Side) => number
}

export interface Staged {
  packets: StagedPacket[]
  /** Those with a label, captured or not. */
  labels: Map<string, StagedPacket>
  /** The capture of another point, when the story has one. */
  second?: SecondCapture
  /** Bytes kept of each packet. */
  snap?: number
  /** Where in its connection each packet belongs, for laws about sequence numbers. */
  owner: Map<StagedPacket, { connection: string; side: Side }>
}

/** How an end, or a device, fills in headers. */
interface Habits {
  ttl?: number
  /** Of the resets that its kernel makes without a socket. */
  rstTtl?: number
  id: IpIds
  window: number
  timestamps: boolean
  mac: string
  vlan?: number
  df: boolean
  tos: number
  flow: number
}

type IpIds = { kind: 'zero' } | { kind: 'constant' | 'counter' | 'linux' | 'random'; next: number }

interface End extends Habits {
  side: Side
  address: string
  port: number
  initial: number
  next: number
  /** Has sent a SYN, or anything else: the connection exists for it. */
  spoke: boolean
  /** Ranges received out of order, and the number expected next. */
  expected: number
  early: [number, number][]
  stamped: number
  last?: StagedPacket
}

interface Connection {
  name: string
  ends: Record<Side, End>
  begun: boolean
}

const end = (side: Side, port: number, mac: string, id: number): End => ({
  side,
  address: side === 'client' ? '10.0.0.2' : '203.0.113.9',
  port,
  ttl: side === 'client' ? 64 : 50,
  id: { kind: 'linux', next: id },
  window: side === 'client' ? 502 : 509,
  timestamps: false,
  mac,
  df: true,
  tos: 0,
  flow: side === 'client' ? 0x2af31 : 0x71b04,
  initial: 0,
  next: 0,
  spoke: false,
  expected: 0,
  early: [],
  stamped: 0,
})

const other = (side: Side): Side => (side === 'client' ? 'server' : 'client')
const add = (a: number, n: number): number => (a + n) >>> 0
const ahead = (a: number, b: number): number => (a - b) | 0

export function stage(story: Story, staging: Staging = {}): Staged {
  const player = new Player(staging)
  for (const line of story.script) player.play(line)
  return player.result
}

class Player {
  readonly result: Staged = { packets: [], labels: new Map(), owner: new Map() }
  private readonly connections = new Map<string, Connection>()
  private connection: Connection
  private device: Habits = { ...end('server', 0, '', 0), ttl: undefined, id: { kind: 'zero' }, window: 0, flow: 0 }
  private time = 0
  private only?: string
  private readonly before = new Map<string, Record<Side, number>>()

  constructor(private readonly staging: Staging) {
    this.connection = this.open('1', {
      client: end('client', 50123, '02:00:00:00:00:01', 0x2100),
      server: end('server', 443, '02:00:00:00:00:02', 0x7100),
    })
  }

  private open(name: string, like: Record<Side, End>): Connection {
    const n = this.connections.size
    const fresh = (from: End, initial: number): End => {
      const shifted = add(initial, this.staging.shift?.(name, from.side) ?? 0)
      return {
        ...from,
        id: { ...from.id },
        initial: shifted,
        next: add(shifted, 1),
        spoke: false,
        early: [],
        last: undefined,
      }
    }
    const client = fresh(like.client, 0x1000_0000 + n * 0x0100_0000)
    const server = fresh(like.server, 0x5000_0000 + n * 0x0100_0000)
    client.expected = server.next
    server.expected = client.next
    const connection = { name, ends: { client, server }, begun: false }
    this.connections.set(name, connection)
    return connection
  }

  play(line: Line): void {
    const w = new Words(line)
    const word = w.next()
    if (word.startsWith('+')) this.event(line, w, word)
    else (this.directives[word] ?? w.fail(`${word} is not known`))(w)
  }

  private readonly directives: Record<string, (w: Words) => void> = {
    client: (w) => this.introduce(this.connection.ends.client, w),
    server: (w) => this.introduce(this.connection.ends.server, w),
    device: (w) => this.habits(this.device, w),
    connection: (w) => this.turnTo(w.next()),
    snap: (w) => {
      this.result.snap = w.number()
    },
    second: (w) => {
      this.result.second = new SecondCapture(w)
    },
    only: (w) => {
      this.only = w.next()
    },
  }

  private turnTo(name: string): void {
    this.connection = this.connections.get(name) ?? this.open(name, this.connection.ends)
  }

  private introduce(who: End, w: Words): void {
    const place = w.next()
    const colon = place.lastIndexOf(':')
    who.address = place.slice(0, colon).replace(/[[\]]/g, '')
    who.port = Number(place.slice(colon + 1))
    this.habits(who, w)
  }

  private habits(of: Habits, w: Words): void {
    while (w.more) {
      const word = w.next()
      if (word === 'ttl' || word === 'window' || word === 'vlan' || word === 'tos' || word === 'flow')
        of[word] = w.number()
      else if (word === 'rst-ttl') of.rstTtl = w.number()
      else if (word === 'timestamps') of.timestamps = true
      else if (word === 'mac') of.mac = w.next()
      else if (word === 'no-df') of.df = false
      else if (word === 'id') of.id = ipIds(w)
      else w.fail(`${word} is no habit`)
    }
  }

  private event(line: Line, w: Words, wait: string): void {
    this.time += nanoseconds(w, wait)
    const who = w.next()
    if (who === 'end') this.bystander(line.number)
    else this.sent(line, w, who)
  }

  private sent(line: Line, w: Words, who: string): void {
    if (w.next() !== '>') w.fail('"sender > receiver" is missing')
    const to = w.next()
    if (w.peek() === 'ICMP') this.icmp(line.number, w, who, to)
    else this.segment(line, w, who, to)
  }

  private segment(line: Line, w: Words, who: string, to: string): void {
    const from = other(sideOf(w, to))
    if (who !== 'M' && sideOf(w, who) !== from) w.fail('sends to itself')
    const draft = new Draft(w, this.result.labels)
    // What a device between the points sends comes past the receiver's alone.
    if (who === 'M' && this.result.second) draft.at ??= to === 'C' ? 'here' : 'there'
    if (draft.label) this.remember(draft.label)
    if (draft.copy) this.copy(line.number, draft)
    else this.packet(line.number, draft, this.connection.ends[from], who === 'M')
  }

  private remember(label: string): void {
    const { client, server } = this.connection.ends
    this.before.set(label, { client: client.expected, server: server.expected })
  }

  /** A packet of somebody else: the capture goes on until here. */
  private bystander(line: number): void {
    const packet = {
      ...this.header(end('client', 0, '02:00:00:00:00:09', 0)),
      line,
      destination: '192.0.2.255',
    }
    this.result.packets.push(packet)
    this.result.second?.take(packet, true, true)
  }

  private icmp(line: number, w: Words, from: string, to: string): void {
    w.next()
    const receiver = this.connection.ends[sideOf(w, to)]
    const kind = w.next()
    if (kind !== 'unreachable' && kind !== 'time-exceeded' && kind !== 'echo-reply') w.fail(`${kind} is no ICMP`)
    const code = kind === 'unreachable' ? w.number() : 0
    const draft = new Draft(w, this.result.labels)
    const known = from === 'S' || from === 'C' ? this.connection.ends[sideOf(w, from)] : undefined
    const base = this.header(known ?? { ...receiver, address: from, ttl: 64 })
    const packet: StagedPacket = {
      ...base,
      line,
      destination: receiver.address,
      icmp: { kind, code, about: draft.about },
    }
    packet.ttl = draft.value('ttl', packet.ttl)
    this.keep(packet, draft)
  }

  private header(from: Habits & { address: string }): StagedPacket {
    return {
      line: 0,
      time: this.time,
      source: from.address,
      destination: '',
      sourceMac: from.mac,
      destinationMac: '',
      vlan: from.vlan,
      ttl: from.ttl ?? 0,
      id: 0,
      df: from.df,
      tos: from.tos,
      flow: from.flow,
    }
  }

  private keep(packet: StagedPacket, draft: Draft, owner?: { connection: string; side: Side }): void {
    if (draft.label) this.result.labels.set(draft.label, packet)
    const sender = packet.source === this.connection.ends.client.address ? 'C' : 'S'
    if (draft.at !== 'here' && !draft.lost)
      this.result.second?.take(packet, sender === 'C', draft.at === 'there', draft.there)
    if (draft.lost || draft.at === 'there' || (this.only && this.only !== sender)) return
    this.result.packets.push(packet)
    if (owner) this.result.owner.set(packet, owner)
  }

  private copy(line: number, draft: Draft): void {
    const packet = { ...draft.copy!, line, time: this.time }
    packet.ttl = draft.value('ttl', packet.ttl)
    this.keep(packet, draft)
  }

  private packet(line: number, draft: Draft, as: End, forged: boolean): void {
    const peer = this.connection.ends[other(as.side)]
    const maker: Habits = forged ? { ...this.device, mac: as.mac, vlan: this.device.vlan ?? as.vlan } : as
    const flags = draft.value('flags', draft.flags())
    if (!this.connection.begun && flags & SYN) as.spoke = false
    if (!(flags & SYN) && !this.connection.begun && !(flags & RST)) as.spoke = peer.spoke = true
    this.connection.begun = true
    const numbers = this.numbers(draft, as, peer, flags, forged)
    const kernel = !forged && isKernelReset(flags, as)
    const packet = this.header({ ...maker, address: as.address })
    packet.line = line
    packet.destination = peer.address
    packet.destinationMac = peer.mac
    packet.tcp = {
      sport: as.port,
      dport: peer.port,
      ...numbers,
      flags,
      window: draft.value('window', kernel ? 0 : maker.window),
      urgent: draft.value('urgent', 0),
      options: this.options(draft, as, flags, forged || kernel),
      payload: this.payload(draft, as, numbers.seq, flags),
    }
    this.finish(packet, draft, as, maker, kernel, flags)
    this.keep(packet, draft, { connection: this.connection.name, side: as.side })
    this.settle(packet, draft, as, peer, forged)
  }

  /** The fields of the IP header. */
  private finish(p: StagedPacket, draft: Draft, as: End, maker: Habits, kernel: boolean, flags: number): void {
    const peer = this.connection.ends[other(as.side)]
    if (maker.ttl === undefined && !draft.has('ttl')) throw new Error(`line ${p.line}: the device has no ttl`)
    p.ttl = draft.value('ttl', (kernel ? maker.rstTtl : undefined) ?? maker.ttl ?? 0)
    p.id = draft.value('id', kernel ? 0 : nextId(maker.id, flags))
    // The Linux kernel answers in the traffic class that it was asked in (IPv4).
    p.tos = draft.value('tos', kernel ? (peer.last?.tos ?? 0) : maker.tos)
    p.flow = draft.value('flow', maker.flow)
    p.df = draft.df ?? maker.df
    p.vlan = draft.has('vlan') ? draft.value('vlan', 0) : maker.vlan
    p.sourceMac = draft.mac ?? maker.mac
    p.direction = draft.direction
  }

  private numbers(draft: Draft, as: End, peer: End, flags: number, forged: boolean): { seq: number; ack: number } {
    if (draft.again) {
      const { seq } = draft.again.tcp!
      return { seq, ack: draft.ack(flags & ACK ? as.expected : 0, peer.next, this.before, as.side) }
    }
    const usual = this.usualNumbers(as, peer, flags, forged)
    const seq = draft.number('seq', draft.keepAlive ? add(as.next, -1) : usual.seq, as.next)
    return { seq, ack: draft.ack(usual.ack, peer.next, this.before, as.side) }
  }

  private usualNumbers(as: End, peer: End, flags: number, forged: boolean): { seq: number; ack: number } {
    const asked = peer.last?.tcp
    const answered = asked !== undefined && (asked.flags & ACK) !== 0
    if (flags & SYN) return { seq: as.initial, ack: flags & ACK ? as.expected : 0 }
    if (flags & RST && !(flags & ACK)) return { seq: answered ? asked.ack : as.next, ack: 0 }
    if (forged) return { seq: answered ? asked.ack : flags & RST ? 0 : as.next, ack: asked ? endOf(peer.last!) : 0 }
    if (flags & RST && !as.spoke) return { seq: 0, ack: as.expected }
    return { seq: as.next, ack: as.expected }
  }

  private options(draft: Draft, as: End, flags: number, bare: boolean): Uint8Array[] {
    const peer = this.connection.ends[other(as.side)]
    const stamp = () =>
      option.timestamps(as.side === 'client' ? 70_000 + this.millis() : 9_000_000 + this.millis(), as.stamped)
    if (draft.bare) return []
    if (flags & SYN) {
      const some =
        draft.options.length > 0 ? draft.options : [option.mss(1460), option.sackPermitted(), option.windowScale(7)]
      return as.timestamps ? [...some, stamp()] : some
    }
    if (bare) return draft.options
    return as.timestamps && peer.timestamps ? [option.nop(), option.nop(), stamp(), ...draft.options] : draft.options
  }

  private millis(): number {
    return Math.floor(this.time / 1e6)
  }

  private payload(draft: Draft, as: End, seq: number, flags: number): Uint8Array {
    if (draft.again && !draft.payload) return draft.again.tcp!.payload
    const whole = draft.payload?.(ahead(seq, as.initial) + (flags & SYN ? 1 : 0)) ?? new Uint8Array(0)
    return draft.slice ? whole.slice(...draft.slice) : whole
  }

  /** What sending and receiving the packet changes. */
  private settle(p: StagedPacket, draft: Draft, as: End, peer: End, forged: boolean): void {
    const { flags, seq } = p.tcp!
    if (!forged) {
      as.spoke ||= !(flags & RST)
      as.last = p
      if (!(flags & RST) && ahead(endOf(p), as.next) > 0) as.next = endOf(p)
      if (!(flags & RST) && flags & SYN) as.next = endOf(p)
    }
    if (flags & RST || draft.dropped) return
    if (flags & SYN) peer.expected = endOf(p)
    else receive(peer, seq, endOf(p))
    if (as.timestamps && peer.timestamps && !forged)
      peer.stamped = p.tcp!.options.length > 0 ? stampOf(p) : peer.stamped
  }
}

/** The kernel makes it for no socket: bare resets, and refusals of a SYN. */
const isKernelReset = (flags: number, as: End): boolean => (flags & RST) !== 0 && (!(flags & ACK) || !as.spoke)

function receive(by: End, from: number, to: number): void {
  by.early.push([from, to])
  for (let again = true; again; ) {
    const next = by.early.find(([a, b]) => ahead(by.expected, a) >= 0 && ahead(b, by.expected) > 0)
    again = next !== undefined
    if (next) by.expected = next[1]
  }
}

function stampOf(p: StagedPacket): number {
  const option = p.tcp!.options.find((o) => o[0] === 8)
  return option ? new DataView(option.buffer, option.byteOffset).getUint32(2) : 0
}

const sideOf = (w: Words, name: string): Side =>
  name === 'C' ? 'client' : name === 'S' ? 'server' : w.fail(`${name} is neither C nor S`)

const UNITS: Record<string, number> = { us: 1e3, ms: 1e6, s: 1e9, min: 60e9 }

function nanoseconds(w: Words, wait: string): number {
  const [, amount, unit] = /^\+([\d.]+)(us|ms|s|min)?$/.exec(wait) ?? w.fail(`${wait} is no time`)
  return Math.round(Number(amount) * (UNITS[unit] ?? 1))
}

function ipIds(w: Words): IpIds {
  const kind = w.next()
  if (kind === 'zero') return { kind }
  if (kind !== 'constant' && kind !== 'counter' && kind !== 'linux' && kind !== 'random')
    w.fail(`${kind} is no way to count`)
  return { kind, next: w.number() }
}

/** `linux`: 0 in SYN-ACKs, a counter of the socket's own elsewhere. */
function nextId(ids: IpIds, flags: number): number {
  if (ids.kind === 'zero' || (ids.kind === 'linux' && (flags & (SYN | ACK)) === (SYN | ACK))) return 0
  const id = ids.next
  if (ids.kind === 'random') ids.next = (id * 25_173 + 13_849) & 0xffff
  else if (ids.kind !== 'constant') ids.next = (id + 1) & 0xffff
  return id
}
