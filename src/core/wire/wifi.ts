import { type Cursor, Layer } from './cursor.js'
import { Stop } from './headers.js'
import { layerOfLinkType } from './link-type.js'

/*
 * IEEE 802.11 §9.2.3, all fields little-endian; the last three are there or not by the frame control field:
 *
 *   0         2          4           10          16          22         24            30     32
 *   +---------+----------+-----------+-----------+-----------+----------+-------------+------+----------+------
 *   | frame   | duration | address 1 | address 2 | address 3 | sequence | address 4   | QoS  | HT       | ...
 *   | control |          |           |           |           | control  | (both DS)   |      | (order)  |
 *   +---------+----------+-----------+-----------+-----------+----------+-------------+------+----------+------
 */
const ADDRESS_1 = 4
const SEQUENCE_CONTROL = 22
const WIFI_LENGTH = 24
const ADDRESS_LENGTH = 6
const QOS_LENGTH = 2
const HT_CONTROL_LENGTH = 4
/** Frame control: version and type in the first octet's low bits, subtype bits above, flags in the second octet. */
const VERSION_TYPE = 0x000f
const DATA = 0x0008
const SUBTYPE_NO_DATA = 0x0040
const SUBTYPE_QOS = 0x0080
const BOTH_DS = 0x0300
const PROTECTED = 0x4000
const ORDER = 0x8000
const FRAGMENT_NUMBER = 0x000f
const AMSDU_PRESENT = 0x0080

export function readWifi(view: DataView, cursor: Cursor): number {
  return readFrame(view, cursor, 1)
}

/** @param alignment some drivers pad the header to a multiple of this many octets */
function readFrame(view: DataView, cursor: Cursor, alignment: number): number {
  const at = cursor.at
  if (cursor.left < WIFI_LENGTH) return cursor.left < 2 ? cursor.stopped(Stop.truncated) : shortFrame(view, cursor)
  const control = view.getUint16(at, true)
  if (!isReadable(control)) return Layer.notIp
  // Only the first piece of a fragmented frame begins with LLC.
  if (view.getUint16(at + SEQUENCE_CONTROL, true) & FRAGMENT_NUMBER) return Layer.notIp
  const length = headerLength(control)
  if (cursor.left < length) return cursor.stopped(Stop.truncated)
  cursor.at += Math.ceil(length / alignment) * alignment
  // Between stations of one cell, destination and source stand side by side as in Ethernet; elsewhere they do not.
  if ((control & BOTH_DS) === 0) cursor.macOffset = at + ADDRESS_1
  return isAmsdu(view, at, control) ? readSubframe(view, cursor) : Layer.llc
}

/** Acknowledgements and other control frames are shorter than a data frame: nothing was cut off. */
function shortFrame(view: DataView, cursor: Cursor): number {
  return isReadable(view.getUint16(cursor.at, true)) ? cursor.stopped(Stop.truncated) : Layer.notIp
}

/** A data frame that carries data, in the clear. */
function isReadable(control: number): boolean {
  return (control & VERSION_TYPE) === DATA && (control & (SUBTYPE_NO_DATA | PROTECTED)) === 0
}

function headerLength(control: number): number {
  const address4 = (control & BOTH_DS) === BOTH_DS ? ADDRESS_LENGTH : 0
  if (!(control & SUBTYPE_QOS)) return WIFI_LENGTH + address4
  return WIFI_LENGTH + address4 + QOS_LENGTH + (control & ORDER ? HT_CONTROL_LENGTH : 0)
}

function isAmsdu(view: DataView, at: number, control: number): boolean {
  if (!(control & SUBTYPE_QOS)) return false
  const qos = at + WIFI_LENGTH + ((control & BOTH_DS) === BOTH_DS ? ADDRESS_LENGTH : 0)
  return (view.getUint16(qos, true) & AMSDU_PRESENT) !== 0
}

/*
 * IEEE 802.11 §9.3.2.2, the first of an aggregate; the others are not looked into:
 *
 *   0             6          12       14
 *   +-------------+----------+--------+------
 *   | destination |  source  | length | ...
 *   +-------------+----------+--------+------
 */
const SUBFRAME_LENGTH = 14

function readSubframe(view: DataView, cursor: Cursor): number {
  if (cursor.left < SUBFRAME_LENGTH) return cursor.stopped(Stop.truncated)
  cursor.macOffset = cursor.at
  cursor.at += SUBFRAME_LENGTH
  cursor.limit(view.getUint16(cursor.at - 2))
  return Layer.llc
}

/*
 * Radiotap, https://www.radiotap.org/, little-endian. Bit 31 of `present` says that another such word follows; the
 * fields come in the order of their bits, each aligned to its size.
 *
 *   0         1     2        4           8
 *   +---------+-----+--------+-----------+------------------------------+------
 *   | version | pad | length |  present  | TSFT 8 (bit 0), flags (bit 1) …
 *   +---------+-----+--------+-----------+------------------------------+------
 */
const RADIOTAP_LENGTH_FIELD = 2
const RADIOTAP_PRESENT = 4
const RADIOTAP_MIN_LENGTH = 8
const TSFT_PRESENT = 1
const FLAGS_PRESENT = 2
const MORE_PRESENT = 0x80000000
const FLAG_DATA_PAD = 0x20
const FLAG_BAD_CHECK_SEQUENCE = 0x40

/** The check sequence that may end the frame needs no care: the IP total length leaves it out. */
export function readRadiotap(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < RADIOTAP_MIN_LENGTH) return cursor.stopped(Stop.truncated)
  if (view.getUint8(at) !== 0) return Layer.notIp
  const length = view.getUint16(at + RADIOTAP_LENGTH_FIELD, true)
  if (length < RADIOTAP_MIN_LENGTH) return cursor.stopped(Stop.badLength)
  if (cursor.left < length) return cursor.stopped(Stop.truncated)
  const flags = radiotapFlags(view, at, at + length)
  cursor.at += length
  // Received damaged: nothing in it can be trusted.
  if (flags & FLAG_BAD_CHECK_SEQUENCE) return Layer.notIp
  return readFrame(view, cursor, flags & FLAG_DATA_PAD ? 4 : 1)
}

/** The flags field of the radiotap header `[at, end)`; 0 without one. */
function radiotapFlags(view: DataView, at: number, end: number): number {
  const present = view.getUint32(at + RADIOTAP_PRESENT, true)
  if (!(present & FLAGS_PRESENT)) return 0
  let field = at + RADIOTAP_PRESENT + 4
  for (let word = present; word & MORE_PRESENT && field + 4 <= end; field += 4) word = view.getUint32(field, true)
  if (present & TSFT_PRESENT) field = at + Math.ceil((field - at) / 8) * 8 + 8
  return field < end ? view.getUint8(field) : 0
}

/*
 * Prism, LINKTYPE_IEEE802_11_PRISM (119), in the byte order of the capturing host; some drivers put an AVS header:
 *
 *   0              4                8
 *   +--------------+----------------+------
 *   | message code | message length | device name and values …
 *   +--------------+----------------+------
 */
const PRISM_LENGTH_FIELD = 4
const PRISM_MIN_LENGTH = 24
const AVS_MAGIC = 0x80211

export function readPrism(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < PRISM_MIN_LENGTH) return cursor.stopped(Stop.truncated)
  if (view.getUint32(at) >>> 12 === AVS_MAGIC) return readAvs(view, cursor)
  const length = Math.min(view.getUint32(at + PRISM_LENGTH_FIELD), view.getUint32(at + PRISM_LENGTH_FIELD, true))
  return skipTo(cursor, length, PRISM_MIN_LENGTH)
}

/** AVS, LINKTYPE_IEEE802_11_AVS (163): a magic number with its version, then the header's length, big-endian. */
const AVS_LENGTH_FIELD = 4
const AVS_MIN_LENGTH = 8

export function readAvs(view: DataView, cursor: Cursor): number {
  if (cursor.left < AVS_MIN_LENGTH) return cursor.stopped(Stop.truncated)
  return skipTo(cursor, view.getUint32(cursor.at + AVS_LENGTH_FIELD), AVS_MIN_LENGTH)
}

function skipTo(cursor: Cursor, length: number, least: number): number {
  if (length < least) return cursor.stopped(Stop.badLength)
  cursor.at += length
  return Layer.wifi
}

/*
 * Per-packet information, LINKTYPE_PPI (192), little-endian; it names the link type of what follows:
 *
 *   0         1       2        4           8
 *   +---------+-------+--------+-----------+---------------
 *   | version | flags | length | link type | fields …
 *   +---------+-------+--------+-----------+---------------
 */
const PPI_LENGTH_FIELD = 2
const PPI_LINK_TYPE = 4
const PPI_LENGTH = 8

export function readPpi(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < PPI_LENGTH) return cursor.stopped(Stop.truncated)
  const length = view.getUint16(at + PPI_LENGTH_FIELD, true)
  if (length < PPI_LENGTH) return cursor.stopped(Stop.badLength)
  cursor.at += length
  const layer = layerOfLinkType(view.getUint32(at + PPI_LINK_TYPE, true))
  return layer === undefined ? cursor.stopped(Stop.unknownLink) : cursor.enter(0, layer)
}
