import { formatAddress } from './address.js'
import { computeIpv4Checksum } from './checksum.js'
import type { Headers } from './headers.js'
import { IPV4_CHECKSUM, IPV4_SOURCE } from './ipv4.js'
import { IPV6_LENGTH, IPV6_SOURCE } from './ipv6.js'

/** A hostile capture must not make this grow: as many datagrams, of at most as many octets, are 4 MiB. */
const MAX_DATAGRAMS = 64
const MAX_PAYLOAD = 65_535
/** The largest datagram over the smallest link that IPv4 asks for (RFC 791 §3.2: 576 octets) has half as many. */
const MAX_PIECES = 256
/** RFC 8200 §4.5: after 60 seconds what has arrived is discarded. Later the same identification is another datagram. */
const MAX_SECONDS = 60

/** A run of payload octets that has arrived. */
interface Piece {
  start: number
  end: number
  bytes: Uint8Array
}

/** A datagram that is being put together. Pieces are in order and do not overlap. */
interface PartialDatagram {
  pieces: Piece[]
  /** Capture time of its first piece, in seconds. */
  since: number
  /** IP header of the first fragment, without extension headers; undefined until it arrives. */
  header?: Uint8Array
  /** Octets of payload; unknown until the last fragment arrives. */
  length?: number
  overlapping: boolean
  /** It came together; kept a while to know late copies of its fragments by. */
  done: boolean
}

/**
 * Puts IP fragments together (RFC 791 §3.2, RFC 8200 §4.5). Where fragments overlap, the first to arrive wins: RFC 5722
 * would drop such a datagram, RFC 791 leaves it open, and `overlapping` says that it happened.
 */
export class Fragments {
  private readonly partials = new Map<string, PartialDatagram>()
  private given = 0
  /** The datagram that `add` returned last had overlapping fragments. */
  overlapping = false

  /** Datagrams of which a piece is missing, so far. */
  get incomplete(): number {
    let waiting = 0
    for (const partial of this.partials.values()) if (!partial.done) waiting += 1
    return this.given + waiting
  }

  /**
   * Takes the fragment that `headers` describes, and returns the datagram when it is the last one missing: an IP packet
   * that `decode` reads as LINKTYPE_RAW, with the header of the first fragment and the whole payload. IPv6 extension
   * headers that stood before the fragment header are left out.
   * @param seconds capture time
   */
  add(view: DataView, headers: Headers, seconds = 0): Uint8Array | undefined {
    const length = headers.payloadLength
    const end = headers.fragmentOffset + length
    // What the snap length cut off will never come: such a datagram stays incomplete.
    const captured = Math.min(length, headers.capturedEnd - headers.payloadOffset)
    if (captured <= 0 || end > MAX_PAYLOAD) return undefined
    const key = keyOf(view, headers)
    const bytes = bytesOf(view, headers.payloadOffset, captured)
    const known = this.partials.get(key)
    if (known && isRecent(known, seconds) && isCopy(known.pieces, headers.fragmentOffset, bytes)) return undefined
    const partial = known && isRecent(known, seconds) && !known.done ? known : this.open(key, seconds)
    insert(partial, headers.fragmentOffset, bytes)
    if (headers.fragmentOffset === 0) partial.header ??= headerOf(view, headers)
    if (!headers.moreFragments) partial.length ??= end
    return this.finish(key, partial)
  }

  private open(key: string, seconds: number): PartialDatagram {
    this.giveUp(key)
    const partial: PartialDatagram = { pieces: [], since: seconds, overlapping: false, done: false }
    this.partials.set(key, partial)
    return partial
  }

  private finish(key: string, partial: PartialDatagram): Uint8Array | undefined {
    const whole = assemble(partial)
    partial.done = whole !== undefined
    if (whole) this.overlapping = partial.overlapping
    // Gives up what is shredded, and the oldest one when there are too many.
    if (partial.pieces.length > MAX_PIECES) this.giveUp(key)
    const [oldest] = this.partials.keys()
    if (this.partials.size > MAX_DATAGRAMS) this.giveUp(oldest)
    return whole
  }

  private giveUp(key: string): void {
    if (this.partials.get(key)?.done === false) this.given += 1
    this.partials.delete(key)
  }
}

function isRecent(partial: PartialDatagram, seconds: number): boolean {
  return Math.abs(seconds - partial.since) <= MAX_SECONDS
}

/** Adds the parts of `bytes` that no earlier fragment has brought. */
function insert(partial: PartialDatagram, offset: number, bytes: Uint8Array): void {
  const fresh = missing(partial.pieces, offset, offset + bytes.length)
  const added = fresh.reduce((sum, gap) => sum + gap.end - gap.start, 0)
  if (added < bytes.length) partial.overlapping = true
  for (const { start, end } of fresh) {
    partial.pieces.push({ start, end, bytes: bytes.slice(start - offset, end - offset) })
  }
  partial.pieces.sort((a, b) => a.start - b.start)
}

/** The same fragment again, captured twice or sent twice: nobody's trick (RFC 8200 §4.5 lets it be ignored). */
function isCopy(pieces: Piece[], offset: number, bytes: Uint8Array): boolean {
  const same = pieces.find((piece) => piece.start === offset && piece.end === offset + bytes.length)
  return same?.bytes.every((octet, i) => octet === bytes[i]) ?? false
}

/** The parts of `[start, end)` that `pieces` do not cover. */
function missing(pieces: Piece[], start: number, end: number): { start: number; end: number }[] {
  const gaps: { start: number; end: number }[] = []
  let at = start
  for (const piece of pieces) {
    if (piece.end <= at) continue
    if (piece.start >= end) break
    if (piece.start > at) gaps.push({ start: at, end: piece.start })
    at = piece.end
  }
  if (at < end) gaps.push({ start: at, end })
  return gaps
}

/** RFC 791 §3.2 tells datagrams apart by addresses, identification and protocol; RFC 8200 §4.5 by all but the last. */
function keyOf(view: DataView, headers: Headers): string {
  const { ipVersion, ipOffset } = headers
  const source = ipOffset + (ipVersion === 4 ? IPV4_SOURCE : IPV6_SOURCE)
  const destination = source + (ipVersion === 4 ? 4 : 16)
  const addresses = `${formatAddress(view, source, ipVersion)} ${formatAddress(view, destination, ipVersion)}`
  return `${addresses} ${headers.fragmentId} ${ipVersion === 4 ? headers.protocol : ''}`
}

/** The first fragment's IP header with the fragmentation taken out. */
function headerOf(view: DataView, headers: Headers): Uint8Array {
  const isIpv4 = headers.ipVersion === 4
  const length = isIpv4 ? headers.payloadOffset - headers.ipOffset : IPV6_LENGTH
  const header = new Uint8Array(bytesOf(view, headers.ipOffset, length))
  const fields = new DataView(header.buffer)
  if (isIpv4) fields.setUint16(6, headers.dontFragment << 14)
  else fields.setUint8(6, headers.protocol)
  return header
}

/** The whole datagram, when no piece is missing and its length can be said in 16 bits. */
function assemble(partial: PartialDatagram): Uint8Array | undefined {
  const { header, length, pieces } = partial
  if (!header || length === undefined || missing(pieces, 0, length).length > 0) return undefined
  const datagram = new Uint8Array(header.length + length)
  datagram.set(header)
  for (const piece of pieces) {
    if (piece.start < length) datagram.set(piece.bytes.subarray(0, length - piece.start), header.length + piece.start)
  }
  return setLength(datagram, header.length) ? datagram : undefined
}

function setLength(datagram: Uint8Array, headerLength: number): boolean {
  const fields = new DataView(datagram.buffer)
  if (datagram[0] >> 4 === 6) {
    fields.setUint16(4, datagram.length - headerLength)
    return true
  }
  if (datagram.length > 0xffff) return false
  fields.setUint16(2, datagram.length)
  fields.setUint16(IPV4_CHECKSUM, computeIpv4Checksum(fields, 0, headerLength))
  return true
}

function bytesOf(view: DataView, start: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + start, length)
}
