import { type Cursor, Layer } from './cursor.js'
import { Stop, Tunnel } from './headers.js'

/*
 * 3GPP TS 29.281 §5.1. The last four octets are there when any of E, S, PN is set:
 *
 *   0                   1              2        4             8          10      11               12
 *   +-----+--+-+-+-+----+--------------+--------+-------------+----------+-------+----------------+------
 *   | ver |PT|0|E|S|PN  | message type | length | tunnel end- | sequence | N-PDU | next extension | ...
 *   |  3  |  | | | |    |              |        | point id    |          |       | header type    |
 *   +-----+--+-+-+-+----+--------------+--------+-------------+----------+-------+----------------+------
 */
const MESSAGE_TYPE = 1
const LENGTH = 2
const GTPU_LENGTH = 8
const OPTIONAL_LENGTH = 4
const OPTIONAL_PRESENT = 0x07
const EXTENSION_PRESENT = 0x04
/** Version 1, protocol type GTP. */
const VERSION_1 = 0x30
const G_PDU = 255

export function readGtpU(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < GTPU_LENGTH) return cursor.stopped(Stop.truncated)
  const flags = view.getUint8(at)
  if ((flags & 0xf0) !== VERSION_1 || view.getUint8(at + MESSAGE_TYPE) !== G_PDU) return Layer.notIp
  cursor.at += GTPU_LENGTH
  cursor.limit(view.getUint16(at + LENGTH))
  if (flags & OPTIONAL_PRESENT) cursor.at += OPTIONAL_LENGTH
  if (flags & EXTENSION_PRESENT && !skipExtensionHeaders(view, cursor)) return cursor.stopped(Stop.truncated)
  return cursor.enter(Tunnel.gtpU, Layer.ip)
}

const MAX_EXTENSIONS = 8

/** §5.2.1: length in units of 4 octets, content, type of the next one; type 0 ends them. */
function skipExtensionHeaders(view: DataView, cursor: Cursor): boolean {
  for (let count = 0; count < MAX_EXTENSIONS; count++) {
    if (cursor.left < 0) return false
    if (view.getUint8(cursor.at - 1) === 0) return true
    if (cursor.left < 1) return false
    const length = view.getUint8(cursor.at) * 4
    if (length === 0) return false
    cursor.at += length
  }
  return false
}
