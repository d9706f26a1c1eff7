/**
 * Makes cases: node build/test/lab/main.js (--scenario NAME | --family F | --all) [--seed S] [--out DIR] | --list
 * [--variants N] [--hop K] [--hops N] [--delay MS] [--ipv6 | --ipv4] [--no-timestamps]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildInjector } from './injector.js'
import { KernelResets, removeOldTracing } from './kernel.js'
import { type Case, Lab, pairOf, removeOldScratch, type Scenario } from './lab.js'
import { removeLeftovers, type Setup } from './network.js'
import { missingPrograms } from './packages.js'
import { type Random, randomFrom } from './random.js'
import { type Family, scenarios } from './scenarios/index.js'

const { values: options } = parseArgs({
  options: {
    scenario: { type: 'string', multiple: true },
    family: { type: 'string' },
    all: { type: 'boolean' },
    list: { type: 'boolean' },
    seed: { type: 'string', default: '1' },
    variants: { type: 'string' },
    out: { type: 'string', default: 'lab' },
    hop: { type: 'string' },
    hops: { type: 'string' },
    delay: { type: 'string' },
    ipv6: { type: 'boolean' },
    ipv4: { type: 'boolean' },
    'no-timestamps': { type: 'boolean' },
  },
})

let current: Lab | undefined
let kernel: KernelResets | undefined

/** Seconds after which a case is given up. */
const LONGEST_CASE = 45

function setupFor(scenario: Scenario, random: Random): Setup {
  const hops = Number(options.hops ?? random.between(3, 8))
  const ttl = () => random.pick([64, 64, 64, 64, 128, 255])
  const drawn: Setup = {
    family: options.ipv6 ? 6 : options.ipv4 ? 4 : random.pick([4, 4, 4, 6]),
    hops,
    hop: Number(options.hop ?? random.between(1, hops)),
    delay: Number(options.delay ?? random.pick([0.3, 0.8, 1.5, 3])),
    timestamps: !options['no-timestamps'] && random.unit() < 0.75,
    clientTtl: ttl(),
    serverTtl: ttl(),
    offload: false,
  }
  return { ...drawn, ...scenario.setup }
}

async function makeCase(scenario: Scenario, seed: number): Promise<void> {
  const random = randomFrom(scenario.name, seed)
  const lab = new Lab(setupFor(scenario, random), random, kernel)
  current = lab
  try {
    await lab.network.up()
    await inTime(scenario.run(lab), LONGEST_CASE)
    const { cases, doubts } = await lab.finish(options.out, scenario.name, seed)
    record(cases)
    const counts = cases.map((c) => `${c.resets.length}`).join('+')
    console.log(`${scenario.name}-${seed}: ${counts} resets${doubts.map((d) => `\n  in doubt: ${d}`).join('')}`)
  } finally {
    await lab.end()
    current = undefined
  }
}

function inTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Single captures go to truth.json, the pair of both ends to pairs/truth.json. */
function record(cases: Case[]): void {
  addTruth(options.out, cases)
  const [client, server] = ['client', 'server'].map((end) => cases.find((c) => c.file?.endsWith(`-${end}.pcap`)))
  if (client && server) addTruth(join(options.out, 'pairs'), [pairOf(client, server, '..')])
}

/** Puts cases into a truth.json, in place of earlier ones of the same files. */
function addTruth(folder: string, cases: Case[]): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'truth.json')
  const before: Case[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
  const names = (c: Case) => `${c.files ?? c.file}`
  const kept = before.filter((old) => !cases.some((c) => names(c) === names(old)))
  writeFileSync(path, `${JSON.stringify([...kept, ...cases], null, 1)}\n`)
}

function chosen(): Scenario[] {
  const families = Object.keys(scenarios) as Family[]
  const everything = families.flatMap((family) => scenarios[family])
  if (options.all) return everything
  if (options.family) return scenarios[options.family as Family] ?? []
  return everything.filter((s) => options.scenario?.includes(s.name))
}

function list(): void {
  for (const [family, members] of Object.entries(scenarios)) {
    for (const { name } of members) console.log(`${family.padEnd(10)} ${name}`)
  }
}

async function main(): Promise<number> {
  if (options.list) {
    list()
    return 0
  }
  const work = chosen()
  if (work.length === 0) return complain('name scenarios with --scenario, --family or --all; --list shows them', 2)
  if (process.getuid?.() !== 0) return complain('the lab needs root: it makes network namespaces', 2)
  const missing = missingPrograms()
  if (missing.length > 0) return complain(`missing: ${missing.join(', ')}; scripts/lab-packages.sh installs them`, 2)
  buildInjector()
  removeLeftovers()
  removeOldTracing()
  removeOldScratch()
  mkdirSync(options.out, { recursive: true })
  return makeAll(work)
}

async function makeAll(work: Scenario[]): Promise<number> {
  kernel = KernelResets.open()
  if (!kernel) console.log('no tcp:tcp_send_reset tracepoint here: truth rests on the captures at both ends alone')
  const variants = Number(options.variants ?? (options.all || options.family ? 3 : 1))
  let failed = 0
  for (let i = 0; i < variants; i++) {
    for (const scenario of work) {
      const seed = variants === 1 ? Number(options.seed) : Number(options.seed) * 100 + i
      await makeCase(scenario, seed).catch((error: Error) => {
        failed++
        console.error(`${scenario.name}-${seed}: failed: ${error.message}`)
      })
    }
  }
  kernel?.close()
  return failed > 0 ? 1 : 0
}

function complain(words: string, code: number): number {
  console.error(`lab: ${words}`)
  return code
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await current?.end()
    kernel?.close()
    process.exit(130)
  })
}
process.exitCode = await main()
