/** Packets that meet no connection, or an older one. */

import type { Lab, Scenario } from '../lab.js'
import { ACK } from '../segments.js'
import { exchange, isAbort } from './common.js'

/** The side loses its connection without a word: what it sends to end it never leaves the host. */
export async function forget(lab: Lab, side: 'client' | 'server', id: number): Promise<void> {
  lab[side].firewall('-A OUTPUT -p tcp --tcp-flags RST RST -j DROP')
  await lab[side].do('reset', { id })
  await lab.sleep(20)
  lab[side].firewall('-F OUTPUT')
}

/** The server restarted: it knows nothing of a connection that the client still uses. */
const halfOpen = (listens: boolean): Scenario => ({
  name: listens ? 'half-open' : 'half-open-service-gone',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['no-such-connection'], why: 'the server has lost this connection' })
    const [c, s] = await lab.connect({ port: 5432 })
    await lab.client.do('write', { id: c, text: 'select 1\n' })
    await lab.server.do('read', { id: s })
    await lab.server.do('write', { id: s, text: '1\n' })
    await lab.settle(1)
    await forget(lab, 'server', s)
    if (!listens) await lab.server.do('stopListening', { port: 5432 })
    await lab.sleep(lab.random.between(200, 1500))
    await lab.client.do('write', { id: c, text: 'select 2\n' })
    await lab.client.do('closed', { id: c, wait: 2000 })
  },
})

/** The server has closed both ways; the client goes on sending. Benign as a rule. */
const lateData: Scenario = {
  name: 'late-data',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['late-data'], why: 'data after the server had closed' })
    const [c, s] = await lab.connect({ port: 7000 })
    await lab.client.do('write', { id: c, text: 'HELO\n' })
    await lab.server.do('read', { id: s })
    await lab.server.do('write', { id: s, text: 'bye\n' })
    await lab.server.do('close', { id: s })
    await lab.client.do('closed', { id: c })
    await lab.client.do('write', { id: c, text: 'but wait\n' })
    await lab.settle()
  },
}

/** The server's idle close and the client's next request cross on the way. */
const keepaliveRace: Scenario = {
  name: 'keepalive-race',
  setup: { delay: 4 },
  async run(lab) {
    await lab.startBoth()
    const cause = ['keepalive-race']
    lab.explain({ from: 'server', cause, why: 'request on its way when the idle connection was closed' })
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    await lab.sleep(1500)
    const request = 'GET /next HTTP/1.1\r\nHost: www.example.com\r\n\r\n'
    await Promise.all([lab.server.do('close', { id: s }), lab.client.do('write', { id: c, text: request })])
    await lab.settle()
  },
}

/** Node's HTTP server closes an idle connection; the client writes into the FIN. */
const idleNode: Scenario = {
  name: 'idle-node-http',
  async run(lab) {
    await lab.startBoth()
    await lab.server.do('serveHttp', { port: 8080, keepAliveTimeout: 1000 })
    const cause = ['keepalive-race', 'late-data', 'idle-timeout']
    lab.explain({ from: 'server', cause, why: 'request after the idle timer closed the connection' })
    const { id } = await lab.client.do('connect', { address: lab.server.address, port: 8080 })
    const request = 'GET / HTTP/1.1\r\nHost: api.example.com\r\n\r\n'
    await lab.client.do('write', { id, text: request })
    await lab.client.do('read', { id, bytes: 200 })
    await lab.client.do('closed', { id, wait: 8000 })
    await lab.client.do('write', { id, text: request })
    await lab.settle()
  },
}

/** A SYN meets the remains of an earlier connection: challenge ACK, then this reset, then the SYN again (RFC 5961 section 4). */
const oldConnection: Scenario = {
  name: 'old-connection',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'client', cause: ['old-connection'], why: 'answer to the challenge ACK of an old connection' })
    const localPort = lab.random.between(20000, 30000)
    const [c, s] = await lab.connect({ localPort })
    await exchange(lab, c, s)
    await forget(lab, 'client', c)
    await lab.sleep(300)
    await lab.client.do('connect', { address: lab.server.address, port: 80, localPort, wait: 2500 })
  },
}

/** An old SYN meets TIME-WAIT, is answered with an ACK, and the sender, which has no socket, resets. */
const timeWait: Scenario = {
  name: 'time-wait',
  setup: { timestamps: false },
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'client', cause: ['time-wait', 'old-connection'], why: 'ACK from a TIME-WAIT to an older SYN' })
    const localPort = lab.random.between(20000, 30000)
    const [c, s] = await lab.connect({ localPort })
    await exchange(lab, c, s)
    await lab.server.do('close', { id: s })
    await lab.client.do('closed', { id: c })
    await lab.client.do('close', { id: c })
    await lab.settle(2)
    const numbers = await isnOf(lab, localPort)
    const ends = { source: lab.client.address, target: lab.server.address, sourcePort: localPort, targetPort: 80 }
    lab.sendRaw(lab.client, { ...ends, flags: 'S', seq: (numbers - 5000) >>> 0 })
    await lab.settle()
  },
}

/** The client's initial sequence number, from the capture that is running. */
async function isnOf(lab: Lab, localPort: number): Promise<number> {
  const syn = lab.seen('client').find((f) => f.sourcePort === localPort && !(f.flags & ACK))
  if (!syn) throw new Error('no SYN in the capture')
  return syn.seq
}

/** The server's keepalive probes go unanswered because the client's packets are lost. */
const keepaliveTimeout: Scenario = {
  name: 'tcp-keepalive-timeout',
  async run(lab) {
    await lab.client.start()
    // SO_KEEPALIVE, then TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT
    const option = (level: number, name: number, value: number) => ({ level, name, value })
    const options = [option(1, 9, 1), option(6, 4, 1), option(6, 5, 1), option(6, 6, 2)]
    await lab.server.start({ port: 80, options })
    await lab.server.do('listen', { port: 80, inherited: true })
    await lab.record()
    const why = 'keepalive probes unanswered'
    lab.explain({ from: 'server', cause: ['tcp-keepalive-timeout'], when: isAbort, untriggered: true, why })
    const { id } = await lab.client.do('connect', { address: lab.server.address, port: 80 })
    await lab.client.do('write', { id, text: 'hello\n' })
    await lab.settle(1)
    lab.router().firewall(`-A FORWARD -s ${lab.client.address} -j DROP`)
    await lab.sleep(4200)
  },
}

/** TCP_USER_TIMEOUT gives the connection up silently; the reset comes with the client's next data. */
const userTimeout: Scenario = {
  name: 'user-timeout',
  async run(lab) {
    await lab.client.start()
    await lab.server.start({ port: 80, options: [{ level: 6, name: 18, value: 900 }] })
    await lab.server.do('listen', { port: 80, inherited: true })
    await lab.record()
    const cause = ['retransmission-timeout', 'no-such-connection']
    lab.explain({ from: 'server', cause, why: 'the server had given the connection up after TCP_USER_TIMEOUT' })
    const { id } = await lab.client.do('connect', { address: lab.server.address, port: 80 })
    const accepted = await lab.server.do('accept', { port: 80 })
    lab.router().firewall(`-A FORWARD -s ${lab.server.address} -j DROP`)
    await lab.server.do('write', { id: accepted, text: 'lost\n' })
    await lab.sleep(2600)
    lab.router().firewall('-F FORWARD')
    await lab.client.do('write', { id, text: 'anyone?\n' })
    await lab.settle()
  },
}

/**
 * The server kept nothing of the handshake but a cookie in its SYN-ACK (RFC 4987 section 3.6), and the ACK that would
 * have brought it back is lost. The client waits for a greeting; its keep-alive probe is a byte too old for the cookie.
 */
const synCookie: Scenario = {
  name: 'syn-cookie-lost-ack',
  setup: { family: 4 }, // over IPv6 Linux drops such a probe without a word
  async run(lab) {
    lab.server.sysctl({ 'net.ipv4.tcp_syncookies': 2 }) // always
    await lab.startBoth()
    const why = 'handshake by SYN cookie, its last ACK lost: the server knows no connection'
    lab.explain({ from: 'server', cause: ['no-such-connection'], why })
    await lab.server.do('listen', { port: 25 })
    const lastAck = '-A FORWARD -p tcp --dport 25 --tcp-flags SYN,RST,FIN,ACK ACK -j DROP'
    lab.router().firewall(lastAck)
    const { id } = await lab.client.do('connect', { address: lab.server.address, port: 25, keepAlive: 1000 })
    await lab.settle(1)
    lab.router().firewall('-F FORWARD')
    await lab.client.do('closed', { id, wait: 3000 })
  },
}

export const stale = [
  halfOpen(true),
  halfOpen(false),
  lateData,
  keepaliveRace,
  idleNode,
  oldConnection,
  timeWait,
  keepaliveTimeout,
  userTimeout,
  synCookie,
]
