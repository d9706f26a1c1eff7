/** ICMP, as far as it speaks of TCP connections or shows a host's hop limit. */
import type { RawPacket } from '../capture/format.js'
import { formatAddress } from '../wire/address.js'
import type { Headers } from '../wire/headers.js'
import { type IcmpMessage, type QuotedPacket, readIcmp } from '../wire/icmp.js'
import { count, type HostBook } from './hosts.js'
import { Flow, FlowBit, type FlowTable } from './table.js'

/** Errors kept; a flood of them says nothing that the first thousands do not. */
const LIMIT = 5000
const TCP = 6

/** One ICMP error that quotes a TCP packet. */
export interface LoggedError {
  frame: number
  seconds: number
  nanoseconds: number
  stream: number
  from: string
  hopLimit: number
  kind: 'unreachable' | 'time-exceeded' | 'packet-too-big'
  type: number
  code: number
  mtu?: number
  /** The quoted packet was sent by the lower address of the connection's key. */
  aboutLow: boolean
}

export class IcmpLog {
  private readonly byStream = new Map<number, LoggedError[]>()
  private count = 0

  constructor(
    private readonly table: FlowTable,
    private readonly hosts: HostBook,
  ) {}

  add(raw: RawPacket, h: Headers, frame: number): void {
    const message = readIcmp(raw.view, h.payloadOffset, h.capturedEnd, h.ipVersion)
    if (!message) return
    if (message.kind === 'echo-reply') this.addEcho(raw.view, h)
    else if (message.quoted?.protocol === TCP) this.addError(raw, h, frame, message, message.quoted)
  }

  private addEcho(view: DataView, h: Headers): void {
    if (h.hopLimit === 0) return
    const words =
      h.ipVersion === 4
        ? [view.getUint32(h.ipOffset + 12)]
        : [8, 12, 16, 20].map((at) => view.getUint32(h.ipOffset + at))
    const host = this.hosts.open(Uint32Array.from(words))
    if (host) count(host.echoHopLimits, h.hopLimit)
  }

  private addError(raw: RawPacket, h: Headers, frame: number, message: IcmpMessage, quoted: QuotedPacket): void {
    if (message.kind !== 'unreachable' && message.kind !== 'time-exceeded' && message.kind !== 'packet-too-big') return
    if (quoted.sourcePort === undefined || this.count >= LIMIT) return
    const flow = this.flowOf(raw.view, quoted)
    if (flow < 0) return
    this.table.records[flow + Flow.bits] |= FlowBit.icmp
    this.keep({
      frame,
      seconds: raw.seconds,
      nanoseconds: raw.nanoseconds,
      stream: this.table.records[flow + Flow.stream],
      from: formatAddress(raw.view, h.ipVersion === 4 ? h.ipOffset + 12 : h.ipOffset + 8, h.ipVersion),
      hopLimit: h.hopLimit,
      kind: message.kind,
      type: message.type,
      code: message.code,
      mtu: message.mtu,
      aboutLow: this.table.direction === 0,
    })
  }

  private keep(error: LoggedError): void {
    this.count++
    const known = this.byStream.get(error.stream)
    if (known) known.push(error)
    else this.byStream.set(error.stream, [error])
  }

  private flowOf(view: DataView, quoted: QuotedPacket): number {
    const ipOffset = quoted.sourceOffset - (quoted.ipVersion === 4 ? 12 : 8)
    return this.table.peekPorts(view, ipOffset, quoted.ipVersion, quoted.sourcePort!, quoted.destinationPort!)
  }

  /** Errors about one connection, in the order they came. */
  of(stream: number): readonly LoggedError[] {
    return this.byStream.get(stream) ?? []
  }
}
