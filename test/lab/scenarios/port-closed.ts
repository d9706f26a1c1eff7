import type { Scenario } from '../lab.js'

/** Nobody listens: RFC 9293 section 3.10.7.1. */
export const portClosed: Scenario = {
  name: 'port-closed',
  async run(lab) {
    await lab.server.start()
    await lab.client.start()
    await lab.record()
    lab.explain({ from: 'server', cause: ['port-closed'], why: 'no listener on the port' })
    const port = lab.random.pick([81, 8081, 6379])
    for (let i = 0; i < 2; i++) await lab.client.do('connect', { address: lab.server.address, port })
  },
}

/** As before, with an open port of the same host in the capture to compare with. */
export const portClosedBesideOpen: Scenario = {
  name: 'port-closed-beside-open',
  async run(lab) {
    await lab.server.start()
    await lab.client.start()
    await lab.server.do('listen', { port: 80 })
    await lab.record()
    lab.explain({ from: 'server', cause: ['port-closed'], why: 'no listener on the port' })
    const open = await lab.client.do('connect', { address: lab.server.address, port: 80 })
    await lab.client.do('connect', { address: lab.server.address, port: 81 })
    await lab.client.do('end', { id: open.id })
    await lab.server.do('end', { id: await lab.server.do('accept', { port: 80 }) })
  },
}
