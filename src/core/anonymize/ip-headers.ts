/** IP headers: addresses become pseudonyms wherever they stand, options that may hold anything are blanked. */
import type { Headers } from '../wire/headers.js'
import { IpProtocol } from '../wire/ip-protocol.js'
import { IPV4_DESTINATION, IPV4_MIN_LENGTH, IPV4_SOURCE } from '../wire/ipv4.js'
import { IPV6_DESTINATION, IPV6_LENGTH, IPV6_SOURCE } from '../wire/ipv6.js'
import type { AddressMap } from './addresses.js'
import { blank } from './blank.js'

/** An IP header of a packet and what it carries: what `Headers` says, before the next header overwrites it. */
export type IpHeader = Pick<
  Headers,
  | 'ipVersion'
  | 'ipOffset'
  | 'protocol'
  | 'payloadOffset'
  | 'payloadLength'
  | 'capturedEnd'
  | 'fragmentOffset'
  | 'moreFragments'
>

export function ipHeader(h: Headers): IpHeader {
  const { ipVersion, ipOffset, protocol, payloadOffset, payloadLength, capturedEnd, fragmentOffset, moreFragments } = h
  return { ipVersion, ipOffset, protocol, payloadOffset, payloadLength, capturedEnd, fragmentOffset, moreFragments }
}

/** Where the addresses are that the pseudo header of TCP and UDP begins with. */
export const addressesOf = ({ ipVersion, ipOffset }: IpHeader): readonly [start: number, end: number] =>
  ipVersion === 4
    ? [ipOffset + IPV4_SOURCE, ipOffset + IPV4_MIN_LENGTH]
    : [ipOffset + IPV6_SOURCE, ipOffset + IPV6_LENGTH]

export function rewriteIpHeader(view: DataView, header: IpHeader, addresses: AddressMap): void {
  const { ipVersion, ipOffset, payloadOffset } = header
  addresses.replace(view, ipOffset + (ipVersion === 4 ? IPV4_SOURCE : IPV6_SOURCE), ipVersion)
  addresses.replace(view, ipOffset + (ipVersion === 4 ? IPV4_DESTINATION : IPV6_DESTINATION), ipVersion)
  if (ipVersion === 4) rewriteIpv4Options(view, header, addresses)
  else rewriteExtensions(view, ipOffset + IPV6_LENGTH, payloadOffset, view.getUint8(ipOffset + 6), addresses)
}

/** IPv4 options (RFC 791 §3.1, IANA "IP Option Numbers"). */
const END_OF_OPTIONS = 0
const NO_OPERATION = 1
const RECORD_ROUTE = 7
const TIMESTAMP = 68
const LOOSE_ROUTE = 131
const STRICT_ROUTE = 137
const ROUTER_ALERT = 148

/** An authentication header may follow the options, so they end where the header length says. */
function rewriteIpv4Options(view: DataView, { ipOffset, payloadOffset }: IpHeader, addresses: AddressMap): void {
  const end = ipOffset + (view.getUint8(ipOffset) & 0x0f) * 4
  let at = ipOffset + IPV4_MIN_LENGTH
  while (at < end) {
    const kind = view.getUint8(at)
    const length = kind === NO_OPERATION ? 1 : at + 1 < end ? view.getUint8(at + 1) : 0
    if (kind === END_OF_OPTIONS || length === 0 || at + length > end) break
    if (length >= 3) rewriteIpv4Option(view, kind, at, at + length, addresses)
    at += length
  }
  blank(view, at + 2, end)
  if (payloadOffset > end) rewriteExtensions(view, end, payloadOffset, IpProtocol.authentication, addresses)
}

function rewriteIpv4Option(view: DataView, kind: number, at: number, end: number, addresses: AddressMap): void {
  if (kind === ROUTER_ALERT) return
  if (kind === RECORD_ROUTE || kind === LOOSE_ROUTE || kind === STRICT_ROUTE) {
    for (let entry = at + 3; entry + 4 <= end; entry += 4) addresses.replace(view, entry, 4)
  } else blank(view, kind === TIMESTAMP ? at + 4 : at + 2, end)
}

/** Routing types with addresses behind eight octets: RFC 2460 §4.4, RFC 6275 §6.4, RFC 8754 §2. */
const ROUTING_WITH_ADDRESSES = new Set([0, 2, 4])
/** Options of hop-by-hop and destination headers (RFC 8200 §4.2). */
const PAD1 = 0
const ROUTER_ALERT_V6 = 5
const JUMBO_PAYLOAD = 0xc2
const HOME_ADDRESS = 0xc9

/** The extension headers in `[start, end)`, which have been read before; the first is of type `first`. */
function rewriteExtensions(view: DataView, start: number, end: number, first: number, addresses: AddressMap): void {
  let type = first
  let at = start
  while (at + 8 <= end) {
    const units = view.getUint8(at + 1)
    const length =
      type === IpProtocol.fragment ? 8 : type === IpProtocol.authentication ? (units + 2) * 4 : (units + 1) * 8
    rewriteExtension(view, type, at, Math.min(end, at + length), addresses)
    type = view.getUint8(at)
    at += length
  }
}

function rewriteExtension(view: DataView, type: number, at: number, end: number, addresses: AddressMap): void {
  if (type === IpProtocol.fragment) return
  if (type === IpProtocol.hopByHop || type === IpProtocol.destinationOptions)
    rewriteOptions(view, at + 2, end, addresses)
  else if (type === IpProtocol.routing && ROUTING_WITH_ADDRESSES.has(view.getUint8(at + 2))) {
    let entry = at + 8
    for (; entry + 16 <= end; entry += 16) addresses.replace(view, entry, 6)
    blank(view, entry, end)
  } else blank(view, at + 2, end)
}

function rewriteOptions(view: DataView, start: number, end: number, addresses: AddressMap): void {
  let at = start
  while (at < end) {
    const kind = view.getUint8(at)
    const next = kind === PAD1 ? at + 1 : at + 1 < end ? at + 2 + view.getUint8(at + 1) : end + 1
    if (next > end) break
    if (kind === HOME_ADDRESS && next - at === 18) addresses.replace(view, at + 2, 6)
    else if (kind !== JUMBO_PAYLOAD && kind !== ROUTER_ALERT_V6) blank(view, at + 2, next)
    at = next
  }
  blank(view, at + 2, end)
}
