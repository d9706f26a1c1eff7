import type { Cursor } from './cursor.js'
import { Layer } from './cursor.js'
import { layerOfEtherType } from './ether-type.js'
import { Stop, Tunnel } from './headers.js'

/*
 * RFC 8926 §3.4:
 *
 *   0                     1               2               4                    7          8
 *   +-----+---------------+-+-+-----------+---------------+--------------------+----------+---------
 *   | ver | option length |O|C| reserved  | protocol type | network identifier | reserved | options
 *   +-----+---------------+-+-+-----------+---------------+--------------------+----------+---------
 *      2     6, in 4 octets
 */
const PROTOCOL_TYPE = 2
const RESERVED = 7
const GENEVE_LENGTH = 8
const CONTROL = 0x80

export function readGeneve(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < GENEVE_LENGTH) return cursor.stopped(Stop.truncated)
  const first = view.getUint8(at)
  const isData = first >> 6 === 0 && (view.getUint8(at + 1) & CONTROL) === 0 && view.getUint8(at + RESERVED) === 0
  if (!isData) return Layer.notIp
  cursor.at += GENEVE_LENGTH + (first & 0x3f) * 4
  return cursor.enter(Tunnel.geneve, layerOfEtherType(view.getUint16(at + PROTOCOL_TYPE)))
}
