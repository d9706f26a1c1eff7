import { type Cursor, Layer } from './cursor.js'
import { Stop, Tunnel } from './headers.js'

/*
 * RFC 7348 §5; group policy (draft-smith-vxlan-group-policy) uses the flag 0x80 and the octets after it:
 *
 *   0       1              4                    7          8
 *   +-------+--------------+--------------------+----------+------
 *   | flags |  reserved    | network identifier | reserved | ...
 *   +-------+--------------+--------------------+----------+------
 */
const RESERVED = 7
const VXLAN_LENGTH = 8
const INSTANCE = 0x08
const GROUP_POLICY = 0x80

export function readVxlan(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < VXLAN_LENGTH) return cursor.stopped(Stop.truncated)
  if ((view.getUint8(at) & ~GROUP_POLICY) !== INSTANCE || view.getUint8(at + RESERVED) !== 0) return Layer.notIp
  cursor.at += VXLAN_LENGTH
  return cursor.enter(Tunnel.vxlan, Layer.ethernet)
}

/*
 * Generic protocol extension, draft-ietf-nvo3-vxlan-gpe §3.1:
 *
 *   0       1            3               4                    7          8
 *   +-------+------------+---------------+--------------------+----------+------
 *   | flags |  reserved  | next protocol | network identifier | reserved | ...
 *   +-------+------------+---------------+--------------------+----------+------
 */
const NEXT_PROTOCOL = 3
/** Version 0, an instance, a next protocol, and no OAM: what carries packets. */
const GPE_DATA = 0x0c
const GPE_RELEVANT = 0x3d

export function readVxlanGpe(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < VXLAN_LENGTH) return cursor.stopped(Stop.truncated)
  if ((view.getUint8(at) & GPE_RELEVANT) !== GPE_DATA) return readVxlan(view, cursor)
  cursor.at += VXLAN_LENGTH
  return cursor.enter(Tunnel.vxlan, layerOfNextProtocol(view.getUint8(at + NEXT_PROTOCOL)))
}

function layerOfNextProtocol(protocol: number): number {
  switch (protocol) {
    case 1:
      return Layer.ipv4
    case 2:
      return Layer.ipv6
    case 3:
      return Layer.ethernet
    case 5:
      return Layer.mpls
    default:
      return Layer.notIp
  }
}
