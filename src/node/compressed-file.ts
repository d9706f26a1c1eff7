import { closeSync, readSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { Problems } from '../core/capture/problems.js'
import { type Compression, reportDamage } from '../core/reading/compression.js'
import { PieceReader } from '../core/reading/pieces.js'
import { pick, type Visit, type Wanted } from '../core/reading/records.js'
import type { Source } from '../core/reading/source.js'
import { decompress } from './compression.js'

const READ_SIZE = 64 * 1024
/** How far reading may have run ahead of the place where a decompressor finds damage. */
const READ_AHEAD = 4 * READ_SIZE
/** A decompressor keeps to itself what it made of the piece in which it finds damage: so near damage they are small. */
const CAREFUL_READ_SIZE = 256

/** A compressed file. What it holds can be read again by decompressing it a second time. */
export class CompressedFile implements Source {
  private reader: PieceReader
  /** Bytes of the decompressed stream that were read. */
  private position = 0
  /** Bytes of the file that went into the decompressor. */
  private fed = 0
  private carefulFrom = Number.POSITIVE_INFINITY

  constructor(
    readonly name: string,
    private readonly descriptor: number,
    readonly size: number,
    readonly compression: Compression,
    private readonly problems: Problems,
  ) {
    this.reader = this.open()
  }

  async read(into: Uint8Array): Promise<number> {
    try {
      return await this.readSome(into)
    } catch {
      return this.carefulFrom === Number.POSITIVE_INFINITY ? this.readCarefully(into) : this.endAtDamage()
    }
  }

  fetch(wanted: readonly Wanted[], visit: Visit): Promise<void> {
    return pick(this.pieces(), wanted, visit)
  }

  close(): void {
    this.reader.close()
    if (this.descriptor !== 0) closeSync(this.descriptor)
  }

  private open(): PieceReader {
    this.fed = 0
    return new PieceReader(this.pieces())
  }

  private pieces(): AsyncIterable<Uint8Array> {
    return decompress(this.compression, Readable.from(this.compressed(), { objectMode: false }))
  }

  private *compressed(): Generator<Uint8Array> {
    for (let position = 0; ; ) {
      const piece = new Uint8Array(position < this.carefulFrom ? READ_SIZE : CAREFUL_READ_SIZE)
      const count = readSync(this.descriptor, piece, 0, piece.length, position)
      if (count === 0) return
      position += count
      this.fed = position
      yield piece.subarray(0, count)
    }
  }

  private async readSome(into: Uint8Array): Promise<number> {
    const count = await this.reader.read(into)
    this.position += count
    return count
  }

  /** Begins again, with small pieces where the damage is, and goes on from where reading got to. */
  private async readCarefully(into: Uint8Array): Promise<number> {
    const reached = this.position
    this.carefulFrom = Math.max(0, this.fed - READ_AHEAD)
    this.position = 0
    this.reader = this.open()
    try {
      while (this.position < reached) await this.readSome(into.subarray(0, reached - this.position))
      return await this.readSome(into)
    } catch {
      this.position = reached
      return this.endAtDamage()
    }
  }

  private endAtDamage(): number {
    reportDamage(this.compression, this.position, this.problems)
    return 0
  }
}
