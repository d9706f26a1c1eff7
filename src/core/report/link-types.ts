/** Names of link types as https://www.tcpdump.org/linktypes.html has them, in lower case without the prefix. */
import { LinkType } from '../wire/link-type.js'

const NAMES: Record<keyof typeof LinkType, string> = {
  null: 'null',
  ethernet: 'ethernet',
  ppp: 'ppp',
  rawDlt12: 'raw',
  rawDlt14: 'raw',
  pppHdlc: 'ppp-hdlc',
  pppEther: 'ppp-ether',
  raw: 'raw',
  ciscoHdlc: 'c-hdlc',
  wifi: 'ieee802-11',
  loop: 'loop',
  enc: 'enc',
  cooked: 'linux-sll',
  prism: 'ieee802-11-prism',
  radiotap: 'ieee802-11-radiotap',
  avs: 'ieee802-11-avs',
  pppd: 'ppp-pppd',
  ppi: 'ppi',
  pppWithDirection: 'ppp-with-dir',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  cooked2: 'linux-sll2',
}

export function linkTypeName(linkType: number): string {
  const known = (Object.keys(NAMES) as (keyof typeof LinkType)[]).find((key) => LinkType[key] === linkType)
  return known === undefined ? `linktype-${linkType}` : NAMES[known]
}
