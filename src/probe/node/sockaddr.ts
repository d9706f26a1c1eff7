/** Socket addresses as the kernel lays them out: struct sockaddr_in, sockaddr_in6 and sockaddr_ll. */
import { addressBytes } from '../../core/capture/address.js'
import { formatAddress } from '../../core/wire/address.js'
import { AddressFamily } from './linux.js'

export const familyOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4)

/** Port and address are in network order, the family in that of the host (see `linux.ts`: little-endian). */
export function internetAddress(address: string, port: number): Uint8Array {
  const bytes = addressBytes(address)
  if (!bytes) throw new RangeError(`${address} is no address`)
  const isIpv4 = bytes.length === 4
  const name = new Uint8Array(isIpv4 ? 16 : 28)
  const view = new DataView(name.buffer)
  view.setUint16(0, isIpv4 ? AddressFamily.ipv4 : AddressFamily.ipv6, true)
  view.setUint16(2, port)
  name.set(bytes, isIpv4 ? 4 : 8)
  return name
}

export const anyAddress = (family: 4 | 6, port: number): Uint8Array =>
  internetAddress(family === 4 ? '0.0.0.0' : '::', port)

/** Undefined for a family other than these two, and for too few bytes. */
export function readInternetAddress(name: Uint8Array): { address: string; port: number } | undefined {
  if (name.length < 16) return undefined
  const view = new DataView(name.buffer, name.byteOffset, name.length)
  const family = view.getUint16(0, true)
  if (family === AddressFamily.ipv4) return { address: formatAddress(view, 4, 4), port: view.getUint16(2) }
  if (family !== AddressFamily.ipv6 || name.length < 24) return undefined
  return { address: formatAddress(view, 8, 6), port: view.getUint16(2) }
}

/** All interfaces, one EtherType. */
export function packetAddress(etherType: number): Uint8Array {
  const name = new Uint8Array(20)
  const view = new DataView(name.buffer)
  view.setUint16(0, AddressFamily.packet, true)
  view.setUint16(2, etherType)
  return name
}
