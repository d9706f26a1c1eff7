// Writes examples/article.pcap and article-server.pcap: one reset seen at both of its ends, packet by packet. The case
// is one that a cloud provider's support published; its numbers are theirs (the frame, TTLs, IP IDs, sequence numbers
// and times of the handshake and of the resets), addresses and what comes before are made up.
// Needs the compiled tests: npm run build && node scripts/make-examples.mjs
import { writeFileSync } from 'node:fs'
import { ethernet, frame, icmp, ipv4, option, tcp } from '../build/test/bytes.js'
import { pcap } from '../build/test/capture-writers.js'

const START = 1_715_000_000
const ONE_WAY_MS = 13
const client = { address: '192.0.2.57', mac: '02:00:5e:00:00:57', port: 0 }
const server = { address: '203.0.113.80', mac: '02:00:5e:00:01:80', port: 80 }
const atClient = []
const atServer = []

const record = (list, milliseconds, bytes) => list.push({ milliseconds, bytes })
const wire = (from, to, ip, ...inner) =>
  frame(ethernet({ src: from.mac, dst: to.mac }), ipv4({ src: from.address, dst: to.address, ...ip }), ...inner)

/** A balancer in front of the server answers pings: its packets start with a TTL of 102 and cross 15 routers. */
function ping(milliseconds, count) {
  const data = 'x'.repeat(56)
  record(
    atClient,
    milliseconds,
    wire(client, server, { ttl: 64, id: 7000 + count }, icmp(8, 0, (4711 << 16) | count), data),
  )
  const answer = wire(
    server,
    client,
    { ttl: 87, id: 880 + 3 * count, dontFragment: false },
    icmp(0, 0, (4711 << 16) | count),
    data,
  )
  record(atClient, milliseconds + 25.9, answer)
}

/** One connection from its SYN on; each side's packets leave it at `milliseconds` and arrive at the other 13 ms later. */
class Conversation {
  constructor(port, clientIsn, serverIsn, ids) {
    this.client = { ...client, port, next: clientIsn, window: 64240, ttl: 64, arrivesWith: 43, id: ids.client }
    this.server = { ...server, next: serverIsn, window: 29200, ttl: 64, arrivesWith: 46, id: ids.server }
  }

  send(from, milliseconds, flags, payload = '') {
    const to = from === this.client ? this.server : this.client
    const syn = flags.includes('S')
    const options = syn ? [option.mss(1460), option.sackPermitted(), option.nop(), option.windowScale(7)] : []
    // A reply-type reset takes its sequence number from the ACK it answers and carries none (RFC 9293 §3.5.2).
    const ack = flags.includes('A') ? to.next : 0
    const window = flags.includes('R') ? 0 : syn ? from.window : 502
    const segment = { sport: from.port, dport: to.port, seq: from.next, ack, flags, window, options }
    // Linux gives the packets that belong to no socket of a connection, its SYN-ACKs and these resets, the IP ID 0.
    const id = from === this.server && !/[F.P]|^A$/.test(flags) ? 0 : from.id++
    const bytes = (ttl) => wire(from, to, { ttl, id }, tcp(segment), payload)
    const arrival = milliseconds + ONE_WAY_MS
    record(from === this.client ? atClient : atServer, milliseconds, bytes(from.ttl))
    record(from === this.client ? atServer : atClient, arrival, bytes(from.arrivesWith))
    from.next += payload.length + (syn || flags.includes('F') ? 1 : 0)
    return arrival
  }

  open(milliseconds) {
    const arrived = this.send(this.client, milliseconds, 'S')
    const answered = this.send(this.server, arrived + 0.02, 'SA')
    this.send(this.client, answered + 0.03, 'A')
    return answered + 0.03
  }

  /** A small download: the request, whether it is acknowledged by itself, and so many pieces of the answer. */
  download(milliseconds, path, acknowledged, pieces) {
    const opened = this.open(milliseconds)
    const request = `GET ${path} HTTP/1.1\r\nHost: files.example.com\r\nConnection: close\r\n\r\n`
    const asked = this.send(this.client, opened + 0.1, 'PA', request)
    if (acknowledged) this.send(this.server, asked + 0.02, 'A')
    const head = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${1000 * (pieces - 1)}\r\n\r\n`
    let arrived = 0
    for (let i = 0; i < pieces; i++) {
      arrived = this.send(this.server, asked + 3 + 0.3 * i, 'PA', i === 0 ? head : 'rstrace '.repeat(125))
      this.send(this.client, arrived + 0.05, 'A')
    }
    const closed = this.send(this.client, arrived + 1, 'FA')
    const answered = this.send(this.server, closed + 0.05, 'FA')
    this.send(this.client, answered + 0.03, 'A')
  }

  /** Built by a device between the ends from what it saw pass: the sender's address and numbers, its own TTL and IP ID. */
  forge(list, from, to, milliseconds, ttl, seq) {
    const reset = { sport: from.port, dport: to.port, seq, flags: 'R', window: 0 }
    record(list, milliseconds, wire(from, to, { ttl, id: 1536 }, tcp(reset)))
  }
}

for (let i = 1; i <= 6; i++) ping(1000 * i, i)
new Conversation(51_402, 2_911_400_100, 618_220_400, { client: 30_100, server: 9_200 }).download(
  8000,
  '/status',
  true,
  4,
)
new Conversation(51_404, 3_020_771_900, 640_118_700, { client: 41_700, server: 23_050 }).download(
  9500,
  '/list',
  false,
  5,
)

const cut = new Conversation(51_406, 3_141_592_653, 3_788_899_386, { client: 12_300, server: 40_200 })
const opened = 12_000
const acknowledged = cut.open(opened)
// The device saw the SYN pass and reset the server in the client's name; it saw the SYN-ACK and did the opposite.
cut.forge(atServer, cut.client, cut.server, opened + ONE_WAY_MS + 0.06, 82, 3_141_592_654)
cut.forge(atClient, cut.server, cut.client, acknowledged + 0.04, 85, 3_788_899_387)
// So the ACK of the handshake finds no connection, and the server resets it once more: this one is genuine.
cut.server.next = 3_788_899_387
cut.send(cut.server, acknowledged + ONE_WAY_MS + 0.02, 'R')

for (const [name, list] of Object.entries({ article: atClient, 'article-server': atServer })) {
  list.sort((a, b) => a.milliseconds - b.milliseconds)
  const packets = list.map(({ milliseconds, bytes }) => {
    const microseconds = Math.round(1000 * milliseconds)
    return { bytes, seconds: START + Math.floor(microseconds / 1e6), nanoseconds: (microseconds % 1e6) * 1000 }
  })
  writeFileSync(new URL(`../examples/${name}.pcap`, import.meta.url), pcap(packets, { nanos: false }))
}
