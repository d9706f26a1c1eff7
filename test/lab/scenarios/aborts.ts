/** Connections that an application cuts off. */
import type { Scenario } from '../lab.js'
import { exchange, isAbort } from './common.js'

/** close(2) with SO_LINGER 0 after a finished exchange. */
const lingerZero: Scenario = {
  name: 'linger-zero',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['abort'], untriggered: true, why: 'SO_LINGER 0, then close' })
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    await lab.sleep(lab.random.between(50, 400))
    await lab.server.do('reset', { id: s })
  },
}

/** The client cuts off a finished exchange. */
const clientLingerZero: Scenario = {
  name: 'linger-zero-client',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'client', cause: ['abort'], untriggered: true, why: 'SO_LINGER 0, then close' })
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    await lab.client.do('reset', { id: c })
  },
}

/** close(2) while data of the client lies unread (RFC 2525 section 2.17). */
const unreadData: Scenario = {
  name: 'unread-data',
  async run(lab) {
    await lab.startBoth()
    lab.explain({
      from: 'server',
      cause: ['unread-data'],
      untriggered: true,
      when: isAbort,
      why: 'closed with data unread',
    })
    const cause = ['late-data', 'no-such-connection', 'unread-data']
    lab.explain({ from: 'server', cause, why: 'data that came after the close' })
    const [c, s] = await lab.connect({ hold: 'server' })
    await lab.client.do('write', {
      id: c,
      text: `POST /upload HTTP/1.1\r\nContent-Length: 3000\r\n\r\n${'u'.repeat(3000)}`,
    })
    await lab.settle(1)
    await lab.sleep(lab.random.between(0, 300))
    await lab.server.do('close', { id: s })
  },
}

/** SIGKILL with data unread: the kernel closes, and resets. */
const killedUnread: Scenario = {
  name: 'killed-with-unread-data',
  async run(lab) {
    await lab.startBoth()
    lab.explain({
      from: 'server',
      cause: ['unread-data', 'abort'],
      untriggered: true,
      when: isAbort,
      why: 'killed, data unread',
    })
    const [c] = await lab.connect({ hold: 'server' })
    await lab.client.do('write', { id: c, text: 'a question never read\n' })
    await lab.settle(1)
    await lab.server.kill()
  },
}

/** SIGKILL with nothing unread: a FIN goes out; the client's next data meets no reader. */
const killedIdle: Scenario = {
  name: 'killed-idle',
  async run(lab) {
    await lab.startBoth()
    const cause = ['late-data', 'no-such-connection']
    lab.explain({ from: 'server', cause, why: 'data to a connection whose process was killed' })
    const [c, s] = await lab.connect({ port: 5000 })
    await lab.client.do('write', { id: c, text: 'first\n' })
    await lab.server.do('read', { id: s })
    await lab.settle(1)
    await lab.server.kill()
    await lab.settle(1)
    await lab.client.do('write', { id: c, text: 'second\n' })
  },
}

/** The client loses interest in the middle of a download. */
const clientAbort: Scenario = {
  name: 'client-abort-download',
  async run(lab) {
    await lab.startBoth()
    const cause = ['unread-data', 'abort']
    lab.explain({ from: 'client', cause, when: isAbort, untriggered: true, why: 'closed in mid-download, data unread' })
    lab.explain({ from: 'client', cause: ['late-data', 'no-such-connection', ...cause], why: 'data after the close' })
    const [c, s] = await lab.connect({ hold: 'client' })
    await lab.client.do('write', { id: c, text: 'GET /large.bin HTTP/1.1\r\nHost: www.example.com\r\n\r\n' })
    await lab.server.do('read', { id: s })
    await lab.server.do('write', { id: s, text: 'HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n' })
    await lab.server.do('write', { id: s, bytes: 400_000 })
    await lab.settle(2)
    await lab.client.do('close', { id: c })
    await lab.settle(2)
  },
}

/** A probe that opens a connection and cuts it off at once, again and again. */
const healthCheck: Scenario = {
  name: 'health-check',
  async run(lab) {
    await lab.startBoth()
    lab.allIsWell()
    lab.explain({
      from: 'client',
      cause: ['health-check'],
      untriggered: true,
      why: 'connect, then reset, at a fixed interval',
    })
    for (let i = 0; i < 5; i++) {
      const [c] = await lab.connect()
      await lab.client.do('reset', { id: c })
      await lab.sleep(500)
    }
  },
}

/** As some balancers check: a SYN, and a reset for the SYN-ACK, again and again on one port. */
const halfOpenCheck: Scenario = {
  name: 'health-check-half-open',
  async run(lab) {
    await lab.startBoth()
    lab.allIsWell()
    await lab.server.do('listen', { port: 80 })
    const cause = ['health-check', 'half-open-scan', 'unexpected-syn-ack']
    lab.explain({ from: 'client', cause, why: 'a check that never completes the handshake' })
    const ends = { source: lab.client.address, target: lab.server.address, targetPort: 80 }
    for (let i = 0; i < 5; i++) {
      lab.sendRaw(lab.client, { ...ends, sourcePort: 41000 + i, flags: 'S', seq: lab.random.between(1, 4e9) })
      await lab.sleep(500)
    }
  },
}

/** One address tries many ports with bare SYNs; its kernel knows nothing of them and resets each SYN-ACK. */
const synScan: Scenario = {
  name: 'syn-scan',
  async run(lab) {
    await lab.startBoth()
    for (const port of [22, 25, 28]) await lab.server.do('listen', { port })
    const cause = ['half-open-scan', 'unexpected-syn-ack']
    lab.explain({ from: 'client', cause, why: 'SYN-ACK to a raw SYN of a scanner' })
    lab.explain({ from: 'server', cause: ['port-closed', 'half-open-scan'], why: 'scanned port without a listener' })
    const { address: source } = lab.client
    const first = { source, target: lab.server.address, sourcePort: lab.random.between(40000, 60000), targetPort: 20 }
    lab.sendRaw(lab.client, {
      ...first,
      flags: 'S',
      seq: lab.random.between(1, 4e9),
      portStep: 1,
      count: 12,
      gap: 4000,
    })
    await lab.settle()
  },
}

/** A SYN-ACK that answers nothing, as when somebody else used this address as a source. */
const unexpectedSynAck: Scenario = {
  name: 'unexpected-syn-ack',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'client', cause: ['unexpected-syn-ack'], why: 'SYN-ACK without a SYN' })
    const numbers = { seq: lab.random.between(1, 4e9), ack: lab.random.between(1, 4e9) }
    const ports = { sourcePort: 80, targetPort: lab.random.between(30000, 60000) }
    const packet = { source: lab.server.address, target: lab.client.address, ...ports, flags: 'SA', ...numbers, df: 1 }
    lab.sendRaw(lab.server, { ...packet, ttl: lab.setup.serverTtl })
    await lab.settle()
  },
}

/** The last ACK of a handshake acknowledges what was never sent (RFC 9293 section 3.5.2, group 2). */
const unacceptableAck: Scenario = {
  name: 'unacceptable-ack',
  async run(lab) {
    await lab.startBoth()
    await lab.server.do('listen', { port: 80 })
    lab.client.firewall('-A OUTPUT -p tcp --tcp-flags RST RST -j DROP')
    lab.explain({ from: 'server', cause: ['unacceptable-ack'], why: 'handshake acknowledged with a wrong number' })
    const seq = lab.random.between(1, 4e9)
    const ends = { source: lab.client.address, target: lab.server.address, sourcePort: 50123, targetPort: 80 }
    lab.sendRaw(lab.client, { ...ends, flags: 'S', seq })
    await lab.settle(1)
    lab.sendRaw(lab.client, { ...ends, flags: 'A', seq: seq + 1, ack: lab.random.between(1, 4e9) })
    await lab.settle()
  },
}

export const aborts = [
  lingerZero,
  clientLingerZero,
  unreadData,
  killedUnread,
  killedIdle,
  clientAbort,
  healthCheck,
  halfOpenCheck,
  synScan,
  unexpectedSynAck,
  unacceptableAck,
]

export { exchange, isAbort }
