/** What the segments carry: pieces of one block of bytes, named by offset and length, with their checksums at hand. */
import { Random } from './random.mjs'

const FILLER = 1 << 16
const REQUESTS = 64

const encoder = new TextEncoder()
const random = new Random(7)

const requestHead = (n) =>
  `GET /items/${n}?page=${n % 7} HTTP/1.1\r\nHost: www${n % 10}.example.com\r\nUser-Agent: bench/1.0\r\n` +
  `Accept: */*\r\nX-Padding: ${'x'.repeat((n * 37) % 500)}\r\n\r\n`
const responseHead = 'HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n'
const filler = Uint8Array.from({ length: FILLER }, () => random.between(32, 126))

const pieces = [...Array.from({ length: REQUESTS }, (_, n) => encoder.encode(requestHead(n)))]
const response = encoder.encode(responseHead)
/** Pieces start at even offsets, where checksums count in words. */
const even = (length) => (length + 1) & ~1

export const block = new Uint8Array([...pieces, response].reduce((sum, p) => sum + even(p.length), FILLER))

const place = (piece, start) => {
  block.set(piece, start)
  return { start, length: piece.length }
}
let next = 0
const append = (piece) => {
  const placed = place(piece, next)
  next += even(piece.length)
  return placed
}
const requests = pieces.map(append)

export const requestOf = (n) => requests[n % REQUESTS]
/** A response's beginning; what follows in the block is its body. */
export const responseStart = append(response).start
append(filler)

/** `sums[i]`: the sum of the first `i` 16-bit words. */
const sums = new Float64Array(block.length / 2 + 1)
for (let i = 0; i < block.length; i += 2) sums[i / 2 + 1] = sums[i / 2] + block[i] * 256 + block[i + 1]

/** Sum of the 16-bit words of a piece, the last one padded with zero (RFC 9293 §3.1). @param start even */
export function sumOf(start, length) {
  const whole = length >>> 1
  const odd = length & 1 ? block[start + length - 1] * 256 : 0
  return sums[start / 2 + whole] - sums[start / 2] + odd
}
