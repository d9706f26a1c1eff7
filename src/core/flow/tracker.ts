/**
 * What a connection's record says after each of its segments: how far both directions are, how soon they answer, with
 * which hop limits, and what no healthy connection does. Allocates nothing.
 */
import type { RawPacket } from '../capture/format.js'
import type { Headers } from '../wire/headers.js'
import { TcpFlag } from '../wire/tcp.js'
import { fnv, HASHED } from './fingerprint.js'
import { seqLess } from './seq.js'
import { DATA_HASHED_SHIFT, Dir, DirBit, directionAt, Flow, FlowBit, type FlowTable } from './table.js'

const SYN_ACK = TcpFlag.syn | TcpFlag.ack

export class Tracker {
  constructor(private readonly table: FlowTable) {}

  /** Everything one segment changes in its connection's record. The table has just found it. @param seq as a signed number */
  note(flow: number, raw: RawPacket, h: Headers, seq: number, flags: number): void {
    const r = this.table.records
    const length = payloadLength(raw.view, h)
    const dir = directionAt(flow, this.table.direction)
    r[dir + Dir.packets]++
    r[dir + Dir.bits] |= flags
    const synFin = (flags & TcpFlag.syn ? 1 : 0) + (flags & TcpFlag.fin ? 1 : 0)
    const end = (seq + length + synFin) | 0
    this.noteBase(r, flow, dir, raw.view.getInt32(h.payloadOffset + 8), seq, flags)
    if (!(r[dir + Dir.bits] & DirBit.heard)) {
      r[dir + Dir.bits] |= DirBit.heard
      r[dir + Dir.nextSeq] = flags & TcpFlag.rst ? seq : end
    } else if (length + synFin > 0 && !(flags & TcpFlag.rst)) {
      this.advance(r, flow, dir, seq, end, length, flags)
    }
    if (flags & TcpFlag.rst) return
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
    if (length <= 1 && !(flags & (TcpFlag.syn | TcpFlag.fin)) && seq === ((r[dir + Dir.nextSeq] - 1) | 0)) return
    if (length === 0 && flags & TcpFlag.syn) r[flow + Flow.bits] |= FlowBit.synTwice
    r[dir + Dir.again] = sentAgain(r[dir + Dir.again], length > 0)
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
    if (!first && seq !== (r[dir + Dir.dataSeq] | 0)) return
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
  isNewConnection(flow: number, seq: number): boolean {
    const r = this.table.records
    const dir = directionAt(flow, this.table.direction)
    return (r[dir + Dir.bits] & DirBit.baseSet) !== 0 && (r[dir + Dir.baseSeq] | 0) !== seq
  }
}

/** Bytes of TCP payload, as the IP header counts them; 0 when the headers contradict each other. */
function payloadLength(view: DataView, h: Headers): number {
  const length = h.payloadLength - ((view.getUint8(h.payloadOffset + 12) >>> 4) << 2)
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
