import { type Cursor, Layer } from './cursor.js'
import { layerOfEtherType } from './ether-type.js'
import { Stop } from './headers.js'

/*
 * IEEE 802.2 LLC, with the SNAP extension of RFC 1042:
 *
 *   0      1      2         3               6       8
 *   +------+------+---------+---------------+-------+------
 *   | DSAP | SSAP | control | organisation  | type  | ...
 *   +------+------+---------+---------------+-------+------
 */
const LLC_LENGTH = 3
const ORGANISATION = 3
const TYPE = 6
const SNAP_LENGTH = 8
/** DSAP, SSAP and control of an unnumbered SNAP frame. */
const SNAP = 0xaaaa03
/** The same of IP without SNAP: service access point 6. */
const IP_WITHOUT_SNAP = 0x060603
/** Organisations that number protocols by EtherType: RFC 1042, and the bridge tunnel of 802.1H. */
const RFC_1042 = 0x000000
const BRIDGE_TUNNEL = 0x0000f8

export function readLlc(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < LLC_LENGTH) return cursor.stopped(Stop.truncated)
  const service = uint24(view, at)
  if (service === IP_WITHOUT_SNAP) {
    cursor.at = at + LLC_LENGTH
    return Layer.ipv4
  }
  if (service !== SNAP) return Layer.notIp
  if (cursor.left < SNAP_LENGTH) return cursor.stopped(Stop.truncated)
  const organisation = uint24(view, at + ORGANISATION)
  if (organisation !== RFC_1042 && organisation !== BRIDGE_TUNNEL) return Layer.notIp
  cursor.at = at + SNAP_LENGTH
  return layerOfEtherType(view.getUint16(at + TYPE))
}

function uint24(view: DataView, at: number): number {
  return (view.getUint16(at) << 8) | view.getUint8(at + 2)
}
