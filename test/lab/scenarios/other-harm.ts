/** Harm on the path other than resets. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lab, Scenario } from '../lab.js'
import { explainAftermath } from './common.js'
import { ALLOWED, BLOCKED, get, startWeb } from './web.js'

const PAGE = '<html><title>Blocked</title><h1>This site is not available</h1></html>'

async function injectPage(lab: Lab, head: string, then: string[] = []): Promise<void> {
  const page = `HTTP/1.1 ${head}\r\nConnection: close\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`
  const file = join(lab.scratch, 'page')
  writeFileSync(file, page)
  await startWeb(lab)
  const answer = `to:source,flags:FPA,id:1,df:0,ttl:64,window:8192,payload:${file}`
  const after = then.map((spec) => `${spec},skip:${page.length + 1}`)
  await lab.inject({ on: 'data', port: 80, contains: BLOCKED, limit: 1, forge: [answer, ...after] })
  explainAftermath(lab)
  await get(lab, `http://${ALLOWED}/`)
  await get(lab, `http://${BLOCKED}/`)
  await lab.settle()
}

const injectedRedirect: Scenario = {
  name: 'injected-redirect',
  async run(lab) {
    lab.expectKind('injected-response', 'client')
    await injectPage(lab, '302 Found\r\nLocation: http://portal.example.net/blocked')
  },
}

const blockPage: Scenario = {
  name: 'block-page-then-reset',
  async run(lab) {
    lab.expectKind('injected-response', 'client')
    const cause = ['blocked-host', 'blocked-url', 'blocked-content']
    lab.explain({ from: 'middlebox', cause, why: 'reset behind a block page' })
    await injectPage(lab, '403 Forbidden', ['to:source,flags:R,id:2,df:0,ttl:64'])
  },
}

const injectedFin: Scenario = {
  name: 'injected-fin',
  async run(lab) {
    await startWeb(lab)
    lab.expectKind('injected-fin', 'client')
    explainAftermath(lab)
    const forge = ['to:source,flags:FA,id:0,df:0,ttl:64,window:copy']
    await lab.inject({ on: 'data', port: 443, contains: BLOCKED, limit: 1, forge })
    await get(lab, `https://${BLOCKED}/`)
    await lab.settle()
  },
}

const dropSyn: Scenario = {
  name: 'drop-syn',
  async run(lab) {
    lab.router().firewall('-A FORWARD -p tcp --dport 443 -j DROP')
    await startWeb(lab)
    lab.expectKind('blackhole', 'client')
    await get(lab, `http://${ALLOWED}/`)
    await get(lab, `https://${ALLOWED}/`)
  },
}

const dropHello: Scenario = {
  name: 'drop-after-client-hello',
  async run(lab) {
    const router = lab.router()
    router.firewall(`-A FORWARD -p tcp -m connmark --mark 1 -j DROP`)
    router.firewall(`-A FORWARD -p tcp -m string --algo bm --string '${BLOCKED}' -j CONNMARK --set-mark 1`)
    router.firewall(`-A FORWARD -p tcp -m connmark --mark 1 -j DROP`)
    await startWeb(lab)
    lab.expectKind('blackhole', 'client')
    explainAftermath(lab)
    await get(lab, `https://${ALLOWED}/`)
    await get(lab, `https://${BLOCKED}/`)
  },
}

const loss: Scenario = {
  name: 'loss',
  async run(lab) {
    lab.router().firewall('-A FORWARD -p tcp -m statistic --mode random --probability 0.12 -j DROP')
    await startWeb(lab)
    lab.expectKind('packet-loss', 'client', 'server')
    explainAftermath(lab)
    await get(lab, `http://${ALLOWED}/large.bin`)
  },
}

const prohibited: Scenario = {
  name: 'icmp-prohibited',
  async run(lab) {
    const kind = lab.setup.family === 6 ? 'icmp6-adm-prohibited' : 'icmp-admin-prohibited'
    lab.router().firewall(`-A FORWARD -p tcp --dport 443 -j REJECT --reject-with ${kind}`)
    await startWeb(lab)
    lab.expectKind('icmp-reject', 'client')
    await get(lab, `http://${ALLOWED}/`)
    await get(lab, `https://${ALLOWED}/`)
  },
}

export const otherHarm = [injectedRedirect, blockPage, injectedFin, dropSyn, dropHello, loss, prohibited]
