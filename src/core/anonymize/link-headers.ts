/** What identifies somebody in the headers around IP: MAC addresses, and the identifiers of tunnels. */
import { Layer } from '../wire/cursor.js'
import { blank } from './blank.js'
import type { MacMap } from './macs.js'
import type { Pseudonyms } from './pseudonyms.js'

type HeaderRewriter = (view: DataView, start: number, end: number, pseudonyms: Pseudonyms) => void

const ADDRESS_LENGTH = 6
const SUBFRAME_LENGTH = 14

/** Layers that are not here have nothing to hide, or are rewritten with what they carry. VLANs and labels stay. */
export const linkHeaders: Readonly<Record<number, HeaderRewriter>> = {
  [Layer.ethernet]: (view, start, end, { macs }) => {
    if (end - start >= 2 * ADDRESS_LENGTH) replaceTwo(view, start, macs)
  },
  [Layer.cooked]: (view, start, end, pseudonyms) => {
    if (end - start >= 16) rewriteSender(view, start + 6, view.getUint16(start + 4), pseudonyms)
  },
  [Layer.cooked2]: (view, start, end, pseudonyms) => {
    if (end - start >= 20) rewriteSender(view, start + 12, view.getUint8(start + 11), pseudonyms)
  },
  [Layer.wifi]: rewriteWifi,
  [Layer.radiotap]: rewriteRadiotap,
  // Message code and length; then the device's name and measurements.
  [Layer.prism]: (view, start, end) => blank(view, start + 8, end),
  [Layer.avs]: (view, start, end) => blank(view, start + 8, end),
  // Version, flags, length and link type; the fields may hold a place on earth.
  [Layer.ppi]: (view, start, end) => blank(view, start + 8, end),
  [Layer.gre]: rewriteGre,
  [Layer.geneve]: (view, start, end) => blank(view, start + 8, end),
  [Layer.gtpU]: rewriteGtpU,
  [Layer.teredo]: rewriteTeredo,
  [Layer.enc]: (view, start, end) => blank(view, start + 4, end),
}

function replaceTwo(view: DataView, at: number, macs: MacMap): void {
  macs.replace(view, at)
  macs.replace(view, at + ADDRESS_LENGTH)
}

/** The sender's address in a cooked header has eight octets of room. A tunnel's is an IPv4 address. */
function rewriteSender(view: DataView, at: number, length: number, { macs, addresses }: Pseudonyms): void {
  const used = length === ADDRESS_LENGTH || length === 4 ? length : 0
  if (length === ADDRESS_LENGTH) macs.replace(view, at)
  else if (length === 4) addresses.replace(view, at, 4)
  blank(view, at + used, at + 8)
}

/** IEEE 802.11 §9.2.3: three addresses from octet 4 on, a fourth behind the sequence control between two systems. */
function rewriteWifi(view: DataView, start: number, end: number, { macs }: Pseudonyms): void {
  for (const at of [start + 4, start + 10, start + 16]) if (at + ADDRESS_LENGTH <= end) macs.replace(view, at)
  if (end - start < 30) return
  const control = view.getUint16(start, true)
  const isFourth = (control & 0x0300) === 0x0300
  if (isFourth) macs.replace(view, start + 24)
  const qos = start + 24 + (isFourth ? ADDRESS_LENGTH : 0)
  if (control & 0x0080 && isAggregate(view, qos, end)) replaceTwo(view, end - SUBFRAME_LENGTH, macs)
}

/** An aggregate's first subframe is read with its frame: destination, source and length end what was read. */
const isAggregate = (view: DataView, qos: number, end: number): boolean =>
  end - qos >= 2 + SUBFRAME_LENGTH && (view.getUint16(qos, true) & 0x0080) !== 0

/** Radiotap is read with the frame behind it. Of its fields the flags say how that frame is to be read. */
function rewriteRadiotap(view: DataView, start: number, end: number, pseudonyms: Pseudonyms): void {
  if (end - start < 8) return
  const headerEnd = start + view.getUint16(start + 2, true)
  rewriteWifi(view, headerEnd, end, pseudonyms)
  let fields = start + 4
  while (fields + 4 <= headerEnd && view.getUint32(fields, true) & 0x80000000) fields += 4
  // Time stamp and flags, with what aligns them, are at most 8 + 8 + 1 octets.
  blank(view, Math.min(headerEnd, fields + 4 + 17), Math.min(headerEnd, end))
}

/** RFC 2784 and 2890: the key identifies a customer; what RFC 1701 puts behind is a route. */
function rewriteGre(view: DataView, start: number, end: number): void {
  const flags = view.getUint16(start)
  const key = start + 4 + (flags & 0xc000 ? 4 : 0)
  // Version 1 (RFC 2637) has the payload's length before the call's number.
  if (flags & 0x2000) blank(view, flags & 7 ? key + 2 : key, Math.min(key + 4, end))
  if (flags & 0x4000) blankRoutes(view, key + (flags & 0x2000 ? 4 : 0) + (flags & 0x1000 ? 4 : 0), end)
}

/** Entries of family, offset, length and addresses keep the first four octets. */
function blankRoutes(view: DataView, start: number, end: number): void {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint8(at + 3)) {
    blank(view, at + 4, Math.min(end, at + 4 + view.getUint8(at + 3)))
  }
}

/** 3GPP TS 29.281 §5.1: the endpoint identifier is a subscriber's; extension headers keep length and type. */
function rewriteGtpU(view: DataView, start: number, end: number): void {
  if (end - start < 8) return
  blank(view, start + 4, start + 8)
  for (let at = start + 12; at < end; ) {
    const length = view.getUint8(at) * 4
    if (length === 0) return
    blank(view, at + 1, Math.min(end, at + length - 1))
    at += length
  }
}

/** RFC 4380 §5.1.1: client identifier, authentication, nonce; then the client's own port and address. */
function rewriteTeredo(view: DataView, start: number, end: number): void {
  let at = start
  if (end - at >= 13 && view.getUint16(at) === 1) {
    const length = 13 + view.getUint8(at + 2) + view.getUint8(at + 3)
    blank(view, at + 4, Math.min(end, at + length))
    at += length
  }
  blank(view, at + 2, end)
}
