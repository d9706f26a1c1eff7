import { type Cursor, Layer } from './cursor.js'
import { layerOfEtherType } from './ether-type.js'
import { Stop, Tunnel } from './headers.js'

/*
 * RFC 2784 §2 with the key and sequence number of RFC 2890, the routing of RFC 1701, and version 1 of RFC 2637 (PPTP):
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-----+-+-------+-----+-------------------------------+
 *   |C|R|K|S|s|recur|A| flags | ver |         Protocol type         |
 *   +-+-+-+-+-+-----+-+-------+-----+-------------------------------+
 *   |    Checksum (if C or R)       |       Offset (if C or R)      |
 *   |                          Key (if K)                           |
 *   |                    Sequence number (if S)                     |
 *   |                 Acknowledgment (if A, version 1)              |
 *   |                         Routing (if R)                        |
 */
const PROTOCOL_TYPE = 2
const GRE_LENGTH = 4
const CHECKSUM_PRESENT = 0x8000
const ROUTING_PRESENT = 0x4000
const KEY_PRESENT = 0x2000
const SEQUENCE_PRESENT = 0x1000
const ACK_PRESENT = 0x0080
const VERSION = 0x0007
/** Protocol types without an EtherType of their own kind. */
const ERSPAN = 0x88be
const ERSPAN_III = 0x22eb
const WCCP = 0x883e

export function readGre(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < GRE_LENGTH) return cursor.stopped(Stop.truncated)
  const flags = view.getUint16(at)
  if ((flags & VERSION) > 1) return Layer.notIp
  cursor.at += GRE_LENGTH + optionalLength(flags)
  if (flags & ROUTING_PRESENT && !skipRouting(view, cursor)) return cursor.stopped(Stop.truncated)
  return cursor.enter(Tunnel.gre, insideGre(view, cursor, flags, view.getUint16(at + PROTOCOL_TYPE)))
}

function optionalLength(flags: number): number {
  const checksum = flags & (CHECKSUM_PRESENT | ROUTING_PRESENT) ? 4 : 0
  const key = flags & KEY_PRESENT ? 4 : 0
  const sequence = flags & SEQUENCE_PRESENT ? 4 : 0
  const acknowledgment = flags & ACK_PRESENT && flags & VERSION ? 4 : 0
  return checksum + key + sequence + acknowledgment
}

const MAX_ROUTES = 8

/** RFC 1701: entries of address family, offset and length, the last of which is all zero. */
function skipRouting(view: DataView, cursor: Cursor): boolean {
  for (let routes = 0; routes < MAX_ROUTES; routes++) {
    if (cursor.left < 4) return false
    const family = view.getUint16(cursor.at)
    const length = view.getUint8(cursor.at + 3)
    cursor.at += 4 + length
    if (family === 0 && length === 0) return true
  }
  return false
}

function insideGre(view: DataView, cursor: Cursor, flags: number, type: number): number {
  switch (type) {
    case ERSPAN:
      return skipErspan(cursor, flags)
    case ERSPAN_III:
      return skipErspanIII(view, cursor)
    case WCCP:
      return skipRedirect(view, cursor)
    default:
      return layerOfEtherType(type)
  }
}

/*
 * ERSPAN, draft-foschiano-erspan-03 §4. Type I has no header, and no sequence number in GRE either. Type II:
 *
 *   +-----+----------+-----+--+-+------------+----------------+--------------+
 *   | ver | VLAN(12) | COS |En|T| session 10 | reserved (12)  | index (20)   |
 *   +-----+----------+-----+--+-+------------+----------------+--------------+
 */
const ERSPAN_II_LENGTH = 8

function skipErspan(cursor: Cursor, flags: number): number {
  if (flags & SEQUENCE_PRESENT) cursor.at += ERSPAN_II_LENGTH
  return Layer.ethernet
}

/*
 * Type III: VLAN, COS and session as above, timestamp, security group, then 16 bits that end the 12 octets;
 * O says that a subheader of 8 octets follows, FT what was mirrored.
 *
 *   +-+--------+------------+-+-----+-+
 *   |P| FT (5) | HW id (6)  |D| Gra |O|
 *   +-+--------+------------+-+-----+-+
 */
const ERSPAN_III_FLAGS = 10
const ERSPAN_III_LENGTH = 12
const SUBHEADER_LENGTH = 8
const FRAME_IS_IP = 2

function skipErspanIII(view: DataView, cursor: Cursor): number {
  if (cursor.left < ERSPAN_III_LENGTH) return cursor.stopped(Stop.truncated)
  const flags = view.getUint16(cursor.at + ERSPAN_III_FLAGS)
  cursor.at += ERSPAN_III_LENGTH + (flags & 1 ? SUBHEADER_LENGTH : 0)
  return ((flags >> 10) & 0x1f) === FRAME_IS_IP ? Layer.ip : Layer.ethernet
}

/** WCCP version 2 puts a redirect header of 4 octets before the packet, version 1 none (draft-mclaggan-wccp-v2rev1). */
function skipRedirect(view: DataView, cursor: Cursor): number {
  if (cursor.left < 1) return cursor.stopped(Stop.truncated)
  if (view.getUint8(cursor.at) >> 4 !== 4) cursor.at += 4
  return Layer.ipv4
}
