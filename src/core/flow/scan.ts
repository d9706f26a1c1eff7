/**
 * The one fast pass. It reads each packet's headers, keeps a record per connection, numbers the connections as
 * Wireshark does, and notes which of them need a closer look. It allocates nothing per packet; everything rich
 * happens later, for the few connections in which something went wrong.
 */

import { ANNOUNCED } from '../capture/ahead.js'
import type { PacketSink, RawPacket } from '../capture/format.js'
import type { Problems } from '../capture/problems.js'
import { decode } from '../wire/decode.js'
import { Fragments } from '../wire/fragments.js'
import { Headers, Stop } from '../wire/headers.js'
import { LinkType } from '../wire/link-type.js'
import { TcpFlag } from '../wire/tcp.js'
import { Contrast } from './contrast.js'
import { History } from './history.js'
import { HostBook } from './hosts.js'
import { IcmpLog } from './icmp-log.js'
import { Sisters } from './sisters.js'
import { Suspects } from './suspects.js'
import { isSuspicious } from './suspicion.js'
import { Dir, directionAt, Flow, FlowBit, FlowTable } from './table.js'
import { Tracker } from './tracker.js'
import { Twins } from './twins.js'
import { type WantedConnection, WantedConnections } from './wanted.js'

const TCP = 6
const ICMP = 1
const ICMPV6 = 58
/** Ethernet, IPv4 without options, ports. */
const PLAIN_HEADERS = 14 + 20 + 4
/** Connections whose records fill a processor's cache. */
const LARGE_TABLE = 8192
/** The flags octet is the fourteenth; with fewer bytes a segment says nothing (and Wireshark gives it no stream). */
const TCP_MIN = 16

export class Scan implements PacketSink {
  readonly table = new FlowTable()
  readonly history = new History()
  readonly hosts = new HostBook()
  readonly icmp = new IcmpLog(this.table, this.hosts)
  readonly suspects: Suspects
  readonly fragments = new Fragments()

  frames = 0
  tcpPackets = 0
  /** Captured bytes. */
  bytes = 0
  streams = 0
  resetStreams = 0
  firstSeconds = 0
  firstNanos = 0
  lastSeconds = 0
  lastNanos = 0

  /** Healthy connections left the table before the end: that a connection is not found says nothing then. */
  forgetful = false

  private readonly tracker = new Tracker(this.table)
  private readonly sisters = new Sisters()
  /** Those that were taken while the capture went on, before it was known what others are like. */
  private readonly settled: { record: Uint32Array }[] = []
  private readonly headers = new Headers()
  private readonly plain = new Int32Array(ANNOUNCED)
  private sweepAt = 1 << 16
  /** For `takeNext`: the records in the order of their streams, and how many of them were looked at. */
  private byStream?: Uint32Array
  private nextStream = 0
  private twinsOnce?: Twins

  constructor(private readonly problems: Problems) {
    this.suspects = new Suspects(this.table, this.history)
  }

  /** Only worth its time once the table has outgrown the processor's cache. */
  get expect(): PacketSink['expect'] {
    return this.table.size > LARGE_TABLE ? this.fetchAhead : undefined
  }

  /** For plain Ethernet and IPv4 without options, which is what matters; others are read without this. */
  private fetchAhead(view: DataView, offsets: Int32Array, count: number, linkType: number): void {
    if (linkType !== LinkType.ethernet) return
    let plain = 0
    for (let i = 0; i < count; i++) {
      const at = offsets[i]
      if (at + PLAIN_HEADERS > view.byteLength) break
      if (view.getUint16(at + 12) === 0x0800 && view.getUint8(at + 14) === 0x45) this.plain[plain++] = at + 26
    }
    this.table.touch(view, this.plain, plain)
  }

  packet(raw: RawPacket): void {
    const frame = ++this.frames
    this.history.add(frame, raw.position)
    this.bytes += raw.captured
    this.clock(raw, frame)
    const h = this.headers
    decode(raw.view, raw.offset, raw.captured, raw.interface.linkType, h)
    // No packet is longer inside than it was on the wire.
    const isTooLong = h.payloadOffset + h.payloadLength > raw.offset + raw.original
    if (isTooLong && h.stop !== Stop.badLength) this.problems.add('bad-length', { frame })
    if (h.protocol === TCP && h.fragmentOffset === 0 && h.moreFragments === 0) this.tcp(raw, h, frame)
    else this.other(raw, h, frame)
  }

  private clock(raw: RawPacket, frame: number): void {
    if (frame === 1) {
      this.firstSeconds = raw.seconds
      this.firstNanos = raw.nanoseconds
    } else if (raw.seconds < this.lastSeconds - 1) {
      this.problems.add('time-backwards', { frame })
    }
    if (raw.seconds > this.lastSeconds || (raw.seconds === this.lastSeconds && raw.nanoseconds > this.lastNanos)) {
      this.lastSeconds = raw.seconds
      this.lastNanos = raw.nanoseconds
    }
  }

  private tcp(raw: RawPacket, h: Headers, frame: number): void {
    const view = raw.view
    const at = h.payloadOffset
    if (h.capturedEnd - at < TCP_MIN) {
      this.problems.add('truncated-packet', { frame })
      return
    }
    this.tcpPackets++
    const table = this.table
    let flow = table.find(view, h.ipOffset, h.ipVersion, at)
    // Signed: a whole number that large would be an object of its own.
    const seq = view.getInt32(at + 4)
    const flags = view.getUint16(at + 12) & 0xfff
    if (table.isNew) this.open(flow, raw, flags)
    else if ((flags & SYN_ACK) === TcpFlag.syn && this.tracker.isNewConnection(flow, seq)) {
      flow = this.reopen(flow, raw, flags)
    }
    const r = table.records
    this.history.link(frame, r[flow + Flow.lastFrame])
    r[flow + Flow.lastFrame] = frame
    r[flow + Flow.lastSeconds] = raw.seconds
    r[flow + Flow.lastNanos] = raw.nanoseconds
    this.tracker.note(flow, raw, h, seq, flags)
    if (flags & TcpFlag.rst) this.reset(flow, frame)
  }

  private reset(flow: number, frame: number): void {
    const r = this.table.records
    if (!(r[flow + Flow.bits] & FlowBit.reset)) {
      r[flow + Flow.bits] |= FlowBit.reset
      this.resetStreams++
    }
    this.suspects.mark(flow, frame)
  }

  private open(flow: number, raw: RawPacket, flags: number): void {
    const r = this.table.records
    r[flow + Flow.stream] = this.streams++
    r[flow + Flow.firstSeconds] = raw.seconds
    r[flow + Flow.firstNanos] = raw.nanoseconds
    if ((flags & SYN_ACK) === TcpFlag.syn) r[flow + Flow.bits] |= FlowBit.startsWithSyn
    if (this.table.size >= this.sweepAt) this.sweep(flow, raw.seconds)
  }

  private reopen(flow: number, raw: RawPacket, flags: number): number {
    this.close(flow)
    this.table.restart(flow)
    this.open(flow, raw, flags)
    return flow
  }

  /** A connection leaves the table: what it says of its hosts is kept, and itself if it is suspicious. */
  private close(flow: number): void {
    const r = this.table.records
    if (r[flow + Flow.bits] & FlowBit.taken) return
    this.hosts.addFlow(this.table, flow)
    if (isSuspicious(r, flow, this.lastSeconds)) this.take(flow)
    this.suspects.forget(flow)
  }

  /**
   * Evicts connections that are over (reset or closed both ways, two minutes silent: RFC 9293 §3.4.2 lets their
   * remains live that long) or silent for an hour while the table is full. When that frees little, the table grows.
   */
  private sweep(except: number, now: number): void {
    const r = this.table.records
    this.table.sweep((flow) => {
      if (flow === except) return true
      const both = r[directionAt(flow, 0) + Dir.bits] & r[directionAt(flow, 1) + Dir.bits]
      const over = both & TcpFlag.fin || r[flow + Flow.bits] & FlowBit.reset
      const silent = now - r[flow + Flow.lastSeconds]
      if (silent <= (over ? 120 : 3600)) return true
      this.close(flow)
      this.forgetful = true
      return false
    })
    this.sweepAt = Math.max(1 << 16, this.table.size * 2)
  }

  /**
   * Takes the connections whose reset lies so far back that nothing more is to be expected of them: for captures that
   * are read while they are being made.
   */
  takeSettled(patienceSeconds: number): void {
    const r = this.table.records
    for (const flow of this.suspects.marked()) {
      const settled = this.lastSeconds - r[flow + Flow.lastSeconds] >= patienceSeconds
      if (!settled || !(r[flow + Flow.bits] & FlowBit.reset) || !this.takeOnce(flow)) continue
      this.settled.push({ record: this.table.copy(flow) })
    }
  }

  /** Takes the connections that another capture point asks for; call it after `end`. */
  takeAlso(wanted: readonly WantedConnection[]): void {
    const connections = new WantedConnections(wanted)
    const r = this.table.records
    this.table.each((flow) => {
      if (!(r[flow + Flow.bits] & FlowBit.taken) && connections.has(this.table, flow)) this.takeOnce(flow)
    })
  }

  /** Takes a few healthy connections between the hosts of suspicious ones; call it after `end`. */
  takeSisters(): void {
    for (const flow of this.sisters.choose(this.table)) this.take(flow)
  }

  /** Takes connections once more, with all their packets; call it after `end`. */
  takeWhole(streams: ReadonlySet<number>): void {
    if (streams.size === 0) return
    const r = this.table.records
    this.table.each((flow) => {
      if (streams.has(r[flow + Flow.stream])) this.take(flow, true)
    })
  }

  /**
   * A number for each connection whose beginning was seen, by which other capture points know it again: of the first
   * numbers of both ends, which no address translation changes.
   */
  marks(isCounted: (bits: number) => boolean): Float64Array {
    const r = this.table.records
    const marks: number[] = []
    this.table.each((flow) => {
      const bits = r[flow + Flow.bits]
      if (!(bits & FlowBit.startsWithSyn) || !isCounted(bits)) return
      const [a, b] = [r[directionAt(flow, 0) + Dir.baseSeq], r[directionAt(flow, 1) + Dir.baseSeq]]
      // 52 bits, as many as a float holds exactly; which end is listed first depends on the addresses.
      marks.push(Math.max(a, b) * 0x10_0000 + (Math.min(a, b) >>> 12))
    })
    return Float64Array.from(marks)
  }

  /**
   * Takes connections not taken yet, whole and in the order of their streams, until they have so many packets together.
   * @returns their records
   */
  takeNext(packets: number): number[] {
    const r = this.table.records
    this.byStream ??= this.inStreamOrder()
    const taken: number[] = []
    for (let left = packets; left > 0 && this.nextStream < this.byStream.length; ) {
      const flow = this.byStream[this.nextStream++]
      if (!this.takeOnce(flow, true)) continue
      left -= r[directionAt(flow, 0) + Dir.packets] + r[directionAt(flow, 1) + Dir.packets]
      taken.push(flow)
    }
    return taken
  }

  /** Takes the same connections as another capture point took, as far as this one holds them. */
  takeTwins(other: Scan, flows: readonly number[]): void {
    for (const flow of flows) for (const twin of this.twins.of(other.twins, flow)) this.takeOnce(twin, true)
  }

  private get twins(): Twins {
    this.twinsOnce ??= new Twins(this.table)
    return this.twinsOnce
  }

  /** With what it says of its hosts; false when it was taken before. */
  private takeOnce(flow: number, whole = false): boolean {
    if (this.table.records[flow + Flow.bits] & FlowBit.taken) return false
    this.hosts.addFlow(this.table, flow)
    this.take(flow, whole)
    return true
  }

  private inStreamOrder(): Uint32Array {
    const r = this.table.records
    const flows = new Uint32Array(this.table.size)
    let at = 0
    this.table.each((flow) => {
      flows[at++] = flow
    })
    return flows.sort((a, b) => r[a + Flow.stream] - r[b + Flow.stream])
  }

  private take(flow: number, whole = false): void {
    this.table.records[flow + Flow.bits] |= FlowBit.taken
    this.sisters.note(this.table.records, flow)
    this.suspects.take(flow, whole)
    this.suspects.forget(flow)
  }

  /** The capture is over: takes the suspicious connections that are left, and what the others say of their hosts. */
  end(): void {
    const r = this.table.records
    const wanted = new Set(this.settled.flatMap(({ record }) => [record[Flow.keyA], record[Flow.keyB]]))
    this.table.each((flow) => {
      if (r[flow + Flow.bits] & FlowBit.taken || !isSuspicious(r, flow, this.lastSeconds)) return
      this.take(flow)
      wanted.add(r[flow + Flow.keyA]).add(r[flow + Flow.keyB])
    })
    const contrast = new Contrast([...this.settled, ...this.suspects.list])
    this.table.each((flow) => {
      if (!wanted.has(r[flow + Flow.keyA]) && !wanted.has(r[flow + Flow.keyB])) return
      this.hosts.addFlow(this.table, flow)
      if (!(r[flow + Flow.bits] & FlowBit.taken) && contrast.wants(r, flow)) this.suspects.takeContrast(flow)
    })
    const incomplete = this.fragments.incomplete
    if (incomplete > 0) this.problems.add('incomplete-fragments', {}, incomplete)
  }

  /** Packets that are not plain TCP: rare, so this path may allocate. */
  private other(raw: RawPacket, h: Headers, frame: number): void {
    if (h.stop !== Stop.none) this.noteStop(h.stop, frame)
    if (h.ipVersion === 0 || h.stop === Stop.truncated) return
    if (h.fragmentOffset > 0 || h.moreFragments) this.fragment(raw, h, frame)
    else if (h.protocol === ICMP || h.protocol === ICMPV6) this.icmp.add(raw, h, frame)
  }

  private fragment(raw: RawPacket, h: Headers, frame: number): void {
    const whole = this.fragments.add(raw.view, h, raw.seconds)
    if (!whole) return
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength)
    const inner = new Headers()
    decode(view, 0, whole.length, LinkType.raw, inner)
    if (inner.protocol !== TCP || inner.fragmentOffset > 0 || inner.moreFragments) return
    this.suspects.keepDatagram(frame, whole)
    const { bytes, view: outer } = raw
    raw.bytes = whole
    raw.view = view
    this.tcp(raw, inner, frame)
    raw.bytes = bytes
    raw.view = outer
  }

  private noteStop(stop: number, frame: number): void {
    if (stop === Stop.truncated) this.problems.add('truncated-packet', { frame })
    else if (stop === Stop.badLength) this.problems.add('bad-length', { frame })
    else if (stop === Stop.unknownLink) this.problems.add('unknown-link-type', { frame })
    else if (stop === Stop.tooDeep) this.problems.add('too-deep', { frame })
  }
}

const SYN_ACK = TcpFlag.syn | TcpFlag.ack
