/**
 * Connections that a capture saw opened and then used, and whether another file saw one of them opened: nobody opens a
 * connection again that data has passed on, so that the file is no later piece of the capture. It was taken elsewhere,
 * whatever its clock says, and wherever in it the connection is.
 */
import type { PacketSink, RawPacket } from '../capture/format.js'
import { Dir, DirBit, directionAt, Flow, FlowBit, type FlowTable } from '../flow/table.js'
import { decode } from '../wire/decode.js'
import { Headers } from '../wire/headers.js'
import { acknowledgmentNumber, sequenceNumber, TcpFlag, tcpFlags } from '../wire/tcp.js'

const TCP = 6
/** Octets of a header to the end of its flags. */
const FLAGS_END = 14

/** Looks through a file for a connection of the table. */
export class OpeningsSought implements PacketSink {
  /** Such a connection was found: reading may stop. */
  found = false
  /** The two numbers that a connection began with, 64 random bits together: the higher ones by the lower ones. */
  private readonly numbers = new Map<number, number>()
  private readonly headers = new Headers()

  constructor(table: FlowTable) {
    table.each((flow) => {
      const [a, b] = [directionAt(flow, 0), directionAt(flow, 1)]
      const r = table.records
      const isUsed = (r[a + Dir.bits] & r[b + Dir.bits] & DirBit.data) !== 0
      if (isUsed && r[flow + Flow.bits] & FlowBit.startsWithSyn) this.note(r[a + Dir.baseSeq], r[b + Dir.baseSeq])
    })
  }

  packet(raw: RawPacket): void {
    const h = this.headers
    decode(raw.view, raw.offset, raw.captured, raw.interface.linkType, h)
    if (h.protocol !== TCP || h.fragmentOffset !== 0 || h.capturedEnd - h.payloadOffset < FLAGS_END) return
    const at = h.payloadOffset
    const flags = tcpFlags(raw.view, at) & (TcpFlag.syn | TcpFlag.ack | TcpFlag.rst)
    if (flags !== (TcpFlag.syn | TcpFlag.ack)) return
    const [server, client] = [sequenceNumber(raw.view, at), (acknowledgmentNumber(raw.view, at) - 1) >>> 0]
    if (this.numbers.get(Math.min(server, client)) === Math.max(server, client)) this.found = true
  }

  private note(a: number, b: number): void {
    this.numbers.set(Math.min(a, b), Math.max(a, b))
  }
}
