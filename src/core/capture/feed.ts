import { CaptureError, type CaptureFormat, type CaptureParser, type PacketSink } from './format.js'
import { HEAD_LENGTH, recogniseCapture } from './index.js'
import type { Problems } from './problems.js'
import { unrecognised } from './unrecognised.js'

/** One read of 256 KiB and what a record leaves over fit; larger reads would leave the processor's cache. */
const INITIAL_BUFFER = 320 * 1024
const LEAST_SPACE = 64 * 1024
const MAX_BUFFER = 32 * 1024 * 1024

/**
 * Turns the consecutive pieces of one stream into packets, whatever the size of the pieces. Owns the one buffer that
 * all is read into: ask for `space()`, read into it, `commit` what was read; and `end()`.
 */
export class CaptureFeed {
  /** Known as soon as enough of the beginning is there. */
  format: CaptureFormat | undefined
  parser: CaptureParser | undefined
  private buffer = new Uint8Array(INITIAL_BUFFER)
  private view = new DataView(this.buffer.buffer)
  private filled = 0
  /** Position of `buffer[0]` in the stream. */
  private base = 0

  constructor(
    private readonly sink: PacketSink,
    problems: Problems,
    /** Who takes the records of a stream of this format: its own reader, unless something else is to be done with them. */
    private readonly takerOf = (format: CaptureFormat): CaptureParser => format.open(problems),
  ) {}

  /** Bytes of the stream so far. */
  get position(): number {
    return this.base + this.filled
  }

  /** The stream that packet positions refer to, when it is not the one that was fed: what a text was turned into. */
  get replayBytes(): Uint8Array | undefined {
    return this.parser?.replayBytes
  }

  /** Room for the next piece, 64 KiB at least. Valid until `commit`. */
  space(): Uint8Array {
    this.reserve(this.filled + LEAST_SPACE)
    return this.buffer.subarray(this.filled)
  }

  /**
   * The first `count` bytes of `space()` are filled: delivers the packets that are now whole.
   * @throws CaptureError when no format recognises the stream, or it cannot be read any further
   */
  commit(count: number): void {
    this.filled += count
    const parser = this.parser ?? this.open(false)
    if (!parser) return
    this.drop(parser.parse(this.buffer, this.view, 0, this.filled, this.base, this.sink))
    if (parser.needed > this.buffer.length) this.reserve(parser.needed)
  }

  /** Copies a piece of any size in. @throws CaptureError as `commit` does */
  push(chunk: Uint8Array): void {
    for (let done = 0; done < chunk.length; ) {
      const piece = chunk.subarray(done, done + this.space().length)
      this.buffer.set(piece, this.filled)
      this.commit(piece.length)
      done += piece.length
    }
  }

  /** The stream is over. @throws CaptureError when no format recognises it */
  end(): void {
    const parser = this.parser ?? this.open(true)
    if (!parser) throw unrecognised(this.head())
    this.drop(parser.parse(this.buffer, this.view, 0, this.filled, this.base, this.sink))
    parser.finish(this.filled, this.base, this.sink, this.buffer.subarray(0, this.filled))
  }

  private head(): Uint8Array {
    return this.buffer.subarray(0, Math.min(this.filled, HEAD_LENGTH))
  }

  private open(complete: boolean): CaptureParser | undefined {
    this.format = recogniseCapture(this.head(), complete)
    this.parser = this.format && this.takerOf(this.format)
    if (!this.parser && this.filled >= HEAD_LENGTH) throw unrecognised(this.head())
    return this.parser
  }

  /** Moves the rest, a record that is not whole yet, to the front. */
  private drop(consumed: number): void {
    if (consumed === 0) return
    this.buffer.copyWithin(0, consumed, this.filled)
    this.filled -= consumed
    this.base += consumed
  }

  private reserve(size: number): void {
    if (size <= this.buffer.length) return
    if (size > MAX_BUFFER) throw new CaptureError(`a record of ${size} bytes is too large to be read`, this.base)
    const larger = new Uint8Array(Math.min(Math.max(size, this.buffer.length * 2), MAX_BUFFER))
    larger.set(this.buffer.subarray(0, this.filled))
    this.buffer = larger
    this.view = new DataView(larger.buffer)
  }
}
