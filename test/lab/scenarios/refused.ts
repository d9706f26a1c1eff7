/** SYNs that a host itself refuses. */
import type { Scenario } from '../lab.js'

/** Nobody listens (RFC 9293 section 3.10.7.1). */
const portClosed: Scenario = {
  name: 'port-closed',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['port-closed'], why: 'no listener on the port' })
    const port = lab.random.pick([81, 8081, 6379])
    for (let i = 0; i < 2; i++) await lab.client.do('connect', { address: lab.server.address, port })
  },
}

/** As before, with an open port of the same host in the capture to compare with. */
const portClosedBesideOpen: Scenario = {
  name: 'port-closed-beside-open',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['port-closed'], why: 'no listener on the port' })
    const [c, s] = await lab.connect()
    await lab.client.do('connect', { address: lab.server.address, port: 81 })
    await lab.client.do('end', { id: c })
    await lab.server.do('end', { id: s })
  },
}

/** The host's own firewall answers the SYN: on IPv4 only the TOS could tell it from a closed port. */
const hostReject: Scenario = {
  name: 'host-firewall-reject',
  async run(lab) {
    lab.server.firewall('-A INPUT -p tcp --dport 3306 -j REJECT --reject-with tcp-reset')
    await lab.startBoth()
    const cause = ['host-firewall-reject', 'port-closed']
    lab.explain({ from: 'server', cause, byFirewall: true, why: 'REJECT in the INPUT chain of the server' })
    const [c, s] = await lab.connect()
    await lab.client.do('connect', { address: lab.server.address, port: 3306 })
    await lab.client.do('end', { id: c })
    await lab.server.do('end', { id: s })
  },
}

/** The host's firewall starts to reject in mid-connection, with the application none the wiser. */
const hostRejectLater: Scenario = {
  name: 'host-firewall-reject-later',
  async run(lab) {
    await lab.startBoth()
    const [c, s] = await lab.connect({ port: 5432 })
    await lab.client.do('write', { id: c, text: 'one\n' })
    await lab.server.do('read', { id: s })
    await lab.server.do('write', { id: s, text: 'two\n' })
    await lab.settle()
    lab.server.firewall('-A INPUT -p tcp --dport 5432 -j REJECT --reject-with tcp-reset')
    const cause = ['host-firewall-reject', 'no-such-connection']
    lab.explain({ from: 'server', cause, byFirewall: true, why: 'REJECT added to the INPUT chain of the server' })
    await lab.client.do('write', { id: c, text: 'three\n' })
    await lab.client.do('closed', { id: c, wait: 2000 })
  },
}

/** The accept queue is full when the last ACK of a handshake comes (tcp_abort_on_overflow). */
const backlogOverflow: Scenario = {
  name: 'backlog-overflow',
  setup: { delay: 2 },
  async run(lab) {
    lab.server.sysctl({ 'net.ipv4.tcp_abort_on_overflow': 1, 'net.ipv4.tcp_syncookies': 0 })
    await lab.startBoth()
    await lab.server.do('listen', { port: 80, backlog: 4 })
    lab.server.freeze()
    lab.explain({ from: 'server', cause: ['backlog-overflow'], why: 'accept queue full, tcp_abort_on_overflow set' })
    const connect = () => lab.client.do('connect', { address: lab.server.address, port: 80, wait: 400 })
    for (let i = 0; i < 4; i++) await connect()
    // Room for one more in the queue: of three handshakes under way at once two come too late.
    await Promise.all([connect(), connect(), connect()])
    await lab.sleep(200)
  },
}

export const refused = [portClosed, portClosedBesideOpen, hostReject, hostRejectLater, backlogOverflow]
