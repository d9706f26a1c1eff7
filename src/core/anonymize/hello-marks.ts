/**
 * The marks of a TLS ClientHello (RFC 8446 §4.1.2): its structure stays, the server name becomes a pseudonym, and all
 * that is random, or tells one client program from another, becomes noise.
 */
import { readTlsRecordType } from '../wire/tls-hello.js'
import { Mark, type Marked, WordMarks } from './marks.js'

const RECORD_HEADER = 5
const HANDSHAKE = 22
const MESSAGE_HEADER = 4
const RANDOM_LENGTH = 32
/** Extensions (IANA "TLS ExtensionType Values"). */
const SERVER_NAME = 0
const ALPN = 16
const SUPPORTED_VERSIONS = 43
const PROTOCOLS = ['h2', 'h3', 'http/1.1', 'http/1.0']

/** Marks for the hello that `bytes` begin with. */
export function markClientHello(bytes: Uint8Array): Marked {
  const marks = new Uint8Array(bytes.length)
  const { places, end } = handshakeOctets(bytes, marks)
  new HelloMarker(bytes, marks, places).mark()
  return { marks, end }
}

/** Where the octets of the message are, and where its last record ends. Keeps the record headers between them. */
function handshakeOctets(bytes: Uint8Array, marks: Uint8Array): { places: number[]; end: number } {
  const places: number[] = []
  let at = 0
  while (at < bytes.length) {
    marks.fill(Mark.kept, at, at + RECORD_HEADER)
    if (bytes.length - at < RECORD_HEADER) break
    const end = at + RECORD_HEADER + ((bytes[at + 3] << 8) | bytes[at + 4])
    if (readTlsRecordType(bytes.subarray(at)) !== HANDSHAKE) return { places, end: at + RECORD_HEADER }
    for (let i = at + RECORD_HEADER; i < Math.min(end, bytes.length); i++) places.push(i)
    if (end <= bytes.length && places.length >= messageLength(bytes, places)) return { places, end }
    at = end
  }
  return { places, end: -1 }
}

const messageLength = (bytes: Uint8Array, places: readonly number[]): number =>
  MESSAGE_HEADER + ((bytes[places[1]] << 16) | (bytes[places[2]] << 8) | bytes[places[3]])

/** Walks through the message field by field. Past what has arrived it reads zeros and marks nothing. */
class HelloMarker {
  private at = 0
  private end: number

  constructor(
    private readonly bytes: Uint8Array,
    private readonly marks: Uint8Array,
    private readonly places: readonly number[],
  ) {
    this.end = places.length
  }

  mark(): void {
    const length = this.keep(MESSAGE_HEADER) & 0xffffff
    this.end = Math.min(this.end, MESSAGE_HEADER + length)
    this.keep(2)
    this.at += RANDOM_LENGTH
    this.skip(this.keep(1))
    this.skip(this.keep(2))
    this.keepAll(this.keep(1))
    this.keep(2)
    while (this.at < this.end) this.extension()
  }

  private extension(): void {
    const type = this.keep(2)
    const length = this.keep(2)
    const next = this.at + length
    if (this.at >= this.end) return
    if (type === SERVER_NAME) this.serverName(next)
    else if (type === ALPN) this.protocols(next)
    else if (type === SUPPORTED_VERSIONS) this.keepAll(length)
    this.at = next
  }

  /** RFC 6066 §3. */
  private serverName(next: number): void {
    this.keep(2)
    const isHostName = this.keep(1) === 0
    const length = this.keep(2)
    if (isHostName) this.set(this.at, Math.min(next, this.at + length), Mark.name)
  }

  /** RFC 7301 §3.1. */
  private protocols(next: number): void {
    this.keep(2)
    const word = new WordMarks(PROTOCOLS)
    while (this.at < Math.min(next, this.end)) {
      const last = this.at + 1 + this.keep(1)
      for (word.begin(); this.at < Math.min(last, next, this.end); this.at++) {
        this.set(this.at, this.at + 1, word.next(this.bytes[this.places[this.at]]))
      }
    }
  }

  /** Keeps a number of `length` octets and returns it. */
  private keep(length: number): number {
    let value = 0
    for (let i = 0; i < length; i++) value = (value << 8) | (this.bytes[this.places[this.at + i]] ?? 0)
    this.keepAll(length)
    return value
  }

  private skip(length: number): void {
    this.at += length
  }

  private keepAll(length: number): void {
    this.set(this.at, this.at + length, Mark.kept)
    this.at += length
  }

  private set(start: number, end: number, mark: number): void {
    for (let i = start; i < Math.min(end, this.end); i++) this.marks[this.places[i]] = mark
  }
}
