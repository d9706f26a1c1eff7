/**
 * The case file: one suspicious connection rebuilt from its packets. Facts only; nothing in here judges.
 *
 * Times are seconds since the first packet of the capture (doubles: exact to the nanosecond over a hundred days).
 * Sequence numbers are absolute, unsigned 32-bit; compare them with `flow/seq.ts` only.
 */

import type { TunnelId } from '../wire/headers.js'
import type { HttpRequestHead, HttpResponseHead } from '../wire/http-head.js'
import type { TcpOptions } from '../wire/tcp.js'
import type { LegFacts } from './leg.js'
import type { PairFacts } from './pair.js'

/** The two ends of a connection as this capture sees them. */
export type Side = 'client' | 'server'

export const otherSide = (side: Side): Side => (side === 'client' ? 'server' : 'client')

export interface Endpoint {
  address: string
  port: number
}

/** One TCP segment of the connection. */
export interface Segment {
  frame: number
  time: number
  /** Whose address is in its source field; not necessarily who made it. */
  from: Side
  ipVersion: 4 | 6
  /** TTL or hop limit as captured; undefined where the capture does not show it (text without -v). */
  hopLimit?: number
  /** IPv4 identification; undefined in IPv6. */
  ipId?: number
  dontFragment: boolean
  trafficClass: number
  flowLabel?: number
  sourceMac?: string
  vlan?: number
  /** 'sent' or 'received' as the capturing host says. */
  direction?: 'sent' | 'received'
  seq: number
  /** The acknowledgment field, whatever the ACK flag says. */
  ack: number
  /** The thirteenth and fourteenth octets' flag bits: reserved, AE/NS, CWR, ECE, URG, ACK, PSH, RST, SYN, FIN. */
  flags: number
  window: number
  urgentPointer: number
  options: Readonly<TcpOptions>
  /** The capture cut the TCP header: options may be missing. */
  headerCut: boolean
  /** Payload bytes as the IP header counts them. */
  length: number
  /** The payload bytes that were captured (at most a few kilobytes are kept). */
  payload: Uint8Array
  /** TCP checksum: 'partial' is what offload leaves behind in a packet captured on its sender. */
  checksum: 'good' | 'bad' | 'partial' | 'unknown'
  /** What the capture itself says of the packet, as it is written there. */
  comments: readonly string[]
  /** The packet was inside a tunnel. */
  outer?: OuterHeader
}

/** What was around a packet's own IP header. */
export interface OuterHeader {
  protocols: TunnelId[]
  /** Addresses of the outermost IP header; none where PPPoE or MPLS alone wraps the connection's own. */
  source?: string
  destination?: string
}

/** What a segment is, as a sender's stack decides it: each role leaves with its own TTL on many systems. */
export type Role = 'syn' | 'syn-ack' | 'ack' | 'data' | 'fin' | 'rst'

/** Hop limits seen for one sender and role: value to how often. */
export type HopLimits = Map<number, number>

/** How a sender fills the IPv4 identification, as far as its non-reset packets show. */
export type IpIdClass = 'zero' | 'counter' | 'constant' | 'random' | 'unknown'

/** What one sender's ordinary packets look like in this connection: what a reset is compared with. */
export interface Baseline {
  /** Hop limits of the packets that are not resets, by role. */
  hopLimits: Partial<Record<Role, HopLimits>>
  /** The most common hop limit of packets that are not resets. */
  hopLimit?: number
  /** How many packets `hopLimit` rests on. */
  packets: number
  ipId: { class: IpIdClass; last?: number; lastFrame?: number }
  dontFragment?: boolean
  trafficClasses: Set<number>
  macs: Set<string>
  vlans: Set<number>
  /** Both sides put the timestamp option on their SYNs (RFC 7323 §3.2), or data carries it. */
  timestamps: boolean
  windowScale?: number
}

/** What other connections and ICMP in the same capture say of an address. */
export interface HostFacts {
  /** Hop limits of this host's packets in other connections that are not resets, by role. */
  hopLimits: Partial<Record<Role, HopLimits>>
  /** Hop limits of its ICMP echo replies. */
  echoHopLimits: HopLimits
  /** Smallest round trip from the capture point to it, over all its connections, in seconds. */
  minRtt?: number
  /** Connections of it in the capture, and those which a handshake completed. */
  connections: number
  established: number
  /** Ports on which it answered with SYN-ACK. */
  openPorts: Set<number>
  macs: Set<string>
}

/** Round trip between the capture point and one end. */
export interface RoundTrip {
  /** Smallest seen on this connection, in seconds. */
  min: number
  samples: number
  /** The handshake's own (SYN to SYN-ACK for the server, SYN-ACK to ACK for the client). */
  handshake?: number
}

export interface Handshake {
  syn?: Segment
  synAck?: Segment
  /** The client's first ACK after the SYN-ACK. */
  ack?: Segment
  complete: boolean
}

/** Where the capture was taken. */
export interface Vantage {
  at: Side | 'middle' | 'unknown'
  /** Reason, for the words to phrase. */
  why: 'initial-hop-limit' | 'rtt' | 'offload' | 'direction' | 'loopback' | 'nothing'
  hops?: { client?: number; server?: number }
}

export interface TlsFacts {
  serverName?: string
  alpn?: string[]
  /** Frames that hold the ClientHello. */
  frames: number[]
  complete: boolean
  encryptedClientHello: boolean
}

/** One HTTP request seen, and the response that answered it, if any. */
export interface HttpExchange {
  request: HttpRequestHead
  requestFrame: number
  response?: HttpResponseHead
  responseFrame?: number
}

/** What went missing on the way, as retransmissions show it. */
export interface LossFacts {
  /** Data segments first seen, and retransmissions of them. */
  segments: number
  retransmissions: number
  /** Retransmissions whose original was captured: lost after the capture point (or its ACK was). */
  lostAfterCapture: number
  /** Holes filled later: lost before the capture point. */
  lostBeforeCapture: number
  /** Longest series of retransmissions of the same sequence number without an answer. */
  longestSilence: number
}

export interface CaseFile {
  /** Index into the captures of the analysis. */
  capture: number
  stream: number
  client: Endpoint
  server: Endpoint
  ipVersion: 4 | 6
  /** How it is known which end is the client. */
  rolesFrom: 'syn' | 'syn-ack' | 'port' | 'first-packet'
  /** In capture order, without second copies. */
  segments: Segment[]
  /** Segments of the middle that are not kept, and the index in `segments` before which they stood. */
  omitted: { count: number; before: number }
  /** Every packet was captured twice. */
  duplicated: boolean
  handshake: Handshake
  /** Round trips from the capture point, keyed by the end they reach. */
  roundTrip: Partial<Record<Side, RoundTrip>>
  baseline: Record<Side, Baseline>
  host: Record<Side, HostFacts>
  vantage: Vantage
  /** The tunnel that the ordinary packets of a side were in. */
  outer: Partial<Record<Side, OuterHeader>>
  tls?: TlsFacts
  http: HttpExchange[]
  loss: Record<Side, LossFacts>
  /** What another capture of the same connection shows: of several the farthest. `pairToward` has that of one direction. */
  pair?: PairFacts
  /** What every other capture point shows. */
  pairs?: PairFacts[]
  /** The other leg, where a proxy ends this connection and makes another. */
  leg?: LegFacts
  /** Another capture of the same traffic holds no TCP packet at all. */
  nothingThere?: boolean
  /** ICMP errors that quote a packet of this connection. */
  icmp: IcmpError[]
  /** Bytes of payload that each side sent, as its sequence numbers show. */
  bytes: Record<Side, number>
  /** Packets of each side in the whole connection, kept or not. */
  packets: Record<Side, number>
  firstTime: number
  lastTime: number
  /** Time of the last packet of the capture: silence after `lastTime` means something only up to here. */
  captureEnd: number
  /** The capture dropped packets or misses bytes: absence of a packet proves nothing. */
  captureLossy: boolean
}

export interface IcmpError {
  frame: number
  time: number
  /** Address that sent the error. */
  from: string
  hopLimit?: number
  kind: 'unreachable' | 'time-exceeded' | 'packet-too-big'
  type: number
  code: number
  mtu?: number
  /** Whose packet it complains about. */
  about: Side
}
