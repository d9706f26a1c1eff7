import { type Cursor, Layer } from './cursor.js'
import { Stop, Tunnel } from './headers.js'
import { IPV6_DESTINATION, IPV6_LENGTH, IPV6_SOURCE } from './ipv6.js'

/*
 * RFC 4380 §5.1.1: IPv6 in UDP, after an optional authentication and an optional origin indication:
 *
 *   +----+----+-----------+-----------+-----------+------------+---------+--------------+
 *   | 00 | 01 | id length | au length | client id | auth value | nonce 8 | confirmation |
 *   +----+----+-----------+-----------+-----------+------------+---------+--------------+
 *   +----+----+-------------+----------------+
 *   | 00 | 00 | origin port | origin address |
 *   +----+----+-------------+----------------+
 */
const AUTHENTICATION = 0x0001
const AUTHENTICATION_LENGTH = 13
const ORIGIN = 0x0000
const ORIGIN_LENGTH = 8

export function readTeredo(view: DataView, cursor: Cursor): number {
  skipAuthentication(view, cursor)
  if (cursor.left >= ORIGIN_LENGTH && view.getUint16(cursor.at) === ORIGIN) cursor.at += ORIGIN_LENGTH
  if (cursor.left < IPV6_LENGTH) return cursor.stopped(Stop.truncated)
  return isTeredoPacket(view, cursor.at) ? cursor.enter(Tunnel.teredo, Layer.ipv6) : Layer.notIp
}

function skipAuthentication(view: DataView, cursor: Cursor): void {
  const at = cursor.at
  if (cursor.left < AUTHENTICATION_LENGTH || view.getUint16(at) !== AUTHENTICATION) return
  cursor.at += AUTHENTICATION_LENGTH + view.getUint8(at + 2) + view.getUint8(at + 3)
}

/** One end has an address of the Teredo prefix 2001::/32 or, while it asks for one, a link-local one (§2.6, 5.2.1). */
function isTeredoPacket(view: DataView, at: number): boolean {
  return isTeredoAddress(view, at + IPV6_SOURCE) || isTeredoAddress(view, at + IPV6_DESTINATION)
}

function isTeredoAddress(view: DataView, at: number): boolean {
  const prefix = view.getUint32(at)
  return prefix === 0x20010000 || prefix === 0xfe800000
}
