import { CaptureError } from '../../core/capture/format.js'
import { extentOf, groupRecords, type Visit, visitGroup, type Wanted } from '../../core/reading/records.js'
import type { Source } from '../../core/reading/source.js'
import { type Filler, fillerOf } from './stream.js'

/** Asked for at a time; the browser mostly gives less. */
const PIECE = 1024 * 1024
/** Asking the browser for a slice takes as long as reading half a megabyte more, so slices are few and large. */
const GROUPING = { within: 512 * 1024, most: 8 * 1024 * 1024 }
/** Slices asked for at a time when records are read again. */
const AT_ONCE = 4

/**
 * A plain file of the browser: read as a stream, which is several times as fast as slice by slice. What is wanted again
 * is taken from the memory where the file has room in it, else read in slices.
 */
export class BlobFile implements Source {
  readonly compression = 'none'
  private readonly filler: Filler
  /** Room for a piece, or for all of them. */
  private buffer = new ArrayBuffer(0)
  /** What was read and is not taken yet. */
  private piece = new Uint8Array(0)
  private position = 0

  constructor(
    readonly name: string,
    private readonly blob: Blob,
    /** Told how many bytes were read at the first reading. */
    private readonly onTaken: (bytes: number) => void,
    private readonly keep: boolean,
  ) {
    this.filler = fillerOf(blob.stream())
  }

  get size(): number {
    return this.blob.size
  }

  read(into: Uint8Array): number | Promise<number> {
    return this.piece.length > 0 ? this.take(into) : this.next(into)
  }

  fetch(wanted: readonly Wanted[], visit: Visit): void | Promise<void> {
    if (!this.keep) return this.fetchSlices(wanted, visit)
    const bytes = new Uint8Array(this.buffer)
    for (const { position, length } of wanted) {
      // Where reading failed, the buffer is lost.
      if (position + length <= bytes.length) visit(position, bytes.subarray(position, position + length))
    }
  }

  close(): void {
    this.buffer = new ArrayBuffer(0)
    this.filler.close()
  }

  private async fetchSlices(wanted: readonly Wanted[], visit: Visit): Promise<void> {
    const groups = [...groupRecords(wanted, GROUPING)]
    for (let done = 0; done < groups.length; done += AT_ONCE) {
      const some = groups.slice(done, done + AT_ONCE)
      const bytes = await Promise.all(some.map((group) => this.slice(extentOf(group))))
      for (const [i, group] of some.entries()) visitGroup(group, bytes[i], visit)
    }
  }

  private async next(into: Uint8Array): Promise<number> {
    if (this.position === this.size) return 0
    const room = this.room()
    this.piece = await this.filler.fill(room).catch((error: Error) => {
      throw new CaptureError({ why: 'system', message: error.message }, this.position)
    })
    this.buffer = this.piece.buffer
    this.position += this.piece.length
    this.onTaken(this.position)
    return this.take(into)
  }

  /** Where the next piece goes: behind the others when they are kept. */
  private room(): Uint8Array<ArrayBuffer> {
    if (this.position === 0) this.buffer = new ArrayBuffer(this.keep ? this.size : PIECE)
    const start = this.keep ? this.position : 0
    return new Uint8Array(this.buffer, start, Math.min(PIECE, this.buffer.byteLength - start))
  }

  private take(into: Uint8Array): number {
    const part = this.piece.subarray(0, into.length)
    into.set(part)
    this.piece = this.piece.subarray(part.length)
    return part.length
  }

  private async slice({ start, end }: { start: number; end: number }): Promise<Uint8Array> {
    try {
      return new Uint8Array(await this.blob.slice(start, end).arrayBuffer())
    } catch (error) {
      throw new CaptureError({ why: 'system', message: (error as Error).message }, start)
    }
  }
}
