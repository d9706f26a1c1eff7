/** One connection of a generated capture: its two ends, and how long things take between them. */
import { closing, Flag, resetting } from './dialogues.mjs'

const CLIENTS = 2000
const SERVERS = 500
const SERVER_PORTS = [80, 80, 80, 443, 8080]
const FIRST_PORT = 32_768
const PORTS = 28_000
const GATEWAY_MAC = 0x5e100001
const RESET_KINDS = Object.keys(resetting)

export class Connection {
  /** @param number 0, 1, 2 …: which clients and servers talk follows from it, and no pair of sockets comes twice */
  constructor(number, plan, random, writer) {
    this.number = number
    /** The next one in the agenda's list. */
    this.after = undefined
    const server = random.between(0, SERVERS - 1)
    const hops = server % 20
    const wire = { writer, random }
    const client = number % CLIENTS
    this.client = new End(wire, {
      address: (10 << 24) + ((client >>> 8) << 16) + ((client & 255) << 8) + 2,
      port: FIRST_PORT + (Math.floor(number / CLIENTS) % PORTS),
      mac: 0x0a000000 + client,
      hopLimit: 63,
    })
    this.server = new End(wire, {
      address: (198 << 24) + (18 << 16) + (server << 4) + 1,
      port: SERVER_PORTS[server % SERVER_PORTS.length],
      mac: GATEWAY_MAC,
      hopLimit: 57 - hops,
    })
    this.client.peer = this.server
    this.server.peer = this.client
    this.random = random
    this.plan = plan
    this.roundTrip = random.between(...plan.roundTrip)
    this.near = random.between(...plan.near)
    this.idle = plan.idle
    /** What resets it; undefined when it closes in good order. */
    this.reset = number % plan.oneResetIn === 0 ? RESET_KINDS[random.between(0, RESET_KINDS.length - 1)] : undefined
    this.dialogue = (this.reset ? resetting[this.reset] : closing)(this)
  }

  /** Ticks until the user or the program does something. */
  get think() {
    return this.random.between(...this.plan.think)
  }

  transfer() {
    const { random, plan } = this
    return { segments: random.logarithmic(plan.segments), lastLength: random.between(...plan.lastLength) }
  }
}

/** Of the segment being sent: one for all, as a new one each time would cost more than the segment. */
const fields = { seq: 0, ack: 0, flags: 0, window: 0, hopLimit: 0, id: 0, dontFragment: true }

class End {
  constructor({ writer, random }, { address, port, mac, hopLimit }) {
    this.writer = writer
    this.address = address | 0
    this.port = port
    this.mac = mac
    this.hopLimit = hopLimit
    this.id = random.between(1, 0xffff)
    /** SND.NXT, RCV.NXT as last sent (RFC 9293 §3.3.1): signed, as V8 keeps such integers unboxed. */
    this.next = random.word()
    this.acknowledged = 0
    this.peer = undefined
  }

  /** The next segment in order. @param start,length piece of the payload block */
  send(flags, start = 0, length = 0) {
    const { peer } = this
    this.acknowledged = peer.next
    fields.seq = this.next
    fields.ack = flags & Flag.ack ? peer.next : 0
    fields.flags = flags
    fields.window = flags & Flag.syn ? 64_240 : 501
    fields.hopLimit = this.hopLimit
    fields.id = this.id
    this.id = (this.id + 1) & 0xffff
    this.next = (this.next + length + (flags & Flag.syn ? 1 : 0) + (flags & Flag.fin ? 1 : 0)) | 0
    this.writer.segment(this, peer, fields, start, length)
  }

  /** A reset in this end's name; unless told otherwise as Linux answers with it: window and IP ID are zero. */
  reset(changes) {
    const usual = { seq: this.next, ack: this.peer.next, window: 0, hopLimit: this.hopLimit, id: 0, dontFragment: true }
    this.writer.segment(this, this.peer, { ...usual, ...changes }, 0, 0)
  }
}
