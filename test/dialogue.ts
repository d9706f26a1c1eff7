/** A connection written down packet by packet, as the bytes of a capture. */
import { ethernet, frame, ipv4, tcp } from './bytes.js'
import { pcap, type TestPacket } from './capture-writers.js'

export interface Ends {
  client: string
  clientPort: number
  server: string
  serverPort: number
}

export interface Said {
  /** Seconds since the first packet of the capture. */
  at: number
  from: 'client' | 'server'
  /** Letters as in `tcpFlagBits`. */
  flags: string
  seq: number
  ack?: number
  ttl?: number
  id?: number
  window?: number
  data?: string | Uint8Array
}

export const START = 1_767_323_045
const START_NANOS = 123_456_789

export const ends: Ends = { client: '198.51.100.20', clientPort: 52112, server: '203.0.113.10', serverPort: 80 }

export function packets(said: readonly Said[], between: Ends = ends): TestPacket[] {
  return said.map((each) => {
    const fromClient = each.from === 'client'
    const nanos = START_NANOS + Math.round(each.at * 1e9)
    return {
      bytes: frame(
        ethernet(),
        ipv4({
          src: fromClient ? between.client : between.server,
          dst: fromClient ? between.server : between.client,
          ttl: each.ttl ?? (fromClient ? 64 : 46),
          // Linux sends its replies with 0, and fresh packets with whatever its counter says.
          id: each.id ?? (each.flags.includes('R') ? 0 : fromClient ? 7000 : 9000),
        }),
        tcp({
          sport: fromClient ? between.clientPort : between.serverPort,
          dport: fromClient ? between.serverPort : between.clientPort,
          seq: each.seq,
          ack: each.ack,
          flags: each.flags,
          window: each.window ?? (each.flags.includes('R') ? 0 : 502),
        }),
        each.data ?? '',
      ),
      seconds: START + Math.floor(nanos / 1e9),
      nanoseconds: nanos % 1e9,
    }
  })
}

export const capture = (said: readonly Said[], between: Ends = ends): Uint8Array => pcap(packets(said, between))

/** The handshake of a connection whose numbers begin at 1000 and 5000, with a round trip of 26 ms from `at` on. */
export const handshake = (at = 0): Said[] => [
  { at, from: 'client', flags: 'S', seq: 1000, id: 300 },
  { at: at + 0.026, from: 'server', flags: 'SA', seq: 5000, ack: 1001, id: 900 },
  { at: at + 0.02603, from: 'client', flags: 'A', seq: 1001, ack: 5001, id: 301 },
]

/** A reset put in right after the handshake, and the server's own answer to what came after it. */
export const forgedAtHandshake: Said[] = [
  { at: 0, from: 'client', flags: 'S', seq: 1203456789, id: 21023 },
  { at: 0.026, from: 'server', flags: 'SA', seq: 3788899386, ack: 1203456790, id: 40112 },
  { at: 0.02603, from: 'client', flags: 'A', seq: 1203456790, ack: 3788899387, id: 21024 },
  { at: 0.02607, from: 'server', flags: 'R', seq: 3788899387, ttl: 85, id: 1536 },
  { at: 0.05203, from: 'server', flags: 'R', seq: 3788899387, id: 40113 },
]

/** A request that a device answers at once with a reset. */
export const forgedAtRequest = (request: string): Said[] => [
  ...handshake(),
  { at: 0.03, from: 'client', flags: 'PA', seq: 1001, ack: 5001, id: 302, data: request },
  { at: 0.0305, from: 'server', flags: 'RA', seq: 5001, ack: 1001 + request.length, ttl: 61, id: 302, window: 0 },
]
