import { AHEAD, ASKED_AGAIN_AFTER } from './ahead.js'
import {
  CaptureError,
  type CaptureFormat,
  type CaptureInterface,
  type CaptureParser,
  type PacketSink,
  RawPacket,
} from './format.js'
import type { Problems } from './problems.js'
import { unrecognised } from './unrecognised.js'

/*
 * The pcap file format (draft-ietf-opsawg-pcap): a file header, then records of header and packet bytes.
 *
 *  0  magic number     |  4  version major (16), minor (16)  |  8  reserved (was thiszone)
 * 12  reserved (was sigfigs)  |  16  snapshot length  |  20  FCS (4), F (1), reserved (11), link type (16)
 *
 *  0  seconds  |  4  microseconds or nanoseconds  |  8  captured length  |  12  original length
 */

const FILE_HEADER = 24
const RECORD_HEADER = 16

/** What a magic number says about the rest of the file. */
interface Variant {
  readonly nanosecondsPerUnit: number
  readonly fileHeader: number
  readonly recordHeader: number
}

const MICROSECONDS: Variant = { nanosecondsPerUnit: 1000, fileHeader: FILE_HEADER, recordHeader: RECORD_HEADER }

/** libpcap 1.10 sf-pcap.c accepts the first three; the "lcap" header has the size of all records behind it. */
const VARIANTS: ReadonlyMap<number, Variant> = new Map([
  [0xa1b2c3d4, MICROSECONDS],
  [0xa1b23c4d, { ...MICROSECONDS, nanosecondsPerUnit: 1 }],
  // Kuznetzov: interface index, protocol and packet type follow the record header.
  [0xa1b2cd34, { ...MICROSECONDS, recordHeader: RECORD_HEADER + 8 }],
  // IXIA hardware and software "lcap", as Wireshark reads them.
  [0x1c0001ac, { ...MICROSECONDS, fileHeader: FILE_HEADER + 4 }],
  [0x1c0001ab, { ...MICROSECONDS, fileHeader: FILE_HEADER + 4 }],
])

const LENGTHS_IN_ORDER = 0
const LENGTHS_MAYBE_SWAPPED = 1
const LENGTHS_SWAPPED = 2

/** Captured lengths that are believed whatever the snapshot length says (libpcap MAXIMUM_SNAPLEN). */
const MAX_SNAPLEN = 262_144
/** No snapshot length is believed beyond this. */
const MAX_CAPTURED = 16 * 1024 * 1024

export const pcapFormat: CaptureFormat = {
  id: 'pcap',
  headLength: 4,
  recognises: (head) => head.length >= 4 && variantOf(viewOf(head), 0) !== undefined,
  open: (problems) => new PcapParser(problems),
}

class PcapParser implements CaptureParser {
  readonly interfaces: CaptureInterface[] = []
  needed = 0
  private readonly packet = new RawPacket()
  private little = false
  private variant = MICROSECONDS
  private lengths: number = LENGTHS_IN_ORDER
  private maxCaptured = MAX_SNAPLEN
  private first = true
  /** After a record that cannot be right nothing can be found any more: the rest is passed over. */
  private lost = false

  constructor(private readonly problems: Problems) {}

  parse(bytes: Uint8Array, view: DataView, start: number, end: number, position: number, sink: PacketSink): number {
    let at = start
    if (this.interfaces.length === 0) {
      at += this.fileHeader(view, start, end, position)
      if (at === start) return 0
    }
    if (!this.lost) at = this.records(bytes, view, at, end, position + at - start, sink)
    return (this.lost ? end : at) - start
  }

  finish(left: number, position: number, _sink: PacketSink): void {
    if (this.interfaces.length === 0) throw new CaptureError({ why: 'header-cut-off', format: 'pcap' }, position + left)
    if (left > 0) this.problems.add('cut-off-file', { position })
  }

  replay(bytes: Uint8Array, view: DataView, start: number, end: number, position: number, sink: PacketSink): boolean {
    const header = this.variant.recordHeader
    if (end - start < header) return false
    const length = header + this.capturedLength(view, start)
    if (length > end - start || length > header + this.maxCaptured) return false
    this.records(bytes, view, start, start + length, position, sink)
    return true
  }

  private fileHeader(view: DataView, start: number, end: number, position: number): number {
    const length = end - start < 4 ? FILE_HEADER : (variantOf(view, start) ?? MICROSECONDS).fileHeader
    this.needed = length
    if (end - start < length) return 0
    const variant = variantOf(view, start)
    if (!variant) throw unrecognised(new Uint8Array(view.buffer, view.byteOffset + start, length))
    this.variant = variant
    this.little = VARIANTS.has(view.getUint32(start, true))
    this.lengths = lengthOrder(view.getUint16(start + 4, this.little), view.getUint16(start + 6, this.little), position)
    this.describeInterface(view.getUint32(start + 16, this.little), view.getUint32(start + 20, this.little))
    return length
  }

  private describeInterface(snapLength: number, linkField: number): void {
    this.maxCaptured = Math.min(Math.max(snapLength, MAX_SNAPLEN), MAX_CAPTURED)
    // draft-ietf-opsawg-pcap §4: the upper 16 bits tell of the frame check sequence, and are not part of the type.
    const digits = this.variant.nanosecondsPerUnit === 1 ? 9 : 6
    this.interfaces.push({ id: 0, linkType: linkField & 0xffff, snapLength, digits })
  }

  /** Delivers the whole records in `bytes[start, end)` and returns where the first one that is not whole starts. */
  private records(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    position: number,
    sink: PacketSink,
  ): number {
    const { little, packet, lengths, maxCaptured } = this
    const { recordHeader, nanosecondsPerUnit } = this.variant
    packet.bytes = bytes
    packet.view = view
    packet.interface = this.interfaces[0]
    const toStream = position - start
    let at = start
    let announced = start
    while (end - at >= recordHeader) {
      if (at >= announced) announced = this.announce(view, at, end, sink)
      let captured = view.getUint32(at + 8, little)
      let original = view.getUint32(at + 12, little)
      if (lengths !== LENGTHS_IN_ORDER && (lengths === LENGTHS_SWAPPED || captured > original)) {
        const swap = captured
        captured = original
        original = swap
      }
      if (captured > maxCaptured) {
        this.lose(captured, toStream + at)
        return at
      }
      const next = at + recordHeader + captured
      if (next > end) {
        this.needed = recordHeader + captured
        return at
      }
      this.first = false
      packet.position = toStream + at
      packet.offset = at + recordHeader
      packet.captured = captured
      packet.original = Math.max(original, captured)
      packet.seconds = view.getUint32(at, little)
      packet.nanoseconds = view.getUint32(at + 4, little) * nanosecondsPerUnit
      if (packet.nanoseconds >= 1e9) carry(packet)
      sink.packet(packet)
      at = next
    }
    this.needed = recordHeader
    return at
  }

  /** Tells the sink where the next packets start; returns the end of the last one. */
  private announce(view: DataView, start: number, end: number, sink: PacketSink): number {
    const { expect } = sink
    if (!expect) return start + ASKED_AGAIN_AFTER
    const { recordHeader } = this.variant
    let at = start
    let count = 0
    while (count < AHEAD.length && end - at >= recordHeader) {
      const captured = view.getUint32(at + 8, this.little)
      if (captured > end - at - recordHeader) break
      AHEAD[count++] = at + recordHeader
      at += recordHeader + captured
    }
    expect.call(sink, view, AHEAD, count, this.interfaces[0].linkType)
    return at > start ? at : end
  }

  private capturedLength(view: DataView, at: number): number {
    const captured = view.getUint32(at + 8, this.little)
    const original = view.getUint32(at + 12, this.little)
    if (this.lengths === LENGTHS_IN_ORDER) return captured
    return this.lengths === LENGTHS_SWAPPED || captured > original ? original : captured
  }

  private lose(captured: number, position: number): void {
    if (this.first) throw new CaptureError({ why: 'first-packet-too-long', captured, most: this.maxCaptured }, position)
    this.problems.add('bad-record', { position })
    this.lost = true
  }
}

function variantOf(view: DataView, at: number): Variant | undefined {
  return VARIANTS.get(view.getUint32(at, true)) ?? VARIANTS.get(view.getUint32(at, false))
}

/**
 * Before version 2.3 a record had its lengths the other way round, in 2.3 either way; DG/UX tcpdump says 543.0 and
 * swaps them (libpcap 1.10 sf-pcap.c).
 * @throws CaptureError for versions that no known writer made
 */
function lengthOrder(major: number, minor: number, position: number): number {
  if (major === 543) return LENGTHS_SWAPPED
  if (major !== 2) throw new CaptureError({ why: 'pcap-version', version: `${major}.${minor}` }, position)
  if (minor < 3) return LENGTHS_SWAPPED
  return minor === 3 ? LENGTHS_MAYBE_SWAPPED : LENGTHS_IN_ORDER
}

/** Fractions of a second and more, which some writers produce. */
function carry(packet: RawPacket): void {
  packet.seconds += Math.floor(packet.nanoseconds / 1e9)
  packet.nanoseconds %= 1e9
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
