import { type Cursor, Layer } from './cursor.js'
import { Stop, Tunnel } from './headers.js'

/*
 * RFC 3032 §2.1, one entry of the label stack; S marks the bottom:
 *
 *   +--------------------+-----+-+--------+
 *   |     label (20)     | TC  |S|  TTL   |
 *   +--------------------+-----+-+--------+
 */
const ENTRY_LENGTH = 4
const BOTTOM_OF_STACK = 0x100
/** Far above the label stacks of segment routing (RFC 8660), which reach about ten. */
const MAX_LABELS = 16
/** RFC 4385 §3: a pseudowire's control word begins with the nibble 0, so that it cannot be taken for IP. */
const CONTROL_WORD_LENGTH = 4

export function readMpls(view: DataView, cursor: Cursor): number {
  for (let labels = 0; labels < MAX_LABELS; labels++) {
    if (cursor.left < ENTRY_LENGTH) return cursor.stopped(Stop.truncated)
    const entry = view.getUint32(cursor.at)
    cursor.at += ENTRY_LENGTH
    if (entry & BOTTOM_OF_STACK) return insideStack(view, cursor)
  }
  return cursor.stopped(Stop.tooDeep)
}

/** No field says what a label stack carries; the first nibble is what routers go by as well (RFC 4928 §2). */
function insideStack(view: DataView, cursor: Cursor): number {
  if (cursor.left < 1) return cursor.stopped(Stop.truncated)
  const nibble = view.getUint8(cursor.at) >> 4
  if (nibble !== 0) return cursor.enter(Tunnel.mpls, Layer.ip)
  cursor.at += CONTROL_WORD_LENGTH
  return cursor.enter(Tunnel.mpls, Layer.ethernet)
}
