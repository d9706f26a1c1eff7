/**
 * Sequence number arithmetic modulo 2^32 (RFC 9293 §3.4). Numbers are unsigned 32-bit; a difference is signed and says
 * how far `a` is ahead of `b`, which is right as long as they are less than 2^31 apart.
 */

export const seqDifference = (a: number, b: number): number => (a - b) | 0

export const seqLess = (a: number, b: number): boolean => ((a - b) | 0) < 0

export const seqAdd = (a: number, n: number): number => (a + n) >>> 0

export const seqMax = (a: number, b: number): number => (((a - b) | 0) > 0 ? a : b)
