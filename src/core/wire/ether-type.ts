import { type Cursor, Layer } from './cursor.js'

/** EtherType values (IEEE 802 Numbers at IANA), as used by Ethernet, SNAP, GRE, Geneve and Linux cooked capture. */
export const EtherType = {
  ipv4: 0x0800,
  ipv6: 0x86dd,
  /** 802.1Q customer tag. */
  vlan: 0x8100,
  /** 802.1ad service tag. */
  qinq: 0x88a8,
  /** Service tag of switches older than 802.1ad. */
  oldQinq: 0x9100,
  /** RFC 5332 §3. */
  mpls: 0x8847,
  mplsUpstream: 0x8848,
  /** RFC 2516 §5. */
  pppoeSession: 0x8864,
  /** PPP inside GRE, RFC 2637 §4.1. */
  ppp: 0x880b,
  /** Ethernet inside GRE or Geneve, RFC 1701 and RFC 8926 §3.4. */
  transparentEthernet: 0x6558,
} as const

/** Which header follows an EtherType. */
export function layerOfEtherType(type: number): number {
  switch (type) {
    case EtherType.ipv4:
      return Layer.ipv4
    case EtherType.ipv6:
      return Layer.ipv6
    case EtherType.vlan:
    case EtherType.qinq:
    case EtherType.oldQinq:
      return Layer.vlan
    case EtherType.mpls:
    case EtherType.mplsUpstream:
      return Layer.mpls
    case EtherType.pppoeSession:
      return Layer.pppoe
    case EtherType.ppp:
      return Layer.ppp
    case EtherType.transparentEthernet:
      return Layer.ethernet
    default:
      return Layer.notIp
  }
}

/** Values up to here are no type but the length of an LLC frame (IEEE 802.3 §3.2.6). */
const MAX_LENGTH_VALUE = 1500

/** Which header follows the type-or-length field of an Ethernet frame or VLAN tag. The cursor stands behind it. */
export function layerOfTypeOrLength(value: number, cursor: Cursor): number {
  if (value > MAX_LENGTH_VALUE) return layerOfEtherType(value)
  cursor.limit(value)
  return Layer.llc
}
