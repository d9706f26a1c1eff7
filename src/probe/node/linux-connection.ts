/**
 * A TCP connection on a socket of its own. The kernel tells some things only to those who ask again and again (an ICMP
 * error on an established connection wakes nobody), so it is polled while somebody waits.
 */
import { setTimeout } from 'node:timers/promises'
import type {
  Connection,
  ConnectionEvent,
  ConnectOptions,
  IcmpEvent,
  SeenPacket,
  SendOptions,
  StopSignal,
} from '../network.js'
import { icmpEventOf } from './icmp-error.js'
import { AddressFamily, type Linux, Option, Protocol, type Socket, SocketType, SystemError } from './linux.js'
import { anyAddress, familyOf, internetAddress, readInternetAddress } from './sockaddr.js'
import { Tap } from './tap.js'

const POLL_MS = 2
/** The least that Linux allows. */
const MOST_PAUSE_MS = 1000

/** enum in include/net/tcp_states.h. */
const TcpState = { established: 1, closed: 7, closeWait: 8 } as const

/** What an errno says of the ICMP error behind it (icmp_err_convert and icmpv6_err_convert in the kernel). */
const ICMP_ERRORS: Readonly<Record<string, IcmpEvent['type']>> = {
  EHOSTUNREACH: 'time-exceeded',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENOPROTOOPT: 'unreachable',
  EACCES: 'prohibited',
}

/** Without its time. */
type Happening = ConnectionEvent extends infer E ? (E extends ConnectionEvent ? Omit<E, 'time'> : never) : never

export interface ConnectionContext {
  linux: Linux
  now(): number
  /** Packets can be seen: open a tap beside each connection. */
  taps: boolean
  closed(connection: LinuxConnection): void
}

export class LinuxConnection implements Connection {
  readonly events: ConnectionEvent[] = []
  readonly packets?: SeenPacket[]
  private readonly family: 4 | 6
  private state: 'connecting' | 'established' | 'over' = 'connecting'
  private ended = false
  private socket?: Socket
  private tap?: Tap
  private unsent: Uint8Array[] = []
  sourcePort?: number

  constructor(
    private readonly context: ConnectionContext,
    private readonly options: ConnectOptions,
  ) {
    this.family = familyOf(options.address)
    if (context.taps) this.packets = []
    this.guarded(() => this.begin())
  }

  private begin(): void {
    const { address, port, hopLimit, minHopLimit, sourcePort = 0, dscp } = this.options
    const { linux, taps } = this.context
    const family = this.family === 4 ? AddressFamily.ipv4 : AddressFamily.ipv6
    this.socket = linux.socket(family, SocketType.stream, Protocol.tcp)
    this.socket.set(Option.reuseAddress, 1)
    this.socket.set(Option.tcpNoDelay, 1)
    this.setReceiveErrors(1)
    this.limitPauses(this.socket)
    if (hopLimit !== undefined) this.setHopLimit(hopLimit)
    if (minHopLimit !== undefined) this.setMinHopLimit(minHopLimit)
    if (dscp !== undefined) this.socket.set(this.family === 4 ? Option.ipTos : Option.ipv6TrafficClass, dscp << 2)
    this.socket.bind(anyAddress(this.family, sourcePort))
    this.sourcePort = readInternetAddress(this.socket.name())?.port ?? sourcePort
    if (taps) this.tap = Tap.open(linux, { address, port, sourcePort: this.sourcePort })
    this.socket.connect(internetAddress(address, port))
  }

  async more(count: number, seconds: number, signal?: StopSignal): Promise<boolean> {
    const end = this.context.now() + seconds
    for (;;) {
      if (signal?.aborted) throw signal.reason
      this.guarded(() => this.poll())
      if (this.events.length > count) return true
      if (this.context.now() >= end) return false
      await setTimeout(POLL_MS)
    }
  }

  send(bytes: Uint8Array, { hopLimit, splitAt = [] }: SendOptions = {}): void {
    this.guarded(() => this.poll())
    if (this.state !== 'established') return
    if (hopLimit !== undefined) this.setHopLimit(hopLimit)
    const cuts = [0, ...splitAt, bytes.length]
    // Without Nagle's algorithm every piece leaves in a segment of its own.
    this.unsent.push(...cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end)))
    this.guarded(() => this.flush())
  }

  setHopLimit(hopLimit: number): void {
    this.guarded(() => this.socket?.set(this.family === 4 ? Option.ipTtl : Option.ipv6UnicastHops, hopLimit))
  }

  setMinHopLimit(hopLimit: number): void {
    this.guarded(() => this.socket?.set(this.family === 4 ? Option.ipMinTtl : Option.ipv6MinHopCount, hopLimit))
  }

  finish(): void {
    this.guarded(() => this.socket?.finish())
  }

  abort(): void {
    this.state = 'over'
    // The reset has to reach the other end; -1 is the system's default.
    this.setHopLimit(-1)
    this.socket?.abort()
    this.tap?.close()
    this.socket = this.tap = undefined
    this.context.closed(this)
  }

  private poll(): void {
    if (this.tap) this.readTap(this.tap)
    if (!this.socket) return
    if (this.state === 'connecting') this.pollConnecting(this.socket)
    if (this.state === 'established') this.pollEstablished(this.socket)
  }

  private readTap(tap: Tap): void {
    for (const seen of tap.read()) {
      if (!('kind' in seen)) this.packets?.push({ ...seen, time: this.context.now() })
      // Those that answer a SYN are in the error queue.
      else if (this.state !== 'connecting') this.happened(seen)
    }
  }

  private pollConnecting(socket: Socket): void {
    // Asked first: what ended the connection is in the error queue by then.
    const state = socket.get(Option.tcpInfo) & 255
    let told = false
    for (let message = socket.receiveError(); message; message = socket.receiveError()) {
      const event = icmpEventOf(message)
      if (event) this.happened(event)
      told ||= Boolean(event)
    }
    if (state === TcpState.closed) this.notConnected(socket.takeError(), told)
    if (state !== TcpState.established && state !== TcpState.closeWait) return
    // With it an ICMP error would end the connection; without, it is only noted (tcp_v4_err).
    this.setReceiveErrors(0)
    this.state = 'established'
    this.happened({ kind: 'connected' })
  }

  private notConnected(error: string | undefined, told: boolean): void {
    this.state = 'over'
    if (error === 'ECONNREFUSED') this.happened({ kind: 'refused' })
    else if (error === 'ETIMEDOUT') this.happened({ kind: 'timeout' })
    else if (error && !told) this.happened({ kind: 'failed', code: error })
  }

  private pollEstablished(socket: Socket): void {
    this.flush()
    try {
      this.readData(socket)
      this.noteError(socket.takeError())
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      this.noteError(error.code)
    }
  }

  private readData(socket: Socket): void {
    while (!this.ended) {
      const message = socket.receive()
      if (!message) return
      this.ended = message.data.length === 0
      this.happened(this.ended ? { kind: 'fin' } : { kind: 'data', bytes: message.data })
    }
  }

  private noteError(code: string | undefined): void {
    if (code === undefined) return
    const icmp = ICMP_ERRORS[code]
    if (icmp) {
      if (!this.tap) this.happened({ kind: 'icmp', type: icmp })
      return
    }
    this.state = 'over'
    if (code === 'ECONNRESET' || code === 'EPIPE') this.happened({ kind: 'reset' })
    else this.happened(code === 'ETIMEDOUT' ? { kind: 'timeout' } : { kind: 'failed', code })
  }

  private flush(): void {
    while (this.socket && this.unsent.length > 0) {
      const piece = this.unsent[0]
      const sent = this.socket.send(piece)
      if (sent === piece.length) this.unsent.shift()
      else this.unsent[0] = piece.subarray(sent)
      if (sent === 0 && piece.length > 0) return
    }
  }

  /** Retransmissions that come ever later would make a search by them slow. Older kernels do not have it. */
  private limitPauses(socket: Socket): void {
    try {
      socket.set(Option.tcpMaxRetransmitPause, MOST_PAUSE_MS)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  }

  private setReceiveErrors(on: number): void {
    this.socket?.set(this.family === 4 ? Option.ipReceiveErrors : Option.ipv6ReceiveErrors, on)
  }

  private happened(happening: Happening): void {
    this.events.push({ time: this.context.now(), ...happening } as ConnectionEvent)
  }

  /** What the system refuses becomes an event, and the connection is over. */
  private guarded(action: () => void): void {
    try {
      action()
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (this.state === 'established') this.noteError(error.code)
      else if (this.state === 'connecting') this.notConnected(error.code, false)
    }
  }
}
