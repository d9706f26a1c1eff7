import type { Headers } from './headers.js'
import { IpProtocol } from './ip-protocol.js'
import { IPV4_CHECKSUM, IPV4_DESTINATION, IPV4_MIN_LENGTH, IPV4_SOURCE } from './ipv4.js'
import { IPV6_DESTINATION, IPV6_LENGTH, IPV6_SOURCE } from './ipv6.js'
import { TCP_CHECKSUM, TCP_MIN_LENGTH } from './tcp.js'

/**
 * What a checksum field turned out to be. `partial`: it holds the sum of the pseudo header alone, which the sending
 * host leaves there for its network card to complete. `unknown`: bytes that it covers were not captured.
 */
export type ChecksumState = 'good' | 'bad' | 'partial' | 'unknown'

/** Adds the octets `[start, end)` to `sum` as big-endian 16-bit words, the last one padded with zero (RFC 1071 §1). */
export function sumWords(view: DataView, start: number, end: number, sum = 0): number {
  let total = sum
  let at = start
  // 64 KiB of words stay far below 2^53, so the carries are folded in once, at the end.
  for (; at + 3 < end; at += 4) {
    const two = view.getUint32(at)
    total += (two >>> 16) + (two & 0xffff)
  }
  if (at + 1 < end) {
    total += view.getUint16(at)
    at += 2
  }
  return at < end ? total + (view.getUint8(at) << 8) : total
}

/** Folds the carries of a sum of words back into 16 bits. */
export function foldSum(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = Math.floor(folded / 0x10000) + (folded % 0x10000)
  return folded
}

/** The IPv4 header checksum (RFC 791 §3.1) of the header at `offset`; bytes from `end` on were not captured. */
export function ipv4Checksum(view: DataView, offset: number, end: number): ChecksumState {
  if (end - offset < IPV4_MIN_LENGTH) return 'unknown'
  const length = (view.getUint8(offset) & 0x0f) * 4
  if (end - offset < length) return 'unknown'
  return foldSum(sumWords(view, offset, offset + length)) === 0xffff ? 'good' : 'bad'
}

/** The checksum an IPv4 header of `length` octets ought to hold. */
export function computeIpv4Checksum(view: DataView, offset: number, length: number): number {
  return ~foldSum(sumWords(view, offset, offset + length) - view.getUint16(offset + IPV4_CHECKSUM)) & 0xffff
}

/** The checksum (RFC 9293 §3.1) of the TCP segment that `headers` describes. */
export function tcpChecksum(view: DataView, headers: Headers): ChecksumState {
  const { payloadOffset: at, payloadLength: length } = headers
  if (headers.protocol !== IpProtocol.tcp || length < TCP_MIN_LENGTH) return 'unknown'
  if (headers.capturedEnd < at + TCP_MIN_LENGTH) return 'unknown'
  const addresses = sumAddresses(view, headers)
  const whole = headers.capturedEnd >= at + length
  const sum = whole ? sumWords(view, at, at + length, addresses + IpProtocol.tcp + length) : 0
  if (foldSum(sum) === 0xffff) return 'good'
  if (isPartial(view.getUint16(at + TCP_CHECKSUM), addresses, length)) return 'partial'
  return whole && !destinationMayDiffer(headers) ? 'bad' : 'unknown'
}

function sumAddresses(view: DataView, headers: Headers): number {
  const at = headers.ipOffset
  return headers.ipVersion === 4
    ? sumWords(view, at + IPV4_SOURCE, at + IPV4_DESTINATION + 4)
    : sumWords(view, at + IPV6_SOURCE, at + IPV6_DESTINATION + 16)
}

/** Linux counts the length in what it leaves to the card, Windows' large send does not: the card knows each piece's. */
function isPartial(field: number, addresses: number, length: number): boolean {
  const withoutLength = addresses + IpProtocol.tcp
  return field === foldSum(withoutLength + length) || field === foldSum(withoutLength)
}

/** A source route or routing header names the final destination, which the checksum covers (RFC 8200 §8.1). */
function destinationMayDiffer(headers: Headers): boolean {
  const headerLength = headers.payloadOffset - headers.ipOffset
  return headerLength > (headers.ipVersion === 4 ? IPV4_MIN_LENGTH : IPV6_LENGTH)
}
