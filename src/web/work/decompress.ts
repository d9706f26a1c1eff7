import { Decompress } from 'fzstd'
import type { Compression } from '../../core/reading/compression.js'
import { gunzip } from './gunzip.js'

type Pieces = AsyncGenerator<Uint8Array<ArrayBuffer>>

/**
 * The decompressed stream in pieces: gzip by the browser itself, zstd by a library.
 * @throws Error where the compressed data is damaged or ends early, after the pieces before it
 */
export function decompress(compression: Compression, input: Pieces): AsyncIterable<Uint8Array> {
  return compression === 'zstd' ? unzstd(input) : gunzip(input)
}

async function* unzstd(input: Pieces): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = []
  const decompressor = new Decompress((piece) => pieces.push(piece))
  function* push(piece: Uint8Array, final: boolean): Generator<Uint8Array> {
    try {
      decompressor.push(piece, final)
    } finally {
      // Damage is thrown behind what was decompressed before it.
      yield* pieces.splice(0)
    }
  }
  for await (const piece of input) yield* push(piece, false)
  yield* push(new Uint8Array(0), true)
}
