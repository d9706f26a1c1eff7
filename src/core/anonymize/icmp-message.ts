/** ICMP: type, code and the four octets that depend on them stay; what an error quotes is rewritten as a packet. */
import type { AddressMap } from './addresses.js'
import { blank } from './blank.js'
import type { IpHeader } from './ip-headers.js'

const ICMP_LENGTH = 8
/** RFC 792: unreachable, source quench, redirect, time exceeded, parameter problem. RFC 4443 §3: errors are 1 to 4. */
const QUOTING = new Set([3, 4, 5, 11, 12])
const QUOTING_V6 = new Set([1, 2, 3, 4])
/** Holds the address of another router in octets 4 to 7. */
const REDIRECT = 5

/** Where the packet begins that the message in `ip` quotes; undefined when it quotes none. */
export function quotationOf(
  view: DataView,
  { ipVersion, payloadOffset: at, capturedEnd }: IpHeader,
): number | undefined {
  if (capturedEnd - at <= ICMP_LENGTH) return undefined
  const type = view.getUint8(at)
  return (ipVersion === 4 ? QUOTING : QUOTING_V6).has(type) ? at + ICMP_LENGTH : undefined
}

/** Rewrites the message but for its quotation. */
export function rewriteIcmp(view: DataView, ip: IpHeader, addresses: AddressMap, quotes: boolean): void {
  const { ipVersion, payloadOffset: at, capturedEnd: end } = ip
  if (!quotes) blank(view, at + ICMP_LENGTH, end)
  if (ipVersion === 4 && end - at >= ICMP_LENGTH && view.getUint8(at) === REDIRECT) addresses.replace(view, at + 4, 4)
}
