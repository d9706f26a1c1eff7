import { latin1Text, printable } from './octets.js'

/*
 * HTTP/1 message heads (RFC 9112 §2 to 4). The bytes are whatever somebody sent: every length is bounded, text is
 * taken as Latin-1 without control characters. What is secret never gets out of here: fields that carry credentials are
 * not read, and of a query only the parameters' names are kept.
 */
const MAX_HEAD = 16_384
const MAX_FIELDS = 128
const MAX_NAME = 255
const MAX_PATH = 2048

export interface HttpRequestHead {
  method: string
  /** Request target with the values of its query masked; without user information in absolute form. */
  path: string
  host?: string
  contentLength?: number
  chunked?: boolean
  expectContinue?: boolean
  /** The connection ends after the response: "Connection: close", or HTTP/1.0 without keep-alive (RFC 9112 §9.3). */
  connectionClose?: boolean
  /** The blank line that ends the head was there. */
  complete: boolean
}

export interface HttpResponseHead {
  status: number
  contentLength?: number
  chunked?: boolean
  connectionClose?: boolean
  server?: string
  via?: string
  complete: boolean
}

const CR = 0x0d
const LF = 0x0a

/** Longest method registered is 18 letters (IANA "HTTP Method Registry"). */
const METHOD_LENGTH = 24
const isTokenLetter = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x2d

/** Cheap: a word of letters and a space, as a request line begins (RFC 9112 §3). */
export function looksLikeHttpRequest(bytes: Uint8Array): boolean {
  let at = 0
  while (at < METHOD_LENGTH && at < bytes.length && isTokenLetter(bytes[at])) at++
  return at > 0 && bytes[at] === 0x20
}

/** Cheap: "HTTP/", as a status line begins (RFC 9112 §4). */
export const looksLikeHttpResponse = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x48 && bytes[1] === 0x54 && bytes[2] === 0x54 && bytes[3] === 0x50 && bytes[4] === 0x2f

/** Whether `bytes` begin with a request line, whole or cut short: nothing behind it is read. */
export const isHttpRequest = (bytes: Uint8Array): boolean =>
  looksLikeHttpRequest(bytes) &&
  readRequestLine(startLineOf(latin1Text(bytes.subarray(0, firstLineLength(bytes))))) !== undefined

/** Reads the request head that `bytes` begin with, as far as it goes; undefined when they begin with something else. */
export function readHttpRequest(bytes: Uint8Array): HttpRequestHead | undefined {
  if (!looksLikeHttpRequest(bytes)) return undefined
  const head = readHead(bytes)
  const line = readRequestLine(head.start)
  if (!line) return undefined
  const { fields } = head
  return {
    method: line.method,
    path: maskTarget(line.target),
    host: hostOf(fields.get('host')),
    ...framing(fields),
    expectContinue: hasToken(fields.get('expect'), '100-continue') || undefined,
    connectionClose: closes(fields, line.minor) || undefined,
    complete: head.complete,
  }
}

/** Reads the response head that `bytes` begin with, as far as it goes; undefined when they begin with something else. */
export function readHttpResponse(bytes: Uint8Array): HttpResponseHead | undefined {
  if (!looksLikeHttpResponse(bytes)) return undefined
  const head = readHead(bytes)
  // RFC 9112 §4; the reason phrase means nothing.
  const match = /^HTTP\/1\.(\d) ([1-5]\d\d)(?: |$)/.exec(head.start.line)
  if (!match) return undefined
  const { fields } = head
  return {
    status: Number(match[2]),
    ...framing(fields),
    connectionClose: closes(fields, match[1]) || undefined,
    server: text(fields.get('server')),
    via: text(fields.get('via')),
    complete: head.complete,
  }
}

interface StartLine {
  line: string
  /** It ended within the bytes. */
  complete: boolean
}

interface Head {
  start: StartLine
  fields: Map<string, string>
  complete: boolean
}

/** Splits a head into its start line and the fields that are of interest. */
function readHead(bytes: Uint8Array): Head {
  const all = latin1Text(bytes.subarray(0, headLength(bytes)))
  const end = /\r?\n\r?\n/.exec(all)
  const lines = (end ? all.slice(0, end.index) : all).split('\n', MAX_FIELDS)
  // Without the blank line the last line may have been cut short: what it says is not yet known.
  const known = end ? lines.slice(1) : lines.slice(1, -1)
  return {
    start: startLineOf(all),
    fields: readFields(known),
    complete: end !== null,
  }
}

function startLineOf(text: string): StartLine {
  const end = text.indexOf('\n')
  const line = end < 0 ? text : text.slice(0, end)
  return { line: line.endsWith('\r') ? line.slice(0, -1) : line, complete: end >= 0 }
}

/** The only fields that are looked at. Cookies and credentials are not among them. */
const FIELDS_READ = new Set(['host', 'content-length', 'transfer-encoding', 'expect', 'connection', 'server', 'via'])

/** Values of the fields by lower-case name; the first one wins. */
function readFields(lines: string[]): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).toLowerCase()
    if (FIELDS_READ.has(name) && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

/** Methods registered at IANA that are in use: they tell a request whose first line was cut short. */
const METHODS =
  /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|REPORT|SEARCH) /

/** RFC 9112 §3: method, target and version, with one space between. Sloppy clients leave spaces in the target too. */
function readRequestLine({ line, complete }: StartLine): { method: string; target: string; minor: string } | undefined {
  const whole = /^([A-Za-z0-9!#$%&'*+.^_`|~-]{1,32}) ([^ ].*) HTTP\/1\.(\d)$/.exec(line)
  if (whole) return { method: whole[1], target: whole[2], minor: whole[3] }
  if (complete || !METHODS.test(line)) return undefined
  const [method, target] = line.split(' ')
  // Cut before its "@", a target in absolute form would show the user information as if it were the host.
  return { method, target: target.startsWith('/') ? target : '', minor: '1' }
}

/** Values in a path: of its parameters (";jsessionid=…"), and of a query whose "?" was encoded or left out. */
const VALUE_IN_PATH = /(;|&|%3f)([^;&=/]*)=[^;&/]*/gi

/**
 * The request target (RFC 9112 §3.2) without secrets: user information goes, so does every value of the query and of
 * the path, and a fragment, which was never to be sent. A query without names is all value.
 */
export function maskTarget(whole: string): string {
  const target = whole.replace(/#.*$/, '')
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query =
    mark < 0
      ? ''
      : `?${target
          .slice(mark + 1)
          .split('&')
          .map(maskParameter)
          .join('&')}`
  return printable(withoutUser(path).replace(VALUE_IN_PATH, '$1$2=…') + query, MAX_PATH)
}

/** Takes the user information (RFC 3986 §3.2.1) out of a target in absolute or authority form. */
function withoutUser(target: string): string {
  return target.replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)?[^/]*@/, '$1')
}

/** RFC 9110 §7.2: host and port. Sloppy clients send more of their URL, which may hold secrets as the target may. */
function hostOf(value: string | undefined): string | undefined {
  return text(value?.replace(/[/?#].*$/, '').replace(/^.*@/, ''))
}

function maskParameter(parameter: string): string {
  const equals = parameter.indexOf('=')
  if (equals >= 0) return `${parameter.slice(0, equals)}=…`
  return parameter === '' ? '' : '…'
}

function framing(fields: Map<string, string>): Pick<HttpRequestHead, 'contentLength' | 'chunked'> {
  const length = fields.get('content-length')
  return {
    contentLength: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
    chunked: hasToken(fields.get('transfer-encoding'), 'chunked') || undefined,
  }
}

function closes(fields: Map<string, string>, minor: string): boolean {
  const connection = fields.get('connection')
  return hasToken(connection, 'close') || (minor === '0' && !hasToken(connection, 'keep-alive'))
}

/** Is `token` one of the members of a comma-separated list (RFC 9110 §5.6.1)? */
function hasToken(list: string | undefined, token: string): boolean {
  if (list === undefined) return false
  return list.split(',').some((member) => member.trim().toLowerCase() === token)
}

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : printable(value, MAX_NAME)
}

/** Whether the bytes hold the blank line that ends a head. */
export const holdsHead = (bytes: Uint8Array): boolean => blankLine(bytes) > 0

/** Octets up to and including the blank line, or all that may be looked at: what follows is body. */
export const headLength = (bytes: Uint8Array): number => blankLine(bytes) || Math.min(bytes.length, MAX_HEAD)

/** Octets of the first line with its end, or all that may be looked at. */
const firstLineLength = (bytes: Uint8Array): number => Math.min(bytes.indexOf(LF) + 1 || MAX_HEAD, MAX_HEAD)

/** Where the blank line ends; 0 without one. */
function blankLine(bytes: Uint8Array): number {
  const limit = Math.min(bytes.length, MAX_HEAD)
  for (let at = bytes.indexOf(LF, 1); at > 0 && at < limit; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at - 1] === LF || (bytes[at - 1] === CR && at >= 2 && bytes[at - 2] === LF)) return at + 1
  }
  return 0
}
