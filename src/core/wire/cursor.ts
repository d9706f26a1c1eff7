import { type Headers, Stop } from './headers.js'

/** The headers that `decode` knows. Each has a reader, which moves the cursor past it and says which one follows. */
export const Layer = {
  /** Nothing more to unwrap. */
  end: 0,
  /** Something that carries no IP, or that is not read. */
  notIp: 1,
  ipv4: 2,
  ipv6: 3,
  /** IPv4 or IPv6, told by the version nibble. */
  ip: 4,
  ethernet: 5,
  llc: 6,
  vlan: 7,
  mpls: 8,
  ppp: 9,
  pppoe: 10,
  ciscoHdlc: 11,
  pppWithDirection: 12,
  cooked: 13,
  cooked2: 14,
  loopback: 15,
  enc: 16,
  wifi: 17,
  radiotap: 18,
  prism: 19,
  avs: 20,
  ppi: 21,
  udp: 22,
  gre: 23,
  vxlan: 24,
  vxlanGpe: 25,
  geneve: 26,
  gtpU: 27,
  teredo: 28,
  pppd: 29,
} as const

/** Tags and tunnels in one packet. Real networks stay below: three VLAN tags, a label stack, an overlay, its tag. */
const MAX_DEPTH = 8

/**
 * Where `decode` stands in a packet, and what the headers on the way down said. These facts reach `Headers` only with
 * an IP header beneath them, so that a tunnel that turns out to hold no IP leaves no trace.
 */
export class Cursor {
  /** First unread byte. */
  at = 0
  /** End of the bytes that may be read. */
  end = 0
  macOffset = -1
  vlan = -1
  direction = 0
  tunnels = 0
  depth = 0
  /** The layer was guessed from a UDP port, which any program may use. */
  guessed = false
  /** The first fragment of a datagram is looked into as if it were whole. */
  intoFragments = false
  stop: number = Stop.none

  start(at: number, end: number): void {
    this.at = at
    this.end = end
    this.macOffset = -1
    this.vlan = -1
    this.direction = 0
    this.tunnels = 0
    this.depth = 0
    this.guessed = false
    this.stop = Stop.none
  }

  /** Bytes left to read. */
  get left(): number {
    return this.end - this.at
  }

  /** Goes one tag or tunnel deeper, to `layer`. @param tunnel a `Tunnel` bit, 0 for a tag */
  enter(tunnel: number, layer: number): number {
    this.tunnels |= tunnel
    this.depth += 1
    return this.depth > MAX_DEPTH ? this.stopped(Stop.tooDeep) : layer
  }

  stopped(why: number): number {
    this.stop = why
    return Layer.end
  }

  /** The last header claimed that the packet has only `length` more bytes: what lies behind is padding or a trailer. */
  limit(length: number): void {
    if (this.at + length < this.end) this.end = this.at + length
  }

  /** Hands on what the headers above an IP header said. */
  report(out: Headers): void {
    out.macOffset = this.macOffset
    out.vlan = this.vlan
    out.direction = this.direction
    out.tunnels = this.tunnels
  }
}
