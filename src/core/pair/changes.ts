/** How a packet differs between two captures, beyond what routers and address translations have to change. */

import type { Segment } from '../casefile/model.js'
import type { ChangedField, ContentChange, PacketChange } from '../casefile/pair.js'
import { hasFlag } from '../casefile/segment.js'
import { latin1Text } from '../wire/octets.js'
import { TcpFlag } from '../wire/tcp.js'

type FieldChange = PacketChange['fields'][number]

/** Undefined when the packet arrived as it left. */
export function changeOf(here: Segment, there: Segment): PacketChange | undefined {
  const content = contentChange(here.payload, there.payload)
  const fields = [...headerChanges(here, there), ...optionChanges(here, there)]
  if (content) fields.push({ field: 'payload' })
  if (fields.length === 0) return undefined
  return { from: here.from, frame: here.frame, frameThere: there.frame, fields, ...(content && { content }) }
}

function headerChanges(a: Segment, b: Segment): FieldChange[] {
  return [
    ...differing('window', a.window, b.window),
    ...(hasFlag(a, TcpFlag.urg) ? differing('urgent-pointer', a.urgentPointer, b.urgentPointer) : []),
    // The upper six bits; the two of ECN are marked on the way (RFC 3168 §5).
    ...differing('traffic-class', a.trafficClass >> 2, b.trafficClass >> 2),
  ]
}

function optionChanges(a: Segment, b: Segment): FieldChange[] {
  if (a.headerCut || b.headerCut) return []
  const [x, y] = [a.options, b.options]
  const known = [
    ...differing('mss', x.mss, y.mss),
    ...differing('window-scale', x.windowScale, y.windowScale),
    ...differing('sack-permitted', Number(x.sackPermitted), Number(y.sackPermitted)),
    ...differing('timestamps', x.timestamps?.value, y.timestamps?.value),
  ]
  // What is taken away is overwritten with padding, so the list of kinds says nothing more then.
  if (known.length > 0 || meaningful(x.kinds) === meaningful(y.kinds)) return known
  return [{ field: 'options' }]
}

/** Without padding (RFC 9293 §3.2: end of list, no operation). */
const meaningful = (kinds: readonly number[]): string => kinds.filter((kind) => kind > 1).join()

const differing = (field: ChangedField, here: number | undefined, there: number | undefined): FieldChange[] =>
  here === there ? [] : [{ field, here, there }]

/** Bytes shown of either version. */
const SHOWN = 16

/** Where both payloads were captured; a capture that blanks payload says nothing. */
export function contentChange(here: Uint8Array, there: Uint8Array): ContentChange | undefined {
  const common = Math.min(here.length, there.length)
  let first = 0
  while (first < common && here[first] === there[first]) first++
  if (first === common || isBlank(here) || isBlank(there)) return undefined
  let last = common - 1
  while (here[last] === there[last]) last--
  const size = last - first + 1
  const end = first + Math.min(size, SHOWN)
  if (mayBeSecret(here, first, end) || mayBeSecret(there, first, end)) return { offset: first, size }
  return { offset: first, size, bytes: { here: here.slice(first, end), there: there.slice(first, end) } }
}

/** Field and parameter names whose values are nobody's business, and query strings, which carry them. */
const SECRET = /auth|cookie|token|secret|passw|pwd|signature|key|session|credential|\?/i
/** Farther from its name than this a value is not looked for. */
const LINE = 1024

/** Looks at the whole lines that the bytes are in. */
function mayBeSecret(bytes: Uint8Array, from: number, to: number): boolean {
  const before = bytes.subarray(Math.max(0, from - LINE), from)
  const start = from - (before.length - 1 - before.lastIndexOf(LF))
  const after = bytes.subarray(to, to + LINE)
  const end = to + (after.includes(LF) ? after.indexOf(LF) : after.length)
  return SECRET.test(latin1Text(bytes.subarray(start, end)))
}

const LF = 0x0a

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)
