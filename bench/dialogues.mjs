/**
 * How connections go: one generator function each. A dialogue sends segments and yields the ticks until it goes on.
 * The capture point is a gateway close to the clients.
 */
import { requestOf, responseStart } from './payload.mjs'

export const Flag = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 }
const { fin, syn, rst, psh, ack } = Flag
const FULL = 1460
/** Segments in flight (RFC 6928). */
const BURST = 10

function* handshake(c) {
  c.client.send(syn)
  yield c.roundTrip
  c.server.send(syn | ack)
  yield c.near
  c.client.send(ack)
}

function* request(c) {
  const { start, length } = requestOf(c.number)
  c.client.send(psh | ack, start, length)
  yield c.roundTrip
  c.server.send(ack)
  yield c.near
}

/** All but the last segment are full; every second one is acknowledged (RFC 9293 §3.8.6.3). */
function* response(c) {
  const { segments, lastLength } = c.transfer()
  for (let sent = 0; sent < segments; sent += BURST) {
    const count = Math.min(BURST, segments - sent)
    for (let i = 1; i <= count; i++) {
      const last = sent + i === segments
      c.server.send(last ? psh | ack : ack, responseStart, last ? lastLength : FULL)
      if (i % 2 === 0 || i === count) c.client.send(ack)
    }
    yield c.roundTrip
  }
}

function* exchange(c) {
  yield* handshake(c)
  yield c.think
  yield* request(c)
  yield* response(c)
}

function* closed(c) {
  yield* exchange(c)
  yield c.think
  c.client.send(fin | ack)
  yield c.roundTrip
  c.server.send(fin | ack)
  yield c.near
  c.client.send(ack)
}

/** Nobody listens: the answer to a SYN is a reset (RFC 9293 §3.5.2). */
function* portClosed(c) {
  c.client.send(syn)
  yield c.roundTrip
  c.server.reset({ seq: 0, flags: rst | ack })
}

/** The server closes, the client goes on sending: a reset that takes its sequence number from the ACK. */
function* lateData(c) {
  yield* exchange(c)
  c.server.send(fin | ack)
  yield c.near
  c.client.send(ack)
  yield c.think
  const { start, length } = requestOf(c.number)
  c.client.send(psh | ack, start, length)
  yield c.roundTrip
  c.server.reset({ seq: c.client.acknowledged, flags: rst, ack: 0 })
}

/** The server forgot an idle connection. */
function* forgotten(c) {
  yield* exchange(c)
  yield c.idle
  const { start, length } = requestOf(c.number)
  c.client.send(psh | ack, start, length)
  yield c.roundTrip
  c.server.reset({ seq: c.client.acknowledged, flags: rst, ack: 0 })
}

/** The client gives up in the middle of an answer. */
function* aborted(c) {
  yield* exchange(c)
  c.server.send(ack, responseStart, FULL)
  yield c.near
  c.client.reset({ flags: rst | ack })
}

/** A device between sees the request and resets the connection, sooner and from closer than the server can. */
function* forged(c) {
  yield* handshake(c)
  yield c.think
  const { start, length } = requestOf(c.number)
  c.client.send(psh | ack, start, length)
  const seq = c.server.next
  yield Math.ceil(c.roundTrip / 5)
  for (let i = 0; i < 3; i++) {
    c.server.reset({ seq: (seq + i * FULL) | 0, flags: rst | ack, hopLimit: c.server.hopLimit + 17, id: 0x600 + i })
  }
  yield c.roundTrip - Math.ceil(c.roundTrip / 5)
  c.server.send(psh | ack, responseStart, 400)
}

/** The device resets both ends. */
function* forgedBothWays(c) {
  yield* handshake(c)
  yield c.think
  const { start, length } = requestOf(c.number)
  c.client.send(psh | ack, start, length)
  yield 1
  c.server.reset({ flags: rst, ack: 0, hopLimit: 250, id: 0xd431 })
  c.client.reset({ flags: rst, ack: 0, hopLimit: 250, id: 0xd431 })
}

export const closing = closed
/** Dialogues that end in a reset, by what made it. */
export const resetting = { portClosed, lateData, forgotten, aborted, forged, forgedBothWays }
