/** A device beside the path that forges resets, in the manners known of real ones. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lab, Scenario } from '../lab.js'
import { SYN } from '../segments.js'
import { explainAftermath } from './common.js'
import { ALLOWED, BLOCKED, get, startWeb } from './web.js'

type Stage = 'syn' | 'synack' | 'hello' | 'request'

/** Manners of forging: what injector.c's `forge` is told, and whether a distance can be read from the hop limit. */
interface Manner {
  forge: string[]
  unusableTtl?: boolean
}

const both = (spec: string) => [`to:source,${spec}`, `to:target,${spec}`]

const manners: Record<string, Manner> = {
  /** Reset with ACK to both ends, the trigger's window, no DF. */
  'window-copier': { forge: both('flags:RA,window:copy,id:0,df:0,ttl:64') },
  /** One bare reset each way, random hop limit. */
  'random-ttl': { forge: both('flags:R,id:0,df:0,ttl:random'), unusableTtl: true },
  /** Three alike each way, one IP ID for all, random hop limit. */
  triple: { forge: both('flags:RA,id:random,df:1,ttl:random,count:3,gap:120'), unusableTtl: true },
  /** Hop limit copied from the trigger: seems twice as far as it is. */
  'ttl-copier': { forge: ['to:source,flags:R,ttl:copy,id:plus1,df:0,window:copy'], unusableTtl: true },
  /** Guesses ahead for segments under way. */
  ladder: { forge: both('flags:R,id:64,df:0,ttl:64,count:3,step:1460,gap:60') },
  /** Reset with a body of ten bytes, an unusual start of the hop limit. */
  'with-payload': { forge: ['to:source,flags:RA,id:1,df:0,ttl:58,payload:$BODY'], unusableTtl: true },
  /** Highest hop limit, one constant IP ID. */
  'fixed-id': { forge: both('flags:R,id:39210,df:0,ttl:255') },
  /** Numbers that would fit the server's own abort: next IP ID, its window, its hop limit. */
  plausible: { forge: ['to:source,flags:RA,id:next,df:1,ttl:peer,window:peer'], unusableTtl: true },
  /** Equal to a kernel's reply in every field; only time and the other end tell. */
  perfect: { forge: ['to:source,flags:R,id:0,df:1,ttl:peer,window:0'], unusableTtl: true },
}

const causes: Record<Stage, string[]> = {
  syn: ['blocked-address', 'blocked-port', 'forged-unknown'],
  synack: ['blocked-address', 'blocked-port', 'forged-unknown'],
  hello: ['blocked-sni'],
  request: ['blocked-host', 'blocked-url', 'blocked-content'],
}

async function arm(lab: Lab, stage: Stage, forge: string[], limit = 1): Promise<void> {
  const body = join(lab.scratch, 'body')
  writeFileSync(body, Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 0]))
  const data = stage === 'hello' || stage === 'request'
  const rules = forge.map((spec) => spec.replace('$BODY', body))
  const port = stage === 'request' ? 80 : 443
  await lab.inject({
    on: data ? 'data' : (stage as 'syn' | 'synack'),
    port,
    limit,
    contains: data ? BLOCKED : undefined,
    forge: rules,
  })
}

const urlOf = (stage: Stage, host: string) => `${stage === 'request' ? 'http' : 'https'}://${host}/`

function explainInjection(lab: Lab, stage: Stage, manner: string, more: string[] = []): void {
  const why = `injector at router ${lab.setup.hop}, ${manner}, on ${stage}`
  const { unusableTtl } = manners[manner]
  lab.explain({ from: 'middlebox', cause: [...causes[stage], ...more], unusableTtl, why })
  explainAftermath(lab)
}

async function blockedVisit(lab: Lab, stage: Stage): Promise<void> {
  if (stage === 'syn' || stage === 'synack') await get(lab, `http://${ALLOWED}/`)
  else if (lab.random.unit() < 0.6) await get(lab, urlOf(stage, ALLOWED))
  await get(lab, urlOf(stage, BLOCKED))
  await lab.settle()
}

/** One scenario a manner, on a ClientHello or a request as the seed says. */
const byManner = Object.keys(manners).map(
  (manner): Scenario => ({
    name: `inject-${manner}`,
    async run(lab) {
      const stage = lab.random.pick<Stage>(['hello', 'request'])
      await startWeb(lab)
      await arm(lab, stage, manners[manner].forge)
      explainInjection(lab, stage, manner)
      await blockedVisit(lab, stage)
    },
  }),
)

/** One scenario a stage, in a manner as the seed says. A lone SYN lets a device speak to the server only. */
const byStage = (['syn', 'synack', 'hello', 'request'] as const).map(
  (stage): Scenario => ({
    name: `inject-on-${stage}`,
    async run(lab) {
      const manner = lab.random.pick(['window-copier', 'random-ttl', 'triple', 'ladder', 'fixed-id'])
      await startWeb(lab)
      const { forge } = manners[manner]
      const onlyForward = forge.filter((spec) => spec.startsWith('to:target'))
      await arm(lab, stage, stage === 'syn' ? onlyForward : forge)
      explainInjection(lab, stage, manner)
      await blockedVisit(lab, stage)
    },
  }),
)

/** The trigger is taken off the path as well: no answer of the server gives the forger away. */
const inPath: Scenario = {
  name: 'inject-in-path',
  async run(lab) {
    const manner = lab.random.pick(['window-copier', 'random-ttl', 'fixed-id', 'ttl-copier'])
    lab.router().firewall(`-A FORWARD -p tcp --dport 443 -m string --algo bm --string '${BLOCKED}' -j DROP`)
    await startWeb(lab)
    await arm(lab, 'hello', manners[manner].forge)
    explainInjection(lab, 'hello', manner)
    await blockedVisit(lab, 'hello')
  },
}

/** In the path, next to the server, and equal to it in every field: one capture at the client cannot tell. */
const undecidable: Scenario = {
  name: 'inject-undecidable',
  async run(lab) {
    const { hops } = lab.setup
    lab.router(hops).firewall(`-A FORWARD -p tcp --dport 443 -m string --algo bm --string '${BLOCKED}' -j DROP`)
    await startWeb(lab)
    const forge = ['to:source,flags:R,id:0,df:1,ttl:peer,window:0']
    await lab.inject({ on: 'data', port: 443, contains: BLOCKED, limit: 1, hop: hops, forge })
    const why = `injector at the last router, like the server's kernel in every field`
    const cause = ['blocked-sni', 'tls-refused']
    // A kernel labels its IPv6 packets, which this forger does not.
    const twin = lab.setup.family === 6 ? undefined : 'wrong-backend-on-hello'
    lab.explain({ from: 'middlebox', cause, unusableTtl: true, decidable: 'no', twin, why })
    explainAftermath(lab)
    await get(lab, `https://${BLOCKED}/`)
    await lab.settle()
  },
}

/** The forged reset comes after the genuine answer. */
const late: Scenario = {
  name: 'inject-too-late',
  async run(lab) {
    await startWeb(lab)
    const delay = Math.round((2.5 * lab.network.transit + 0.004) * 1e6)
    await arm(lab, 'request', [`to:source,flags:RA,id:0,df:0,ttl:64,window:copy,delay:${delay}`])
    explainInjection(lab, 'request', 'window-copier', ['forged-unknown'])
    await blockedVisit(lab, 'request')
  },
}

/** Resets that the receiver must ignore: inside the window but not at its edge, and outside it (RFC 5961 section 3). */
const wrongSeq: Scenario = {
  name: 'inject-wrong-seq',
  async run(lab) {
    await startWeb(lab)
    const skip = lab.random.pick([20_000, -1, 3_000_000])
    await arm(lab, 'request', [`to:source,flags:R,id:0,df:0,ttl:64,skip:${skip}`])
    explainInjection(lab, 'request', 'window-copier', ['forged-unknown'])
    await blockedVisit(lab, 'request')
  },
}

/** After one hit all packets to the same service are answered with resets for a while. */
const residual: Scenario = {
  name: 'residual-block',
  async run(lab) {
    await startWeb(lab)
    const forge = both('flags:RA,id:0,df:0,ttl:64,window:copy')
    await lab.inject({ on: 'data', port: 443, contains: BLOCKED, residual: 60, forge })
    const why = 'still blocked after an earlier hit'
    const first = () => lab.seen('client').find((f) => f.flags & SYN)!.sourcePort
    const later = ['residual-block', 'blocked-address', 'blocked-port']
    await get(lab, `https://${BLOCKED}/`)
    await lab.settle()
    const port = first()
    lab.explain({
      from: 'middlebox',
      cause: later,
      why,
      when: ({ frame }) => ![frame.sourcePort, frame.targetPort].includes(port),
    })
    explainInjection(lab, 'hello', 'window-copier')
    for (let i = 0; i < 2; i++) await get(lab, `https://${ALLOWED}/`)
  },
}

/** Captured at both ends and at a router of the path besides. */
const seenInTheMiddle: Scenario = {
  name: 'inject-seen-in-the-middle',
  async run(lab) {
    const { hop, hops } = lab.setup
    const others = Array.from({ length: hops }, (_, i) => i + 1).filter((k) => k !== hop)
    lab.vantage({ name: 'middle', host: lab.router(lab.random.pick(others)), device: 'left' })
    const manner = lab.random.pick(['window-copier', 'random-ttl', 'ladder', 'fixed-id'])
    await startWeb(lab)
    await arm(lab, 'hello', manners[manner].forge)
    explainInjection(lab, 'hello', manner)
    await blockedVisit(lab, 'hello')
  },
}

/** NAT between the captures: other addresses and ports at the server and at the injector. */
const behindNat: Scenario = {
  name: 'inject-behind-nat',
  setup: { hops: 5, hop: 3 },
  async run(lab) {
    lab.router(1).firewall('-t nat -A POSTROUTING -o right -j MASQUERADE --random')
    lab.alias('client', lab.network.address(1, 1))
    await startWeb(lab)
    await arm(lab, 'hello', manners['window-copier'].forge)
    explainInjection(lab, 'hello', 'window-copier')
    await blockedVisit(lab, 'hello')
  },
}

export const injections = [
  ...byManner,
  ...byStage,
  inPath,
  undecidable,
  late,
  wrongSeq,
  residual,
  seenInTheMiddle,
  behindNat,
]
