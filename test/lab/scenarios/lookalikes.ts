/** All is well, or the ends are to blame, though it looks forged. */
import type { Lab, Scenario } from '../lab.js'
import { exchange, isAbort } from './common.js'
import { ALLOWED, get, startWeb } from './web.js'

/** Ways for an end to reset a connection, from which the seed picks. */
const endings = {
  abort: async (lab: Lab, _c: number, s: number) => {
    lab.explain({ from: 'server', cause: ['abort'], untriggered: true, when: isAbort, why: 'SO_LINGER 0, then close' })
    await lab.server.do('reset', { id: s })
  },
  lateData: async (lab: Lab, c: number, s: number) => {
    const cause = ['late-data', 'keepalive-race', 'no-such-connection']
    lab.explain({ from: 'server', cause, why: 'data after the server had closed' })
    await lab.server.do('close', { id: s })
    await lab.client.do('closed', { id: c })
    await lab.client.do('write', { id: c, text: 'GET /more HTTP/1.1\r\nHost: www.example.com\r\n\r\n' })
    await lab.settle()
  },
}

async function endSomehow(lab: Lab, c: number, s: number): Promise<void> {
  await endings[lab.random.pick(['abort', 'lateData'] as const)](lab, c, s)
  await lab.settle()
}

/** A server whose sockets have a TTL of their own; its kernel's replies leave with the system's. */
const ownTtl: Scenario = {
  name: 'own-ttl',
  async run(lab) {
    const value = lab.random.pick([99, 250, 48])
    const option = lab.setup.family === 6 ? { level: 41, name: 16, value } : { level: 0, name: 2, value } // hop limit, TTL
    await Promise.all([lab.client.start(), lab.server.start({ port: 80, options: [option] })])
    await lab.server.do('listen', { port: 80, inherited: true })
    await lab.record()
    const { id } = await lab.client.do('connect', { address: lab.server.address, port: 80 })
    const s = await lab.server.do('accept', { port: 80 })
    await exchange(lab, id, s)
    await endSomehow(lab, id, s)
  },
}

/** The way back grows by two routers in mid-connection: the server's packets arrive with another TTL. */
const longerPath: Scenario = {
  name: 'path-of-another-length',
  setup: { hops: 3 },
  async run(lab) {
    const { network } = lab
    const [first, last] = [lab.router(1), lab.router(3)]
    const detour = ['d1', 'd2', 'd3'].map((name) => network.addRouter(name))
    const way = [last, ...detour, first]
    for (const [i, router] of way.slice(1).entries()) {
      const [out, into] = [i === 0 ? 'detour' : 'right', router === first ? 'detour' : 'left']
      await network.connect(way[i], out, router, into, lab.setup.delay)
    }
    for (const router of detour) network.route(router, 'default', 'right')
    await lab.startBoth()
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    network.route(last, network.subnet(0), 'detour')
    await endSomehow(lab, c, s)
  },
}

/** Per-packet balancing over paths of unequal length: the server's TTL wavers throughout. */
const unevenPaths: Scenario = {
  name: 'ecmp-uneven',
  setup: { hops: 4 },
  async run(lab) {
    // Every other packet of the server is counted down by two more, as two more routers would.
    const rule = '-t mangle -A PREROUTING -i right -m statistic --mode nth --every 2 --packet 0'
    lab.router(4).firewall(`${rule} -j ${lowerTtl(lab, 2)}`)
    await lab.startBoth()
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    await endSomehow(lab, c, s)
  },
}

const lowerTtl = (lab: Lab, by: number) => (lab.setup.family === 6 ? `HL --hl-dec ${by}` : `TTL --ttl-dec ${by}`)
const setTtl = (lab: Lab, ttl: number) => (lab.setup.family === 6 ? `HL --hl-set ${ttl}` : `TTL --ttl-set ${ttl}`)

/** A balancer answers the SYN with a TTL of its own; the data, and the reset, come from the server behind it. */
const synFromBalancer: Scenario = {
  name: 'syn-ack-from-balancer',
  async run(lab) {
    const router = lab.router(lab.setup.hops)
    const rule = '-t mangle -A PREROUTING -i right -p tcp --tcp-flags SYN,ACK SYN,ACK -j '
    router.firewall(rule + setTtl(lab, lab.random.pick([200, 100])))
    await lab.startBoth()
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    await endSomehow(lab, c, s)
  },
}

/** A capture of all interfaces of a router: every packet twice, with two TTLs. */
const duplicates: Scenario = {
  name: 'duplicate-capture',
  async run(lab) {
    lab.vantage({ name: 'any', host: lab.router(), device: 'any' })
    await lab.startBoth()
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    await endSomehow(lab, c, s)
  },
}

/** A capture in the middle of the path. */
const middle: Scenario = {
  name: 'capture-in-the-middle',
  async run(lab) {
    lab.vantage({ name: 'middle', host: lab.router(), device: 'right' })
    await lab.startBoth()
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    await endSomehow(lab, c, s)
  },
}

/** Segmentation offload at the ends: giant segments and unfinished checksums in the captures. */
const offload: Scenario = {
  name: 'offloaded-segments',
  setup: { offload: true },
  async run(lab) {
    await lab.startBoth()
    const [c, s] = await lab.connect()
    await exchange(lab, c, s, 60_000)
    await endSomehow(lab, c, s)
  },
}

/** A capture that lost packets. */
const drops: Scenario = {
  name: 'capture-drops',
  async run(lab) {
    await lab.startBoth()
    const [c, s] = await lab.connect()
    await exchange(lab, c, s, 50_000)
    await endSomehow(lab, c, s)
    lab.thin('client', 0.3)
    lab.thin('server', 0.3)
  },
}

/** Only the first bytes of each packet, as busy captures are made. */
const shortSnaplen: Scenario = {
  name: 'short-snaplen',
  async run(lab) {
    for (const side of ['client', 'server'] as const) {
      const host = lab[side]
      lab.vantage({ name: side, own: [host.address], host, device: 'net0', options: ['-s', '96'] })
    }
    await lab.startBoth()
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    await endSomehow(lab, c, s)
  },
}

/** Loss in both directions around an abort: retransmissions, and resets that answer them. */
const lossAroundReset: Scenario = {
  name: 'loss-around-reset',
  async run(lab) {
    await lab.startBoth()
    const [c, s] = await lab.connect({ hold: 'client' })
    lab.router().firewall('-A FORWARD -p tcp -m statistic --mode random --probability 0.1 -j DROP')
    const cause = ['unread-data', 'abort']
    lab.explain({ from: 'client', cause, when: isAbort, untriggered: true, why: 'closed in mid-download, data unread' })
    lab.explain({ from: 'client', cause: ['late-data', 'no-such-connection', ...cause], why: 'data after the close' })
    await lab.client.do('write', { id: c, text: 'GET /large.bin HTTP/1.1\r\nHost: www.example.com\r\n\r\n' })
    await lab.server.do('read', { id: s })
    await lab.server.do('write', { id: s, bytes: 200_000 })
    await lab.sleep(700)
    await lab.client.do('close', { id: c })
    await lab.settle(4)
  },
}

/** The reset takes a shorter way than the data before it: the server seems to go on talking after its reset. */
const overtaking: Scenario = {
  name: 'reset-overtakes-data',
  setup: { hops: 3 },
  async run(lab) {
    const { network } = lab
    const [first, last] = [lab.router(1), lab.router(3)]
    const detour = network.addRouter('d1')
    await network.connect(last, 'detour', detour, 'left', 80)
    await network.connect(detour, 'right', first, 'detour', 80)
    network.route(detour, 'default', 'right')
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['abort'], when: isAbort, untriggered: true, why: 'SO_LINGER 0, then close' })
    const cause = ['no-such-connection', 'late-data', 'abort']
    lab.explain({ from: 'server', cause, why: 'answer to what came after the abort' })
    lab.explain({ from: 'client', cause, why: 'data that the reset had overtaken' })
    const [c, s] = await lab.connect()
    await exchange(lab, c, s)
    network.route(last, network.subnet(0), 'detour')
    await lab.server.do('write', { id: s, text: 'more'.repeat(900) })
    await lab.sleep(15)
    network.route(last, network.subnet(0), 'left')
    await lab.server.do('reset', { id: s })
    await lab.sleep(400)
  },
}

/** Nothing wrong at all, over TLS, with offload. */
const healthy: Scenario = {
  name: 'healthy-offloaded',
  setup: { offload: true },
  async run(lab) {
    await startWeb(lab)
    lab.allIsWell()
    await get(lab, `https://${ALLOWED}/large.bin`)
    await get(lab, `http://${ALLOWED}/`)
  },
}

export const lookalikes = [
  ownTtl,
  longerPath,
  unevenPaths,
  synFromBalancer,
  duplicates,
  middle,
  offload,
  drops,
  shortSnaplen,
  lossAroundReset,
  overtaking,
  healthy,
]
