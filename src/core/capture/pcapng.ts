import { AHEAD, ANNOUNCED, ASKED_AGAIN_AFTER } from './ahead.js'
import {
  CaptureError,
  type CaptureFormat,
  type CaptureInterface,
  type CaptureParser,
  NO_COMMENTS,
  NO_INTERFACE,
  type PacketSink,
  RawPacket,
} from './format.js'
import { NameTable } from './name-table.js'
import {
  BLOCK_START,
  byteOrder,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  INTERFACE_STATISTICS,
  isImpossible,
  LEAST,
  MAX_COLLECTED,
  NAME_RESOLUTION,
  OPT_COMMENT,
  PACKET,
  SECTION_HEADER,
  SIMPLE_PACKET,
} from './pcapng-blocks.js'
import { OptionCursor } from './pcapng-options.js'
import { setTime, type TimeUnit, timeUnit } from './pcapng-time.js'
import type { Problems } from './problems.js'
import { decodeUtf8 } from './unicode.js'
import type { Unreadable } from './unreadable.js'

const MAX_INTERFACES = 65_536
const MAX_SECTIONS = 65_536
/** Comments taken of one packet, and their text together, in bytes and then in characters. */
const MAX_COMMENTS = 8
const MAX_COMMENT_LENGTH = 4096

/** Option codes: §4.2 interfaces, §4.3 packets, §4.6 statistics. */
const IF_NAME = 2
const IF_DESCRIPTION = 3
const IF_TSRESOL = 9
const IF_TSOFFSET = 14
const EPB_FLAGS = 2
const EPB_DROPCOUNT = 4
const ISB_IFDROP = 5
const ISB_OSDROP = 7

/** §4.3: where an enhanced packet block has the packet. */
const PACKET_OFFSET = 28

/** What has to be known of an interface to read its packets. */
interface InterfaceState {
  readonly described: CaptureInterface
  readonly unit: TimeUnit
  /** Packets that are known to be lost here. */
  dropped: number
}

const UNKNOWN_INTERFACE: InterfaceState = { described: NO_INTERFACE, unit: timeUnit(6), dropped: 0 }

type InterfaceFacts = { -readonly [K in keyof Omit<CaptureInterface, 'id'>]: CaptureInterface[K] }

interface Section {
  readonly position: number
  readonly little: boolean
  /** Number of interfaces described before this section, whose own are counted from 0 again. */
  readonly firstInterface: number
}

export const pcapngFormat: CaptureFormat = {
  id: 'pcapng',
  headLength: BLOCK_START,
  recognises(head) {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
    return head.length >= BLOCK_START && view.getUint32(0) === SECTION_HEADER && byteOrder(view, 0) !== undefined
  },
  open: (problems) => new PcapngParser(problems),
}

class PcapngParser implements CaptureParser {
  readonly interfaces: CaptureInterface[] = []
  needed = BLOCK_START
  private readonly packet = new RawPacket()
  private readonly options = new OptionCursor()
  private readonly resolved = new NameTable()
  private readonly states: InterfaceState[] = []
  private readonly sections: Section[] = []
  private section: Section = { position: 0, little: true, firstInterface: 0 }
  private frames = 0
  /** Bytes of a block that are still to be passed over. */
  private skip = 0
  /** After a block whose length cannot be right nothing can be found any more: the rest is passed over. */
  private lost = false
  /** What a block says besides its packet was counted when it was parsed. */
  private replaying = false

  constructor(private readonly problems: Problems) {}

  get names(): ReadonlyMap<string, string> {
    return this.resolved.names
  }

  parse(bytes: Uint8Array, view: DataView, start: number, end: number, position: number, sink: PacketSink): number {
    this.packet.bytes = bytes
    this.packet.view = view
    const toStream = position - start
    let at = start
    let announced = start
    for (;;) {
      if (this.skip > 0) at = this.passOver(at, end)
      if (at >= announced) announced = this.announce(view, at, end, sink)
      this.needed = BLOCK_START
      if (end - at < BLOCK_START) break
      const type = view.getUint32(at, this.section.little)
      const length = this.blockLength(view, at, type, toStream + at)
      if (this.lost) return end - start
      if (this.skip > 0) continue
      this.needed = length
      if (end - at < length) break
      this.block(view, at, type, length, toStream + at, sink)
      if (this.lost) return end - start
      at += length
    }
    return at - start
  }

  /** Tells the sink where the next packets start; returns the end of the last block looked at. */
  private announce(view: DataView, start: number, end: number, sink: PacketSink): number {
    const { expect } = sink
    const latest = this.interfaces.at(-1)
    if (!expect || !latest) return start + ASKED_AGAIN_AFTER
    const { little } = this.section
    let at = start
    let count = 0
    while (count < ANNOUNCED && end - at >= PACKET_OFFSET) {
      const length = view.getUint32(at + 4, little)
      if (length < BLOCK_START || length > end - at) break
      if (view.getUint32(at, little) === ENHANCED_PACKET) AHEAD[count++] = at + PACKET_OFFSET
      at += length
    }
    expect.call(sink, view, AHEAD, count, latest.linkType)
    return at > start ? at : end
  }

  finish(left: number, position: number, _sink: PacketSink): void {
    if (this.sections.length === 0) throw new CaptureError({ why: 'header-cut-off', format: 'pcapng' }, position + left)
    if (left > 0 || this.skip > 0) this.problems.add('cut-off-file', { position })
  }

  replay(bytes: Uint8Array, view: DataView, start: number, end: number, position: number, sink: PacketSink): boolean {
    const current = this.section
    this.section = this.sectionAt(position)
    this.packet.bytes = bytes
    this.packet.view = view
    this.replaying = true
    const delivered = this.replayBlock(view, start, end, position, sink)
    this.replaying = false
    this.section = current
    return delivered
  }

  private replayBlock(view: DataView, start: number, end: number, position: number, sink: PacketSink): boolean {
    if (end - start < BLOCK_START) return false
    const type = view.getUint32(start, this.section.little)
    const length = view.getUint32(start + 4, this.section.little)
    if (length > end - start || length < (LEAST.get(type) ?? Number.POSITIVE_INFINITY)) return false
    return this.packetBlock(view, start, type, length, position, sink)
  }

  private sectionAt(position: number): Section {
    let low = 0
    let high = this.sections.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.sections[middle].position <= position) low = middle + 1
      else high = middle
    }
    return this.sections[low - 1] ?? this.section
  }

  private passOver(at: number, end: number): number {
    const passed = Math.min(this.skip, end - at)
    this.skip -= passed
    return at + passed
  }

  /** Total length of the block at `at`. Sets `skip` for a long one that is not read, `lost` for an impossible one. */
  private blockLength(view: DataView, at: number, type: number, position: number): number {
    const little = type === SECTION_HEADER ? byteOrder(view, at) : this.section.little
    const length = view.getUint32(at + 4, little)
    if (little === undefined || isImpossible(type, length))
      this.lose(position, { why: 'section-header-length', length })
    else if (length > MAX_COLLECTED && !LEAST.has(type)) this.skip = length
    return length
  }

  /** Gives up. `first` says what is wrong with the first section, without which nothing can be read. */
  private lose(position: number, first?: Unreadable): void {
    if (this.sections.length === 0 && first) throw new CaptureError(first, position)
    this.problems.add('bad-record', { position })
    this.lost = true
  }

  private block(view: DataView, at: number, type: number, length: number, position: number, sink: PacketSink): void {
    if (type === ENHANCED_PACKET && length >= 32) {
      this.enhancedPacket(view, at, length, position, sink)
    } else if (length < (LEAST.get(type) ?? 0)) {
      this.shortBlock(type, length, position)
    } else if (!this.packetBlock(view, at, type, length, position, sink)) {
      this.otherBlock(view, at, type, length, position, sink)
    }
    // §3.1: the length is repeated so that a file can be read backwards; the leading one is the one to go by.
    if (view.getUint32(at + length - 4, this.section.little) !== length) this.problems.add('bad-record', { position })
  }

  private shortBlock(type: number, length: number, position: number): void {
    if (type === SECTION_HEADER) this.lose(position, { why: 'section-header-length', length })
    else this.problems.add('bad-record', { position })
    // It counts as an interface all the same: packets name them by their order.
    if (type === INTERFACE_DESCRIPTION)
      this.addInterface({ linkType: -1, snapLength: 0 }, UNKNOWN_INTERFACE.unit, position)
  }

  private otherBlock(
    view: DataView,
    at: number,
    type: number,
    length: number,
    position: number,
    sink: PacketSink,
  ): void {
    const end = at + length - 4
    if (type === SECTION_HEADER) this.sectionHeader(view, at, position)
    else if (type === INTERFACE_DESCRIPTION) this.interfaceDescription(view, at, length, position)
    else if (type === INTERFACE_STATISTICS) this.interfaceStatistics(view, at, length)
    else if (type === NAME_RESOLUTION) this.resolved.read(this.packet.bytes, view, at + 8, end, this.section.little)
    else if (LEAST.has(type)) this.frameWithoutPacket(end, position, sink)
  }

  private frameWithoutPacket(at: number, position: number, sink: PacketSink): void {
    this.clearPacket()
    this.deliver(NO_INTERFACE, at, 0, 0, position, sink)
  }

  private clearPacket(): void {
    this.packet.direction = 0
    this.packet.comments = NO_COMMENTS
    this.packet.seconds = 0
    this.packet.nanoseconds = 0
  }

  private sectionHeader(view: DataView, at: number, position: number): void {
    const little = byteOrder(view, at) ?? this.section.little
    const major = view.getUint16(at + 12, little)
    if (major !== 1) this.lose(position, { why: 'pcapng-version', version: major })
    else if (this.sections.length === MAX_SECTIONS) this.lose(position)
    if (this.lost) return
    this.section = { position, little, firstInterface: this.states.length }
    this.sections.push(this.section)
  }

  private interfaceDescription(view: DataView, at: number, length: number, position: number): void {
    const { bytes } = this.packet
    const { options } = this
    const described: InterfaceFacts = {
      linkType: view.getUint16(at + 8, this.section.little),
      snapLength: view.getUint32(at + 12, this.section.little),
    }
    let resolution = 6
    let offset = 0
    options.begin(view, at + 16, at + length - 4, this.section.little)
    while (options.next()) {
      if (options.code === IF_NAME) described.name = decodeUtf8(bytes, options.at, options.end)
      else if (options.code === IF_DESCRIPTION) described.description = decodeUtf8(bytes, options.at, options.end)
      else if (options.code === IF_TSRESOL && options.length >= 1) resolution = bytes[options.at]
      else if (options.code === IF_TSOFFSET && options.length >= 8) offset = options.signed64()
    }
    this.addInterface(described, timeUnit(resolution, offset), position)
  }

  private addInterface(described: InterfaceFacts, unit: TimeUnit, position: number): void {
    if (this.states.length === MAX_INTERFACES) {
      this.lose(position)
      return
    }
    const known = { id: this.interfaces.length, ...described }
    this.interfaces.push(known)
    this.states.push({ described: known, unit, dropped: 0 })
  }

  private interfaceStatistics(view: DataView, at: number, length: number): void {
    const state = this.states[this.section.firstInterface + view.getUint32(at + 8, this.section.little)]
    const { options } = this
    let dropped = 0
    options.begin(view, at + 20, at + length - 4, this.section.little)
    while (options.next()) {
      if (options.code !== ISB_IFDROP && options.code !== ISB_OSDROP) continue
      if (options.length >= 8) dropped += options.unsigned64()
    }
    // §4.6: counted since the capture began, so what earlier blocks told is among them.
    if (state && dropped > state.dropped) this.countDropped(state, dropped - state.dropped)
  }

  private countDropped(state: InterfaceState, count: number): void {
    if (state !== UNKNOWN_INTERFACE) state.dropped += count
    this.problems.add('dropped-packets', { frame: this.frames + 1 }, count)
  }

  private packetBlock(
    view: DataView,
    at: number,
    type: number,
    length: number,
    position: number,
    sink: PacketSink,
  ): boolean {
    if (type === ENHANCED_PACKET) this.enhancedPacket(view, at, length, position, sink)
    else if (type === SIMPLE_PACKET) this.simplePacket(view, at, length, position, sink)
    else if (type === PACKET) this.obsoletePacket(view, at, length, position, sink)
    else return false
    return true
  }

  /** §4.3: interface, time (high, low), captured length, original length, packet, options. */
  private enhancedPacket(view: DataView, at: number, length: number, position: number, sink: PacketSink): void {
    const { little } = this.section
    const state = this.stateOf(view.getUint32(at + 8, little), position)
    this.timedPacket(view, at, length, state, position, sink)
  }

  /** Appendix A: as the enhanced packet, with a short interface number and the drops since the packet before. */
  private obsoletePacket(view: DataView, at: number, length: number, position: number, sink: PacketSink): void {
    const { little } = this.section
    const state = this.stateOf(view.getUint16(at + 8, little), position)
    const drops = view.getUint16(at + 10, little)
    if (drops > 0 && drops !== 0xffff && !this.replaying) this.countDropped(state, drops)
    this.timedPacket(view, at, length, state, position, sink)
  }

  private timedPacket(
    view: DataView,
    at: number,
    length: number,
    state: InterfaceState,
    position: number,
    sink: PacketSink,
  ): void {
    const { packet } = this
    const { little } = this.section
    const captured = view.getUint32(at + 20, little)
    if (captured > length - 32) {
      this.problems.add('bad-record', { position })
      return
    }
    packet.direction = 0
    packet.comments = NO_COMMENTS
    setTime(packet, view.getUint32(at + 12, little), view.getUint32(at + 16, little), state.unit)
    const options = at + PACKET_OFFSET + ((captured + 3) & ~3)
    if (at + length - 4 - options >= 4) this.packetOptions(view, options, at + length - 4, state)
    this.deliver(state.described, at + PACKET_OFFSET, captured, view.getUint32(at + 24, little), position, sink)
  }

  /** §4.4: original length and packet; of the first interface, without a time. */
  private simplePacket(view: DataView, at: number, length: number, position: number, sink: PacketSink): void {
    const { described } = this.stateOf(0, position)
    const original = view.getUint32(at + 8, this.section.little)
    const limit = described.snapLength > 0 ? Math.min(described.snapLength, length - 16) : length - 16
    this.clearPacket()
    this.deliver(described, at + 12, Math.min(original, limit), original, position, sink)
  }

  private deliver(
    described: CaptureInterface,
    offset: number,
    captured: number,
    original: number,
    position: number,
    sink: PacketSink,
  ): void {
    const { packet } = this
    if (!this.replaying) this.frames++
    packet.interface = described
    packet.offset = offset
    packet.captured = captured
    packet.original = Math.max(original, captured)
    packet.position = position
    sink.packet(packet)
  }

  private stateOf(id: number, position: number): InterfaceState {
    const state = this.states[this.section.firstInterface + id]
    if (state !== undefined) return state
    if (!this.replaying) this.problems.add('unknown-interface', { frame: this.frames + 1, position })
    return UNKNOWN_INTERFACE
  }

  private packetOptions(view: DataView, at: number, end: number, state: InterfaceState): void {
    const { options } = this
    options.begin(view, at, end, this.section.little)
    while (options.next()) {
      // §4.3: the two lowest bits of epb_flags, 01 inbound and 10 outbound.
      if (options.code === EPB_FLAGS && options.length >= 4) this.packet.direction = options.unsigned32() & 3
      else if (this.replaying) this.takeComment()
      else if (options.code === EPB_DROPCOUNT && options.length >= 8 && options.unsigned64() > 0)
        this.countDropped(state, options.unsigned64())
    }
  }

  private takeComment(): void {
    const { packet, options } = this
    if (options.code !== OPT_COMMENT || packet.comments.length === MAX_COMMENTS) return
    const room = packet.comments.reduce((left, { length }) => left - length, MAX_COMMENT_LENGTH)
    packet.comments = [
      ...packet.comments,
      decodeUtf8(packet.bytes, options.at, Math.min(options.end, options.at + room)),
    ]
  }
}
