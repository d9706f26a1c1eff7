import { closeSync, readSync } from 'node:fs'
import { CaptureError } from '../core/capture/format.js'
import type { Visit, Wanted } from '../core/reading/records.js'
import type { Source } from '../core/reading/source.js'

/** Larger reads would only leave the processor's cache. */
const READ_SIZE = 256 * 1024
/** Wanted records closer than this are read in one go: a read costs more than the bytes between them. */
const MERGE_WITHIN = 16 * 1024
const MAX_GROUP = 1024 * 1024

/** A regular file: read in large pieces, and at any place again. */
export class PlainFile implements Source {
  readonly compression = 'none'
  private position = 0

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
    for (const group of groups(wanted)) this.fetchGroup(group, visit)
  }

  close(): void {
    if (this.descriptor !== 0) closeSync(this.descriptor)
  }

  private fetchGroup(group: readonly Wanted[], visit: Visit): void {
    const start = group[0].position
    const bytes = this.readAt(start, endOf(group) - start)
    for (const { position, length } of group) {
      const piece = bytes.subarray(position - start, position - start + length)
      if (piece.length === length) visit(position, piece)
    }
  }

  /** What the file holds of `length` bytes at `position`. */
  private readAt(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length)
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

/** Neighbouring records, grouped so that each group is one read of reasonable size. */
function* groups(wanted: readonly Wanted[]): Generator<Wanted[]> {
  let group: Wanted[] = []
  for (const next of wanted) {
    if (group.length > 0 && !belongs(next, group)) {
      yield group
      group = []
    }
    group.push(next)
  }
  if (group.length > 0) yield group
}

const belongs = (next: Wanted, group: readonly Wanted[]): boolean =>
  next.position - endOf(group) <= MERGE_WITHIN && next.position + next.length - group[0].position <= MAX_GROUP

function endOf(group: readonly Wanted[]): number {
  const last = group[group.length - 1]
  return last.position + last.length
}
