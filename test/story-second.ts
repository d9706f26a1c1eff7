/** The second capture of a story: the same packets at another point, with another clock. */
import type { Words } from './story.js'
import type { ThereChanges } from './story-draft.js'
import { ACK, type StagedPacket } from './story-packet.js'

export class SecondCapture {
  /** Each packet of the story that was seen there, as it was seen. */
  readonly seen = new Map<StagedPacket, StagedPacket>()
  private readonly doubled: StagedPacket[] = []
  readonly snap?: number
  private readonly hops: number = 10
  private readonly delay: number = 10e6
  private readonly clock: number = 0
  private readonly drift: number = 0
  private readonly begins: number = 0
  private readonly ends: number = Number.POSITIVE_INFINITY
  private readonly only?: string
  private readonly shift?: { client: number; server: number }
  private readonly nat?: { address: string; port: number }

  constructor(w: Words) {
    while (w.more) {
      const word = w.next()
      if (word === 'hops') this.hops = w.number()
      else if (word === 'delay') this.delay = w.number() * 1e6
      else if (word === 'clock') this.clock = w.number() * 1e9
      else if (word === 'drift') this.drift = w.number() / 1e6
      else if (word === 'from') this.begins = w.number() * 1e6
      else if (word === 'until') this.ends = w.number() * 1e6
      else if (word === 'snap') this.snap = w.number()
      else if (word === 'only') this.only = w.next()
      else if (word === 'shift') this.shift = { client: w.number(), server: w.number() }
      else if (word === 'nat') this.nat = addressAndPort(w.next())
      else w.fail(`${word} says nothing of a second capture`)
    }
  }

  /** @param away its sender is the client, which the first capture is nearer to */
  take(p: StagedPacket, away: boolean, alone: boolean, there: ThereChanges = {}): void {
    let time = alone ? p.time : p.time + (away ? this.delay : -this.delay)
    time += there.late ?? 0
    if (time < this.begins || time > this.ends || (this.only && this.only !== (away ? 'C' : 'S'))) return
    const ttl = there.ttl ?? (alone ? p.ttl : p.ttl + (away ? -this.hops : this.hops))
    const seen = this.translated(this.moved({ ...changed(p, there), ttl, time: this.shown(time) }, away), away)
    this.seen.set(p, seen)
    if (there.twice) this.doubled.push({ ...seen, time: seen.time + DOUBLED_AFTER })
  }

  /** In the order in which they came past. */
  get packets(): StagedPacket[] {
    return [...this.seen.values(), ...this.doubled].sort((a, b) => a.time - b.time)
  }

  private shown(time: number): number {
    return Math.round(time * (1 + this.drift) + this.clock)
  }

  /** A device gives both sides other sequence numbers. */
  private moved(p: StagedPacket, away: boolean): StagedPacket {
    if (!this.shift || !p.tcp) return p
    const { client, server } = this.shift
    const [own, peer] = away ? [client, server] : [server, client]
    const ack = p.tcp.flags & ACK ? (p.tcp.ack + peer) >>> 0 : p.tcp.ack
    return { ...p, tcp: { ...p.tcp, seq: (p.tcp.seq + own) >>> 0, ack } }
  }

  /** The client has another address and port behind an address translation (RFC 3022 §2.2). */
  private translated(p: StagedPacket, away: boolean): StagedPacket {
    if (!this.nat) return p
    const { address, port } = this.nat
    const tcp = p.tcp && { ...p.tcp, ...(away ? { sport: port } : { dport: port }) }
    return { ...p, tcp, ...(away ? { source: address } : { destination: address }) }
  }
}

/** Nanoseconds: longer than a mirror port takes, which copies within microseconds. */
const DOUBLED_AFTER = 8e6

function changed(p: StagedPacket, { window, options, payload }: ThereChanges): StagedPacket {
  if (!p.tcp) return p
  const tcp = { ...p.tcp }
  if (window !== undefined) tcp.window = window
  if (payload) tcp.payload = payload
  if (options)
    tcp.options = tcp.options.flatMap((o) => (String(o[0]) in options ? (options[o[0]] ?? padding(o.length)) : [o]))
  return { ...p, tcp }
}

/** What is taken away is overwritten with no-operations (RFC 9293 §3.2). */
const padding = (length: number): Uint8Array => new Uint8Array(length).fill(1)

function addressAndPort(text: string): { address: string; port: number } {
  const colon = text.lastIndexOf(':')
  return { address: text.slice(0, colon), port: Number(text.slice(colon + 1)) }
}
