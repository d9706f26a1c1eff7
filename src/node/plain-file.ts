import { closeSync, readSync } from 'node:fs'
import { CaptureError } from '../core/capture/format.js'
import { extentOf, groupRecords, type Visit, visitGroup, type Wanted } from '../core/reading/records.js'
import type { Source } from '../core/reading/source.js'

/** Larger reads would only leave the processor's cache. */
const READ_SIZE = 256 * 1024
/** A read costs more than the bytes between records that are so close. */
const GROUPING = { within: 16 * 1024, most: 1024 * 1024 }

/** A regular file: read in large pieces, and at any place again. */
export class PlainFile implements Source {
  readonly compression = 'none'
  private position = 0
  /** For all records that are read again: memory touched for the first time costs more than what is read into it. */
  private again = new Uint8Array(0)

  constructor(
    readonly name: string,
    private readonly descriptor: number,
    readonly size: number,
  ) {}

  read(into: Uint8Array): number {
    const count = this.readSome(into, 0, Math.min(into.length, READ_SIZE), this.position)
    this.position += count
    return count
  }

  fetch(wanted: readonly Wanted[], visit: Visit): void {
    for (const group of groupRecords(wanted, GROUPING)) this.fetchGroup(group, visit)
  }

  close(): void {
    if (this.descriptor !== 0) closeSync(this.descriptor)
  }

  private fetchGroup(group: readonly Wanted[], visit: Visit): void {
    const { start, end } = extentOf(group)
    visitGroup(group, this.readAt(start, end - start), visit)
  }

  /** What the file holds of `length` bytes at `position`; valid until the next call. */
  private readAt(position: number, length: number): Uint8Array {
    if (length > this.again.length) this.again = new Uint8Array(Math.max(length, READ_SIZE))
    const bytes = this.again
    let filled = 0
    while (filled < length) {
      const count = this.readSome(bytes, filled, length - filled, position + filled)
      if (count === 0) break
      filled += count
    }
    return bytes.subarray(0, filled)
  }

  private readSome(into: Uint8Array, at: number, length: number, position: number): number {
    try {
      return readSync(this.descriptor, into, at, length, position)
    } catch (error) {
      throw new CaptureError({ why: 'system', message: (error as Error).message }, position)
    }
  }
}
