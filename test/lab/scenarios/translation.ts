/** Addresses translated, or hosts exchanged, behind the peer's back. */
import type { Frame } from '../frames.js'
import type { Host } from '../host.js'
import type { Lab, Scenario } from '../lab.js'
import { ACK, SYN } from '../segments.js'
import { explainAftermath } from './common.js'
import { ALLOWED, BLOCKED, get, startWeb } from './web.js'

const isVirtual = (lab: Lab) => (lab.setup.family === 6 ? 'fd77:0:0:99::1' : '10.99.0.1')

/** A service address that only router `hop` knows: it translates to the server's own. */
function serviceAddress(lab: Lab): string {
  const virtual = isVirtual(lab)
  const to = lab.server.urlAddress
  lab.router().firewall(`-t nat -A PREROUTING -p tcp -d ${virtual} --dport 80 -j DNAT --to-destination ${to}:80`)
  lab.alias('server', virtual)
  return virtual
}

async function talk(lab: Lab, address: string): Promise<[number, number, Frame]> {
  await lab.server.do('listen', { port: 80 })
  const { id, error } = await lab.client.do('connect', { address, port: 80 })
  if (error) throw new Error(`no connection to ${address}: ${error}`)
  const s = await lab.server.do('accept', { port: 80 })
  await lab.client.do('write', { id, text: 'first\n' })
  await lab.server.do('read', { id: s })
  await lab.server.do('write', { id: s, text: 'second\n' })
  await lab.client.do('read', { id })
  await lab.settle(1)
  return [id, s, lab.seen('client').findLast((f) => f.flags & ACK && !(f.flags & SYN))!]
}

/**
 * A packet that conntrack holds for INVALID passes untranslated; the client knows no connection with that address and
 * resets it, and the server, to which the reset's numbers make sense, drops the good connection.
 */
const unNatted: Scenario = {
  name: 'unnatted-packet',
  async run(lab) {
    const address = serviceAddress(lab)
    await lab.startBoth()
    const cause = ['unnatted-packet', 'no-such-connection']
    lab.explain({ from: 'client', cause, why: 'answer to a packet that came with the untranslated address' })
    lab.explain({
      from: 'server',
      cause: ['no-such-connection'],
      why: 'the stray reset had ended this connection here',
    })
    const [id, , last] = await talk(lab, address)
    const away = { source: lab.server.address, target: lab.client.address, sourcePort: 80, targetPort: last.sourcePort }
    const stray = { flags: 'A', seq: (last.ack + 3_000_000) >>> 0, ack: last.seq + last.length, text: 'late', df: 1 }
    lab.sendRaw(lab.server, { ...away, ...stray, ttl: lab.setup.serverTtl })
    await lab.settle()
    await lab.client.do('write', { id, text: 'third\n' })
    await lab.settle()
  },
}

/** The translation expires; the translating box itself answers, with a kernel's reset in the service's name. */
const natExpired: Scenario = {
  name: 'nat-expired',
  async run(lab) {
    const address = serviceAddress(lab)
    const router = lab.router()
    router.sysctl({
      'net.netfilter.nf_conntrack_tcp_timeout_established': 1,
      'net.netfilter.nf_conntrack_tcp_loose': 0,
    })
    router.exec('ip', 'addr', 'add', `${address}/${lab.setup.family === 6 ? 128 : 32}`, 'dev', 'lo')
    await lab.startBoth()
    const why = `the translation at router ${lab.setup.hop} had expired; that router's own kernel answered`
    lab.explain({ from: 'middlebox', cause: ['middlebox-idle-timeout', 'no-such-connection'], why })
    const [id] = await talk(lab, address)
    await lab.sleep(3200)
    await lab.client.do('write', { id, text: 'third\n' })
    await lab.settle()
  },
}

const OTHER = 'another host with the same address'

/** A second host with the server's address behind the last router; what leads to the first leads there once diverted. */
async function secondMachine(lab: Lab): Promise<{ address: string; router: Host; device: string }> {
  const router = lab.router(lab.setup.hops)
  const other = await lab.network.attach('other', router, lab.setup.delay)
  const address = `${lab.server.address}/${lab.setup.family === 6 ? 128 : 32}`
  other.exec('ip', 'addr', 'add', address, 'dev', 'lo')
  lab.vantage({ name: 'other', own: [lab.server.address], host: other, device: 'net0' })
  return { address, router, device: 'to-other' }
}

/** The path changes and leads to another host with the same address, which knows nothing of the connection. */
const wrongBackend: Scenario = {
  name: 'wrong-backend',
  async run(lab) {
    const { address, router, device } = await secondMachine(lab)
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['no-such-connection'], why: OTHER })
    const [id] = await talk(lab, lab.server.address)
    lab.network.route(router, address, device)
    await lab.client.do('write', { id, text: 'third\n' })
    await lab.settle()
  },
}

/** The whole service is at the one machine, and all packets go to the other. A filter of the address looks the same. */
const otherBackend: Scenario = {
  name: 'wrong-backend-at-once',
  async run(lab) {
    const { address, router, device } = await secondMachine(lab)
    lab.network.route(router, address, device)
    await startWeb(lab)
    lab.explain({ from: 'server', cause: ['port-closed'], why: OTHER })
    await get(lab, `http://${ALLOWED}/`)
    await get(lab, `https://${ALLOWED}/`)
  },
}

/** The one packet with a name in it goes to the other machine. A filter of names beside the server looks the same. */
const otherOnHello: Scenario = {
  name: 'wrong-backend-on-hello',
  async run(lab) {
    const { address, router, device } = await secondMachine(lab)
    router.firewall(`-t mangle -A PREROUTING -p tcp -m string --algo bm --string '${BLOCKED}' -j MARK --set-mark 7`)
    lab.network.routeMarked(router, 7, address, device)
    await startWeb(lab)
    lab.explain({ from: 'server', cause: ['no-such-connection'], why: OTHER })
    explainAftermath(lab)
    await get(lab, `https://${BLOCKED}/`)
    await lab.settle()
  },
}

/** Source NAT on the way and an abort of the server: other addresses at its capture, all genuine. */
const throughNat: Scenario = {
  name: 'abort-through-nat',
  async run(lab) {
    lab.router().firewall('-t nat -A POSTROUTING -o right -j MASQUERADE --random')
    lab.alias('client', lab.network.address(lab.setup.hop, 1))
    await lab.startBoth()
    lab.explain({
      from: 'server',
      cause: ['abort'],
      untriggered: true,
      why: 'SO_LINGER 0, then close, seen through NAT',
    })
    const [, s] = await talk(lab, lab.server.address)
    await lab.server.do('reset', { id: s })
    await lab.settle()
  },
}

/** A host runs its service in a container, one hop behind itself, and refuses the other ports with its own kernel. */
const besideContainer: Scenario = {
  name: 'port-closed-beside-container',
  async run(lab) {
    const host = lab.router(lab.setup.hops)
    const address = isVirtual(lab)
    const size = lab.setup.family === 6 ? 128 : 32
    host.exec('ip', 'addr', 'add', `${address}/${size}`, 'dev', 'lo')
    const to = `${lab.server.urlAddress}:80`
    host.firewall(`-t nat -A PREROUTING -p tcp -d ${address} --dport 80 -j DNAT --to-destination ${to}`)
    lab.alias('server', address)
    lab.vantage({ name: 'host', own: [address], host, device: 'left' })
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['port-closed'], why: 'no listener on the host of a container' })
    await talk(lab, address)
    for (const port of [443, 8443]) await lab.client.do('connect', { address, port })
    await lab.settle()
  },
}

export const translation = [unNatted, natExpired, wrongBackend, otherBackend, otherOnHello, throughNat, besideContainer]
