/**
 * A few resets made for real: hosts, routers and a device that forges, in network namespaces. Needs root on Linux and the
 * lab's programs, which it installs. Where it cannot run it is left out and says so; with CI set it fails instead.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { missingPrograms } from '../lab/packages.js'
import { type Judged, scoreCase } from '../lab/score.js'
import { examine, filesOf } from '../lab/sets.js'
import type { Maker } from '../lab/truth.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rstrace-lab-test-'))
after(() => rmSync(folder, { recursive: true }))

/** Who makes the first reset that the client sees. */
const scenarios: Record<string, Maker> = {
  'port-closed-beside-open': 'server',
  'unread-data': 'server',
  'keepalive-race': 'server',
  'reject-sni': 'middlebox',
  'inject-triple': 'middlebox',
  'inject-perfect': 'middlebox',
  'own-ttl': 'server',
  'ecmp-uneven': 'server',
}

/** Why the lab cannot run here; nothing when it can. */
function hindrance(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root: it makes network namespaces'
  if (spawnSync('unshare', ['--net', 'true']).status !== 0) return 'may not make network namespaces here'
  if (!existsSync('/dev/net/tun')) return 'needs /dev/net/tun'
  if (missingPrograms().length > 0) spawnSync('sh', [join(root, 'scripts/lab-packages.sh')], { stdio: 'inherit' })
  const missing = missingPrograms()
  return missing.length > 0 ? `missing: ${missing.join(', ')}; see scripts/lab-packages.sh` : undefined
}

/** A device far from both ends, on links slow enough for time to tell, whatever else the machine does. */
const SETTING = ['--hops', '6', '--hop', '2', '--delay', '3', '--seed', '11']

function makeCases(): string {
  const names = Object.keys(scenarios).flatMap((name) => ['--scenario', name])
  const words = [join(root, 'build/test/lab/main.js'), ...names, ...SETTING, '--out', folder]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 120_000 })
  assert.equal(status, 0, stdout + stderr)
  return stdout
}

const hindered = hindrance()

describe('the lab', { skip: process.env['CI'] ? false : hindered }, () => {
  it('makes resets whose makers are known, and rstrace accuses no end’s reset of being forged', async () => {
    assert.equal(hindered, undefined)
    const output = makeCases()
    assert.doesNotMatch(output, /in doubt/)
    const judged = (await examine(folder)).flatMap(({ truth, report, failed }) => {
      assert.equal(failed, undefined)
      return scoreCase(truth, report).judged
    })
    for (const [name, maker] of Object.entries(scenarios)) checkScenario(name, maker, judged)
    assert.deepEqual(judged.filter((j) => j.accused).map(nameOf), [])
  })

  it('keeps each pair of captures beside them', async () => {
    assert.equal(hindered, undefined)
    const pairs = await examine(join(folder, 'pairs'))
    assert.deepEqual(
      pairs.map(({ truth }) => filesOf(truth).length),
      Object.keys(scenarios).map(() => 2),
    )
  })
})

function checkScenario(name: string, maker: Maker, judged: Judged[]): void {
  const own = judged.filter((j) => j.scenario === name && j.file.endsWith('-client.pcap'))
  assert.equal(own[0]?.label.origin, maker, `${name}: who made its first reset`)
  assert.deepEqual(own.filter((j) => !j.found).map(nameOf), [])
  if (maker === 'middlebox') assert.equal(own[0].who, 'middlebox', nameOf(own[0]))
}

const nameOf = ({ file, label, who }: Judged): string => `${file} frame ${label.frame}: said ${who}`
