/*
 * The TLS ClientHello (RFC 8446 §4.1.2), read from the first bytes that a client sends. It lies in one or several
 * records, which may split it anywhere, and the capture may end anywhere.
 *
 *   record:     0      1         3        5
 *               +------+---------+--------+-----------
 *               | type | version | length | fragment …
 *               +------+---------+--------+-----------
 *   handshake:  0      1          4         6           38
 *               +------+----------+---------+-----------+------------+---------------+-------------+------------
 *               | type | length 3 | version | random 32 | session id | cipher suites | compression | extensions
 *               +------+----------+---------+-----------+------------+---------------+-------------+------------
 */
const RECORD_HEADER = 5
const HANDSHAKE_HEADER = 4
const RANDOM_END = 38
const HANDSHAKE = 22
const CLIENT_HELLO = 1
/** RFC 8446 §5.1 allows 2^14 octets of plaintext, RFC 5246 §6.2.3 2048 more for protection. */
const MAX_RECORD = 16_384 + 2048
/** Far more than post-quantum key shares take; what is longer is cut. */
const MAX_HELLO = 65_536

/** Extension numbers (IANA "TLS ExtensionType Values"). */
const SERVER_NAME = 0
const ALPN = 16
const SUPPORTED_VERSIONS = 43
const ENCRYPTED_CLIENT_HELLO = 0xfe0d

/** Bounds on what a hostile hello can make us keep. A DNS name has 253 characters, an ALPN name 255 octets. */
const MAX_NAME = 255
const MAX_PROTOCOLS = 16

export interface ClientHello {
  /** Server name indication (RFC 6066 §3), as sent; with `encryptedClientHello` it may be only the outer name. */
  serverName?: string
  /** Application protocols offered (RFC 7301 §3.1). */
  alpn?: string[]
  /** The whole message was there. */
  complete: boolean
  /** Octets of the handshake message by its own account, its header included. */
  length: number
  /** The extension of RFC 9849 is there; clients also send it filled with noise. */
  encryptedClientHello: boolean
  /** Highest version offered, as in the protocol: 0x0301 TLS 1.0 … 0x0304 TLS 1.3. */
  version: number
}

/** The content type of the TLS record that `bytes` begin with, 20 to 24; undefined when it does not look like one. */
export function readTlsRecordType(bytes: Uint8Array): number | undefined {
  if (bytes.length < RECORD_HEADER) return undefined
  const type = bytes[0]
  const isTls = type >= 20 && type <= 24 && bytes[1] === 3 && bytes[2] <= 4
  return isTls && uint16(bytes, 3) <= MAX_RECORD ? type : undefined
}

/** Do `bytes` begin with a record that begins with a ClientHello? Six octets say so. */
export function looksLikeClientHello(bytes: Uint8Array): boolean {
  return readTlsRecordType(bytes) === HANDSHAKE && bytes.length > RECORD_HEADER && bytes[RECORD_HEADER] === CLIENT_HELLO
}

/** Reads the ClientHello that `bytes` begin with, as far as it goes; undefined when they begin with something else. */
export function readClientHello(bytes: Uint8Array): ClientHello | undefined {
  if (!looksLikeClientHello(bytes)) return undefined
  const message = joinRecords(bytes)
  if (message.length < HANDSHAKE_HEADER) return undefined
  const length = HANDSHAKE_HEADER + uint24(message, 1)
  const body = message.subarray(0, length)
  const hello: ClientHello = {
    complete: message.length >= length,
    length,
    encryptedClientHello: false,
    version: body.length >= 6 ? uint16(body, 4) : 0,
  }
  readExtensions(body, hello)
  return hello
}

/** The handshake octets of the records that `bytes` begin with. */
function joinRecords(bytes: Uint8Array): Uint8Array {
  const joined = new Uint8Array(Math.min(bytes.length, MAX_HELLO))
  let length = 0
  let at = 0
  while (readTlsRecordType(bytes.subarray(at)) === HANDSHAKE) {
    const end = at + RECORD_HEADER + uint16(bytes, at + 3)
    const fragment = bytes.subarray(at + RECORD_HEADER, end).subarray(0, joined.length - length)
    joined.set(fragment, length)
    length += fragment.length
    at = end
  }
  return joined.subarray(0, length)
}

/** Reads each extension that is whole; one that was cut short says nothing. */
function readExtensions(hello: Uint8Array, out: ClientHello): void {
  let at = extensionsStart(hello)
  while (at + 4 <= hello.length) {
    const end = at + 4 + uint16(hello, at + 2)
    const type = uint16(hello, at)
    if (type === ENCRYPTED_CLIENT_HELLO) out.encryptedClientHello = true
    if (end > hello.length) return
    readExtension(type, hello.subarray(at + 4, end), out)
    at = end
  }
}

/** Skips session id (one octet of length), cipher suites (two), compression methods (one) and the extensions' length. */
function extensionsStart(hello: Uint8Array): number {
  const suites = RANDOM_END + 1 + octet(hello, RANDOM_END)
  const compression = suites + 2 + uint16(hello, suites)
  return compression + 1 + octet(hello, compression) + 2
}

function readExtension(type: number, body: Uint8Array, out: ClientHello): void {
  if (type === SERVER_NAME) out.serverName ??= readServerName(body)
  else if (type === ALPN) out.alpn ??= readAlpn(body)
  else if (type === SUPPORTED_VERSIONS) out.version = highestVersion(body) ?? out.version
}

/** RFC 6066 §3: list length 2, then name type 1 (0 is a host name), length 2, name. */
function readServerName(body: Uint8Array): string | undefined {
  if (body.length < 5 || body[2] !== 0) return undefined
  const name = body.subarray(5, 5 + uint16(body, 3))
  return name.length === 0 ? undefined : printable(name)
}

/** RFC 7301 §3.1: list length 2, then names with one octet of length each. */
function readAlpn(body: Uint8Array): string[] {
  const protocols: string[] = []
  for (let at = 2; at < body.length && protocols.length < MAX_PROTOCOLS; at += 1 + body[at]) {
    protocols.push(printable(body.subarray(at + 1, at + 1 + body[at])))
  }
  return protocols
}

/** RFC 8446 §4.2.1. Clients mix in reserved values of the form 0x?A?A (RFC 8701), which are no versions. */
function highestVersion(body: Uint8Array): number | undefined {
  let highest: number | undefined
  for (let at = 1; at + 2 <= body.length; at += 2) {
    const version = uint16(body, at)
    if (version >> 8 === 3 && version > (highest ?? 0)) highest = version
  }
  return highest
}

/** Latin-1 text without control characters, not longer than any name. */
function printable(bytes: Uint8Array): string {
  let text = ''
  for (const code of bytes.subarray(0, MAX_NAME)) {
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0)
    if (!isControl) text += String.fromCharCode(code)
  }
  return text
}

// Past the end everything is 0: a hello that was cut short has nothing more to say.
const octet = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
const uint16 = (bytes: Uint8Array, at: number): number => (octet(bytes, at) << 8) | octet(bytes, at + 1)
const uint24 = (bytes: Uint8Array, at: number): number => (octet(bytes, at) << 16) | uint16(bytes, at + 1)
