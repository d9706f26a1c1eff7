/** Many connections of one service, that fare alike. */
import type { Lab, Scenario } from '../lab.js'
import { exchange, isAbort } from './common.js'
import { forget } from './stale.js'

async function several(
  lab: Lab,
  count: number,
  o: { port?: number; hold?: 'server' } = {},
): Promise<[number, number][]> {
  const open: [number, number][] = []
  for (let i = 0; i < count; i++) open.push(await lab.connect(o))
  return open
}

/** A host without any of the services asked for. A filter that refuses its address looks the same. */
const servicesGone: Scenario = {
  name: 'services-gone',
  async run(lab) {
    await lab.startBoth()
    const why = 'no listener on any port; nothing else of the server is seen'
    lab.explain({ from: 'server', cause: ['port-closed'], decidable: 'no', why })
    for (const port of [80, 443]) await lab.client.do('connect', { address: lab.server.address, port })
  },
}

/** One address tries many ports with whole handshakes. */
const connectScan: Scenario = {
  name: 'connect-scan',
  async run(lab) {
    await lab.startBoth()
    await lab.server.do('listen', { port: 5432 })
    lab.explain({ from: 'server', cause: ['port-closed'], why: 'scanned port without a listener' })
    for (let port = 5427; port < 5439; port++) {
      const { id, error } = await lab.client.do('connect', { address: lab.server.address, port })
      if (!error) await lab.client.do('end', { id })
    }
  },
}

/** A client ends, and cuts off the pool of connections that it kept open. */
const poolClosed: Scenario = {
  name: 'pool-closed',
  async run(lab) {
    await lab.startBoth()
    lab.explain({
      from: 'client',
      cause: ['abort'],
      untriggered: true,
      why: 'SO_LINGER 0, then close, for a whole pool',
    })
    const pool = await several(lab, 8)
    for (const [c, s] of pool) await exchange(lab, c, s, 300)
    for (const [c] of pool) await lab.client.do('reset', { id: c })
    await lab.settle()
  },
}

/** The service moves to a machine that knows none of its connections; each next request meets nothing. */
const failover: Scenario = {
  name: 'failover',
  async run(lab) {
    await lab.startBoth()
    lab.explain({ from: 'server', cause: ['no-such-connection'], why: 'the server has lost all its connections' })
    const pool = await several(lab, 6)
    for (const [c, s] of pool) await exchange(lab, c, s, 300)
    for (const [, s] of pool) await forget(lab, 'server', s)
    for (const [c] of pool) {
      await lab.client.do('write', { id: c, text: 'GET /next HTTP/1.1\r\nHost: www.example.com\r\n\r\n' })
      await lab.client.do('closed', { id: c, wait: 2000 })
    }
  },
}

/** The application reads a request that names a host, and will have nothing of it. */
const abortOnRequest: Scenario = {
  name: 'abort-on-request',
  async run(lab) {
    await lab.startBoth()
    const cause = ['abort', 'unread-data']
    lab.explain({
      from: 'server',
      cause,
      when: isAbort,
      untriggered: true,
      why: 'SO_LINGER 0 as soon as the request was read',
    })
    for (const [c, s] of await several(lab, 4)) {
      await lab.client.do('write', { id: c, text: 'GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n' })
      await lab.server.do('read', { id: s })
      await lab.server.do('reset', { id: s })
      await lab.settle(1)
    }
  },
}

/** SIGKILL while requests lie unread on many connections. */
const crash: Scenario = {
  name: 'crash-under-load',
  async run(lab) {
    await lab.startBoth()
    const cause = ['unread-data', 'abort']
    lab.explain({ from: 'server', cause, untriggered: true, when: isAbort, why: 'killed, data unread' })
    for (const [c] of await several(lab, 8, { hold: 'server' })) {
      await lab.client.do('write', { id: c, text: 'a question never read\n' })
    }
    await lab.settle(1)
    await lab.server.kill()
    await lab.settle()
  },
}

export const crowds = [servicesGone, connectScan, poolClosed, failover, abortOnRequest, crash]
