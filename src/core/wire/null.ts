import { type Cursor, Layer } from './cursor.js'
import { Stop } from './headers.js'

/*
 * BSD loopback: the address family as 32 bits, in the byte order of the capturing host (LINKTYPE_NULL, 0) or of the
 * network (LINKTYPE_LOOP, 108), https://www.tcpdump.org/linktypes.html.
 *
 *   0         4
 *   +---------+------
 *   | family  | ...
 *   +---------+------
 *
 * LINKTYPE_ENC (109), the inside of OpenBSD's IPsec, has the parameter index and flags behind it:
 *
 *   0         4         8         12
 *   +---------+---------+---------+------
 *   | family  |   SPI   |  flags  | ...
 *   +---------+---------+---------+------
 */
const LOOPBACK_LENGTH = 4
const ENC_LENGTH = 12
const AF_INET = 2

export function readLoopback(view: DataView, cursor: Cursor): number {
  return readFamily(view, cursor, LOOPBACK_LENGTH)
}

export function readEnc(view: DataView, cursor: Cursor): number {
  return readFamily(view, cursor, ENC_LENGTH)
}

function readFamily(view: DataView, cursor: Cursor, length: number): number {
  if (cursor.left < length) return cursor.stopped(Stop.truncated)
  const bigEndian = view.getUint32(cursor.at)
  // Families are small numbers, so the byte order shows.
  const family = bigEndian > 0xffff ? view.getUint32(cursor.at, true) : bigEndian
  cursor.at += length
  return layerOfFamily(family)
}

/** AF_INET is 2 everywhere. AF_INET6 depends on the system that captured. */
function layerOfFamily(family: number): number {
  switch (family) {
    case AF_INET:
      return Layer.ipv4
    case 10: // Linux
    case 23: // Windows
    case 24: // NetBSD, OpenBSD
    case 28: // FreeBSD
    case 30: // macOS
      return Layer.ipv6
    default:
      return Layer.notIp
  }
}
