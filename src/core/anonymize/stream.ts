/**
 * One direction of one TCP connection. All becomes noise but the messages that are recognised where a segment begins,
 * as the analysis recognises them. What a position became is remembered as long as retransmissions are likely: cut into
 * other segments they must come out the same, or the anonymised capture would show content that changed.
 */
import { Mark } from './marks.js'
import { type Marker, recogniseMessage } from './message.js'
import type { NameMap } from './names.js'
import type { Noise } from './noise.js'
import { SentRanges } from './sent.js'

/** Octets of one message that are looked at, as in the analysis. */
const MESSAGE_LENGTH = 16_384
/** Messages remembered in a stream. */
const MESSAGES = 32

interface Message {
  seq: number
  original: Uint8Array
  mapped: Uint8Array
  marker: Marker
  /** It may go on in the next segment. */
  open: boolean
}

export class Stream {
  private readonly messages: Message[] = []
  private readonly sent = new SentRanges()

  constructor(
    private readonly noise: Noise,
    private readonly names: NameMap,
  ) {}

  /** The payload of a segment, anonymised. */
  map(seq: number, bytes: Uint8Array): Uint8Array {
    const out = this.noise.octetsFrom(seq, bytes)
    const touched = this.messages.filter((message) => overlap(message, seq, bytes.length) !== undefined)
    const same = touched.filter((message) => isSame(message, seq, bytes))
    for (const message of touched) if (!same.includes(message)) this.keepApart(message, seq, bytes, out)
    for (const message of same) put(message, seq, out)
    if (!this.goOn(seq, bytes, out)) this.begin(seq, bytes, out, touched, same)
    this.sent.add(seq, bytes.length)
    return out
  }

  /** Text that is no part of the stream, such as a reset's, from `start` on: other letters, the same length. */
  disguise(seq: number, bytes: Uint8Array, start: number): void {
    for (let i = start; i < bytes.length; i++) bytes[i] = this.noise.letter(seq + i, bytes[i])
  }

  /** A message that was not whole goes on in the part of this segment that is new. */
  private goOn(seq: number, bytes: Uint8Array, out: Uint8Array): boolean {
    const message = this.messages.find((m) => m.open && isIn(endOf(m), seq, bytes.length))
    if (!message || !isSame(message, seq, bytes)) return false
    const next = endOf(message)
    const fresh = bytes.subarray((next - seq) | 0)
    if (this.sent.touches(next, fresh.length)) return false
    this.extend(message, fresh)
    put(message, seq, out)
    return true
  }

  /** A message begins with this segment, unless these positions have already become something else. */
  private begin(seq: number, bytes: Uint8Array, out: Uint8Array, touched: Message[], same: Message[]): void {
    if (same.some((message) => isIn(seq, message.seq, message.original.length))) return
    const isOtherVersion = touched.length > same.length
    if (!isOtherVersion && this.sent.touches(seq, bytes.length)) return
    const marker = recogniseMessage(bytes)
    if (!marker) return
    const message: Message = { seq, original: EMPTY, mapped: EMPTY, marker, open: true }
    this.extend(message, bytes)
    put(message, seq, out)
    this.messages.unshift(message)
    if (this.messages.length > MESSAGES) this.messages.pop()
  }

  private extend(message: Message, bytes: Uint8Array): void {
    const whole = concatenate(message.original, bytes).subarray(0, MESSAGE_LENGTH)
    const { marks, end } = message.marker(whole)
    message.open = end < 0 && whole.length < MESSAGE_LENGTH
    message.original = end < 0 ? whole : whole.slice(0, end)
    message.mapped = this.mapMessage(message, marks)
  }

  private mapMessage({ seq, original }: Message, marks: Uint8Array): Uint8Array {
    const mapped = original.slice()
    for (let i = 0; i < original.length; i++) {
      if (marks[i] === Mark.noise) mapped[i] = this.noise.octet(seq + i, original[i])
      else if (marks[i] === Mark.text) mapped[i] = this.noise.letter(seq + i, original[i])
      else if (marks[i] === Mark.name) {
        const end = runEnd(marks, i, original.length)
        mapped.set(this.names.map(original.subarray(i, end)), i)
        i = end - 1
      }
    }
    return mapped
  }

  /** Another version of a message: where its octets differ they must not become the same by chance. */
  private keepApart(message: Message, seq: number, bytes: Uint8Array, out: Uint8Array): void {
    const { from, to } = overlap(message, seq, bytes.length)!
    for (let i = from; i < to; i++) {
      const there = i + ((seq - message.seq) | 0)
      const isAlike = bytes[i] !== message.original[there] && out[i] === message.mapped[there]
      if (isAlike) out[i] = this.noise.octet(seq + i, message.original[there])
    }
  }
}

const EMPTY = new Uint8Array(0)

const endOf = (message: Message): number => (message.seq + message.original.length) >>> 0

/** Is position `at` in the `length` positions from `seq` on? */
const isIn = (at: number, seq: number, length: number): boolean => {
  const offset = (at - seq) | 0
  return offset >= 0 && offset < length
}

/** The part of a segment that a message covers, as offsets in the segment; undefined when there is none. */
function overlap(message: Message, seq: number, length: number): { from: number; to: number } | undefined {
  const start = (message.seq - seq) | 0
  const from = Math.max(0, start)
  const to = Math.min(length, start + message.original.length)
  return from < to ? { from, to } : undefined
}

function isSame(message: Message, seq: number, bytes: Uint8Array): boolean {
  const common = overlap(message, seq, bytes.length)
  if (!common) return true
  const shift = (seq - message.seq) | 0
  for (let i = common.from; i < common.to; i++) if (bytes[i] !== message.original[i + shift]) return false
  return true
}

/** Copies what a message became into the segment that holds a part of it. */
function put(message: Message, seq: number, out: Uint8Array): void {
  const common = overlap(message, seq, out.length)
  const shift = (seq - message.seq) | 0
  if (common) out.set(message.mapped.subarray(common.from + shift, common.to + shift), common.from)
}

function runEnd(marks: Uint8Array, start: number, limit: number): number {
  let end = start
  while (end < limit && marks[end] === Mark.name) end++
  return end
}

function concatenate(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
