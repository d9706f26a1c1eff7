/**
 * `rstrace probe` on a real path: routers in network namespaces, a packet filter in one of them, nginx at the end. Needs
 * root on Linux and the lab's programs, which it installs. Where it cannot run it is left out and says so; with CI set it
 * fails instead.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { MatrixProbe, Report } from '../../src/core/report/model.js'
import { buildInjector } from '../lab/injector.js'
import { Network, type Setup } from '../lab/network.js'
import { missingPrograms } from '../lab/packages.js'
import { Program } from '../lab/process.js'
import { nginx } from '../lab/programs.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const program = join(root, 'dist/rstrace.js')

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

/** Far enough behind the device for time to tell it from the server, whatever else the machine does. */
const SETUP: Setup = {
  family: 4,
  hops: 5,
  hop: 1,
  delay: 8,
  timestamps: true,
  clientTtl: 64,
  serverTtl: 64,
  offload: false,
}

const REJECT = '-j REJECT --reject-with tcp-reset'
const match = (text: string, port: number) => `-A FORWARD -p tcp --dport ${port} -m string --algo bm --string '${text}'`

/** The rule in the first router, the request, and what must come out. */
const scenes: { rule?: string; url: string; verdict: MatrixProbe['verdict']['id']; notTheServer?: true }[] = [
  { url: 'https://www.blocked.test/', verdict: 'nothing-wrong' },
  {
    rule: `${match('www.blocked.test', 443)} ${REJECT}`,
    url: 'https://www.blocked.test/',
    verdict: 'blocked-sni',
    notTheServer: true,
  },
  { rule: `${match('www.blocked.test', 443)} -j DROP`, url: 'https://www.blocked.test/', verdict: 'blocked-sni' },
  {
    rule: `${match('Host: www.blocked.test', 80)} ${REJECT}`,
    url: 'http://www.blocked.test/a',
    verdict: 'blocked-host',
    notTheServer: true,
  },
  {
    rule: `${match('word=forbidden', 80)} ${REJECT}`,
    url: 'http://www.blocked.test/a?word=forbidden',
    verdict: 'blocked-content',
    notTheServer: true,
  },
  {
    rule: `-A FORWARD -p tcp --dport 443 ${REJECT}`,
    url: 'https://www.blocked.test/',
    verdict: 'blocked-port',
    notTheServer: true,
  },
  { rule: '-A FORWARD -p tcp --dport 443 -j DROP', url: 'https://www.blocked.test/', verdict: 'blocked-port' },
]

describe('rstrace probe on a real path', { skip: process.env['CI'] ? false : hindered }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'rstrace-probe-path-'))
  const network = new Network(SETUP)
  before(async () => {
    assert.equal(hindered, undefined)
    buildInjector()
    await network.up()
    await nginx(network.server, folder)
  })
  after(async () => {
    await network.down()
    rmSync(folder, { recursive: true, force: true })
  })

  for (const { rule, url, verdict, notTheServer } of scenes) {
    it(`${verdict}: ${url} behind ${rule ?? 'no rule'}`, async () => {
      const router = network.router()
      if (rule) router.firewall(rule)
      try {
        const probe = await probed(url)
        assert.equal(probe.verdict.id, verdict, probe.summary)
        assert.equal(Boolean(probe.verdict.notTheServer), notTheServer === true, probe.summary)
      } finally {
        if (rule) router.firewall(rule.replace('-A', '-D'))
      }
    })
  }

  /** As nobody: nothing in it needs more. */
  async function probed(url: string): Promise<MatrixProbe> {
    const { client, server } = network
    const words = ['probe', url, '--address', server.address, '--json', '--pace', '0.1', '--timeout', '2']
    const inside = ['netns', 'exec', client.namespace, 'setpriv', '--reuid', 'nobody', '--clear-groups']
    const child = new Program('ip', [...inside, process.execPath, program, ...words])
    await child.ended
    const report = JSON.parse(child.output) as Report
    const probe = report.probes?.[0]
    assert.ok(probe?.kind === 'matrix')
    return probe
  }
})
