/** A firewall on the path that rejects with a reset: iptables REJECT in a router's FORWARD chain. */
import type { Lab, Scenario } from '../lab.js'
import { RST } from '../segments.js'
import { explainAftermath } from './common.js'
import { ALLOWED, BLOCKED, get, startWeb } from './web.js'

const RESET = '-j REJECT --reject-with tcp-reset'

function explainReject(lab: Lab, cause: string[]): void {
  lab.explain({ from: 'middlebox', cause, why: `REJECT in the FORWARD chain of router ${lab.setup.hop}` })
  explainAftermath(lab)
}

/** One port refused, another open. */
const rejectPort: Scenario = {
  name: 'reject-port',
  async run(lab) {
    lab.router().firewall(`-A FORWARD -p tcp --dport 443 ${RESET}`)
    await startWeb(lab)
    explainReject(lab, ['blocked-port', 'blocked-address', 'forged-unknown'])
    await get(lab, `http://${ALLOWED}/`)
    for (let i = 0; i < 2; i++) await get(lab, `https://${ALLOWED}/`)
  },
}

/** The whole address refused. */
const rejectAddress: Scenario = {
  name: 'reject-address',
  async run(lab) {
    lab.router().firewall(`-A FORWARD -p tcp -d ${lab.server.address} ${RESET}`)
    await startWeb(lab)
    // With nothing of the server's own in the capture only the other capture can tell.
    const cause = ['blocked-address', 'blocked-port', 'forged-unknown', 'port-closed', 'host-firewall-reject']
    const why = `REJECT in the FORWARD chain of router ${lab.setup.hop}; nothing else of the server is seen`
    lab.explain({ from: 'middlebox', cause, decidable: 'no', twin: 'wrong-backend-at-once', why })
    await get(lab, `http://${ALLOWED}/`)
    await get(lab, `https://${ALLOWED}/`)
  },
}

/** The address worked until the rule came; then all its ports are refused. */
const rejectAddressLater: Scenario = {
  name: 'reject-address-later',
  async run(lab) {
    await startWeb(lab)
    await get(lab, `http://${ALLOWED}/`)
    explainReject(lab, ['blocked-address', 'blocked-port', 'forged-unknown'])
    lab.router().firewall(`-A FORWARD -p tcp -d ${lab.server.address} ${RESET}`)
    for (const scheme of ['http', 'https', 'http']) await get(lab, `${scheme}://${ALLOWED}/`)
  },
}

const match = (text: string, port: number) => `-A FORWARD -p tcp --dport ${port} -m string --algo bm --string '${text}'`

const rejectSni: Scenario = {
  name: 'reject-sni',
  async run(lab) {
    lab.router().firewall(`${match(BLOCKED, 443)} ${RESET}`)
    await startWeb(lab)
    explainReject(lab, ['blocked-sni'])
    if (lab.random.unit() < 0.7) await get(lab, `https://${ALLOWED}/`)
    await get(lab, `https://${BLOCKED}/`)
  },
}

const rejectHost: Scenario = {
  name: 'reject-host',
  async run(lab) {
    lab.router().firewall(`${match(`Host: ${BLOCKED}`, 80)} ${RESET}`)
    await startWeb(lab)
    explainReject(lab, ['blocked-host'])
    await get(lab, `http://${ALLOWED}/`)
    await get(lab, `http://${BLOCKED}/`)
  },
}

const rejectUrl: Scenario = {
  name: 'reject-url',
  async run(lab) {
    lab.router().firewall(`${match('GET /secret', 80)} ${RESET}`)
    await startWeb(lab)
    explainReject(lab, ['blocked-url', 'blocked-content'])
    await get(lab, `http://${ALLOWED}/`)
    await get(lab, `http://${ALLOWED}/secret/plan`)
    await get(lab, `http://${ALLOWED}/index.html`)
  },
}

const rejectKeyword: Scenario = {
  name: 'reject-keyword',
  async run(lab) {
    lab.router().firewall(`${match('forbidden-word', 80)} ${RESET}`)
    await startWeb(lab)
    explainReject(lab, ['blocked-content', 'blocked-url'])
    await get(lab, `http://${ALLOWED}/form`, '-d', 'text=harmless')
    await get(lab, `http://${ALLOWED}/form`, '-d', 'text=forbidden-word')
  },
}

/** The word is looked for both ways: each end is reset when it says it, the first without the other's knowledge. */
const rejectBothEnds: Scenario = {
  name: 'reject-both-ends',
  async run(lab) {
    const word = "-A FORWARD -p tcp -m string --algo bm --string 'forbidden-word'"
    lab.router().firewall(`${word} ${RESET}`)
    await lab.startBoth()
    explainReject(lab, ['blocked-content'])
    const [c, s] = await lab.connect({ port: 5222 })
    await lab.client.do('write', { id: c, text: 'hello\n' })
    await lab.server.do('read', { id: s })
    await lab.server.do('write', { id: s, text: 'hello\n' })
    await lab.client.do('read', { id: c })
    await lab.settle(1)
    await lab.server.do('write', { id: s, text: 'one forbidden-word\n' })
    await lab.server.do('closed', { id: s, wait: 2000 })
    await lab.client.do('write', { id: c, text: 'what did you say? forbidden-word?\n' })
    await lab.client.do('closed', { id: c, wait: 2000 })
  },
}

/** A stateful firewall forgets an idle connection and resets what still comes for it. */
const idleFirewall: Scenario = {
  name: 'idle-firewall-reset',
  async run(lab) {
    const router = lab.router()
    router.sysctl({
      'net.netfilter.nf_conntrack_tcp_timeout_established': 1,
      'net.netfilter.nf_conntrack_tcp_loose': 0,
    })
    router.firewall('-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT')
    router.firewall('-A FORWARD -p tcp --syn -j ACCEPT')
    router.firewall(`-A FORWARD -p tcp ${RESET}`)
    await lab.startBoth()
    explainReject(lab, ['middlebox-idle-timeout', 'forged-unknown'])
    const [c, s] = await lab.connect({ port: 3306 })
    await lab.client.do('write', { id: c, text: 'select 1\n' })
    await lab.server.do('read', { id: s })
    await lab.server.do('write', { id: s, text: '1\n' })
    await lab.sleep(3500)
    await lab.client.do('write', { id: c, text: 'select 2\n' })
    await lab.settle()
  },
}

/** A device resets an idle connection at both ends when its timer is up. */
const idleBoth: Scenario = {
  name: 'idle-reset-both',
  async run(lab) {
    await lab.startBoth()
    const cause = ['middlebox-idle-timeout', 'forged-unknown']
    lab.explain({
      from: 'middlebox',
      cause,
      untriggered: true,
      why: 'a device that resets both ends of an idle connection',
    })
    explainAftermath(lab)
    const [c, s] = await lab.connect({ port: 3306 })
    await lab.client.do('write', { id: c, text: 'select 1\n' })
    await lab.server.do('read', { id: s })
    await lab.server.do('write', { id: s, text: '1\n' })
    await lab.sleep(2500)
    const last = lab
      .seen('client')
      .filter((f) => !(f.flags & RST))
      .at(-1)!
    const [source, target] = [last.source, last.target]
    const ports = { sourcePort: last.sourcePort, targetPort: last.targetPort }
    const back = { sourcePort: last.targetPort, targetPort: last.sourcePort }
    const seq = last.seq + last.length
    lab.forgeRaw(lab.router(), { source, target, ...ports, flags: 'R', seq, df: 0 }, 'right')
    lab.forgeRaw(lab.router(), { source: target, target: source, ...back, flags: 'R', seq: last.ack, df: 0 }, 'left')
    await lab.settle()
  },
}

export const rejects = [
  rejectPort,
  rejectAddress,
  rejectAddressLater,
  rejectSni,
  rejectHost,
  rejectUrl,
  rejectKeyword,
  rejectBothEnds,
  idleFirewall,
  idleBoth,
]
