import { CaptureError } from '../../core/capture/format.js'
import { extentOf, groupRecords, type Visit, visitGroup, type Wanted } from '../../core/reading/records.js'
import type { Source } from '../../core/reading/source.js'

/** Asking the browser for a slice takes far longer than reading it from a disk, so slices are large. */
const SLICE = 4 * 1024 * 1024
const MERGE_WITHIN = 128 * 1024
/** Slices asked for at a time when records are read again. */
const AT_ONCE = 8

/** A plain file of the browser: the next slice is asked for while this one is read. */
export class BlobFile implements Source {
  readonly compression = 'none'
  private slice: Uint8Array = new Uint8Array(0)
  private next: Promise<Uint8Array>
  private position = 0

  constructor(
    readonly name: string,
    private readonly blob: Blob,
    /** Told how many bytes were read at the first reading. */
    private readonly onTaken: (bytes: number) => void,
  ) {
    this.next = this.ask()
  }

  get size(): number {
    return this.blob.size
  }

  read(into: Uint8Array): number | Promise<number> {
    return this.slice.length > 0 ? this.take(into) : this.turn(into)
  }

  async fetch(wanted: readonly Wanted[], visit: Visit): Promise<void> {
    const groups = [...groupRecords(wanted, MERGE_WITHIN)]
    for (let done = 0; done < groups.length; done += AT_ONCE) {
      const some = groups.slice(done, done + AT_ONCE)
      const bytes = await Promise.all(some.map((group) => this.bytes(extentOf(group).start, extentOf(group).end)))
      for (const [i, group] of some.entries()) visitGroup(group, bytes[i], visit)
    }
  }

  close(): void {}

  private async turn(into: Uint8Array): Promise<number> {
    this.slice = await this.next
    if (this.slice.length === 0) return 0
    this.next = this.ask()
    return this.take(into)
  }

  private take(into: Uint8Array): number {
    const part = this.slice.subarray(0, into.length)
    into.set(part)
    this.slice = this.slice.subarray(part.length)
    return part.length
  }

  private ask(): Promise<Uint8Array> {
    const start = this.position
    this.position = Math.min(start + SLICE, this.blob.size)
    this.onTaken(start)
    const asked = this.bytes(start, this.position)
    // It may fail before anybody waits for it; whoever waits is told.
    asked.catch(() => undefined)
    return asked
  }

  private async bytes(start: number, end: number): Promise<Uint8Array> {
    try {
      return new Uint8Array(await this.blob.slice(start, end).arrayBuffer())
    } catch (error) {
      throw new CaptureError(`cannot be read: ${(error as Error).message}`, start)
    }
  }
}
