/** The messages whose beginnings a verdict reads: which one a segment begins with, and how its octets are marked. */
import { looksLikeHttpResponse, readHttpRequest, readHttpResponse } from '../wire/http-head.js'
import { looksLikeClientHello, readTlsRecordType } from '../wire/tls-hello.js'
import { markClientHello } from './hello-marks.js'
import { markHttpHead, STATUS_LENGTH } from './http-marks.js'
import { Mark, type Marked } from './marks.js'

/** Marks the message that `bytes`, its beginning, belong to. */
export type Marker = (bytes: Uint8Array) => Marked

/** Undefined when `bytes` begin with nothing that is read. */
export function recogniseMessage(bytes: Uint8Array): Marker | undefined {
  if (looksLikeClientHello(bytes)) return markClientHello
  if (readTlsRecordType(bytes) !== undefined) return markRecord
  if (readHttpRequest(bytes)) return (head) => markHttpHead(head, true)
  return isResponse(bytes) ? (head) => markHttpHead(head, false) : undefined
}

/** One whose status line is still to come may be one. */
const isResponse = (bytes: Uint8Array): boolean =>
  looksLikeHttpResponse(bytes) && (bytes.length < STATUS_LENGTH || readHttpResponse(bytes) !== undefined)

/** Content type, version and length, and of a handshake record the octet that may name the kind of message. */
const RECORD_HEADER = 5
const HANDSHAKE = 22

function markRecord(bytes: Uint8Array): Marked {
  const end = bytes[0] === HANDSHAKE ? RECORD_HEADER + 1 : RECORD_HEADER
  return { marks: new Uint8Array(bytes.length).fill(Mark.kept), end: Math.min(end, bytes.length) }
}
