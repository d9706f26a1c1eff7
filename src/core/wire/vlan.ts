import type { Cursor } from './cursor.js'
import { layerOfTypeOrLength } from './ether-type.js'
import { Stop } from './headers.js'

/*
 * IEEE 802.1Q §9.6, behind a tag protocol identifier (0x8100, 0x88a8, 0x9100) that has been read:
 *
 *   0                       2       4
 *   +-----+---+-------------+-------+------
 *   | PCP | D |  VLAN id    | type  | ...
 *   +-----+---+-------------+-------+------
 *     3 bit 1      12
 */
const TYPE = 2
const VLAN_LENGTH = 4

export function readVlan(view: DataView, cursor: Cursor): number {
  if (cursor.left < VLAN_LENGTH) return cursor.stopped(Stop.truncated)
  const type = view.getUint16(cursor.at + TYPE)
  cursor.vlan = view.getUint16(cursor.at) & 0x0fff
  cursor.at += VLAN_LENGTH
  return cursor.enter(0, layerOfTypeOrLength(type, cursor))
}
