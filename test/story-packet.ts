/** The packets that stories are made of. */

export const FIN = 1
export const SYN = 2
export const RST = 4
export const PSH = 8
export const ACK = 16

export type Side = 'client' | 'server'

/** One packet of a story, ready to be put into frames of any kind. */
export interface StagedPacket {
  /** Line of the story. */
  line: number
  /** Nanoseconds since the beginning. */
  time: number
  source: string
  destination: string
  sourceMac: string
  destinationMac: string
  vlan?: number
  direction?: 'sent' | 'received'
  ttl: number
  id: number
  df: boolean
  tos: number
  flow: number
  tcp?: TcpPart
  icmp?: { kind: 'unreachable' | 'time-exceeded' | 'echo-reply'; code: number; about?: StagedPacket }
}

export interface TcpPart {
  sport: number
  dport: number
  seq: number
  ack: number
  flags: number
  window: number
  urgent: number
  options: Uint8Array[]
  payload: Uint8Array
}

const add = (a: number, n: number): number => (a + n) >>> 0

/** Sequence number behind a packet. */
export const endOf = (p: StagedPacket): number => {
  const { seq, payload, flags } = p.tcp!
  return add(seq, payload.length + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0))
}
