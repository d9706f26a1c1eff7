/**
 * The seam between an experiment and the network: what `probe` and `locate` may do to the world, and nothing else.
 * `node/` puts real sockets behind it, `simulation/` a path described in a text file. Whoever is behind it declares in
 * `abilities` what it can do, so that an experiment says what it could not see instead of guessing.
 *
 * Times are in seconds on the network's own clock, which starts anywhere and never steps back.
 */
export interface Network {
  readonly abilities: Abilities
  now(): number
  /** @throws the signal's reason when it fires: every wait ends at once then */
  sleep(seconds: number, signal?: StopSignal): Promise<void>
  resolve(name: string, signal?: StopSignal): Promise<Resolution>
  /** Sends a SYN. What comes of it is told by the connection's events; this itself never fails. */
  connect(options: ConnectOptions): Connection
  /** Echo request. Absent without `abilities.ping`. Without an answer, nothing. */
  ping?(address: string, options: PingOptions): Promise<PingReply | undefined>
  /** ICMP time-exceeded messages this host has got so far, of all its connections. Absent where it is not counted. */
  timeExceededCount?(): number
}

/** As much of an AbortSignal as is needed: its type is known neither to the core nor here. */
export interface StopSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface Abilities {
  /** `hopLimit` of a connection and of what it sends can be set. */
  setsHopLimit: boolean
  /** What is learnt of an ICMP error that answers a SYN: who sent it, that there was one, or nothing. */
  icmpForSyn: IcmpSight
  /** The same for an ICMP error that answers a packet of an established connection. */
  icmpForData: IcmpSight
  /** Connections have `packets`: every packet that came, with its hop limit and IP ID. */
  seesPackets: boolean
  /** `minHopLimit` works: packets that arrive with less are ignored, resets too (IP_MINTTL). */
  filtersHopLimit: boolean
  /** `sourcePort` can be used again at once for the next connection. */
  choosesSourcePort: boolean
  setsDscp: boolean
  ping: boolean
}

export type IcmpSight = 'address' | 'occurrence' | 'none'

/** What names stand for. A name that has no address and one that could not be asked for are told apart. */
export interface Resolution {
  /** IPv4 and IPv6, in the resolver's order. */
  addresses: string[]
  /** The resolver's own word, when there are none: ENOTFOUND, EAI_AGAIN, … */
  error?: string
}

export interface ConnectOptions {
  address: string
  port: number
  /** Of the SYN and of everything after it, until set otherwise. */
  hopLimit?: number
  /** Packets that arrive with a smaller hop limit are ignored. */
  minHopLimit?: number
  sourcePort?: number
  /** 0 to 63, of all packets. */
  dscp?: number
}

/**
 * One TCP connection. Several things can happen to it, and after one another (data, then a forged reset), so it has a
 * list of events and no outcome.
 */
export interface Connection {
  /** In the order in which they were noticed. Grows. */
  readonly events: readonly ConnectionEvent[]
  /** What a tap saw arrive for it; with `abilities.seesPackets`. Grows. */
  readonly packets?: readonly SeenPacket[]
  readonly sourcePort?: number
  /**
   * Waits until there are more than `count` events.
   *
   * @returns false when `seconds` have passed before
   * @throws the signal's reason
   */
  more(count: number, seconds: number, signal?: StopSignal): Promise<boolean>
  /** Nothing happens when the connection is not established (any more): the events say why. */
  send(bytes: Uint8Array, options?: SendOptions): void
  /** Of what is sent from now on, retransmissions too. */
  setHopLimit(hopLimit: number): void
  /** From now on, packets that arrive with a smaller hop limit are ignored; with `abilities.filtersHopLimit`. */
  setMinHopLimit(hopLimit: number): void
  /** Ends the own direction (FIN). */
  finish(): void
  /** Gives the connection up: restores the hop limit and sends a reset. Nothing of it goes on afterwards. May be repeated. */
  abort(): void
}

export interface SendOptions {
  /** Of these bytes and what follows. */
  hopLimit?: number
  /** Offsets at which a new segment begins: `[2]` sends the first two bytes in a segment of their own. */
  splitAt?: readonly number[]
}

export type ConnectionEvent = { time: number } & (
  | { kind: 'connected' }
  /** A reset answered the SYN. */
  | { kind: 'refused' }
  | { kind: 'reset' }
  | IcmpEvent
  | { kind: 'data'; bytes: Uint8Array }
  /** The peer ended its direction. */
  | { kind: 'fin' }
  /** The system gave up retransmitting. */
  | { kind: 'timeout' }
  /** The system refused to try: no route, no free port, no permission. `code` is its errno's name. */
  | { kind: 'failed'; code: string }
)

export interface IcmpEvent {
  kind: 'icmp'
  type: 'time-exceeded' | 'unreachable' | 'prohibited'
  /** Who sent it, where that can be seen. */
  from?: string
}

/** A TCP packet that arrived. */
export interface SeenPacket {
  time: number
  /** In tcpdump's letters: `S.`, `.`, `R`, `R.`. */
  flags: string
  seq: number
  ack: number
  hopLimit: number
  /** IPv4 only. */
  ipId?: number
  dscp: number
  /** Bytes of payload. */
  length: number
}

export interface PingOptions {
  hopLimit?: number
  timeoutSeconds: number
  signal?: StopSignal
}

/** An echo reply, or the time-exceeded message of a router on the way. */
export interface PingReply {
  kind: 'reply' | 'time-exceeded'
  from: string
  /** With which the answer arrived. */
  hopLimit?: number
  seconds: number
}
