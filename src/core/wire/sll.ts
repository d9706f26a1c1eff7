import { type Cursor, Layer } from './cursor.js'
import { layerOfEtherType } from './ether-type.js'
import { Stop } from './headers.js'

/*
 * Linux cooked capture, LINKTYPE_LINUX_SLL (113), https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html:
 *
 *   0             2        4         6                  14         16
 *   +-------------+--------+---------+------------------+----------+------
 *   | packet type | ARPHRD | address |  sender address  | protocol | ...
 *   |             |  type  | length  |                  |          |
 *   +-------------+--------+---------+------------------+----------+------
 */
const SLL_PACKET_TYPE = 0
const SLL_HARDWARE = 2
const SLL_PROTOCOL = 14
const SLL_LENGTH = 16

/*
 * Version 2, LINKTYPE_LINUX_SLL2 (276), https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html:
 *
 *   0          2          4           8        10       11        12                 20
 *   +----------+----------+-----------+--------+--------+---------+------------------+------
 *   | protocol | reserved | interface | ARPHRD | packet | address |  sender address  | ...
 *   |          |          |   index   |  type  |  type  | length  |                  |
 *   +----------+----------+-----------+--------+--------+---------+------------------+------
 */
const SLL2_PROTOCOL = 0
const SLL2_HARDWARE = 8
const SLL2_PACKET_TYPE = 10
const SLL2_LENGTH = 20

/** Packet types: 0 to us, 1 broadcast, 2 multicast, 3 to another host, 4 sent by us. */
const TO_ANOTHER_HOST = 3
const SENT_BY_US = 4
/** Protocols below 0x0600 number Linux's own kinds; 4 is a frame that begins with LLC. */
const LLC_FRAME = 0x0004
/** ARPHRD_NETLINK: the protocol field then holds a netlink family. */
const NETLINK = 824

export function readSll(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < SLL_LENGTH) return cursor.stopped(Stop.truncated)
  cursor.at += SLL_LENGTH
  cursor.direction = directionOf(view.getUint16(at + SLL_PACKET_TYPE))
  return layerOf(view.getUint16(at + SLL_HARDWARE), view.getUint16(at + SLL_PROTOCOL))
}

export function readSll2(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < SLL2_LENGTH) return cursor.stopped(Stop.truncated)
  cursor.at += SLL2_LENGTH
  cursor.direction = directionOf(view.getUint8(at + SLL2_PACKET_TYPE))
  return layerOf(view.getUint16(at + SLL2_HARDWARE), view.getUint16(at + SLL2_PROTOCOL))
}

function directionOf(packetType: number): number {
  if (packetType === SENT_BY_US) return 2
  return packetType <= TO_ANOTHER_HOST ? 1 : 0
}

function layerOf(hardware: number, protocol: number): number {
  if (hardware === NETLINK) return Layer.notIp
  return protocol === LLC_FRAME ? Layer.llc : layerOfEtherType(protocol)
}
