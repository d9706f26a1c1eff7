import { Layer } from './cursor.js'

/** LINKTYPE_ values (https://www.tcpdump.org/linktypes.html) that are read. */
export const LinkType = {
  null: 0,
  ethernet: 1,
  ppp: 9,
  /** Raw IP under the number that DLT_RAW has on most systems, and on OpenBSD. */
  rawDlt12: 12,
  rawDlt14: 14,
  pppHdlc: 50,
  pppEther: 51,
  raw: 101,
  ciscoHdlc: 104,
  wifi: 105,
  loop: 108,
  enc: 109,
  cooked: 113,
  prism: 119,
  radiotap: 127,
  avs: 163,
  pppd: 166,
  ppi: 192,
  pppWithDirection: 204,
  ipv4: 228,
  ipv6: 229,
  cooked2: 276,
} as const

const LAYER_OF_LINK_TYPE: Readonly<Record<number, number>> = {
  [LinkType.null]: Layer.loopback,
  [LinkType.ethernet]: Layer.ethernet,
  [LinkType.ppp]: Layer.ppp,
  [LinkType.rawDlt12]: Layer.ip,
  [LinkType.rawDlt14]: Layer.ip,
  [LinkType.pppHdlc]: Layer.ppp,
  [LinkType.pppEther]: Layer.pppoe,
  [LinkType.raw]: Layer.ip,
  [LinkType.ciscoHdlc]: Layer.ciscoHdlc,
  [LinkType.wifi]: Layer.wifi,
  [LinkType.loop]: Layer.loopback,
  [LinkType.enc]: Layer.enc,
  [LinkType.cooked]: Layer.cooked,
  [LinkType.prism]: Layer.prism,
  [LinkType.radiotap]: Layer.radiotap,
  [LinkType.avs]: Layer.avs,
  [LinkType.pppd]: Layer.pppd,
  [LinkType.ppi]: Layer.ppi,
  [LinkType.pppWithDirection]: Layer.pppWithDirection,
  [LinkType.ipv4]: Layer.ipv4,
  [LinkType.ipv6]: Layer.ipv6,
  [LinkType.cooked2]: Layer.cooked2,
}

/** The header that packets of a link type begin with; undefined for a link type that is not read. */
export function layerOfLinkType(linkType: number): number | undefined {
  return LAYER_OF_LINK_TYPE[linkType]
}
