/**
 * A tap on one connection: a packet socket (packet(7), needs CAP_NET_RAW) with a filter, in the kernel, for the TCP
 * packets that come from the other end and for the ICMP messages that may speak of it.
 */

import { addressBytes } from '../../core/capture/address.js'
import { formatAddress } from '../../core/wire/address.js'
import { decode } from '../../core/wire/decode.js'
import { EtherType } from '../../core/wire/ether-type.js'
import { flagLetters } from '../../core/wire/flag-letters.js'
import { Headers, Stop } from '../../core/wire/headers.js'
import { type IcmpMessage, readIcmp } from '../../core/wire/icmp.js'
import { IpProtocol } from '../../core/wire/ip-protocol.js'
import { IPV4_SOURCE } from '../../core/wire/ipv4.js'
import { IPV6_SOURCE } from '../../core/wire/ipv6.js'
import { LinkType } from '../../core/wire/link-type.js'
import { acknowledgmentNumber, sequenceNumber, TCP_MIN_LENGTH, tcpFlags, tcpHeaderLength } from '../../core/wire/tcp.js'
import type { IcmpEvent, SeenPacket } from '../network.js'
import { AddressFamily, type Linux, Option, Protocol, type Socket, SocketType } from './linux.js'
import { familyOf, packetAddress } from './sockaddr.js'

const LONGEST_TCP_HEADER = 60

/** The connection that is listened to. */
export interface Tapped {
  address: string
  port: number
  sourcePort: number
}

export type Seen = Omit<SeenPacket, 'time'> | IcmpEvent

export class Tap {
  private readonly headers = new Headers()

  private constructor(
    private readonly linux: Linux,
    private readonly socket: Socket,
    private readonly tapped: Tapped,
  ) {}

  /** @throws SystemError: EPERM without CAP_NET_RAW */
  static open(linux: Linux, tapped: Tapped): Tap {
    // Protocol 0 receives nothing until it is bound: the filter is there before the first packet.
    const socket = linux.socket(AddressFamily.packet, SocketType.datagram, 0)
    try {
      const tap = new Tap(linux, socket, tapped)
      tap.attachFilter()
      socket.bind(packetAddress(familyOf(tapped.address) === 4 ? EtherType.ipv4 : EtherType.ipv6))
      return tap
    } catch (error) {
      socket.close()
      throw error
    }
  }

  private attachFilter(): void {
    const filter = filterFor(this.tapped)
    const program = new Uint8Array(16) // struct sock_fprog: length, padding, pointer
    const view = new DataView(program.buffer)
    view.setUint16(0, filter.length / INSTRUCTION_LENGTH, true)
    view.setBigUint64(8, this.linux.pointer(filter), true)
    this.socket.set(Option.attachFilter, program)
  }

  /** What has come since it was last asked. */
  read(): Seen[] {
    const seen: Seen[] = []
    for (let message = this.socket.receive(); message; message = this.socket.receive()) {
      const packet = this.interpret(message.data)
      if (packet) seen.push(packet)
    }
    return seen
  }

  close(): void {
    this.socket.close()
  }

  private interpret(bytes: Uint8Array): Seen | undefined {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const { headers } = this
    decode(view, 0, bytes.length, LinkType.raw, headers)
    if (headers.stop !== Stop.none || headers.fragmentOffset !== 0) return undefined
    const from = headers.payloadOffset
    if (headers.protocol === IpProtocol.tcp) return readTcp(view, headers)
    const message = readIcmp(view, from, headers.capturedEnd, headers.ipVersion)
    return message && this.concerns(view, message) ? icmpEvent(view, headers, message) : undefined
  }

  /**
   * Quoted is data that was sent by this connection. Bare acknowledgments leave with a small hop limit too, and tell
   * nothing of what became of the data.
   */
  private concerns(view: DataView, { quoted }: IcmpMessage): boolean {
    if (!quoted || quoted.protocol !== IpProtocol.tcp || quoted.payloadLength <= LONGEST_TCP_HEADER) return false
    const { address, port, sourcePort } = this.tapped
    if (quoted.sourcePort !== sourcePort || quoted.destinationPort !== port) return false
    return formatAddress(view, quoted.destinationOffset, quoted.ipVersion) === address
  }
}

function readTcp(view: DataView, headers: Headers): Seen | undefined {
  const at = headers.payloadOffset
  if (headers.capturedEnd - at < TCP_MIN_LENGTH) return undefined
  return {
    flags: flagLetters(tcpFlags(view, at)),
    seq: sequenceNumber(view, at),
    ack: acknowledgmentNumber(view, at),
    hopLimit: headers.hopLimit,
    ...(headers.ipVersion === 4 && { ipId: headers.ipId }),
    dscp: headers.trafficClass >> 2,
    length: Math.max(0, headers.payloadLength - tcpHeaderLength(view, at)),
  }
}

function icmpEvent(view: DataView, headers: Headers, { kind, prohibited }: IcmpMessage): IcmpEvent | undefined {
  if (kind !== 'time-exceeded' && kind !== 'unreachable') return undefined
  const from = headers.ipOffset + (headers.ipVersion === 4 ? IPV4_SOURCE : IPV6_SOURCE)
  return {
    kind: 'icmp',
    type: prohibited ? 'prohibited' : kind,
    from: formatAddress(view, from, headers.ipVersion),
  }
}

/** struct sock_filter: code (2), jump if true (1), jump if false (1), operand (4). */
const INSTRUCTION_LENGTH = 8

/** Classic BPF (bpf(4) of BSD, filter.txt of Linux): the few instructions that are needed. */
const Code = {
  loadByte: 0x30,
  loadHalf: 0x28,
  loadWord: 0x20,
  loadHalfIndexed: 0x48,
  /** X = 4 × (low four bits of the octet): the length of an IPv4 header. */
  loadHeaderLength: 0xb1,
  jumpIfEqual: 0x15,
  return: 0x06,
} as const

/** What a packet has to be, step by step, from its IP header on. */
interface Check {
  load: readonly [code: number, offset: number][]
  equals: number
}

/** A program that takes a packet when it is ICMP, or TCP and all checks hold. */
export function filterFor({ address, port, sourcePort }: Tapped): Uint8Array {
  const isIpv4 = familyOf(address) === 4
  const [protocolAt, sourceAt, icmp] = isIpv4 ? [9, 12, Protocol.icmp] : [6, 8, Protocol.icmpv6]
  const source = new DataView(addressBytes(address)!.buffer)
  const half = isIpv4 ? Code.loadHalfIndexed : Code.loadHalf
  const portsAt = isIpv4 ? 0 : 40
  const checks: Check[] = [
    { load: [[Code.loadByte, protocolAt]], equals: Protocol.tcp },
    ...Array.from({ length: source.byteLength / 4 }, (_, i) => ({
      load: [[Code.loadWord, sourceAt + 4 * i] as [number, number]],
      equals: source.getUint32(4 * i),
    })),
    { load: [...(isIpv4 ? [[Code.loadHeaderLength, 0] as [number, number]] : []), [half, portsAt]], equals: port },
    { load: [[half, portsAt + 2]], equals: sourcePort },
  ]
  return assemble([Code.loadByte, protocolAt], icmp, checks)
}

/** `first` equal to `accepted` takes the packet at once; a check that fails refuses it. */
function assemble(first: [number, number], accepted: number, checks: readonly Check[]): Uint8Array {
  const length = checks.reduce((sum, { load }) => sum + load.length + 1, 0)
  const program: number[][] = [
    [first[0], 0, 0, first[1]],
    [Code.jumpIfEqual, length, 0, accepted],
  ]
  const refuse = program.length + length + 1
  for (const { load, equals } of checks) {
    for (const [code, offset] of load) program.push([code, 0, 0, offset])
    program.push([Code.jumpIfEqual, 0, refuse - program.length - 1, equals])
  }
  program.push([Code.return, 0, 0, 65535], [Code.return, 0, 0, 0])
  return encode(program)
}

function encode(program: readonly number[][]): Uint8Array {
  const bytes = new Uint8Array(INSTRUCTION_LENGTH * program.length)
  const view = new DataView(bytes.buffer)
  for (const [i, [code, ifTrue, ifFalse, operand]] of program.entries()) {
    view.setUint16(INSTRUCTION_LENGTH * i, code, true)
    view.setUint8(INSTRUCTION_LENGTH * i + 2, ifTrue)
    view.setUint8(INSTRUCTION_LENGTH * i + 3, ifFalse)
    view.setUint32(INSTRUCTION_LENGTH * i + 4, operand, true)
  }
  return bytes
}
