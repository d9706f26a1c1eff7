/**
 * The marks of an HTTP/1 head (RFC 9112 §2 to 5): method, version, status and the few fields that say how the message
 * and the connection end stay; host and path become pseudonyms; every other field keeps its length.
 */
import { latin1Text } from '../wire/octets.js'
import { Mark, type Marked, WordMarks } from './marks.js'

const CR = 0x0d
const LF = 0x0a
const SPACE = 0x20
const TAB = 0x09
const COLON = 0x3a
/** "HTTP/1.1 200 ": what follows is words for people. */
export const STATUS_LENGTH = 13

const VERSION = ['http/1.0', 'http/1.1']
const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['connection', ['close', 'keep-alive', 'upgrade', 'te', 'http2-settings']],
  ['transfer-encoding', ['chunked', 'gzip', 'deflate', 'compress', 'identity']],
  ['expect', ['100-continue']],
])
const FIELDS = ['host', 'content-length', ...VALUES.keys()]

/** Separates the members of a field's value. */
const isSeparator = (octet: number): boolean => octet === SPACE || octet === TAB || octet === 0x2c || octet === 0x3b
const isDigit = (octet: number): boolean => octet >= 0x30 && octet <= 0x39

/** Marks for the head that `bytes` begin with. */
export function markHttpHead(bytes: Uint8Array, isRequest: boolean): Marked {
  const marks = new Uint8Array(bytes.length)
  let start = 0
  for (let line = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(LF, start)
    const end = found < 0 ? bytes.length : found + 1
    const text = textEnd(bytes, start, end)
    marks.fill(Mark.kept, text, end)
    if (line > 0) markField(bytes.subarray(start, text), marks.subarray(start, text))
    else if (isRequest) markRequestLine(bytes.subarray(start, text), marks.subarray(start, text))
    else markStatusLine(marks.subarray(start, text))
    if (found >= 0 && text === start && line > 0) return { marks, end }
    start = end
  }
  return { marks, end: -1 }
}

/** Where the line `[start, end)` ends without its line break. A CR whose LF has not come yet may belong to it. */
function textEnd(bytes: Uint8Array, start: number, end: number): number {
  let text = end
  if (text > start && bytes[text - 1] === LF) text--
  if (text > start && bytes[text - 1] === CR) text--
  return text
}

/** RFC 9112 §3. The values of the target's query become noise, all else in it pseudonyms. */
function markRequestLine(line: Uint8Array, marks: Uint8Array): void {
  const method = line.indexOf(SPACE)
  if (method < 0) {
    marks.fill(Mark.kept)
    return
  }
  marks.fill(Mark.kept, 0, method + 1)
  const version = new WordMarks([])
  let isValue = false
  for (let i = method + 1; i < line.length; i++) {
    const letter = String.fromCharCode(line[i])
    const mark = version.next(line[i])
    if (letter === '?' || letter === '&' || letter === '/') isValue = false
    marks[i] = mark === Mark.kept ? mark : isValue ? Mark.text : Mark.name
    if (letter === '=') isValue = true
    // A version may follow. Sloppy clients leave spaces in the target too.
    if (letter === ' ') version.begin(VERSION)
  }
}

/** RFC 9112 §4. */
function markStatusLine(marks: Uint8Array): void {
  marks.fill(Mark.text)
  marks.fill(Mark.kept, 0, STATUS_LENGTH)
}

/** RFC 9112 §5. */
function markField(line: Uint8Array, marks: Uint8Array): void {
  const colon = line.indexOf(COLON)
  const nameEnd = colon < 0 ? line.length : colon
  const word = new WordMarks(FIELDS)
  for (let i = 0; i < nameEnd; i++) marks[i] = word.next(line[i])
  if (colon < 0) return
  const name = latin1Text(line.subarray(0, Math.min(colon, LONGEST_FIELD + 1))).toLowerCase()
  markValue(name, line.subarray(colon), marks.subarray(colon))
}

const LONGEST_FIELD = Math.max(...FIELDS.map((name) => name.length))

function markValue(name: string, value: Uint8Array, marks: Uint8Array): void {
  const words = VALUES.get(name)
  if (words) markWords(words, value, marks)
  else if (name === 'content-length') markNumber(value, marks)
  else marks.fill(name === 'host' ? Mark.name : Mark.text)
}

/** What is no digit makes it no number: the first such letter stays, so that noise does not make it one again. */
function markNumber(value: Uint8Array, marks: Uint8Array): void {
  let isNumber = true
  for (const [i, octet] of value.entries()) {
    marks[i] = isNumber ? Mark.kept : Mark.text
    isNumber &&= isDigit(octet) || isSeparator(octet) || i === 0
  }
}

function markWords(words: readonly string[], value: Uint8Array, marks: Uint8Array): void {
  const word = new WordMarks(words)
  for (const [i, octet] of value.entries()) {
    const apart = isSeparator(octet) || i === 0
    if (apart) word.begin()
    marks[i] = apart ? Mark.kept : word.next(octet)
  }
}
