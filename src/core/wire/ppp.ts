import { type Cursor, Layer } from './cursor.js'
import { layerOfEtherType } from './ether-type.js'
import { Stop, Tunnel } from './headers.js'

/*
 * RFC 1661 §2 in the HDLC framing of RFC 1662 §3.1. Address and control may be left out, and a protocol number below
 * 256 may be one octet (RFC 1661 §6.5 and 6.6): its low bit is set, that of a high octet is not.
 *
 *   +---------+---------+--------------+------
 *   | FF      | 03      | protocol 1-2 | ...
 *   +---------+---------+--------------+------
 */
const ADDRESS_CONTROL = 0xff03
const PPP_IPV4 = 0x0021
const PPP_IPV6 = 0x0057
const PPP_MPLS = 0x0281
const PPP_MPLS_UPSTREAM = 0x0283

export function readPpp(view: DataView, cursor: Cursor): number {
  if (cursor.left < 2) return cursor.stopped(Stop.truncated)
  const start = view.getUint16(cursor.at)
  if (isCiscoHdlc(start)) return Layer.ciscoHdlc
  if (start === ADDRESS_CONTROL) cursor.at += 2
  return readProtocol(view, cursor)
}

function readProtocol(view: DataView, cursor: Cursor): number {
  if (cursor.left < 1) return cursor.stopped(Stop.truncated)
  const first = view.getUint8(cursor.at)
  if (first & 1) {
    cursor.at += 1
    return layerOfPppProtocol(first)
  }
  if (cursor.left < 2) return cursor.stopped(Stop.truncated)
  cursor.at += 2
  return layerOfPppProtocol(view.getUint16(cursor.at - 2))
}

function layerOfPppProtocol(protocol: number): number {
  switch (protocol) {
    case PPP_IPV4:
      return Layer.ipv4
    case PPP_IPV6:
      return Layer.ipv6
    case PPP_MPLS:
    case PPP_MPLS_UPSTREAM:
      return Layer.mpls
    default:
      return Layer.notIp
  }
}

/** LINKTYPE_PPP_PPPD (166): the address octet says the direction, 0 received and 1 sent. */
export function readPppd(view: DataView, cursor: Cursor): number {
  if (cursor.left < 2) return cursor.stopped(Stop.truncated)
  cursor.direction = view.getUint8(cursor.at) === 0 ? 1 : 2
  cursor.at += 2
  return readProtocol(view, cursor)
}

/** LINKTYPE_PPP_WITH_DIR (204): an octet in front, 0 received and anything else sent. */
export function readPppWithDirection(view: DataView, cursor: Cursor): number {
  if (cursor.left < 1) return cursor.stopped(Stop.truncated)
  cursor.direction = view.getUint8(cursor.at) === 0 ? 1 : 2
  cursor.at += 1
  return Layer.ppp
}

/*
 * RFC 2516 §4; the session stage has code 0:
 *
 *   0            1      2            4        6
 *   +------+-----+------+------------+--------+--------------+------
 *   | ver. | typ | code | session id | length | PPP protocol | ...
 *   +------+-----+------+------------+--------+--------------+------
 */
const PPPOE_LENGTH_FIELD = 4
const PPPOE_LENGTH = 6
const VERSION_TYPE_SESSION = 0x1100

export function readPppoe(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < PPPOE_LENGTH) return cursor.stopped(Stop.truncated)
  if (view.getUint16(at) !== VERSION_TYPE_SESSION) return Layer.notIp
  cursor.at += PPPOE_LENGTH
  cursor.limit(view.getUint16(at + PPPOE_LENGTH_FIELD))
  return cursor.enter(Tunnel.pppoe, Layer.ppp)
}

/*
 * Cisco HDLC, LINKTYPE_C_HDLC (104): address (0F unicast, 8F broadcast), control 0, EtherType.
 *
 *   0         1         2       4
 *   +---------+---------+-------+------
 *   | address | control | type  | ...
 *   +---------+---------+-------+------
 */
const CISCO_HDLC_LENGTH = 4

export function readCiscoHdlc(view: DataView, cursor: Cursor): number {
  if (cursor.left < CISCO_HDLC_LENGTH) return cursor.stopped(Stop.truncated)
  if (!isCiscoHdlc(view.getUint16(cursor.at))) return Layer.notIp
  cursor.at += CISCO_HDLC_LENGTH
  return layerOfEtherType(view.getUint16(cursor.at - 2))
}

/** LINKTYPE_PPP_HDLC (50) holds both; 0F00 and 8F00 are no PPP frame's beginning. */
function isCiscoHdlc(start: number): boolean {
  return start === 0x0f00 || start === 0x8f00
}
