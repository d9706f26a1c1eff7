/** A network that writes down everything that passes through it. */
import type { Connection, ConnectionEvent, Network, PingOptions, SendOptions, StopSignal } from './network.js'

/** One line of a log: when, on which connection, what. Contents are not written, only their lengths. */
export interface LogLine {
  time: number
  connection?: number
  event: string
  [detail: string]: unknown
}

export function logged(network: Network, write: (line: LogLine) => void): Network {
  let connections = 0
  return {
    abilities: network.abilities,
    now: () => network.now(),
    sleep: (seconds, signal) => network.sleep(seconds, signal),
    resolve: async (name, signal) => {
      const resolution = await network.resolve(name, signal)
      write({ time: network.now(), event: 'resolved', name, ...resolution })
      return resolution
    },
    connect: (options) => {
      const connection = ++connections
      write({ time: network.now(), connection, event: 'connect', ...options })
      return new LoggedConnection(network.connect(options), (line) =>
        write({ time: network.now(), connection, ...line }),
      )
    },
    ...(network.ping && {
      ping: async (address: string, options: PingOptions) => {
        const reply = await network.ping?.(address, options)
        write({ time: network.now(), event: 'ping', address, hopLimit: options.hopLimit, reply })
        return reply
      },
    }),
    ...(network.timeExceededCount && { timeExceededCount: () => network.timeExceededCount?.() ?? 0 }),
  }
}

/** A line whose time is now, unless it says otherwise. */
type UntimedLine = Partial<LogLine> & { event: string }

class LoggedConnection implements Connection {
  private noted = 0
  private packetsNoted = 0

  constructor(
    private readonly inner: Connection,
    private readonly write: (line: UntimedLine) => void,
  ) {}

  get events(): readonly ConnectionEvent[] {
    return this.inner.events
  }

  get packets(): Connection['packets'] {
    return this.inner.packets
  }

  get sourcePort(): number | undefined {
    return this.inner.sourcePort
  }

  async more(count: number, seconds: number, signal?: StopSignal): Promise<boolean> {
    try {
      return await this.inner.more(count, seconds, signal)
    } finally {
      this.noteNew()
    }
  }

  send(bytes: Uint8Array, options?: SendOptions): void {
    if (bytes.length > 0) this.write({ event: 'send', bytes: bytes.length, ...options })
    this.inner.send(bytes, options)
  }

  setHopLimit(hopLimit: number): void {
    this.write({ event: 'hop-limit', hopLimit })
    this.inner.setHopLimit(hopLimit)
  }

  setMinHopLimit(hopLimit: number): void {
    this.write({ event: 'min-hop-limit', hopLimit })
    this.inner.setMinHopLimit(hopLimit)
  }

  finish(): void {
    this.noteNew()
    this.write({ event: 'finish' })
    this.inner.finish()
  }

  abort(): void {
    this.noteNew()
    this.write({ event: 'abort' })
    this.inner.abort()
  }

  private noteNew(): void {
    for (; this.noted < this.inner.events.length; this.noted++) this.write(lineOf(this.inner.events[this.noted]))
    const { packets = [] } = this.inner
    for (; this.packetsNoted < packets.length; this.packetsNoted++) {
      this.write({ event: 'packet', ...packets[this.packetsNoted] })
    }
  }
}

function lineOf(event: ConnectionEvent): LogLine {
  const { kind, ...rest } = event
  return event.kind === 'data' ? { time: event.time, event: kind, bytes: event.bytes.length } : { ...rest, event: kind }
}
