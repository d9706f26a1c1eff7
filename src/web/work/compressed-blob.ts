import type { Problems } from '../../core/capture/problems.js'
import { type Compression, reportDamage } from '../../core/reading/compression.js'
import { PieceReader } from '../../core/reading/pieces.js'
import { pick, type Visit, type Wanted } from '../../core/reading/records.js'
import type { Source } from '../../core/reading/source.js'
import { decompress } from './decompress.js'

/** A decompressor keeps to itself what it made of the piece in which it finds damage, so pieces are small. */
const PIECE = 64 * 1024

/** A compressed file of the browser. What it holds can be read again by decompressing it a second time. */
export class CompressedBlob implements Source {
  private readonly reader: PieceReader
  private position = 0

  constructor(
    readonly name: string,
    private readonly blob: Blob,
    readonly compression: Compression,
    private readonly problems: Problems,
    /** Told how many bytes of the file went into the decompressor at the first reading. */
    onTaken: (bytes: number) => void,
  ) {
    this.reader = new PieceReader(decompress(compression, piecesOf(blob, onTaken)))
  }

  get size(): number {
    return this.blob.size
  }

  async read(into: Uint8Array): Promise<number> {
    const count = await this.reader.read(into).catch(() => this.endAtDamage())
    this.position += count
    return count
  }

  fetch(wanted: readonly Wanted[], visit: Visit): Promise<void> {
    return pick(decompress(this.compression, piecesOf(this.blob)), wanted, visit)
  }

  close(): void {
    this.reader.close()
  }

  private endAtDamage(): number {
    reportDamage(this.compression, this.position, this.problems)
    return 0
  }
}

async function* piecesOf(blob: Blob, onTaken?: (bytes: number) => void): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let position = 0; position < blob.size; position += PIECE) {
    const piece = new Uint8Array(await blob.slice(position, position + PIECE).arrayBuffer())
    onTaken?.(position + piece.length)
    yield piece
  }
}
