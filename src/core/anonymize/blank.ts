/** Octets that are overwritten because no verdict needs them. */
import { foldSum, sumWords } from '../wire/checksum.js'

/** Zeros in `[start, end)`. */
export function blank(view: DataView, start: number, end: number): void {
  if (end > start) new Uint8Array(view.buffer, view.byteOffset + start, end - start).fill(0)
}

/**
 * Zeros behind a word that has the sum of what stood there: the checksum over all pieces of a fragmented datagram stays
 * right, whichever of them are there. Pieces begin at multiples of eight octets (RFC 791 §3.1).
 */
export function blankFragment(view: DataView, start: number, end: number): void {
  const sum = foldSum(sumWords(view, start, Math.max(start, end)))
  blank(view, start, end)
  if (end - start >= 2) view.setUint16(start, sum)
}
