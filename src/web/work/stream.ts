/** The browser's streams of bytes. */
import { PieceReader } from '../../core/reading/pieces.js'

type Bytes = Uint8Array<ArrayBuffer>

/**
 * Fills a buffer of ours with the next bytes of a stream. The buffer goes with them: it is to be had again from what
 * was filled, and is lost when reading fails.
 */
export interface Filler {
  /** What of the beginning of `room` was filled; none at the end of the stream. @throws what the stream throws */
  fill(room: Bytes): Promise<Bytes>
  close(): void
}

/** A stream that fills a buffer of ours is twice as fast as one that brings pieces; not every browser's can. */
export function fillerOf(stream: ReadableStream<Bytes>): Filler {
  try {
    return filledBy(stream.getReader({ mode: 'byob' }))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return copiedFrom(new PieceReader(piecesOf(stream)))
  }
}

/**
 * Readers that are filling a buffer. Chromium takes one that only waits for its bytes for garbage, and with it whoever
 * waits: the bytes then never come.
 */
const filling = new Set<ReadableStreamBYOBReader>()

const filledBy = (reader: ReadableStreamBYOBReader): Filler => ({
  async fill(room) {
    filling.add(reader)
    try {
      const { value } = await reader.read(room)
      return value ?? room.subarray(0, 0)
    } finally {
      filling.delete(reader)
    }
  },
  close: () => void reader.cancel().catch(() => undefined),
})

const copiedFrom = (reader: PieceReader): Filler => ({
  fill: async (room) => room.subarray(0, await reader.read(room)),
  close: () => reader.close(),
})

/** The pieces of a stream as they come; whoever wants no more of them ends it. */
export async function* piecesOf(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    reader.cancel().catch(() => undefined)
  }
}
