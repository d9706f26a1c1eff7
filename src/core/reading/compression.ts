/** What compressed captures have in common, whatever decompresses them. */
import { CaptureError } from '../capture/format.js'
import type { Problems } from '../capture/problems.js'

export type Compression = 'none' | 'gzip' | 'zstd'

/** Bytes of the beginning with which `compressionOf` can tell. */
export const MAGIC_LENGTH = 4

/** Compression is told by the first bytes, never by the name. */
export function compressionOf(head: Uint8Array): Compression {
  // RFC 1952 §2.3.1: ID1, ID2, and 8 for "deflate".
  if (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip'
  // RFC 8878 §3.1.1 and 3.1.2: a Zstandard frame, or a skippable frame before one.
  const number = head.length < 4 ? 0 : new DataView(head.buffer, head.byteOffset).getUint32(0, true)
  return number === 0xfd2fb528 || number >>> 4 === 0x184d2a5 ? 'zstd' : 'none'
}

/**
 * Damage ends a stream, and what came before it counts.
 * @param position in the decompressed stream
 * @throws CaptureError when nothing came before it
 */
export function reportDamage(compression: Compression, position: number, problems: Problems): void {
  if (position === 0) throw new CaptureError({ why: 'damaged-compression', compression }, 0)
  problems.add('damaged-compression', { position })
}
