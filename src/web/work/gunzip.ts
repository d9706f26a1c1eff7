import { piecesOf } from './stream.js'

type Bytes = Uint8Array<ArrayBuffer>

/** Of a member's header, the part that every member has (RFC 1952 §2.3). */
const HEAD_LENGTH = 10

/**
 * Decompresses gzip by the browser itself, all its members (RFC 1952 §2.2: a file is one or more of them). The browser
 * knows one: data behind its end is an error, and does not say where the end was. So the input is cut wherever a member
 * may begin, and what fails there is tried as the next one.
 * @throws Error where the data is damaged or ends early, after the pieces before it
 */
export async function* gunzip(input: AsyncIterable<Bytes>): AsyncGenerator<Uint8Array> {
  const pieces = cutAtHeads(input)
  let first: Bytes | undefined = (await pieces.next()).value ?? new Uint8Array(0)
  while (first) {
    const stream: GenericTransformStream = new DecompressionStream('gzip')
    const next: Promise<Bytes | undefined> = feedMember(stream.writable.getWriter(), first, pieces)
    next.catch(() => undefined)
    try {
      yield* piecesOf(stream.readable)
    } catch {
      // An error of both ends: whoever feeds knows whether it is damage.
    }
    first = await next
  }
}

/**
 * Feeds one member. A piece is written only when everything made of those before it was read.
 * @returns with what the next member begins, if there is one
 */
async function feedMember(
  writer: WritableStreamDefaultWriter<Bytes>,
  first: Bytes,
  pieces: AsyncIterator<Bytes, undefined>,
): Promise<Bytes | undefined> {
  await writer.write(first)
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    try {
      await writer.write(next.value)
    } catch (error) {
      if (isHead(next.value, 0)) return next.value
      throw error
    }
  }
  await writer.close()
}

/** The same bytes in other pieces: what looks like the head of a member stands at the beginning of one. */
export async function* cutAtHeads(input: AsyncIterable<Bytes>): AsyncGenerator<Bytes, undefined> {
  let rest: Bytes = new Uint8Array(0)
  for await (const piece of input) {
    const bytes = joined(rest, piece)
    // A head may go on in the next piece.
    const end = Math.max(0, bytes.length - HEAD_LENGTH + 1)
    let start = 0
    for (let at = bytes.indexOf(0x1f, 1); at >= 0 && at < end; at = bytes.indexOf(0x1f, at + 1)) {
      if (!isHead(bytes, at)) continue
      yield bytes.subarray(start, at)
      start = at
    }
    if (end > start) yield bytes.subarray(start, end)
    rest = bytes.slice(Math.max(start, end))
  }
  if (rest.length > 0) yield rest
}

/** RFC 1952 §2.3.1: ID1, ID2, CM, reserved flags, XFL, OS. Compressed data looks so once in some 20 GB. */
const isHead = (bytes: Bytes, at: number): boolean =>
  bytes.length - at >= HEAD_LENGTH &&
  bytes[at] === 0x1f &&
  bytes[at + 1] === 0x8b &&
  bytes[at + 2] === 8 &&
  bytes[at + 3] < 0x20 &&
  [0, 2, 4].includes(bytes[at + 8]) &&
  (bytes[at + 9] <= 13 || bytes[at + 9] === 255)

function joined(a: Bytes, b: Bytes): Bytes {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
