/** The real network through Node's own sockets: enough for what an ordinary client does, on every system. */
import { lookup } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import type {
  Abilities,
  Connection,
  ConnectionEvent,
  ConnectOptions,
  Network,
  Resolution,
  SendOptions,
  StopSignal,
} from '../network.js'

/** Node sets no hop limits and hides ICMP, but for errors that end a connection attempt. */
const ABILITIES: Abilities = {
  setsHopLimit: false,
  icmpForSyn: 'occurrence',
  icmpForData: 'none',
  seesPackets: false,
  filtersHopLimit: false,
  choosesSourcePort: true,
  setsDscp: false,
  ping: false,
}

export class SocketNetwork implements Network {
  readonly abilities: Abilities = ABILITIES

  now(): number {
    return performance.now() / 1000
  }

  async sleep(seconds: number, signal?: StopSignal): Promise<void> {
    try {
      await after(seconds * 1000, undefined, { signal: signal as AbortSignal | undefined })
    } catch {
      throw signal?.reason
    }
  }

  /** As every program on this machine would: hosts file, DNS, whatever is configured. */
  async resolve(name: string, signal?: StopSignal): Promise<Resolution> {
    try {
      const found = await unlessStopped(lookup(name, { all: true, order: 'verbatim' }), signal)
      return { addresses: [...new Set(found.map(({ address }) => address))] }
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      return { addresses: [], error: codeOf(error) }
    }
  }

  connect(options: ConnectOptions): Connection {
    return new SocketConnection(options, () => this.now())
  }
}

class SocketConnection implements Connection {
  readonly events: ConnectionEvent[] = []
  private readonly socket: Socket
  private readonly waiting = new Set<() => void>()
  private connected = false
  private sending = Promise.resolve()
  private given = false

  constructor(
    { address, port, sourcePort }: ConnectOptions,
    private readonly now: () => number,
  ) {
    this.socket = connect({ host: address, port, localPort: sourcePort, noDelay: true, allowHalfOpen: true })
    this.socket.on('connect', () => {
      this.connected = true
      this.note({ kind: 'connected' })
    })
    this.socket.on('data', (bytes) => this.note({ kind: 'data', bytes: new Uint8Array(bytes) }))
    this.socket.on('end', () => this.note({ kind: 'fin' }))
    this.socket.on('error', (error) => this.note(eventOf(codeOf(error), this.connected)))
  }

  get sourcePort(): number | undefined {
    return this.socket.localPort
  }

  async more(count: number, seconds: number, signal?: StopSignal): Promise<boolean> {
    const deadline = this.now() + seconds
    while (this.events.length <= count) {
      const left = deadline - this.now()
      if (left <= 0 || !(await this.something(left, signal))) return this.events.length > count
    }
    return true
  }

  send(bytes: Uint8Array, { splitAt = [] }: SendOptions = {}): void {
    const edges = [0, ...splitAt, bytes.length]
    const parts = edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge))
    for (const [i, part] of parts.entries()) this.sending = this.sending.then(() => this.write(part, i > 0))
  }

  setHopLimit(): void {}

  setMinHopLimit(): void {}

  finish(): void {
    this.given = true
    void this.sending.then(() => this.socket.end())
  }

  abort(): void {
    this.given = true
    this.socket.resetAndDestroy()
  }

  /** Without delay each write is a segment of its own, provided that the one before it has left. */
  private async write(bytes: Uint8Array, apart: boolean): Promise<void> {
    if (bytes.length === 0) return
    if (apart) await after(APART_MS)
    if (this.connected && this.socket.writable) this.socket.write(bytes)
  }

  private note(event: Untimed): void {
    if (this.given) return
    this.events.push({ time: this.now(), ...event })
    for (const wake of this.waiting) wake()
  }

  /** Resolves with true at the next event, with false after `seconds`. */
  private something(seconds: number, signal?: StopSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const done = (settle: () => void) => () => {
        clearTimeout(timer)
        this.waiting.delete(wake)
        signal?.removeEventListener('abort', stop)
        settle()
      }
      const wake = done(() => resolve(true))
      const stop = done(() => reject(signal?.reason))
      const timer = setTimeout(
        done(() => resolve(false)),
        seconds * 1000,
      )
      this.waiting.add(wake)
      signal?.addEventListener('abort', stop, { once: true })
    })
  }
}

/** Between segments that must not be joined. */
const APART_MS = 20

type Untimed = ConnectionEvent extends infer Each ? (Each extends { time: number } ? Omit<Each, 'time'> : never) : never

/** What an error of a socket says about the network (POSIX names; libuv uses them everywhere). */
function eventOf(code: string, connected: boolean): Untimed {
  if (code === 'ECONNREFUSED') return { kind: connected ? 'reset' : 'refused' }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED')
    return { kind: connected ? 'reset' : 'refused' }
  if (code === 'ETIMEDOUT') return { kind: 'timeout' }
  if (code === 'EHOSTUNREACH' && !connected) return { kind: 'icmp', type: 'unreachable' }
  return { kind: 'failed', code }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN')

async function unlessStopped<T>(promise: Promise<T>, signal?: StopSignal): Promise<T> {
  if (!signal) return promise
  if (signal.aborted) throw signal.reason
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
