/**
 * `rstrace locate` on real paths: seven routers in network namespaces, real filters and a real injector, as root and as
 * nobody. Needs root on Linux and the lab's programs, which it installs. Where it cannot run it is left out and says so;
 * with CI set it fails instead.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { LocateProbe, PingProbe, Report } from '../../src/core/report/model.js'
import { buildInjector } from '../lab/injector.js'
import { Lab } from '../lab/lab.js'
import { missingPrograms } from '../lab/packages.js'
import { nginx } from '../lab/programs.js'
import { randomFrom } from '../lab/random.js'
import { ALLOWED, BLOCKED } from '../lab/scenarios/web.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const HOPS = 7
const HOP = 3
const SERVER = HOPS + 1

/** Why it cannot run here; nothing when it can. */
function hindrance(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root: it makes network namespaces'
  if (spawnSync('unshare', ['--net', 'true']).status !== 0) return 'may not make network namespaces here'
  if (!existsSync('/dev/net/tun')) return 'needs /dev/net/tun'
  if (missingPrograms().length > 0) spawnSync('sh', [join(root, 'scripts/lab-packages.sh')], { stdio: 'inherit' })
  const missing = missingPrograms()
  return missing.length > 0 ? `missing: ${missing.join(', ')}; see scripts/lab-packages.sh` : undefined
}

const hindered = hindrance()

/** What is armed on the path, what is asked, and what is true. */
interface Scene {
  name: string
  family?: 4 | 6
  hop?: number
  arm(lab: Lab): Promise<void> | void
  target(address: string): string[]
  outcome: LocateProbe['verdict']['outcome']
  /** Hop at which the device is. */
  at?: number
  path?: 'in' | 'on'
  check?(probe: LocateProbe, user: User): void
}

type User = 'root' | 'nobody'

const match = (port: number, text: string) => `-p tcp --dport ${port} -m string --algo bm --string '${text}'`
const REJECT = '-j REJECT --reject-with tcp-reset'
const tls = (address: string) => [`https://${address}/`, '--sni', BLOCKED, '--control', ALLOWED]
const http = (address: string) => [`http://${address}/`, '--host', BLOCKED, '--control', ALLOWED]
const forward = (rule: string) => (lab: Lab) => lab.router().firewall(`-A FORWARD ${rule}`)
const inject = (port: number, forge: string) => (lab: Lab) =>
  lab.inject({ on: 'data', port, contains: BLOCKED, limit: 100_000, forge: [forge] })

const scenes: Scene[] = [
  {
    name: 'a firewall in the path that rejects a server name',
    arm: forward(`${match(443, BLOCKED)} ${REJECT}`),
    target: tls,
    outcome: 'reset',
    at: HOP,
    path: 'in',
    check: ({ verdict }) => assert.equal(verdict.resetHopLimit, 62),
  },
  {
    name: 'the same before the router checks the hop limit',
    arm: (lab) => {
      const router = lab.router()
      router.firewall(`-t mangle -A PREROUTING ${match(443, BLOCKED)} -j MARK --set-mark 7`)
      router.exec('nft', 'add table ip early')
      router.exec('nft', 'add chain ip early in { type filter hook prerouting priority -100 ; }')
      router.exec('nft', 'add rule ip early in meta mark 7 meta l4proto tcp reject with tcp reset')
    },
    target: tls,
    outcome: 'reset',
    at: HOP,
    path: 'in',
    check: ({ verdict }) => assert.deepEqual(verdict.place, { min: HOP - 1, max: HOP }),
  },
  {
    name: 'a firewall that rejects a Host, over IPv6',
    family: 6,
    arm: forward(`${match(80, `Host: ${BLOCKED}`)} ${REJECT}`),
    target: (address) => http(`[${address}]`),
    outcome: 'reset',
    at: HOP,
    path: 'in',
  },
  {
    name: 'an injector beside the path',
    arm: inject(443, 'to:source,flags:R,id:0,df:1,ttl:64'),
    target: tls,
    outcome: 'reset',
    at: HOP,
    path: 'on',
  },
  {
    name: 'an injector that copies the hop limit',
    arm: inject(80, 'to:source,flags:R,id:plus1,df:0,ttl:copy'),
    target: http,
    outcome: 'reset',
    at: HOP,
    path: 'on',
    check: ({ verdict }) => assert.equal(verdict.copiesHopLimit, true),
  },
  {
    name: 'a filter that swallows a server name',
    arm: forward(`${match(443, BLOCKED)} -j DROP`),
    target: tls,
    outcome: 'swallowed',
    at: HOP,
  },
  {
    name: 'a firewall that rejects the SYN to a port',
    arm: forward(`-p tcp --dport 8443 ${REJECT}`),
    target: (address) => [`${address}:8443`, '--control-port', '443'],
    outcome: 'reset',
    at: HOP,
    path: 'in',
    check: ({ verdict }, user) => {
      assert.equal(verdict.packet, 'syn')
      if (user === 'root') assert.equal(verdict.mark, 'cleared')
    },
  },
  {
    name: 'a server that refuses by itself',
    arm: () => undefined,
    target: (address) => [`${address}:8443`, '--control-port', '443'],
    outcome: 'reset',
    at: SERVER,
    check: ({ verdict }, user) => {
      assert.equal(verdict.atServer, true)
      if (user === 'root') assert.equal(verdict.mark, 'mirrored')
    },
  },
  { name: 'a clean path', arm: () => undefined, target: tls, outcome: 'nothing' },
  {
    name: 'one connection for all hop limits',
    arm: forward(`${match(443, BLOCKED)} ${REJECT}`),
    target: (address) => [...tls(address), '--one-connection'],
    outcome: 'reset',
    at: HOP,
  },
]

/** The program with its optional part, where nobody can read it. */
let installed = ''

function install(): void {
  installed = mkdtempSync(join(tmpdir(), 'rstrace-locate-'))
  for (const part of ['dist', 'package.json', 'node_modules/koffi', 'node_modules/@koromix']) {
    cpSync(join(root, part), join(installed, part), { recursive: true })
  }
  chmodSync(installed, 0o755)
}

async function run(lab: Lab, user: User, args: string[]): Promise<Report> {
  const as = user === 'root' ? [] : ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  const command = [...as, process.execPath, join(installed, 'dist/rstrace.js'), ...args, '--json']
  const output = await lab.client.tryExec(60_000, command[0], ...command.slice(1))
  assert.match(output, /^\{/, output)
  return JSON.parse(output) as Report
}

async function withLab(scene: Pick<Scene, 'family' | 'hop' | 'arm'>, use: (lab: Lab) => Promise<void>): Promise<void> {
  const { family = 4, hop = HOP } = scene
  const setup = { family, hops: HOPS, hop, delay: 0.5, timestamps: true, clientTtl: 64, serverTtl: 64, offload: false }
  const lab = new Lab(setup, randomFrom('locate'), undefined)
  try {
    await lab.network.up()
    await nginx(lab.server, lab.scratch)
    await scene.arm(lab)
    await use(lab)
  } finally {
    await lab.end()
  }
}

function check({ verdict, hops }: LocateProbe, { outcome, at, path }: Scene): void {
  const seen = JSON.stringify({ verdict, hops })
  assert.equal(verdict.outcome, outcome, seen)
  if (at === undefined) return
  const { min, max = Number.POSITIVE_INFINITY } = verdict.place ?? { min: Number.NaN }
  assert.ok(min <= at && at <= max && max - min <= 1, seen)
  if (path) assert.equal(verdict.path, path, seen)
}

describe('rstrace locate on a real path', { skip: process.env['CI'] ? false : hindered }, () => {
  before(() => {
    assert.equal(hindered, undefined)
    buildInjector()
    install()
  })
  after(() => rmSync(installed, { recursive: true, force: true }))

  for (const scene of scenes) {
    it(`finds ${scene.name}, as root and as nobody`, async () => {
      await withLab(scene, async (lab) => {
        for (const user of ['root', 'nobody'] as const) {
          const report = await run(lab, user, ['locate', ...scene.target(lab.server.address)])
          const probe = report.probes?.[0] as LocateProbe
          assert.equal(probe.packetsSeen, user === 'root')
          check(probe, scene)
          scene.check?.(probe, user)
          assert.ok(probe.durationSeconds < 15, `${probe.durationSeconds} s`)
        }
      })
    })
  }

  it('names every router on the way', async () => {
    await withLab({ arm: () => undefined }, async (lab) => {
      const report = await run(lab, 'nobody', ['locate', ...tls(lab.server.address)])
      const { hops, verdict } = report.probes?.[0] as LocateProbe
      const named = hops.filter(({ routers }) => routers.length > 0).map(({ routers }) => routers[0].address)
      assert.deepEqual(
        named,
        lab.network.routers.map(({ address }) => address),
      )
      assert.equal(verdict.distance, SERVER)
    })
  })

  it('pings, and tells the hop limit of the answer', async () => {
    await withLab({ arm: () => undefined }, async (lab) => {
      const report = await run(lab, 'root', ['ping', lab.server.address])
      const { replies, hops } = report.probes?.[0] as PingProbe
      assert.deepEqual(
        replies.map(({ hopLimit }) => hopLimit),
        [57, 57, 57],
      )
      assert.deepEqual(hops, { initial: 64, routers: HOPS })
      lab.client.sysctl({ 'net.ipv4.ping_group_range': '0 65534' })
      const again = await run(lab, 'nobody', ['ping', lab.server.address])
      assert.equal((again.probes?.[0] as PingProbe).replies.length, 3)
    })
  })
})
