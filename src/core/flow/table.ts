/**
 * The flow table: every TCP connection now followed, in typed arrays.
 *
 * A slot of 8 bytes holds the hash of a connection's key and the number of its record. A record is 128 bytes, two lines
 * of a processor's cache: what a packet costs is waiting for those, and for the system to hand out memory that was never
 * written to before. Nothing is allocated per packet, and per connection only when the arrays grow.
 *
 * The key is the pair of addresses and ports in a fixed order (the lower address first), so both directions meet in
 * one record; `direction` 0 is "sent by the lower one". IPv6 addresses are numbered first (`AddressBook`) and take part
 * with their number.
 */

import { ANNOUNCED } from '../capture/ahead.js'

/** Words of a record: the connection. */
export const Flow = {
  keyA: 0,
  keyB: 1,
  ports: 2,
  /** `FlowBit` set. */
  bits: 3,
  stream: 4,
  lastFrame: 5,
  firstSeconds: 6,
  firstNanos: 7,
  lastSeconds: 8,
  lastNanos: 9,
  /** Nanoseconds from SYN to SYN-ACK and from SYN-ACK to the next ACK; 0 unknown, saturated at 2^32-1. */
  serverRtt: 10,
  clientRtt: 11,
} as const

/** Words of a record: one direction, counted from `directionAt(flow, direction)`. */
export const Dir = {
  packets: 0,
  /** Payload bytes modulo 2^32. */
  bytes: 1,
  /** Wireshark's base sequence number of the direction. */
  baseSeq: 2,
  /** Highest end of a segment seen. */
  nextSeq: 3,
  /** Hop limits of packets that are not resets, a byte each: first SYN or SYN-ACK, first other, lowest, highest. */
  hopLimits: 4,
  /** TCP flags seen (low 16 bits), `DirBit` above, and in the highest byte how many bytes `dataHash` covers. */
  bits: 5,
  segments: 6,
  /**
   * Segments sent again, all of them (high 16 bits) and since the other end was last heard: the most that ever was
   * (next byte), now (lowest byte). Each stays at its largest value.
   */
  again: 7,
  /** First data segment: sequence number, and hash of its first bytes. */
  dataSeq: 8,
  dataHash: 9,
} as const

export const FlowBit = {
  ipv6: 1,
  /** Direction of the SYN's sender is known; and it is direction 1 rather than 0. */
  clientKnown: 2,
  clientIsHigh: 4,
  /** The record is a connection's, and not free for another. */
  held: 8,
  /** What made the connection suspicious. */
  reset: 16,
  overlap: 32,
  afterFin: 64,
  icmp: 128,
  synTwice: 256,
  /** The first packet seen was a SYN (its time is the start of the handshake). */
  startsWithSyn: 512,
  /** Handed over for examination: not to be taken twice. */
  taken: 1024,
  /** The book of hosts has what it says of both its hosts. */
  booked: 2048,
} as const

export const DirBit = {
  /** `baseSeq` is known: from a packet of this direction, or guessed from an acknowledgment of the other. */
  baseSet: 1 << 16,
  data: 1 << 17,
  fin: 1 << 18,
  /** A packet of this direction was seen, so `nextSeq` is known. */
  heard: 1 << 19,
} as const

/** In `Dir.bits`. */
export const DATA_HASHED_SHIFT = 24

const FLOW_WORDS = 12
const DIR_WORDS = 10
/** Words of a record: two 64-byte lines of a processor's cache. */
export const STRIDE = FLOW_WORDS + 2 * DIR_WORDS
const LINE = 16
/** Words of a slot: hash of the key, and number of the record from 1 (0 where the slot is empty). */
const SLOT = 2
const SLOTS_AT_FIRST = 1 << 12
/** Each time all that is in them is moved. */
const SLOTS_GROW_BY = 4
/** Records there is room for at first, and from the first growth on: address space, of which only what is written to
 * becomes memory. */
const CAPACITY = 1 << 11
const LARGE = 1 << 19

/** Numbers IPv6 addresses, so that they fit a key. */
class AddressBook {
  private words = new Uint32Array(4 * 256)
  private slots = new Uint32Array(512)
  count = 0

  /** Number of the address at `offset`, given on first sight. */
  number(view: DataView, offset: number): number {
    const a = view.getUint32(offset)
    const b = view.getUint32(offset + 4)
    const c = view.getUint32(offset + 8)
    const d = view.getUint32(offset + 12)
    return this.numberOfWords(a, b, c, d)
  }

  numberOf([a, b, c, d]: Uint32Array): number {
    return this.numberOfWords(a, b, c, d)
  }

  private numberOfWords(a: number, b: number, c: number, d: number): number {
    const mask = this.slots.length - 1
    let slot = mix(a ^ Math.imul(c, 0x27d4eb2f), b, d) & mask
    for (;;) {
      const n = this.slots[slot]
      if (n === 0) return this.insert(slot, a, b, c, d)
      const at = 4 * (n - 1)
      const w = this.words
      if (w[at] === a && w[at + 1] === b && w[at + 2] === c && w[at + 3] === d) return n - 1
      slot = (slot + 1) & mask
    }
  }

  private insert(slot: number, a: number, b: number, c: number, d: number): number {
    if (4 * this.count === this.words.length) this.words = grown(this.words, this.words.length * 2)
    this.words.set([a, b, c, d], 4 * this.count)
    this.slots[slot] = ++this.count
    if (this.count * 2 > this.slots.length) this.rehash(this.slots.length * 2)
    return this.count - 1
  }

  private rehash(length: number): void {
    this.slots = new Uint32Array(length)
    const mask = this.slots.length - 1
    for (let n = 0; n < this.count; n++) {
      const w = this.words.subarray(4 * n, 4 * n + 4)
      let slot = mix(w[0] ^ Math.imul(w[2], 0x27d4eb2f), w[1], w[3]) & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = n + 1
    }
  }

  /** Forgets the addresses not in `used`; returns the new number of each kept one, in the same order as before. */
  compact(used: Set<number>): Map<number, number> {
    const kept = [...used].sort((x, y) => x - y)
    const old = this.words
    this.words = new Uint32Array(4 * Math.max(256, kept.length * 2))
    kept.forEach((n, i) => {
      this.words.set(old.subarray(4 * n, 4 * n + 4), 4 * i)
    })
    this.count = kept.length
    this.rehash(Math.max(512, 2 ** Math.ceil(Math.log2(4 * kept.length + 1))))
    return new Map(kept.map((n, i) => [n, i]))
  }

  wordsOf(n: number): Uint32Array {
    return this.words.slice(4 * n, 4 * n + 4)
  }
}

let seedA = 0x9e3779b1
let seedB = 0x85ebca77

/**
 * Makes the hash unpredictable, so that nobody can craft a capture whose connections all fall into one slot. Takes
 * effect for tables made afterwards; results do not depend on it.
 */
export function seedHash(a: number, b: number): void {
  seedA = (a | 1) >>> 0
  seedB = (b | 1) >>> 0
}

function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a ^ Math.imul(c, seedB), seedA) ^ Math.imul(b, 0xc2b2ae3d)
  h = Math.imul(h ^ (h >>> 15), seedB)
  return h ^ (h >>> 13)
}

function grown(old: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length)
  larger.set(old)
  return larger
}

/** What a connection is called outside the table. */
export interface FlowAddresses {
  ipVersion: 4 | 6
  /** Four octets or sixteen, as words in network order. */
  low: Uint32Array
  high: Uint32Array
  lowPort: number
  highPort: number
}

export class FlowTable {
  private slots: Int32Array
  /** All records, `STRIDE` words each; record 0 is the first. Public to the scan, which writes it in its hot loop. */
  records: Uint32Array
  private free: number[] = []
  private used = 0
  private readonly book = new AddressBook()
  /** Direction of the packet last looked up: 0 sent by the lower address, 1 by the higher. */
  direction = 0
  /** `find` had to make a new record. */
  isNew = false
  // The key of the packet last looked up.
  private keyA = 0
  private keyB = 0
  private ports = 0
  /** `FlowBit.ipv6` or 0. */
  private family = 0
  private hash = 0

  constructor(capacity = CAPACITY) {
    this.slots = new Int32Array(SLOT * SLOTS_AT_FIRST)
    this.records = new Uint32Array(STRIDE * capacity)
  }

  /** Connections held now. */
  get size(): number {
    return this.used - this.free.length
  }

  /** Record (index of its first word) of a packet's connection, made when there is none; `isNew` tells. */
  find(view: DataView, ipOffset: number, ipVersion: number, portsOffset: number): number {
    this.readKey(view, ipOffset, ipVersion, view.getInt32(portsOffset))
    const slot = this.slotOfKey()
    const entry = this.slots[slot + 1]
    this.isNew = entry === 0
    return entry === 0 ? this.insert(slot) : (entry - 1) * STRIDE
  }

  /** Record of a packet's connection, or -1: for packets that only speak of a connection (an ICMP quotation). */
  peekPorts(view: DataView, ipOffset: number, ipVersion: number, source: number, destination: number): number {
    this.readKey(view, ipOffset, ipVersion, (source << 16) | destination)
    const entry = this.slots[this.slotOfKey() + 1]
    return entry === 0 ? -1 : (entry - 1) * STRIDE
  }

  /** Record of the connection between these ends, or -1. An IPv6 address never seen is numbered by it. */
  peek({ ipVersion, low, high, lowPort, highPort }: FlowAddresses): number {
    const [a, b] = ipVersion === 4 ? [low[0] | 0, high[0] | 0] : [this.book.numberOf(low), this.book.numberOf(high)]
    this.family = ipVersion === 4 ? 0 : FlowBit.ipv6
    this.setKey(a, b, (lowPort << 16) | highPort)
    const entry = this.slots[this.slotOfKey() + 1]
    return entry === 0 ? -1 : (entry - 1) * STRIDE
  }

  private readonly expectedHashes = new Int32Array(ANNOUNCED)
  private readonly expectedFlows = new Int32Array(ANNOUNCED)
  /** Keeps the reads below from being optimised away. */
  touched = 0

  /**
   * Reads what the next packets' lookups will read, all slots first and then all records: the processor waits for many
   * of them at once instead of for one after the other. A third of the time on small packets of 500 000 connections.
   * @param offsets of the source address of plain IPv4 headers with ports right behind
   */
  touch(view: DataView, offsets: Int32Array, count: number): void {
    const { slots, records, expectedHashes, expectedFlows } = this
    const last = slots.length - 1
    let sum = 0
    for (let i = 0; i < count; i++) {
      const at = offsets[i]
      const a = view.getInt32(at)
      const b = view.getInt32(at + 4)
      const ports = view.getInt32(at + 8)
      const swap = a > b
      const hash = swap ? mix(b, a, (ports << 16) | (ports >>> 16)) : mix(a, b, ports)
      expectedHashes[i] = hash
      sum ^= slots[Math.imul(hash, SLOT) & last]
    }
    for (let i = 0; i < count; i++) {
      const hash = expectedHashes[i]
      let slot = Math.imul(hash, SLOT) & last
      while (slots[slot] !== hash && slots[slot + 1] !== 0) slot = (slot + SLOT) & last
      expectedFlows[i] = (slots[slot + 1] - 1) * STRIDE
    }
    for (let i = 0; i < count; i++) {
      const flow = expectedFlows[i]
      // The last word too: a record may begin anywhere in a line.
      if (flow >= 0) sum ^= records[flow] ^ records[flow + LINE] ^ records[flow + STRIDE - 1]
    }
    this.touched ^= sum
  }

  private readKey(view: DataView, ipOffset: number, ipVersion: number, ports: number): void {
    let a: number
    let b: number
    if (ipVersion === 4) {
      a = view.getInt32(ipOffset + 12)
      b = view.getInt32(ipOffset + 16)
      this.family = 0
    } else {
      a = this.book.number(view, ipOffset + 8)
      b = this.book.number(view, ipOffset + 24)
      this.family = FlowBit.ipv6
    }
    this.setKey(a, b, ports)
  }

  private setKey(a: number, b: number, ports: number): void {
    const source = ports >>> 16
    const destination = ports & 0xffff
    const swap = a > b || (a === b && source > destination)
    this.direction = swap ? 1 : 0
    this.keyA = swap ? b : a
    this.keyB = swap ? a : b
    this.ports = swap ? (destination << 16) | source : ports
    this.hash = mix(this.keyA, this.keyB, this.ports)
  }

  /** The slot of the record with the key, or the empty one where it belongs. */
  private slotOfKey(): number {
    const { slots, hash } = this
    const last = slots.length - 1
    let slot = Math.imul(hash, SLOT) & last
    for (;;) {
      const entry = slots[slot + 1]
      if (entry === 0 || (slots[slot] === hash && this.hasKey((entry - 1) * STRIDE))) return slot
      slot = (slot + SLOT) & last
    }
  }

  private hasKey(flow: number): boolean {
    const r = this.records
    return (
      (r[flow + Flow.keyA] | 0) === this.keyA &&
      (r[flow + Flow.keyB] | 0) === this.keyB &&
      (r[flow + Flow.ports] | 0) === this.ports &&
      // An IPv4 address may equal the number of an IPv6 one.
      (r[flow + Flow.bits] & FlowBit.ipv6) === this.family
    )
  }

  private insert(slot: number): number {
    const flow = this.newRecord()
    const slots = this.slots
    slots[slot] = this.hash
    slots[slot + 1] = flow / STRIDE + 1
    if (this.size * 2 * SLOT > this.slots.length) this.rebuild(this.slots.length * SLOTS_GROW_BY)
    return flow
  }

  private newRecord(): number {
    const reused = this.free.pop()
    const index = reused ?? this.used++
    if ((index + 1) * STRIDE > this.records.length) this.growRecords()
    const flow = index * STRIDE
    const r = this.records
    if (reused !== undefined) r.fill(0, flow, flow + STRIDE)
    r[flow + Flow.keyA] = this.keyA
    r[flow + Flow.keyB] = this.keyB
    r[flow + Flow.ports] = this.ports
    r[flow + Flow.bits] = FlowBit.held | this.family
    return flow
  }

  private growRecords(): void {
    this.records = grown(this.records, Math.max(LARGE * STRIDE, this.records.length * 2))
  }

  /** Empties a record for a new connection of the same addresses and ports; the key stays. */
  restart(flow: number): void {
    const keep = this.records[flow + Flow.bits] & (FlowBit.ipv6 | FlowBit.held)
    this.records.fill(0, flow + Flow.bits, flow + STRIDE)
    this.records[flow + Flow.bits] = keep
  }

  /** Visits every connection, in the order of the records: that of the capture, as long as none was evicted. */
  each(visit: (flow: number) => void): void {
    const r = this.records
    const end = this.used * STRIDE
    for (let flow = 0; flow < end; flow += STRIDE) if (r[flow + Flow.bits] & FlowBit.held) visit(flow)
  }

  /** Visits every connection; `keep` false takes it out of the table. */
  sweep(keep: (flow: number) => boolean): void {
    const before = this.free.length
    this.each((flow) => {
      if (keep(flow)) return
      this.records[flow + Flow.bits] = 0
      this.free.push(flow / STRIDE)
    })
    if (this.free.length === before) return
    this.forgetFreed()
    if (this.book.count > 4 * this.size + 1024) this.compactAddresses()
    this.rebuild(this.slots.length)
  }

  /** Empties the slots of freed records; what stood behind them is found again once the slots are rebuilt. */
  private forgetFreed(): void {
    const { records: r, slots } = this
    for (let slot = 0; slot < slots.length; slot += SLOT) {
      const flow = (slots[slot + 1] - 1) * STRIDE
      if (flow >= 0 && !(r[flow + Flow.bits] & FlowBit.held)) slots[slot + 1] = 0
    }
  }

  /** Records of evicted connections leave IPv6 addresses behind: gives the remaining ones new numbers. */
  private compactAddresses(): void {
    const { records: r, slots } = this
    const ipv6: number[] = []
    this.each((flow) => {
      if (r[flow + Flow.bits] & FlowBit.ipv6) ipv6.push(flow)
    })
    const numbers = this.book.compact(new Set(ipv6.flatMap((flow) => [r[flow + Flow.keyA], r[flow + Flow.keyB]])))
    for (const flow of ipv6) {
      r[flow + Flow.keyA] = numbers.get(r[flow + Flow.keyA])!
      r[flow + Flow.keyB] = numbers.get(r[flow + Flow.keyB])!
    }
    for (let slot = 0; slot < slots.length; slot += SLOT) {
      const flow = (slots[slot + 1] - 1) * STRIDE
      if (flow < 0 || !(r[flow + Flow.bits] & FlowBit.ipv6)) continue
      slots[slot] = mix(r[flow + Flow.keyA] | 0, r[flow + Flow.keyB] | 0, r[flow + Flow.ports] | 0)
    }
  }

  /** Puts what is in the slots into a new array of them. Touches no record. */
  private rebuild(slotWords: number): void {
    const old = this.slots
    const slots = new Int32Array(slotWords)
    const last = slots.length - 1
    for (let from = 0; from < old.length; from += SLOT) {
      const entry = old[from + 1]
      if (entry === 0) continue
      const hash = old[from]
      let slot = Math.imul(hash, SLOT) & last
      while (slots[slot + 1] !== 0) slot = (slot + SLOT) & last
      slots[slot] = hash
      slots[slot + 1] = entry
    }
    this.slots = slots
  }

  /** A record's copy that outlives the table. */
  copy(flow: number): Uint32Array {
    return this.records.slice(flow, flow + STRIDE)
  }

  addresses(flow: number): FlowAddresses {
    const r = this.records
    const v6 = (r[flow + Flow.bits] & FlowBit.ipv6) !== 0
    const a = r[flow + Flow.keyA]
    const b = r[flow + Flow.keyB]
    const ports = r[flow + Flow.ports]
    return {
      ipVersion: v6 ? 6 : 4,
      low: v6 ? this.book.wordsOf(a) : Uint32Array.of(a),
      high: v6 ? this.book.wordsOf(b) : Uint32Array.of(b),
      lowPort: ports >>> 16,
      highPort: ports & 0xffff,
    }
  }
}

/** First word of what a record says of a direction. */
export const directionAt = (flow: number, direction: number): number => flow + FLOW_WORDS + direction * DIR_WORDS
