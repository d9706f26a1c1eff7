/** What the connection carried, as far as a verdict needs it: the TLS server name, and HTTP requests with their answers. */
import { seqDifference } from '../flow/seq.js'
import {
  holdsHead,
  looksLikeHttpRequest,
  looksLikeHttpResponse,
  readHttpRequest,
  readHttpResponse,
} from '../wire/http-head.js'
import { looksLikeClientHello, readClientHello } from '../wire/tls-hello.js'
import type { HttpExchange, Segment, Side, TlsFacts } from './model.js'
import { isReset } from './segment.js'

/** Bytes put together from consecutive segments for one message. */
const MESSAGE_BYTES = 16_384
/** HTTP exchanges remembered per connection. */
const EXCHANGES = 200

interface Message {
  bytes: Uint8Array
  frames: number[]
}

/**
 * The bytes that begin with `segments[index]`, continued by the segments of the same sender that follow without a gap,
 * until they are enough.
 */
function messageFrom(segments: Segment[], index: number, isEnough: (bytes: Uint8Array) => boolean): Message {
  const first = segments[index]
  if (isEnough(first.payload)) return { bytes: first.payload, frames: [first.frame] }
  const parts = [first.payload]
  const frames = [first.frame]
  let next = (first.seq + first.length) >>> 0
  let size = first.payload.length
  let whole = first.payload.length === first.length
  for (let i = index + 1; i < segments.length && whole && size < MESSAGE_BYTES; i++) {
    const s = segments[i]
    if (s.from !== first.from || s.length === 0 || isReset(s)) continue
    if (seqDifference(s.seq, next) < 0) continue // sent again
    if (s.seq !== next) break // a hole
    parts.push(s.payload)
    frames.push(s.frame)
    size += s.payload.length
    next = (s.seq + s.length) >>> 0
    whole = s.payload.length === s.length
  }
  return { bytes: concatenate(parts, size), frames }
}

function concatenate(parts: Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export function tlsFacts(segments: Segment[]): TlsFacts | undefined {
  const index = segments.findIndex((s) => s.from === 'client' && s.length > 0 && looksLikeClientHello(s.payload))
  if (index < 0) return undefined
  const { bytes, frames } = messageFrom(segments, index, (hello) => readClientHello(hello)?.complete === true)
  const hello = readClientHello(bytes)
  if (!hello) return undefined
  return {
    serverName: hello.serverName,
    alpn: hello.alpn,
    frames: frames.slice(0, framesCovering(segments, frames, hello.length)),
    complete: hello.complete,
    encryptedClientHello: hello.encryptedClientHello,
  }
}

/** How many of the frames a message of `length` bytes reaches into. */
function framesCovering(segments: Segment[], frames: number[], length: number): number {
  let covered = 0
  for (let n = 0; n < frames.length; n++) {
    covered += segments.find((s) => s.frame === frames[n])!.length
    if (covered >= length) return n + 1
  }
  return frames.length
}

export function httpExchanges(segments: Segment[]): HttpExchange[] {
  const exchanges: HttpExchange[] = []
  segments.forEach((s, i) => {
    if (s.length === 0 || isReset(s) || exchanges.length >= EXCHANGES) return
    if (s.from === 'client') addRequest(exchanges, segments, i)
    else addResponse(exchanges, segments, i)
  })
  return exchanges
}

const sentBefore = (segments: Segment[], index: number, from: Side): boolean =>
  segments.some((s, i) => i < index && s.from === from && s.seq === segments[index].seq && s.length > 0)

function addRequest(exchanges: HttpExchange[], segments: Segment[], index: number): void {
  if (!looksLikeHttpRequest(segments[index].payload) || sentBefore(segments, index, 'client')) return
  const request = readHttpRequest(messageFrom(segments, index, holdsHead).bytes)
  if (request) exchanges.push({ request, requestFrame: segments[index].frame })
}

function addResponse(exchanges: HttpExchange[], segments: Segment[], index: number): void {
  const open = exchanges.find((e) => e.response === undefined)
  if (!open || !looksLikeHttpResponse(segments[index].payload) || sentBefore(segments, index, 'server')) return
  const response = readHttpResponse(messageFrom(segments, index, holdsHead).bytes)
  if (!response) return
  open.response = response
  open.responseFrame = segments[index].frame
}
