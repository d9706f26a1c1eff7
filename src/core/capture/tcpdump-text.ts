import { LinkType } from '../wire/link-type.js'
import type { CaptureFormat, CaptureInterface, CaptureParser, PacketSink } from './format.js'
import { pcapFormat } from './pcap.js'
import type { Problems } from './problems.js'
import { type BuiltPacket, PacketBuilder } from './text/build.js'
import { printedPackets } from './text/lines.js'
import { Names } from './text/names.js'
import { parsePacket } from './text/packet.js'
import { Sequences } from './text/sequence.js'
import { textTimes } from './text/time.js'
import { decodeText } from './unicode.js'

/*
 * The text that tcpdump prints, as people paste it into tickets. It is turned into a pcap of the IP packets that it
 * stands for, so that whatever reads packets reads these; what the text does not say, they do not have.
 */

const SNAP_LENGTH = 262_144
const RECORD_HEADER = 16
const LAST_SECOND = 0xffff_ffff

const HEAD_LENGTH = 16 * 1024
const MAX_TEXT = 64 * 1024 * 1024
/** Beyond this size payloads of zeros are left out, as a snap length would: they say nothing. */
const MAX_WITH_ZEROS = 64 * 1024 * 1024

/** A packet as tcpdump prints it, once line breaks and quoting are spaces. */
const ENDS = String.raw`\S{1,99}[.:]\S{1,99} > \S{1,99}[.:]\S{1,99}: `
const HEADER = String.raw`\((?:tos|class|flowlabel|hlim) `
const LINK = String.raw`(?:IP6?|ethertype IPv[46] \(0x[\da-f]{4}\), length \d{1,6}:)`
const PRINTED = new RegExp(String.raw`(?:^|\s)(?:${LINK} (?:${HEADER}|${ENDS})|${ENDS}Flags \[[FSRPUEWe.]{0,9}\])`)

export const textFormat: CaptureFormat = {
  id: 'tcpdump-text',
  headLength: HEAD_LENGTH,
  recognises: (head) => PRINTED.test(decodeText(head).replace(/\r?\n(?:\s*[>|])*\s*/g, ' ')),
  open: (problems) => new TextParser(problems),
}

/**
 * The pcap (little-endian, nanoseconds, raw IP) that a text stands for: one record for each packet in it, in its order,
 * so that frame numbers count the packets of the text.
 * @param names takes up the host names of the text: address that stands for it → name
 */
export function textToPcap(text: string, problems: Problems, names: Map<string, string> = new Map()): Uint8Array {
  const printed = printedPackets(text)
  const times = textTimes(printed.map(({ stamp }) => stamp))
  const builder = new PacketBuilder(new Names(names), new Sequences())
  const file = new PcapWriter()
  // Lines that looked like packets, in none of which one could be told from the next.
  if (printed.length === 0) problems.add('unreadable-line', {}, text.split('\n').length)
  printed.forEach((one, i) => {
    const packet = parsePacket(one)
    if (packet.unreadable) problems.add('unreadable-line', { frame: i + 1 })
    file.record(builder.build(packet), times[i].seconds, times[i].nanoseconds)
  })
  return file.done()
}

class PcapWriter {
  private bytes = new Uint8Array(64 * 1024)
  private view = new DataView(this.bytes.buffer)
  private length = 0

  constructor() {
    this.words(0xa1b23c4d, 2 | (4 << 16), 0, 0, SNAP_LENGTH, LinkType.raw)
  }

  record({ bytes, zeros }: BuiltPacket, seconds: number, nanoseconds: number): void {
    const captured = this.length < MAX_WITH_ZEROS ? bytes.length : bytes.length - zeros
    this.reserve(RECORD_HEADER + captured)
    this.words(Math.min(Math.max(seconds, 0), LAST_SECOND), nanoseconds, captured, bytes.length)
    this.bytes.set(bytes.subarray(0, captured), this.length)
    this.length += captured
  }

  done(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  private words(...words: number[]): void {
    for (const word of words) {
      this.view.setUint32(this.length, word, true)
      this.length += 4
    }
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more))
    larger.set(this.done())
    this.bytes = larger
    this.view = new DataView(larger.buffer)
  }
}

/** Collects a text, and reads the pcap that it stands for at its end. */
class TextParser implements CaptureParser {
  readonly needed = 1
  readonly names = new Map<string, string>()
  replayBytes: Uint8Array = new Uint8Array(0)
  private text: Uint8Array = new Uint8Array(HEAD_LENGTH)
  private length = 0
  private readonly pcap: CaptureParser

  constructor(private readonly problems: Problems) {
    this.pcap = pcapFormat.open(problems)
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.pcap.interfaces
  }

  parse(bytes: Uint8Array, _view: DataView, start: number, end: number, position: number, _sink: PacketSink): number {
    const taken = Math.min(end - start, MAX_TEXT - this.length)
    if (taken < end - start) this.problems.add('cut-off-file', { position: position + taken })
    this.reserve(this.length + taken)
    this.text.set(bytes.subarray(start, start + taken), this.length)
    this.length += taken
    return end - start
  }

  finish(_left: number, _position: number, sink: PacketSink): void {
    this.replayBytes = textToPcap(decodeText(this.text.subarray(0, this.length)), this.problems, this.names)
    if (this.names.size > 0) this.problems.add('stand-in-address', {}, this.names.size)
    const { buffer, byteOffset, length } = this.replayBytes
    this.pcap.parse(this.replayBytes, new DataView(buffer, byteOffset, length), 0, length, 0, sink)
  }

  replay(bytes: Uint8Array, view: DataView, start: number, end: number, position: number, sink: PacketSink): boolean {
    return this.pcap.replay(bytes, view, start, end, position, sink)
  }

  private reserve(length: number): void {
    if (length <= this.text.length) return
    const larger = new Uint8Array(Math.max(length, this.text.length * 2))
    larger.set(this.text.subarray(0, this.length))
    this.text = larger
  }
}
