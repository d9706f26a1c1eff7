import { PieceReader } from './pieces.js'

/** A record to be read again: its place in the decompressed stream and its length, in bytes. */
export interface Wanted {
  readonly position: number
  readonly length: number
}

/** Receives a record that was read again. `bytes` is valid during the call only. */
export type Visit = (position: number, bytes: Uint8Array) => void

/** Picks wanted records, given in ascending order, out of a stream that passes by in pieces. */
export class RecordPicker {
  private index = 0
  /** Bytes of a record that began in an earlier piece. */
  private begun: Uint8Array | undefined
  private filled = 0

  constructor(
    private readonly wanted: readonly Wanted[],
    private readonly visit: Visit,
  ) {}

  get done(): boolean {
    return this.index === this.wanted.length
  }

  /** The next piece of the stream, which stands at `position` in it. */
  piece(position: number, bytes: Uint8Array): void {
    while (!this.done) {
      const { position: start, length } = this.wanted[this.index]
      const from = start + this.filled - position
      if (from >= bytes.length) return
      if (from < 0) this.next()
      else if (!this.begun && from + length <= bytes.length) this.deliver(start, bytes.subarray(from, from + length))
      else if (!this.collect(start, length, bytes.subarray(from))) return
    }
  }

  /** True when the record is now whole, and was delivered. */
  private collect(start: number, length: number, bytes: Uint8Array): boolean {
    this.begun ??= new Uint8Array(length)
    const part = bytes.subarray(0, length - this.filled)
    this.begun.set(part, this.filled)
    this.filled += part.length
    if (this.filled < length) return false
    this.deliver(start, this.begun)
    return true
  }

  private deliver(position: number, bytes: Uint8Array): void {
    this.next()
    this.visit(position, bytes)
  }

  private next(): void {
    this.index++
    this.begun = undefined
    this.filled = 0
  }
}

/** Picks wanted records, given in ascending order, out of a stream read from its beginning, as far as it can be read. */
export async function pick(stream: AsyncIterable<Uint8Array>, wanted: readonly Wanted[], visit: Visit): Promise<void> {
  const picker = new RecordPicker(wanted, visit)
  const reader = new PieceReader(stream)
  try {
    for (let position = 0; !picker.done; ) {
      // Damage was reported when the stream was read before.
      const piece = await reader.next().catch(() => undefined)
      if (!piece) break
      picker.piece(position, piece)
      position += piece.length
    }
  } finally {
    reader.close()
  }
}

/** How reads are put together, in bytes: records as close as `within` are read in one go of at most `most`. */
export interface Grouping {
  within: number
  most: number
}

/** Neighbouring records, grouped so that each group is one read. */
export function* groupRecords(wanted: readonly Wanted[], grouping: Grouping): Generator<Wanted[]> {
  let group: Wanted[] = []
  for (const next of wanted) {
    if (group.length > 0 && !belongs(next, group, grouping)) {
      yield group
      group = []
    }
    group.push(next)
  }
  if (group.length > 0) yield group
}

/** From the first byte of a group to behind its last. */
export function extentOf(group: readonly Wanted[]): { start: number; end: number } {
  const last = group[group.length - 1]
  return { start: group[0].position, end: last.position + last.length }
}

/** Visits the records of a group whose bytes were read; a file that ends early has not all of them. */
export function visitGroup(group: readonly Wanted[], bytes: Uint8Array, visit: Visit): void {
  const start = group[0].position
  for (const { position, length } of group) {
    const piece = bytes.subarray(position - start, position - start + length)
    if (piece.length === length) visit(position, piece)
  }
}

function belongs(next: Wanted, group: readonly Wanted[], { within, most }: Grouping): boolean {
  const last = group[group.length - 1]
  const gap = next.position - last.position - last.length
  return gap <= within && next.position + next.length - group[0].position <= most
}
