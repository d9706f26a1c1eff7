import { closeSync, fstatSync, readSync } from 'node:fs'
import type { Source, Visit, Wanted } from './source.js'

/** Wanted records closer than this are read in one go: a read costs more than the bytes between them. */
const MERGE_WITHIN = 64 * 1024
const MAX_GROUP = 1024 * 1024

/** A regular file: read in large pieces, and at any place again. */
export class PlainFile implements Source {
  readonly compression = 'none'
  readonly size: number
  private position = 0

  constructor(
    readonly name: string,
    private readonly descriptor: number,
  ) {
    this.size = fstatSync(descriptor).size
  }

  read(into: Uint8Array): number {
    const count = readSync(this.descriptor, into, 0, into.length, this.position)
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

  private readAt(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      const count = readSync(this.descriptor, bytes, filled, length - filled, position + filled)
      if (count === 0) break
      filled += count
    }
    return bytes.subarray(0, filled)
  }
}

/** Neighbouring records, grouped so that each group is one read of reasonable size. */
function* groups(wanted: readonly Wanted[]): Generator<Wanted[]> {
  let group: Wanted[] = []
  for (const next of wanted) {
    const near = group.length > 0 && next.position - endOf(group) <= MERGE_WITHIN
    if (group.length > 0 && !(near && next.position + next.length - group[0].position <= MAX_GROUP)) {
      yield group
      group = []
    }
    group.push(next)
  }
  if (group.length > 0) yield group
}

const endOf = (group: readonly Wanted[]): number => {
  const last = group[group.length - 1]
  return last.position + last.length
}
