/** What a packet of a story may carry. */
import { bytes, clientHello, latin1, tlsRecords, zeros } from './bytes.js'
import type { Words } from './story.js'

/** Bytes from where they begin in their sender's stream: a retransmission repeats them whatever its boundaries. */
export type Payload = (offset: number) => Uint8Array

const fixed =
  (content: Uint8Array): Payload =>
  () =>
    content

/** Filler that looks like no protocol. */
const filler =
  (length: number, salt: number): Payload =>
  (offset) =>
    Uint8Array.from({ length }, (_, i) => 0x80 | (((offset + i) * 7 + salt) % 127))

const request = (method: string, path: string, headers: string[], body: number): Payload =>
  fixed(bytes(latin1(`${[`${method} ${path} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`), filler(body, 1)(0)))

export const payloads: Record<string, (w: Words) => Payload> = {
  data: (w) => filler(w.number(), 3),
  /** As long as `data`, but not the same bytes. */
  'other-data': (w) => filler(w.number(), 5),
  text: (w) => fixed(latin1(w.next())),
  bytes: (w) => fixed(Uint8Array.from(w.next().match(/../g) ?? [], (h) => Number.parseInt(h, 16))),
  GET: (w) => request('GET', w.next(), hostOf(w), 0),
  POST: (w) => {
    const [path, host, length] = [w.next(), hostOf(w), w.numberAfter('length') ?? 0]
    return request('POST', path, [...host, `Content-Length: ${length}`], w.numberAfter('body') ?? length)
  },
  /** A POST whose body comes in chunks: its length is not announced. */
  'POST-CHUNKED': (w) => request('POST', w.next(), [...hostOf(w), 'Transfer-Encoding: chunked'], 0),
  RESPONSE: (w) => {
    const status = w.next()
    const length = w.numberAfter('length') ?? 0
    const head = latin1(`HTTP/1.1 ${status} Status\r\nContent-Length: ${length}\r\n\r\n`)
    return fixed(bytes(head, filler(w.numberAfter('body') ?? length, 2)(0)))
  },
  HELLO: (w) => fixed(tlsRecords(clientHello({ serverName: w.next(), padding: w.numberAfter('padding') }))),
  SERVERHELLO: (w) => fixed(tlsRecords(bytes(2, filler(w.number(), 4)(0)))),
  /** Fatal handshake_failure (RFC 8446 §6). */
  ALERT: () => fixed(tlsRecords(bytes(2, 40), [], 21)),
  /** A record of application data of so many octets; close_notify looks like this in TLS 1.3. */
  appdata: (w) => fixed(tlsRecords(filler(w.number(), 6)(0), [], 23)),
  nothing: () => fixed(zeros(0)),
}

function hostOf(w: Words): string[] {
  if (w.peek() !== 'host') return []
  w.next()
  return [`Host: ${w.next()}`]
}
