import { CaptureError } from '../../core/capture/format.js'
import {
  extentOf,
  groupRecords,
  RecordPicker,
  type Visit,
  visitGroup,
  type Wanted,
} from '../../core/reading/records.js'
import type { Source } from '../../core/reading/source.js'

/** Asking the browser for a slice takes as long as reading half a megabyte more, so slices are few and large. */
const GROUPING = { within: 512 * 1024, most: 8 * 1024 * 1024 }
/** Slices asked for at a time when records are read again. */
const AT_ONCE = 4

/**
 * A plain file of the browser: read as a stream, which is twice as fast as slice by slice. What is wanted again is
 * taken from the memory where the file has room in it, else read in slices.
 */
export class BlobFile implements Source {
  readonly compression = 'none'
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>
  private piece: Uint8Array = new Uint8Array(0)
  private kept: Uint8Array[] | undefined
  private position = 0

  constructor(
    readonly name: string,
    private readonly blob: Blob,
    /** Told how many bytes were read at the first reading. */
    private readonly onTaken: (bytes: number) => void,
    keep: boolean,
  ) {
    this.reader = blob.stream().getReader()
    if (keep) this.kept = []
  }

  get size(): number {
    return this.blob.size
  }

  read(into: Uint8Array): number | Promise<number> {
    return this.piece.length > 0 ? this.take(into) : this.next(into)
  }

  fetch(wanted: readonly Wanted[], visit: Visit): void | Promise<void> {
    return this.kept ? this.pick(this.kept, wanted, visit) : this.fetchSlices(wanted, visit)
  }

  close(): void {
    this.kept = undefined
    this.reader.cancel().catch(() => undefined)
  }

  private pick(pieces: readonly Uint8Array[], wanted: readonly Wanted[], visit: Visit): void {
    const picker = new RecordPicker(wanted, visit)
    let position = 0
    for (const piece of pieces) {
      picker.piece(position, piece)
      position += piece.length
    }
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
    const next = await this.reader.read().catch((error: Error) => {
      throw new CaptureError({ why: 'system', message: error.message }, this.position)
    })
    if (next.done) return 0
    this.piece = next.value
    this.kept?.push(next.value)
    this.position += next.value.length
    this.onTaken(this.position)
    return this.take(into)
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
