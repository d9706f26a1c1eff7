/** Captures made for the page: names that are markup, and very many findings. */
import { randomBytes } from 'node:crypto'
import { ethernet, frame, ipv4, tcp } from './bytes.js'
import { pcap } from './capture-writers.js'

export const MARKUP = '<img src=x onerror=alert(1)><script>alert(2)</script>'

/** A request whose Host and path are markup, and a reset right behind it. */
export function hostileCapture(): Uint8Array {
  const client = { src: '10.9.0.1', dst: '10.9.0.2', ttl: 64 }
  const server = { src: '10.9.0.2', dst: '10.9.0.1', ttl: 57 }
  const request = `GET /${MARKUP} HTTP/1.1\r\nHost: ${MARKUP}\r\n\r\n`
  const up = { sport: 40_000, dport: 80 }
  const down = { sport: 80, dport: 40_000 }
  return pcap([
    frame(ethernet(), ipv4(client), tcp({ ...up, seq: 100, flags: 'S' })),
    frame(ethernet(), ipv4(server), tcp({ ...down, seq: 500, ack: 101, flags: 'SA' })),
    frame(ethernet(), ipv4(client), tcp({ ...up, seq: 101, ack: 501, flags: 'A' })),
    frame(ethernet(), ipv4(client), tcp({ ...up, seq: 101, ack: 501, flags: 'PA' }), request),
    frame(ethernet(), ipv4({ ...server, ttl: 99, id: 7 }), tcp({ ...down, seq: 501, ack: 0, flags: 'R', window: 0 })),
  ])
}

/** A connection that is refused, then packets that do not compress: more than a decompressor is given at a time. */
export function refusedBeforeNoise(): Uint8Array {
  const noise = Array.from({ length: 200 }, () => randomBytes(1000))
  return pcap([...refused('10.8.0.1', 20_000), ...noise])
}

/** Connections that are refused, each by another server: none of their findings is like another. */
export function manyRefused(count: number): Uint8Array {
  const packets = Array.from({ length: count }, (_, i) => {
    const server = `10.${8 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`
    return refused(server, 20_000 + (i % 40_000)).map((bytes, k) => ({
      bytes,
      seconds: 1_700_000_000 + i,
      nanoseconds: (k + 1) * 1_000_000,
    }))
  })
  return pcap(packets.flat())
}

/** A SYN, and the reset that refuses it. */
function refused(server: string, port: number): [Uint8Array, Uint8Array] {
  const up = { sport: port, dport: 443 }
  const down = { sport: 443, dport: port }
  return [
    frame(ethernet(), ipv4({ src: '10.1.1.1', dst: server, ttl: 64 }), tcp({ ...up, seq: 100, flags: 'S' })),
    frame(
      ethernet(),
      ipv4({ src: server, dst: '10.1.1.1', ttl: 64, id: 0 }),
      tcp({ ...down, seq: 0, ack: 101, flags: 'RA', window: 0 }),
    ),
  ]
}
