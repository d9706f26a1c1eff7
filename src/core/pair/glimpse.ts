/**
 * A look at the beginning of a capture file: when it begins, and which packets it holds. Files with the same packets were
 * taken at different points, whatever their clocks say; pieces of one capture never hold a packet twice.
 */
import type { PacketSink, RawPacket } from '../capture/format.js'
import { decode } from '../wire/decode.js'
import { Headers } from '../wire/headers.js'
import { TcpFlag } from '../wire/tcp.js'

/** Packets looked at: enough for connections in common to show, little enough to keep for each of a hundred files. */
const ENOUGH = 2_000
const TCP = 6

/** What tells a packet from its retransmission: a sender counts the one on, and a path counts the other down. */
interface Mark {
  ipId: number
  hopLimit: number
}

export class Glimpse implements PacketSink {
  /** Of the first packet, in seconds since 1970; undefined when there is none. */
  firstTime: number | undefined
  private seen = 0
  /** By sequence number, acknowledgment and length: packets that take sequence space, resets apart. */
  private readonly packets = new Map<string, Mark>()
  private readonly headers = new Headers()

  get isEnough(): boolean {
    return this.seen >= ENOUGH
  }

  packet(raw: RawPacket): void {
    this.firstTime ??= raw.seconds + raw.nanoseconds / 1e9
    if (this.seen++ >= ENOUGH) return
    const h = this.headers
    decode(raw.view, raw.offset, raw.captured, raw.interface.linkType, h)
    if (h.protocol === TCP && h.fragmentOffset === 0 && h.capturedEnd - h.payloadOffset >= 16) this.note(raw.view, h)
  }

  private note(view: DataView, h: Headers): void {
    const at = h.payloadOffset
    const flags = view.getUint16(at + 12)
    const length = h.payloadLength - ((flags >>> 12) << 2)
    if (flags & TcpFlag.rst || (length <= 1 && !(flags & TcpFlag.syn))) return
    const key = `${view.getUint32(at + 4)} ${view.getUint32(at + 8)} ${length}`
    if (!this.packets.has(key)) this.packets.set(key, { ipId: h.ipVersion === 4 ? h.ipId : 0, hopLimit: h.hopLimit })
  }

  /** Whether the other file holds a packet of this one, captured at another point. */
  sharesPacketsWith(other: Glimpse): boolean {
    for (const [key, mark] of this.packets) {
      const there = other.packets.get(key)
      if (there && (mark.ipId === 0 || there.ipId === 0 ? mark.hopLimit !== there.hopLimit : mark.ipId === there.ipId))
        return true
    }
    return false
  }
}
