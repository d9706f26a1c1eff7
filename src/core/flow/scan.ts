/**
 * The one fast pass. It reads each packet's headers, keeps a record per connection, numbers the connections as
 * Wireshark does, and notes which of them need a closer look. It allocates nothing per packet; everything rich
 * happens later, for the few connections in which something went wrong.
 */

import type { PacketSink, RawPacket } from '../capture/format.js'
import type { Problems } from '../capture/problems.js'
import { decode } from '../wire/decode.js'
import { Fragments } from '../wire/fragments.js'
import { Headers, Stop } from '../wire/headers.js'
import { LinkType } from '../wire/link-type.js'
import { TcpFlag } from '../wire/tcp.js'
import { Contrast } from './contrast.js'
import { fnv, HASHED } from './fingerprint.js'
import { History } from './history.js'
import { HostBook } from './hosts.js'
import { IcmpLog } from './icmp-log.js'
import { seqLess } from './seq.js'
import { Sisters } from './sisters.js'
import { Suspects } from './suspects.js'
import { isSuspicious } from './suspicion.js'
import { DATA_HASHED_SHIFT, Dir, DirBit, directionAt, Flow, FlowBit, FlowTable } from './table.js'
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

  private readonly sisters = new Sisters()
  private readonly headers = new Headers()
  private readonly plain = new Int32Array(32)
  private sweepAt = 1 << 16

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
    const seq = view.getUint32(at + 4)
    const flags = view.getUint16(at + 12) & 0xfff
    const length = payloadLength(view, at, h)
    if (table.isNew) this.open(flow, raw, flags)
    else if ((flags & SYN_ACK) === TcpFlag.syn && this.isNewConnection(flow, seq)) {
      flow = this.reopen(flow, raw, flags)
    }
    const r = table.records
    this.history.link(frame, r[flow + Flow.lastFrame])
    r[flow + Flow.lastFrame] = frame
    r[flow + Flow.lastSeconds] = raw.seconds
    r[flow + Flow.lastNanos] = raw.nanoseconds
    this.update(r, flow, raw, h, seq, flags, length, frame)
  }

  /** Everything one segment changes in its connection's record. */
  private update(
    r: Uint32Array,
    flow: number,
    raw: RawPacket,
    h: Headers,
    seq: number,
    flags: number,
    length: number,
    frame: number,
  ): void {
    const dir = directionAt(flow, this.table.direction)
    r[dir + Dir.packets]++
    r[dir + Dir.bits] |= flags
    const synFin = (flags & TcpFlag.syn ? 1 : 0) + (flags & TcpFlag.fin ? 1 : 0)
    const end = (seq + length + synFin) >>> 0
    this.noteBase(r, flow, dir, raw.view.getUint32(h.payloadOffset + 8), seq, flags)
    if (!(r[dir + Dir.bits] & DirBit.heard)) {
      r[dir + Dir.bits] |= DirBit.heard
      r[dir + Dir.nextSeq] = flags & TcpFlag.rst ? seq : end
    } else if (length + synFin > 0 && !(flags & TcpFlag.rst)) {
      this.advance(r, flow, dir, seq, end, length, flags)
    }
    if (flags & TcpFlag.rst) {
      this.reset(r, flow, frame)
      return
    }
    r[directionAt(flow, 1 - this.table.direction) + Dir.again] &= 0xffffff00
    noteHopLimit(r, dir, h.hopLimit, flags)
    if (length > 0) {
      r[dir + Dir.bytes] += length
      r[dir + Dir.segments]++
      this.noteData(r, flow, dir, raw, h, seq, length)
    }
    if (flags & TcpFlag.syn) this.noteSyn(r, flow, raw, flags)
    else if (r[flow + Flow.serverRtt] !== 0 && flags & TcpFlag.ack) this.noteClientRtt(r, flow, raw)
    if (flags & TcpFlag.fin) r[dir + Dir.bits] |= DirBit.fin
  }

  /**
   * The number that Wireshark counts a direction from: its first packet's, or what the other side's first
   * acknowledgment says; a SYN-ACK corrects it (packet-tcp.c, checked against 4.0). Only stream numbers rest on it.
   */
  private noteBase(r: Uint32Array, flow: number, dir: number, ack: number, seq: number, flags: number): void {
    const synAck = (flags & SYN_ACK) === SYN_ACK
    if (synAck || !(r[dir + Dir.bits] & DirBit.baseSet)) {
      r[dir + Dir.bits] |= DirBit.baseSet
      r[dir + Dir.baseSeq] = flags & TcpFlag.syn ? seq : seq - 1
    }
    const other = directionAt(flow, 1 - this.table.direction)
    if (!(flags & TcpFlag.ack) || r[other + Dir.bits] & DirBit.baseSet) return
    r[other + Dir.bits] |= DirBit.baseSet
    r[other + Dir.baseSeq] = ack - 1
  }

  /** A segment that takes sequence space: new bytes, or bytes sent before. */
  private advance(
    r: Uint32Array,
    flow: number,
    dir: number,
    seq: number,
    end: number,
    length: number,
    flags: number,
  ): void {
    // Nothing may follow a FIN (RFC 9293 §3.6), which took the highest place.
    if (r[dir + Dir.bits] & DirBit.fin && length > 0 && seqLess(r[dir + Dir.nextSeq] - 1, end)) {
      r[flow + Flow.bits] |= FlowBit.afterFin
    }
    if (seqLess(r[dir + Dir.nextSeq], end)) {
      r[dir + Dir.nextSeq] = end
      return
    }
    // A keep-alive probe repeats the last byte or none (RFC 9293 §3.8.4); it is no retransmission.
    if (length <= 1 && !(flags & (TcpFlag.syn | TcpFlag.fin)) && seq === (r[dir + Dir.nextSeq] - 1) >>> 0) return
    if (length === 0 && flags & TcpFlag.syn) r[flow + Flow.bits] |= FlowBit.synTwice
    r[dir + Dir.again] = sentAgain(r[dir + Dir.again], length > 0)
  }

  private reset(r: Uint32Array, flow: number, frame: number): void {
    if (!(r[flow + Flow.bits] & FlowBit.reset)) {
      r[flow + Flow.bits] |= FlowBit.reset
      this.resetStreams++
    }
    this.suspects.mark(flow, frame)
  }

  private noteData(
    r: Uint32Array,
    flow: number,
    dir: number,
    raw: RawPacket,
    h: Headers,
    seq: number,
    length: number,
  ): void {
    const first = !(r[dir + Dir.bits] & DirBit.data)
    if (!first && seq !== r[dir + Dir.dataSeq]) return
    const start = h.capturedEnd - Math.min(length, h.capturedEnd - h.payloadOffset)
    const size = Math.min(HASHED, length, h.capturedEnd - start)
    const hash = fnv(raw.bytes, raw.view.byteOffset - raw.bytes.byteOffset + start, size)
    if (first) {
      r[dir + Dir.bits] |= DirBit.data | (size << DATA_HASHED_SHIFT)
      r[dir + Dir.dataSeq] = seq
      r[dir + Dir.dataHash] = hash
    } else if (size === r[dir + Dir.bits] >>> DATA_HASHED_SHIFT && hash !== r[dir + Dir.dataHash]) {
      r[flow + Flow.bits] |= FlowBit.overlap
    }
  }

  private noteSyn(r: Uint32Array, flow: number, raw: RawPacket, flags: number): void {
    const fromHigh = this.table.direction === 1
    const clientIsHigh = flags & TcpFlag.ack ? !fromHigh : fromHigh
    if (!(r[flow + Flow.bits] & FlowBit.clientKnown)) {
      r[flow + Flow.bits] |= FlowBit.clientKnown | (clientIsHigh ? FlowBit.clientIsHigh : 0)
    }
    if (!(flags & TcpFlag.ack) || !(r[flow + Flow.bits] & FlowBit.startsWithSyn)) return
    if (r[flow + Flow.bits] & FlowBit.synTwice || r[flow + Flow.serverRtt] !== 0) return
    r[flow + Flow.serverRtt] = sinceFirst(r, flow, raw)
  }

  private noteClientRtt(r: Uint32Array, flow: number, raw: RawPacket): void {
    const fromClient = (this.table.direction === 1) === ((r[flow + Flow.bits] & FlowBit.clientIsHigh) !== 0)
    if (!fromClient || r[flow + Flow.clientRtt] !== 0) return
    r[flow + Flow.clientRtt] = Math.max(1, sinceFirst(r, flow, raw) - r[flow + Flow.serverRtt])
  }

  /**
   * Whether a SYN on known addresses and ports opens another connection: when its sequence number is not the one its
   * side began with. So Wireshark counts (packet-tcp.c, checked against 4.0), and a SYN sent again after a refusal
   * stays with its connection. Versions from 4.2 on also begin anew after a RST or FIN.
   */
  private isNewConnection(flow: number, seq: number): boolean {
    const r = this.table.records
    const dir = directionAt(flow, this.table.direction)
    return (r[dir + Dir.bits] & DirBit.baseSet) !== 0 && r[dir + Dir.baseSeq] !== seq
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
      if (!settled || !(r[flow + Flow.bits] & FlowBit.reset) || r[flow + Flow.bits] & FlowBit.taken) continue
      this.hosts.addFlow(this.table, flow)
      this.take(flow)
    }
  }

  /** Takes the connections that another capture point asks for; call it after `end`. */
  takeAlso(wanted: readonly WantedConnection[]): void {
    const connections = new WantedConnections(wanted)
    const r = this.table.records
    this.table.each((flow) => {
      if (r[flow + Flow.bits] & FlowBit.taken || !connections.has(this.table, flow)) return
      this.hosts.addFlow(this.table, flow)
      this.take(flow)
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

  private nextStream = 0

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
      if (!this.takeNow(flow)) continue
      left -= r[directionAt(flow, 0) + Dir.packets] + r[directionAt(flow, 1) + Dir.packets]
      taken.push(flow)
    }
    return taken
  }

  /** Takes the same connections as another capture point took, as far as this one holds them. */
  takeTwins(other: Scan, flows: readonly number[]): void {
    for (const flow of flows) for (const twin of this.twins.of(other.twins, flow)) this.takeNow(twin)
  }

  private get twins(): Twins {
    this.twinsOnce ??= new Twins(this.table)
    return this.twinsOnce
  }

  private twinsOnce?: Twins

  /** Whole; false when it was taken before. */
  private takeNow(flow: number): boolean {
    if (this.table.records[flow + Flow.bits] & FlowBit.taken) return false
    this.hosts.addFlow(this.table, flow)
    this.take(flow, true)
    return true
  }

  private byStream?: Uint32Array

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
    const wanted = new Set<number>()
    this.table.each((flow) => {
      if (r[flow + Flow.bits] & FlowBit.taken || !isSuspicious(r, flow, this.lastSeconds)) return
      this.take(flow)
      wanted.add(r[flow + Flow.keyA]).add(r[flow + Flow.keyB])
    })
    const contrast = new Contrast(this.suspects.list)
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

/** Bytes of TCP payload, as the IP header counts them; 0 when the headers contradict each other. */
function payloadLength(view: DataView, at: number, h: Headers): number {
  const length = h.payloadLength - ((view.getUint8(at + 12) >>> 4) << 2)
  return Math.max(length, 0)
}

/** Nanoseconds since the connection's first packet, saturated to 32 bits and never 0. */
function sinceFirst(r: Uint32Array, flow: number, raw: RawPacket): number {
  const ns = (raw.seconds - r[flow + Flow.firstSeconds]) * 1e9 + raw.nanoseconds - r[flow + Flow.firstNanos]
  return Math.min(0xffff_ffff, Math.max(1, ns))
}

/** `Dir.again` after one more segment that was sent before. @param counts it carries data, so it is a retransmission */
function sentAgain(again: number, counts: boolean): number {
  const all = Math.min(0xffff, (again >>> 16) + (counts ? 1 : 0))
  const now = Math.min(0xff, (again & 0xff) + 1)
  const most = Math.max(now, (again >>> 8) & 0xff)
  return ((all << 16) | (most << 8) | now) >>> 0
}

function noteHopLimit(r: Uint32Array, dir: number, hopLimit: number, flags: number): void {
  if (hopLimit === 0) return
  const old = r[dir + Dir.hopLimits]
  let syn = old >>> 24
  let other = (old >>> 16) & 0xff
  if (flags & TcpFlag.syn) syn = syn || hopLimit
  else other = other || hopLimit
  const low = (old >>> 8) & 0xff
  const high = old & 0xff
  const lowest = low === 0 || hopLimit < low ? hopLimit : low
  r[dir + Dir.hopLimits] = ((syn << 24) | (other << 16) | (lowest << 8) | Math.max(hopLimit, high)) >>> 0
}
