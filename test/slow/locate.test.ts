/**
 * `rstrace locate` on real paths: seven routers in network namespaces, real filters and a real injector, as root and as
 * nobody. Needs root on Linux and the lab's programs, which it installs. Where it cannot run it is left out and says so;
 * with CI set it fails instead.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { LocateProbe, PingProbe } from '../../src/core/report/model.js'
import { buildInjector } from '../lab/injector.js'
import { check, install, run, scenes, withLab } from '../lab/locate-paths.js'
import { missingPrograms } from '../lab/packages.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const PATH = { hops: 7, hop: 3 }

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

describe('rstrace locate on a real path', { skip: process.env['CI'] ? false : hindered }, () => {
  let installed = ''
  before(() => {
    assert.equal(hindered, undefined)
    buildInjector()
    installed = install()
  })
  after(() => rmSync(installed, { recursive: true, force: true }))

  for (const scene of scenes) {
    it(`finds ${scene.name}, as root and as nobody`, async () => {
      await withLab(scene, PATH, async (lab) => {
        for (const user of ['root', 'nobody'] as const) {
          const probe = await run<LocateProbe>(lab, installed, user, ['locate', ...scene.target(lab.server.address)])
          check(probe, scene, user, PATH)
          assert.ok(probe.durationSeconds < 20, `${probe.durationSeconds} s`)
        }
      })
    })
  }

  it('names every router on the way', async () => {
    await withLab({ arm: () => undefined }, PATH, async (lab) => {
      const { hops, verdict } = await run<LocateProbe>(lab, installed, 'nobody', ['locate', lab.server.address])
      const named = hops.filter(({ routers }) => routers.length > 0).map(({ routers }) => routers[0].address)
      assert.deepEqual(
        named,
        lab.network.routers.map(({ address }) => address),
      )
      assert.equal(verdict.distance, PATH.hops + 1)
    })
  })

  it('pings, and tells the hop limit of the answer', async () => {
    await withLab({ arm: () => undefined }, PATH, async (lab) => {
      const { replies, hops } = await run<PingProbe>(lab, installed, 'root', ['ping', lab.server.address])
      assert.deepEqual(
        replies.map(({ hopLimit }) => hopLimit),
        [57, 57, 57],
      )
      assert.deepEqual(hops, { initial: 64, routers: PATH.hops })
      lab.client.sysctl({ 'net.ipv4.ping_group_range': '0 65534' })
      const asNobody = await run<PingProbe>(lab, installed, 'nobody', ['ping', lab.server.address])
      assert.equal(asNobody.replies.length, 3)
    })
  })
})
