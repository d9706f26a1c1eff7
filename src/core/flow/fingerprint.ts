/** A short hash of the first bytes that one side of a connection sends. */

/** Bytes of the first data segment that are hashed. */
export const HASHED = 32

/** FNV-1a over a few bytes: tells two versions of the same data apart, guards nothing. */
export function fnv(bytes: Uint8Array, start: number, size: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < start + size; i++) h = Math.imul(h ^ bytes[i], 0x01000193)
  return h >>> 0
}
