/**
 * `npm run locate:measure -- [--hops 8] [--clean 50] [--out FILE]`: rstrace locate on real paths with each device at each
 * hop, as root and as nobody, and on clean ones with and without loss. Needs root. Prints a line per path, and the sums.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { LocateProbe } from '../../src/core/report/model.js'
import { buildInjector } from './injector.js'
import { check, install, run, type Scene, scenes, type User, withLab } from './locate-paths.js'
import { removeLeftovers } from './network.js'

const { values: options } = parseArgs({
  options: {
    hops: { type: 'string', default: '8' },
    clean: { type: 'string', default: '50' },
    only: { type: 'string' },
    out: { type: 'string' },
  },
})

interface Line {
  scene: string
  hop: number
  user: User
  right: boolean
  seconds: number
  why?: string
}

const hops = Number(options.hops)
const lines: Line[] = []
removeLeftovers()
buildInjector()
const installed = install()

async function measure(scene: Scene, hop: number, times: number): Promise<void> {
  await withLab(scene, { hops, hop }, async (lab) => {
    for (let i = 0; i < times; i++) {
      for (const user of ['root', 'nobody'] as const) {
        const probe = await run<LocateProbe>(lab, installed, user, ['locate', ...scene.target(lab.server.address)])
        note({ scene: scene.name, hop, user, seconds: probe.durationSeconds, ...judged(probe, scene, user, hop) })
      }
    }
  })
}

function judged(probe: LocateProbe, scene: Scene, user: User, hop: number): Pick<Line, 'right' | 'why'> {
  try {
    check(probe, scene, user, { hops, hop })
    return { right: true }
  } catch (error) {
    return { right: false, why: error instanceof Error ? error.message : String(error) }
  }
}

function note(line: Line): void {
  lines.push(line)
  const { scene, hop, user, right, seconds, why } = line
  console.log(
    `${right ? 'right' : 'WRONG'} ${seconds.toFixed(1)} s, hop ${hop}, ${user}: ${scene}${why ? `\n${why}` : ''}`,
  )
}

/** One packet in twenty is lost in either direction, at one router. */
const lossy = (scene: Scene): Scene => ({
  ...scene,
  name: `${scene.name}, 5 % lost`,
  arm: async (lab) => {
    await scene.arm(lab)
    lab.router(2).firewall('-I FORWARD -m statistic --mode random --probability 0.05 -j DROP')
  },
})

try {
  const located = scenes.filter(({ at, name }) => at === 'device' && (!options.only || name.includes(options.only)))
  for (const scene of located) for (let hop = 1; hop <= hops; hop++) await measure(scene, hop, 1)
  const clean = scenes.filter(({ outcome }) => outcome === 'nothing')
  for (const scene of clean) {
    await measure(scene, 3, Number(options.clean))
    await measure(lossy(scene), 3, Number(options.clean))
  }
} finally {
  rmSync(installed, { recursive: true, force: true })
}

for (const user of ['root', 'nobody'] as const) {
  const own = lines.filter((line) => line.user === user)
  const slowest = Math.max(...own.map(({ seconds }) => seconds))
  console.log(
    `${user}: ${own.filter(({ right }) => right).length} of ${own.length} right, slowest ${slowest.toFixed(1)} s`,
  )
}
if (options.out) writeFileSync(options.out, `${JSON.stringify(lines, null, 2)}\n`)
