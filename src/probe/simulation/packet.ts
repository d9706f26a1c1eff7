/** What travels on a simulated path: as much of a packet as anybody on it looks at. */
export interface Packet {
  /** Addresses as they are here; a NAT changes the client's. */
  client: string
  server: string
  clientPort: number
  serverPort: number
  towards: 'server' | 'client'
  /** Which of the routes of different length its addresses and ports choose. */
  route: number
  hopLimit: number
  ipId: number
  dscp: number
  content: Segment | { kind: 'echo' }
}

export interface Segment {
  kind: 'tcp'
  /** In tcpdump's letters. */
  flags: 'S' | 'S.' | '.' | 'P.' | 'F.' | 'R' | 'R.'
  seq: number
  ack: number
  payload: Uint8Array
}

export type TcpPacket = Packet & { content: Segment }

export const isTcp = (packet: Packet): packet is TcpPacket => packet.content.kind === 'tcp'

export const isReset = ({ flags }: Segment): boolean => flags === 'R' || flags === 'R.'

/** How far the segment advances the sequence number: SYN and FIN count as one (RFC 9293 §3.4). */
export const lengthOf = ({ flags, payload }: Segment): number =>
  payload.length + (flags.startsWith('S') || flags.startsWith('F') ? 1 : 0)

export const NO_BYTES = new Uint8Array(0)

/** The reset that answers a segment (RFC 9293 §3.5.2). */
export function resetAnswering(segment: Segment): Segment {
  const hasAck = segment.flags !== 'S'
  return hasAck
    ? { kind: 'tcp', flags: 'R', seq: segment.ack, ack: 0, payload: NO_BYTES }
    : { kind: 'tcp', flags: 'R.', seq: 0, ack: segment.seq + lengthOf(segment), payload: NO_BYTES }
}

/** The same packet's addresses and ports, going the other way. */
export function answering(packet: Packet, content: Packet['content'], fields: Partial<Packet> = {}): Packet {
  const towards = packet.towards === 'server' ? 'client' : 'server'
  return { ...packet, hopLimit: 64, ipId: 0, dscp: 0, ...fields, towards, content }
}
