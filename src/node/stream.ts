import { Readable } from 'node:stream'
import type { Problems } from '../core/capture/problems.js'
import { type Compression, compressionOf, MAGIC_LENGTH, reportDamage } from '../core/reading/compression.js'
import { PieceReader } from '../core/reading/pieces.js'
import type { Visit, Wanted } from '../core/reading/records.js'
import type { Source } from '../core/reading/source.js'
import { decompress } from './compression.js'
import { Ring } from './ring.js'

/** So much of a stream's end can be looked at again. */
const REMEMBERED = 64 * 1024 * 1024

/** A decompressor keeps to itself what it made of the piece in which it finds damage, so compressed pieces are small. */
const COMPRESSED_PIECE = 4096

/** Opens a pipe or standard input; waits for its first bytes, which tell whether it is compressed. */
export async function openStream(name: string, input: Readable, problems: Problems): Promise<Source> {
  const pieces = input[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const head = await firstPiece(pieces)
  const compression = compressionOf(head)
  if (compression === 'none') return new Stream(name, compression, rejoined(head, pieces), problems)
  const compressed = Readable.from(rejoined(head, pieces, COMPRESSED_PIECE), { objectMode: false })
  return new Stream(name, compression, decompress(compression, compressed), problems)
}

/** A stream that passes once. */
class Stream implements Source {
  private readonly reader: PieceReader
  private readonly ring = new Ring(REMEMBERED)
  private position = 0

  constructor(
    readonly name: string,
    readonly compression: Compression,
    pieces: AsyncIterable<Uint8Array>,
    private readonly problems: Problems,
  ) {
    this.reader = new PieceReader(pieces)
  }

  async read(into: Uint8Array): Promise<number> {
    const count = await this.reader.read(into).catch(() => this.endAtDamage())
    this.ring.append(into.subarray(0, count))
    this.position += count
    return count
  }

  fetch(wanted: readonly Wanted[], visit: Visit): void {
    this.ring.fetch(wanted, visit)
  }

  close(): void {
    this.reader.close()
  }

  private endAtDamage(): number {
    reportDamage(this.compression, this.position, this.problems)
    return 0
  }
}

async function firstPiece(pieces: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0)
  while (head.length < MAGIC_LENGTH) {
    const next = await pieces.next()
    if (next.done) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  return head
}

function* split(piece: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < piece.length; at += size) yield piece.subarray(at, at + size)
}

async function* rejoined(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  size = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Uint8Array> {
  try {
    yield* split(head, size)
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield* split(next.value, size)
  } finally {
    await rest.return?.()
  }
}
