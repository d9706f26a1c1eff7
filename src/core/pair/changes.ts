/** How a packet differs between two captures, beyond what routers and address translations have to change. */
import type { Segment } from '../casefile/model.js'
import type { ChangedField, ContentChange, PacketChange } from '../casefile/pair.js'
import { hasFlag } from '../casefile/segment.js'
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
const meaningful = (kinds: number[]): string => kinds.filter((kind) => kind > 1).join()

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
  const shown = (bytes: Uint8Array) => bytes.slice(first, first + Math.min(size, SHOWN))
  return { offset: first, size, here: shown(here), there: shown(there) }
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)
