/** What a simulated device does with a packet from the client that comes by. */
import { looksLikeHttpRequest, readHttpRequest } from '../../core/wire/http-head.js'
import { readClientHello } from '../../core/wire/tls-hello.js'
import { concat, indexOf, latin1 } from '../bytes.js'
import type { Random } from '../random.js'
import {
  answering,
  isReset,
  lengthOf,
  NO_BYTES,
  type Packet,
  resetAnswering,
  type Segment,
  type TcpPacket,
} from './packet.js'
import type { Device, Trigger } from './path.js'
import { answer } from './service.js'

export interface Deed {
  /** The packet goes on. */
  passes: boolean
  /** Packets that leave the device, each on its way to where it is going. */
  sends: Packet[]
}

const NOTHING: Deed = { passes: true, sends: [] }

/** A device and what it remembers. */
export class DeviceState {
  private readonly blockedUntil = new Map<string, number>()
  private readonly streams = new Map<string, Uint8Array>()

  constructor(
    readonly device: Device,
    private readonly random: Random,
  ) {}

  /** @param now in seconds */
  see(packet: TcpPacket, now: number): Deed {
    if (packet.towards === 'client' || isReset(packet.content)) return NOTHING
    const key = this.memoryKey(packet)
    const isBlocked = (this.blockedUntil.get(key) ?? 0) > now
    if (!isBlocked && !this.isMet(packet)) return NOTHING
    if (!isBlocked && this.random() >= this.device.chance) return NOTHING
    const { remembers } = this.device
    if (remembers && !isBlocked) this.blockedUntil.set(key, now + remembers.seconds)
    return this.act(packet)
  }

  private memoryKey({ client, server, serverPort }: Packet): string {
    const port = this.device.remembers?.by === 'address-and-port' ? serverPort : '*'
    return `${client} ${server} ${port}`
  }

  private isMet(packet: TcpPacket): boolean {
    const bytes = this.device.reassembles ? this.stream(packet) : packet.content.payload
    return this.device.on.every((trigger) => meets(trigger, packet, bytes))
  }

  /** What the client has sent so far, as a device that follows connections knows it. Repetitions do no harm here. */
  private stream(packet: TcpPacket): Uint8Array {
    const key = `${packet.clientPort} ${packet.server} ${packet.serverPort}`
    const bytes = concat(this.streams.get(key) ?? NO_BYTES, packet.content.payload)
    this.streams.set(key, bytes)
    return bytes
  }

  private act(packet: TcpPacket): Deed {
    const { does, place } = this.device
    const passes = place === 'on-path'
    if (does.does === 'drop') return { passes, sends: [] }
    if (does.does === 'answer') return { passes, sends: this.fakeAnswer(packet, does.status, does.text) }
    const toClient = does.towards === 'server' ? [] : [this.forged(packet, resetAnswering(packet.content))]
    const toServer = does.towards === 'client' ? [] : [this.resetToServer(packet)]
    return { passes, sends: [...toClient, ...toServer] }
  }

  private forged(packet: TcpPacket, content: Segment): Packet {
    return answering(packet, content, this.marks(packet))
  }

  private resetToServer(packet: TcpPacket): Packet {
    const seq = packet.content.seq + lengthOf(packet.content)
    const content: Segment = { kind: 'tcp', flags: 'R', seq, ack: 0, payload: NO_BYTES }
    return { ...packet, ...this.marks(packet), content }
  }

  private fakeAnswer(packet: TcpPacket, status: number, text: string): Packet[] {
    const payload = answer(status, text).bytes ?? NO_BYTES
    const seq = packet.content.ack
    const ack = packet.content.seq + lengthOf(packet.content)
    const data: Segment = { kind: 'tcp', flags: 'P.', seq, ack, payload }
    const end: Segment = { kind: 'tcp', flags: 'F.', seq: seq + payload.length, ack, payload: NO_BYTES }
    return [this.forged(packet, data), this.forged(packet, end)]
  }

  private marks(packet: Packet): { hopLimit: number; ipId: number } {
    const { hopLimit, ipId } = this.device
    return {
      hopLimit: chosen(hopLimit, packet.hopLimit, 255, this.random),
      ipId: chosen(ipId, packet.ipId, 65535, this.random),
    }
  }
}

function chosen(choice: number | 'copied' | 'random', copied: number, most: number, random: Random): number {
  if (choice === 'random') return 1 + Math.floor(random() * most)
  return choice === 'copied' ? copied : choice
}

function meets(trigger: Trigger, packet: TcpPacket, bytes: Uint8Array): boolean {
  switch (trigger.on) {
    case 'syn':
      return packet.content.flags === 'S'
    case 'address':
      return packet.server === trigger.value
    case 'port':
      return packet.serverPort === trigger.value
    case 'sni':
      return readClientHello(bytes)?.serverName === trigger.value
    case 'host':
      return hostOf(bytes) === trigger.value
    case 'url':
      return urlStarts(bytes, trigger.value)
    case 'keyword':
      return indexOf(bytes, latin1(trigger.value)) >= 0
  }
}

/** The Host without its port. */
const hostOf = (bytes: Uint8Array): string | undefined => readHttpRequest(bytes)?.host?.replace(/:\d+$/, '')

/** @param url `host/path`; the query does not count */
function urlStarts(bytes: Uint8Array, url: string): boolean {
  if (!looksLikeHttpRequest(bytes)) return false
  const path = readHttpRequest(bytes)?.path.replace(/\?.*$/, '') ?? ''
  return `${hostOf(bytes)}${path}` === url
}
