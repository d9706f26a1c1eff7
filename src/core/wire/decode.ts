import { Cursor, Layer } from './cursor.js'
import { EtherType } from './ether-type.js'
import { ETHERNET_LENGTH, ETHERNET_TYPE, readEthernet } from './ethernet.js'
import { readGeneve } from './geneve.js'
import { readGre } from './gre.js'
import { readGtpU } from './gtpu.js'
import { type Headers, Stop, Tunnel } from './headers.js'
import { IpProtocol } from './ip-protocol.js'
import { readIpv4 } from './ipv4.js'
import { isExtension, readIpv6, skipExtensions } from './ipv6.js'
import { LinkType, layerOfLinkType } from './link-type.js'
import { readLlc } from './llc.js'
import { readMpls } from './mpls.js'
import { readEnc, readLoopback } from './null.js'
import { readCiscoHdlc, readPpp, readPppd, readPppoe, readPppWithDirection } from './ppp.js'
import { readSll, readSll2 } from './sll.js'
import { readTeredo } from './teredo.js'
import { readUdp } from './udp.js'
import { readVlan } from './vlan.js'
import { readVxlan, readVxlanGpe } from './vxlan.js'
import { readAvs, readPpi, readPrism, readRadiotap, readWifi } from './wifi.js'

/** The one cursor: decoding is synchronous and never enters itself. */
const cursor = new Cursor()

/**
 * Finds the innermost IP header of one captured packet and what it carries. Reads only `[offset, offset + captured)`.
 * Never throws and never allocates, whatever the bytes are; `out.stop` says why it could not go further, and the last
 * IP header that could be read stays in `out`.
 * @param captured bytes captured of this packet
 * @param linkType LINKTYPE_ value of the interface that captured it
 */
export function decode(view: DataView, offset: number, captured: number, linkType: number, out: Headers): void {
  out.reset()
  if (!decodePlain(view, offset, captured, linkType, out)) decodeLayers(view, offset, captured, linkType, out)
}

/** Nearly every packet is TCP in IP, bare or in Ethernet: those take no detour. False when this one is not. */
function decodePlain(view: DataView, offset: number, captured: number, linkType: number, out: Headers): boolean {
  const end = offset + captured
  if (linkType === LinkType.raw)
    return readIpv4(view, offset, end, out) === Stop.none && out.protocol === IpProtocol.tcp
  if (linkType !== LinkType.ethernet || captured < ETHERNET_LENGTH) return false
  const type = view.getUint16(offset + ETHERNET_TYPE)
  const at = offset + ETHERNET_LENGTH
  out.macOffset = offset
  if (type === EtherType.ipv4) return readIpv4(view, at, end, out) === Stop.none && out.protocol === IpProtocol.tcp
  return type === EtherType.ipv6 && readIpv6(view, at, end, out) === Stop.none && out.protocol === IpProtocol.tcp
}

/** Told of each header that was read: its layer and where it is. What an IP header says is in `Headers`. */
export type HeaderVisitor = (layer: number, start: number, end: number) => void

/**
 * Goes the way of `decode` and shows each header on it, from the outside in, and into the first fragment of a datagram
 * too. A header that could not be read is shown as far as it was.
 */
export function walkHeaders(
  view: DataView,
  offset: number,
  captured: number,
  linkType: number,
  out: Headers,
  visit: HeaderVisitor,
): void {
  decodeLayers(view, offset, captured, linkType, out, visit)
}

function decodeLayers(
  view: DataView,
  offset: number,
  captured: number,
  linkType: number,
  out: Headers,
  visit?: HeaderVisitor,
): void {
  out.reset()
  const first = layerOfLinkType(linkType)
  if (first === undefined) {
    out.stop = Stop.unknownLink
    return
  }
  cursor.start(offset, offset + captured)
  cursor.intoFragments = visit !== undefined
  let layer = first
  while (layer !== Layer.end) {
    const start = cursor.at
    const next = readLayer(layer, view, out)
    visit?.(layer, start, cursor.at)
    layer = next
  }
  finish(out)
}

/** Reads one header and returns the layer that follows. Every reader moves the cursor forward, so this ends. */
function readLayer(layer: number, view: DataView, out: Headers): number {
  switch (layer) {
    case Layer.ipv4:
      return insideIp(readIpv4(view, cursor.at, cursor.end, out), view, out)
    case Layer.ipv6:
      return insideIp(readIpv6(view, cursor.at, cursor.end, out), view, out)
    case Layer.ip:
      return layerOfVersion(view)
    case Layer.ethernet:
      return readEthernet(view, cursor)
    case Layer.vlan:
      return readVlan(view, cursor)
    case Layer.llc:
      return readLlc(view, cursor)
    case Layer.udp:
      return readUdp(view, cursor)
    case Layer.mpls:
      return readMpls(view, cursor)
    case Layer.cooked:
      return readSll(view, cursor)
    case Layer.cooked2:
      return readSll2(view, cursor)
    case Layer.loopback:
      return readLoopback(view, cursor)
    case Layer.enc:
      return readEnc(view, cursor)
    case Layer.ppp:
      return readPpp(view, cursor)
    case Layer.pppd:
      return readPppd(view, cursor)
    case Layer.pppWithDirection:
      return readPppWithDirection(view, cursor)
    case Layer.pppoe:
      return readPppoe(view, cursor)
    case Layer.ciscoHdlc:
      return readCiscoHdlc(view, cursor)
    case Layer.wifi:
      return readWifi(view, cursor)
    case Layer.radiotap:
      return readRadiotap(view, cursor)
    case Layer.prism:
      return readPrism(view, cursor)
    case Layer.avs:
      return readAvs(view, cursor)
    case Layer.ppi:
      return readPpi(view, cursor)
    case Layer.gre:
      return readGre(view, cursor)
    case Layer.vxlan:
      return readVxlan(view, cursor)
    case Layer.vxlanGpe:
      return readVxlanGpe(view, cursor)
    case Layer.geneve:
      return readGeneve(view, cursor)
    case Layer.gtpU:
      return readGtpU(view, cursor)
    case Layer.teredo:
      return readTeredo(view, cursor)
    default:
      return cursor.stopped(Stop.notIp)
  }
}

function layerOfVersion(view: DataView): number {
  if (cursor.left < 1) return cursor.stopped(Stop.truncated)
  const version = view.getUint8(cursor.at) >> 4
  return version === 4 ? Layer.ipv4 : version === 6 ? Layer.ipv6 : Layer.notIp
}

/** An IP header was read (or not, and `stop` says why): which layer does it carry? */
function insideIp(stop: number, view: DataView, out: Headers): number {
  if (stop !== Stop.none) return cursor.stopped(stop)
  cursor.report(out)
  cursor.guessed = false
  if (isExtension(out.protocol) && hasExtensions(out)) {
    const why = skipExtensions(view, out)
    if (why !== Stop.none) return cursor.stopped(why)
  }
  // A piece of a tunnelled packet is no packet: the caller puts the datagram together first.
  if (out.fragmentOffset !== 0 || (out.moreFragments !== 0 && !cursor.intoFragments)) return Layer.end
  cursor.at = out.payloadOffset
  cursor.end = out.capturedEnd
  return layerOfProtocol(out.protocol)
}

/** IPv4 shares only the authentication header with IPv6 (RFC 4302 §3.1.1). */
function hasExtensions(out: Headers): boolean {
  return out.ipVersion === 6 || out.protocol === IpProtocol.authentication
}

function layerOfProtocol(protocol: number): number {
  switch (protocol) {
    case IpProtocol.udp:
      return Layer.udp
    case IpProtocol.ipv4:
      return cursor.enter(Tunnel.ipInIp, Layer.ipv4)
    case IpProtocol.ipv6:
      return cursor.enter(Tunnel.ipInIp, Layer.ipv6)
    case IpProtocol.gre:
      return Layer.gre
    case IpProtocol.mpls:
      return Layer.mpls
    default:
      return Layer.end
  }
}

/**
 * What stopped the search inside an IP packet is no fault of that packet when the inside was guessed from a port
 * number, or is simply not IP.
 */
function finish(out: Headers): void {
  if (out.ipVersion === 0) cursor.report(out)
  const harmless = out.ipVersion !== 0 && (cursor.guessed || cursor.stop === Stop.notIp)
  out.stop = harmless ? Stop.none : cursor.stop
}
