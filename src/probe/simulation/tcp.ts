/**
 * One end of a TCP connection, as far as probing needs it: handshake, data in order, retransmission, FIN, resets.
 * Out-of-order segments are not kept, windows never fill, and sequence numbers do not wrap.
 */
import type { VirtualClock } from './clock.js'
import { isReset, lengthOf, NO_BYTES, type Segment } from './packet.js'

export type EndEvent =
  | { kind: 'connected' | 'refused' | 'reset' | 'fin' | 'timeout' }
  | { kind: 'data'; bytes: Uint8Array }

export interface EndWorld {
  clock: VirtualClock
  transmit(segment: Segment): void
  notify(event: EndEvent): void
}

/** Linux gives a SYN up after six retransmissions, which is longer than anybody waits here; so are three. */
const SYN_RETRIES = 3
const DATA_RETRIES = 6
const MIN_TIMEOUT = 0.2

type State = 'syn-sent' | 'syn-received' | 'established' | 'closed'

export class TcpEnd {
  private state: State
  private next: number
  private expected = 0
  private unacknowledged: Segment[] = []
  private timeout = 1
  private peerIsDone = false
  private openedAt: number

  private constructor(
    private readonly world: EndWorld,
    initial: number,
    state: State,
  ) {
    this.next = initial
    this.state = state
    this.openedAt = world.clock.now
  }

  static connect(world: EndWorld, initial: number): TcpEnd {
    const end = new TcpEnd(world, initial, 'syn-sent')
    end.queue('S', NO_BYTES)
    return end
  }

  static accept(world: EndWorld, initial: number, syn: Segment): TcpEnd {
    const end = new TcpEnd(world, initial, 'syn-received')
    end.expected = syn.seq + 1
    end.queue('S.', NO_BYTES)
    return end
  }

  get isOpen(): boolean {
    return this.state === 'established' || this.state === 'syn-received'
  }

  send(bytes: Uint8Array): void {
    if (this.isOpen && bytes.length > 0) this.queue('P.', bytes)
  }

  finish(): void {
    if (this.isOpen) this.queue('F.', NO_BYTES)
  }

  abort(): void {
    if (this.isOpen) this.transmit({ kind: 'tcp', flags: 'R.', seq: this.next, ack: this.expected, payload: NO_BYTES })
    this.close()
  }

  receive(segment: Segment): void {
    if (this.state === 'closed') return
    if (isReset(segment)) this.receiveReset(segment)
    else if (this.state === 'syn-sent') this.receiveSynAck(segment)
    else if (segment.flags.startsWith('S')) this.transmit(this.bare())
    else this.receiveInSequence(segment)
  }

  private receiveInSequence(segment: Segment): void {
    this.acknowledge(segment.ack)
    if (lengthOf(segment) > 0) this.receiveData(segment)
  }

  /** RFC 9293 §3.10.7.3 for SYN-SENT; RFC 5961 §3.2 after it: only the exact number closes. */
  private receiveReset(segment: Segment): void {
    if (this.state === 'syn-sent') {
      if (segment.flags === 'R.' && segment.ack === this.next) this.end({ kind: 'refused' })
    } else if (segment.seq === this.expected) this.end({ kind: 'reset' })
  }

  private receiveSynAck(segment: Segment): void {
    if (segment.flags.endsWith('.') && segment.ack !== this.next) this.refuseOld(segment)
    if (segment.flags !== 'S.' || segment.ack !== this.next) return
    this.expected = segment.seq + 1
    this.acknowledge(segment.ack)
    this.transmit(this.bare())
  }

  /** The other end still has an earlier connection: it is reset, and the SYN repeated soon, as Linux does. */
  private refuseOld({ ack }: Segment): void {
    this.transmit({ kind: 'tcp', flags: 'R', seq: ack, ack: 0, payload: NO_BYTES })
    const [syn] = this.unacknowledged
    this.world.clock.after(0.002, () => {
      if (this.state === 'syn-sent') this.transmit(syn)
    })
  }

  private acknowledge(ack: number): void {
    this.unacknowledged = this.unacknowledged.filter((segment) => segment.seq + lengthOf(segment) > ack)
    if (this.state === 'established' || this.unacknowledged.some(({ flags }) => flags.startsWith('S'))) return
    this.state = 'established'
    this.timeout = Math.max(MIN_TIMEOUT, 2 * (this.world.clock.now - this.openedAt))
    this.world.notify({ kind: 'connected' })
  }

  /** Takes what is new of it; what comes too early is asked for again by the acknowledgment. */
  private receiveData(segment: Segment): void {
    const known = this.expected - segment.seq
    const fresh = lengthOf(segment) - known
    if (known >= 0 && fresh > 0 && !this.peerIsDone) {
      this.peerIsDone = segment.flags === 'F.'
      this.expected += fresh
      const bytes = segment.payload.subarray(known)
      if (bytes.length > 0) this.world.notify({ kind: 'data', bytes })
      if (this.peerIsDone) this.world.notify({ kind: 'fin' })
    }
    if (this.isOpen) this.transmit(this.bare())
  }

  private queue(flags: Segment['flags'], payload: Uint8Array): void {
    const segment: Segment = { kind: 'tcp', flags, seq: this.next, ack: this.expected, payload }
    this.next += lengthOf(segment)
    this.unacknowledged.push(segment)
    this.transmit(segment)
    this.watch(segment, 0)
  }

  /** Sends it again, after twice the time each time, until it is acknowledged or given up. */
  private watch(segment: Segment, tries: number): void {
    this.world.clock.after(this.timeout * 2 ** tries, () => {
      if (this.state === 'closed' || !this.unacknowledged.includes(segment)) return
      if (tries >= (segment.flags.startsWith('S') ? SYN_RETRIES : DATA_RETRIES)) return this.end({ kind: 'timeout' })
      this.transmit({ ...segment, ack: this.expected })
      this.watch(segment, tries + 1)
    })
  }

  private bare = (): Segment => ({ kind: 'tcp', flags: '.', seq: this.next, ack: this.expected, payload: NO_BYTES })

  private transmit(segment: Segment): void {
    this.world.transmit(segment)
  }

  private end(event: EndEvent): void {
    this.close()
    this.world.notify(event)
  }

  private close(): void {
    this.state = 'closed'
    this.unacknowledged = []
  }
}
