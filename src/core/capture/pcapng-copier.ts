import { Chosen, type CopyPlan, type Write } from './copy-plan.js'
import type { CaptureParser } from './format.js'
import {
  BLOCK_START,
  byteOrder,
  CUSTOM,
  CUSTOM_NOT_COPIED,
  DECRYPTION_SECRETS,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  INTERFACE_STATISTICS,
  isImpossible,
  JOURNAL_EXPORT,
  LEAST,
  MAX_COLLECTED,
  NAME_RESOLUTION,
  PACKET,
  padded,
  SECTION_HEADER,
  SIMPLE_PACKET,
} from './pcapng-blocks.js'
import { enhancedPacket, openLength, withComment } from './pcapng-encode.js'

/** What Wireshark, and so the reader, gives a frame number. */
const FRAMES: ReadonlySet<number> = new Set([
  ENHANCED_PACKET,
  PACKET,
  SIMPLE_PACKET,
  JOURNAL_EXPORT,
  CUSTOM,
  CUSTOM_NOT_COPIED,
])

/** What chosen packets need around them. */
const SURROUNDINGS: ReadonlySet<number> = new Set([INTERFACE_DESCRIPTION, INTERFACE_STATISTICS, NAME_RESOLUTION])

/**
 * Copies a pcapng stream block by block, byte for byte. Only these differ: blocks that get a comment; blocks that are left
 * out (packets not chosen, secrets); the length that a section states of itself, which is then left open.
 *
 * It is a reader that writes instead of delivering packets, and counts frames as `PcapngParser` does.
 */
export class PcapngCopier implements CaptureParser {
  readonly interfaces = []
  needed = BLOCK_START
  private readonly chosen: Chosen
  private little = true
  private frames = 0
  private sections = 0
  /** Of the section's first interface, which simple packets belong to; undefined until it is described. */
  private firstSnapLength: number | undefined
  /** Bytes of a long block that are still to pass, and whether they are written. */
  private passing = 0
  private passingWritten = false
  /** After a block whose length cannot be right nothing can be found any more. */
  private lost = false
  /** Where the bytes begin that are to be written as they are. */
  private run = 0

  constructor(
    private readonly plan: CopyPlan,
    private readonly write: Write,
  ) {
    this.chosen = new Chosen(plan.frames)
  }

  parse(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    this.run = start
    let at = start
    for (;;) {
      at = this.pass(bytes, at, end)
      this.needed = BLOCK_START
      if (this.lost || end - at < BLOCK_START) break
      const type = view.getUint32(at, this.little)
      const length = this.blockLength(view, at, type)
      if (this.lost || this.passing > 0) continue
      this.needed = length
      if (end - at < length) break
      this.block(bytes, view, at, type, length)
      at += length
    }
    this.flush(bytes, at)
    return at - start
  }

  /** A block that was cut off stays so. */
  finish(_left: number, _position: number, _sink: unknown, rest: Uint8Array): void {
    const isTold = rest.length >= 4
    const secret = isTold && new DataView(rest.buffer, rest.byteOffset).getUint32(0, this.little) === DECRYPTION_SECRETS
    if (!this.plan.frames && (!secret || this.plan.keepSecrets)) this.write(rest)
  }

  replay(): boolean {
    return false
  }

  /** The rest of a long block, or of a stream in which nothing can be found any more, as far as it is here. */
  private pass(bytes: Uint8Array, at: number, end: number): number {
    const count = this.lost ? end - at : Math.min(this.passing, end - at)
    if (!this.lost) this.passing -= count
    if (count > 0 && !this.passingWritten) this.leaveOut(bytes, at, count)
    return at + count
  }

  private blockLength(view: DataView, at: number, type: number): number {
    const little = type === SECTION_HEADER ? byteOrder(view, at) : this.little
    const length = view.getUint32(at + 4, little)
    if (little === undefined || isImpossible(type, length)) {
      this.lose()
    } else if (length > MAX_COLLECTED && !LEAST.has(type)) {
      this.passing = length
      this.passingWritten = this.keeps(type)
    }
    return length
  }

  /** What follows may hold secrets: nobody can tell. */
  private lose(): void {
    this.lost = true
    this.passingWritten = !this.plan.frames && this.plan.keepSecrets
  }

  private block(bytes: Uint8Array, view: DataView, at: number, type: number, length: number): void {
    if (type === SECTION_HEADER) this.section(bytes, view, at, length)
    else if (this.isFrame(view, at, type, length)) this.frame(bytes, view, at, type, length)
    else if (!this.keeps(type)) this.leaveOut(bytes, at, length)
    else if (type === INTERFACE_DESCRIPTION)
      this.firstSnapLength ??= length < 20 ? 0 : view.getUint32(at + 12, this.little)
  }

  private frame(bytes: Uint8Array, view: DataView, at: number, type: number, length: number): void {
    const comment = this.plan.comments.get(++this.frames)
    if (!this.chosen.has(this.frames)) this.leaveOut(bytes, at, length)
    else if (comment !== undefined) {
      const block = bytes.subarray(at, at + length)
      this.replace(bytes, at, length, this.commented(block, view, at, type, comment))
    }
  }

  /** Blocks that are no packets. */
  private keeps(type: number): boolean {
    if (type === DECRYPTION_SECRETS) return this.plan.keepSecrets
    return !this.plan.frames || SURROUNDINGS.has(type)
  }

  private isFrame(view: DataView, at: number, type: number, length: number): boolean {
    if (!FRAMES.has(type) || length < (LEAST.get(type) ?? 0)) return false
    return type === ENHANCED_PACKET || type === PACKET ? view.getUint32(at + 20, this.little) <= length - 32 : true
  }

  private section(bytes: Uint8Array, view: DataView, at: number, length: number): void {
    this.little = byteOrder(view, at) ?? this.little
    this.firstSnapLength = undefined
    // §4.1: what another major version looks like is not known.
    if (length < 28 || view.getUint16(at + 12, this.little) !== 1) {
      this.lose()
      if (!this.passingWritten) this.leaveOut(bytes, at, length)
      return
    }
    const opened = bytes.slice(at, at + length)
    openLength(new DataView(opened.buffer), 16)
    const first = this.sections++ === 0
    this.replace(bytes, at, length, first ? withComment(opened, 24, this.plan.summary, this.little) : opened)
  }

  private commented(block: Uint8Array, view: DataView, at: number, type: number, comment: string): Uint8Array {
    const { little } = this
    if (type === SIMPLE_PACKET) return this.enhanced(block, view, at, comment)
    if (type !== ENHANCED_PACKET && type !== PACKET) return block
    return withComment(block, 28 + padded(view.getUint32(at + 20, little)), comment, little)
  }

  /** A simple packet has no options: it becomes an enhanced one, of the first interface, at time 0, as it was read. */
  private enhanced(block: Uint8Array, view: DataView, at: number, comment: string): Uint8Array {
    const original = view.getUint32(at + 8, this.little)
    const captured = Math.min(original, block.length - 16, this.firstSnapLength || original)
    const record = { interfaceId: 0, time: 0n, bytes: block.subarray(12, 12 + captured), original }
    const whole = enhancedPacket(record, [], this.little)
    return withComment(whole, whole.length - 4, comment, this.little)
  }

  private replace(bytes: Uint8Array, at: number, length: number, by: Uint8Array): void {
    this.leaveOut(bytes, at, length)
    this.write(by)
  }

  private leaveOut(bytes: Uint8Array, at: number, length: number): void {
    this.flush(bytes, at)
    this.run = at + length
  }

  private flush(bytes: Uint8Array, end: number): void {
    if (end > this.run) this.write(bytes.subarray(this.run, end))
  }
}
