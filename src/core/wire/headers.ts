/**
 * What `decode` found in one packet: plain integers, overwritten by the next call, so that a scan of millions of
 * packets allocates nothing. Offsets are into the buffer that was passed to `decode`; -1 means "not there".
 */
export class Headers {
  /** 4 or 6 for the innermost IP header; 0 when the packet holds none. */
  ipVersion = 0
  /** First byte of the innermost IP header. */
  ipOffset = -1
  /** IP protocol number of what follows the innermost IP header and its extension headers (6 is TCP). */
  protocol = -1
  /** First byte after the IP header and its extension headers. */
  payloadOffset = -1
  /** Bytes of IP payload that the IP header claims (TCP header + data); may reach past what was captured. */
  payloadLength = 0
  /** End of the captured bytes that belong to this IP packet (link-layer padding is cut off). */
  capturedEnd = 0
  /** IPv4 TTL or IPv6 hop limit. 0 means unknown (a text capture without -v): no packet arrives with 0. */
  hopLimit = 0
  /** IPv4 identification; -1 in IPv6, which has none outside a fragment header. */
  ipId = -1
  /** 1 when IPv4 "don't fragment" is set, 0 when not; 1 in IPv6, where routers never fragment. */
  dontFragment = 0
  /** IPv4 TOS or IPv6 traffic class, the whole octet. */
  trafficClass = 0
  /** IPv6 flow label; -1 in IPv4. */
  flowLabel = -1
  /** Fragment offset in bytes; 0 when this is not a later fragment. */
  fragmentOffset = 0
  /** 1 when more fragments follow. */
  moreFragments = 0
  /** Identification of the fragmented datagram: the IPv4 ID, or the 32-bit one of an IPv6 fragment header. */
  fragmentId = 0
  /** First of the twelve octets "destination MAC, source MAC" nearest to the IP header; -1 where there are none. */
  macOffset = -1
  /** Innermost VLAN id; -1 without a tag. */
  vlan = -1
  /** Which way the capturing host says it went: 0 not said, 1 received, 2 sent (Linux cooked packet type 4). */
  direction = 0
  /** Tunnels unwrapped on the way in, as a set of `Tunnel` bits. */
  tunnels = 0
  /** First byte of the outermost IP header; equals `ipOffset` without a tunnel. */
  outerIpOffset = -1
  /** Why decoding stopped early; `Stop.none` when it did not. */
  stop: number = Stop.none

  reset(): void {
    this.ipVersion = 0
    this.ipOffset = -1
    this.protocol = -1
    this.payloadOffset = -1
    this.payloadLength = 0
    this.capturedEnd = 0
    this.hopLimit = 0
    this.ipId = -1
    this.dontFragment = 0
    this.trafficClass = 0
    this.flowLabel = -1
    this.fragmentOffset = 0
    this.moreFragments = 0
    this.fragmentId = 0
    this.macOffset = -1
    this.vlan = -1
    this.direction = 0
    this.tunnels = 0
    this.outerIpOffset = -1
    this.stop = Stop.none
  }
}

/** Tunnels that are looked into. One bit each: a packet can be in several. */
export const Tunnel = {
  ipInIp: 1,
  gre: 2,
  vxlan: 4,
  geneve: 8,
  gtpU: 16,
  teredo: 32,
  pppoe: 64,
  mpls: 128,
} as const

export type TunnelId = keyof typeof Tunnel

/** The tunnels of a set, by name. */
export const tunnelsIn = (set: number): TunnelId[] =>
  (Object.keys(Tunnel) as TunnelId[]).filter((id) => (set & Tunnel[id]) !== 0)

/** Why decoding a packet stopped early. The reader counts these; it never throws for what a packet contains. */
export const Stop = {
  none: 0,
  /** The captured bytes end inside a header (snap length, or a cut-off file). */
  truncated: 1,
  /** A length field contradicts the header that holds it (IHL < 5, total length < header, …). */
  badLength: 2,
  /** The link type is one that is not read. */
  unknownLink: 3,
  /** Not IP (ARP, LLDP, 802.11 management…): nothing is wrong with the packet. */
  notIp: 4,
  /** More nested tunnels or tags than any real network uses: an attack on the decoder. */
  tooDeep: 5,
} as const
