import type { Cursor } from './cursor.js'
import { layerOfTypeOrLength } from './ether-type.js'
import { Stop } from './headers.js'

/*
 * IEEE 802.3 §3.1: no preamble and, in captures, hardly ever a check sequence.
 *
 *   0           6           12      14
 *   +-----------+-----------+-------+------
 *   | dest. MAC | src. MAC  | type  | ...
 *   +-----------+-----------+-------+------
 */
export const ETHERNET_TYPE = 12
export const ETHERNET_LENGTH = 14

export function readEthernet(view: DataView, cursor: Cursor): number {
  if (cursor.left < ETHERNET_LENGTH) return cursor.stopped(Stop.truncated)
  const type = view.getUint16(cursor.at + ETHERNET_TYPE)
  cursor.macOffset = cursor.at
  cursor.at += ETHERNET_LENGTH
  return layerOfTypeOrLength(type, cursor)
}
