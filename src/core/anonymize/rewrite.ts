/**
 * Rewrites one packet in place, header by header as `decode` reads them. What is behind the last header that was
 * understood is overwritten, and every checksum on the way follows from the inside out.
 */
import { Layer } from '../wire/cursor.js'
import { walkHeaders } from '../wire/decode.js'
import { Headers } from '../wire/headers.js'
import { IpProtocol } from '../wire/ip-protocol.js'
import { IPV4_CHECKSUM, IPV4_SOURCE } from '../wire/ipv4.js'
import { IPV6_SOURCE, isExtension } from '../wire/ipv6.js'
import { LinkType } from '../wire/link-type.js'
import { TCP_CHECKSUM, TCP_MIN_LENGTH } from '../wire/tcp.js'
import { UDP_LENGTH } from '../wire/udp.js'
import { rewriteArp } from './arp.js'
import { blank, blankFragment } from './blank.js'
import { Checksum } from './checksums.js'
import { quotationOf, rewriteIcmp } from './icmp-message.js'
import { addressesOf, type IpHeader, ipHeader, rewriteIpHeader } from './ip-headers.js'
import { linkHeaders } from './link-headers.js'
import type { Pseudonyms } from './pseudonyms.js'
import type { Streams } from './streams.js'
import { rewriteSegment } from './tcp-segment.js'

interface Header {
  layer: number
  start: number
  /** Behind its last octet that was captured; at `start` when it could not be read. */
  end: number
  ip?: IpHeader
}

export interface Rewriting {
  view: DataView
  pseudonyms: Pseudonyms
  /** Undefined in a packet that an ICMP error quotes: its payload is not kept. */
  streams?: Streams
}

/** Rewrites the octets `[start, end)`, a packet of that link type. */
export function rewritePacket(to: Rewriting, start: number, end: number, linkType: number): void {
  const headers = headersOf(to.view, start, end, linkType)
  const ips = headers.flatMap(({ ip }) => ip ?? [])
  const checksums = ips.flatMap((ip) => checksumsOf(to.view, ip))
  // The innermost first: a stream is known by the addresses as they were.
  rewriteBehind(to, start, end, headers)
  for (const header of headers) {
    if (header.end > header.start) linkHeaders[header.layer]?.(to.view, header.start, header.end, to.pseudonyms)
  }
  for (const ip of ips) rewriteIpHeader(to.view, ip, to.pseudonyms.addresses)
  for (const checksum of checksums.reverse()) checksum.settle()
}

function headersOf(view: DataView, start: number, end: number, linkType: number): Header[] {
  const found: Header[] = []
  const headers = new Headers()
  walkHeaders(view, start, end - start, linkType, headers, (layer, from, to) => {
    if (layer === Layer.notIp) return
    const isIp = (layer === Layer.ipv4 || layer === Layer.ipv6) && headers.ipOffset === from
    const ip = isIp ? ipHeader(headers) : undefined
    found.push({ layer, start: Math.min(from, end), end: Math.min(ip?.payloadOffset ?? to, end), ip })
  })
  return found
}

/** Those of an IP header and of what it carries, the outer one first. */
function checksumsOf(view: DataView, ip: IpHeader): Checksum[] {
  const { ipVersion, ipOffset, protocol, payloadOffset: at, payloadLength, capturedEnd, fragmentOffset } = ip
  const checksums: Checksum[] = []
  if (ipVersion === 4) {
    const length = (view.getUint8(ipOffset) & 0x0f) * 4
    checksums.push(new Checksum(view, ipOffset + IPV4_CHECKSUM, [ipOffset, ipOffset + length]))
  }
  const field = fragmentOffset === 0 ? checksumField(view, protocol, at) : undefined
  if (field === undefined || field + 2 > capturedEnd) return checksums
  const hasPseudoHeader = protocol !== IpProtocol.icmp && protocol !== IpProtocol.gre
  const pseudo = hasPseudoHeader ? addressesOf(ip) : undefined
  checksums.push(new Checksum(view, field, [at, capturedEnd], pseudo, [protocol, payloadLength]))
  return checksums
}

/** Where the checksum of an IP payload is. */
function checksumField(view: DataView, protocol: number, at: number): number | undefined {
  switch (protocol) {
    case IpProtocol.tcp:
      return at + TCP_CHECKSUM
    case IpProtocol.udp:
      return at + 6
    case IpProtocol.icmp:
    case IpProtocol.icmpv6:
      return at + 2
    case IpProtocol.gre: // RFC 2784 §2.1
      return at < view.byteLength && view.getUint8(at) & 0x80 ? at + 4 : undefined
    default:
      return undefined
  }
}

/** What the last header that was understood carries, and the padding behind it. */
function rewriteBehind(to: Rewriting, start: number, end: number, headers: readonly Header[]): void {
  const last = headers.findLast((header) => header.end > header.start)
  const unread = unreadLayer(headers)
  if (last?.ip) {
    rewriteIpPayload(to, last.ip, unread)
    blank(to.view, Math.max(last.ip.capturedEnd, last.end), end)
  } else if (last && isArp(to.view, last)) rewriteArp(to.view, last.end, end, to.pseudonyms)
  else blankUnread(to.view, last?.end ?? start, end, unread)
}

function rewriteIpPayload(to: Rewriting, ip: IpHeader, unread: number): void {
  const { view } = to
  const { protocol, payloadOffset: at, capturedEnd: end } = ip
  if (ip.fragmentOffset > 0) rewriteFragment(view, ip)
  else if (protocol === IpProtocol.tcp) rewriteSegment(view, ip, to.streams)
  else if (protocol === IpProtocol.udp) blank(view, at + UDP_LENGTH, end)
  else if (protocol === IpProtocol.icmp || protocol === IpProtocol.icmpv6) rewriteIcmpMessage(to, ip)
  // The type of an extension header that could not be read, and its length, stay.
  else if (isExtension(protocol)) blank(view, at + 2, end)
  else blankUnread(view, at, end, unread)
}

/** What is left of a TCP header in a later fragment identifies nobody. */
function rewriteFragment(view: DataView, ip: IpHeader): void {
  const header = ip.protocol === IpProtocol.tcp ? Math.max(0, TCP_MIN_LENGTH - ip.fragmentOffset) : 0
  blankFragment(view, ip.payloadOffset + header, ip.capturedEnd)
}

/** An error's quotation is a packet like any other, but its payload goes, and it quotes nothing itself. */
function rewriteIcmpMessage(to: Rewriting, ip: IpHeader): void {
  const { view, pseudonyms, streams } = to
  const quote = streams ? quotationOf(view, ip) : undefined
  rewriteIcmp(view, ip, pseudonyms.addresses, quote !== undefined)
  if (quote !== undefined) rewritePacket({ view, pseudonyms }, quote, ip.capturedEnd, LinkType.raw)
}

/** Where a header could not be read: the octets by which the analysis sees that it cannot. */
function blankUnread(view: DataView, at: number, end: number, layer: number): void {
  const version = end > at ? view.getUint8(at) >> 4 : 0
  if (layer === Layer.wifi) blank(view, at + FRAME_CONTROL, end)
  else if (CAPTURE_HEADERS.has(layer)) blank(view, at + CAPTURE_HEADER_START, end)
  else if (layer === Layer.ipv4 && version === 4) blank(view, at + IPV4_SOURCE, end)
  else if (layer === Layer.ipv6 && version === 6) blank(view, at + IPV6_SOURCE, end)
  else blank(view, at, end)
}

const FRAME_CONTROL = 2
/** What drivers put in front of 802.11 begins with what it is and how long. */
const CAPTURE_HEADERS: ReadonlySet<number> = new Set([Layer.radiotap, Layer.prism, Layer.avs, Layer.ppi])
const CAPTURE_HEADER_START = 8

/** The layer of what is behind the last header that was read. Radiotap is read together with what it brings. */
function unreadLayer(headers: readonly Header[]): number {
  const last = headers.at(-1)
  if (last && last.end === last.start) return last.layer
  return last?.layer === Layer.radiotap ? Layer.wifi : Layer.notIp
}

const ARP = 0x0806

/** Does the header end with the type of ARP? Linux' second cooked header begins with it. */
function isArp(view: DataView, { layer, start, end }: Header): boolean {
  if (layer === Layer.cooked2) return end - start >= 2 && view.getUint16(start) === ARP
  const isTyped = layer === Layer.ethernet || layer === Layer.vlan || layer === Layer.llc || layer === Layer.cooked
  return isTyped && end - start >= 2 && view.getUint16(end - 2) === ARP
}
