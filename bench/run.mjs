/**
 * Speed and memory against peers, in one run: `npm run bench -- [--quick] [--only large|small|growth] [--rounds N]
 * [--json FILE] [--rstrace SCRIPT]`. Captures are generated on first use into bench/captures/ and kept.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compare } from './compare.mjs'
import { installed } from './contenders.mjs'
import { captureOf } from './generate.mjs'
import { growth, spread } from './growth.mjs'
import { memorySource } from './measure.mjs'
import { large, small } from './plans.mjs'
import { fixed, mebibytes, percent, table } from './table.mjs'

const MIB = 2 ** 20
const PARTS = ['large', 'small', 'growth']
const DEFAULT_SCRIPT = fileURLToPath(new URL('../dist/rstrace.js', import.meta.url))

const print = (text) => process.stdout.write(text)
const say = (text) => process.stderr.write(`  … ${text}\n`)

/** What is to be reached on a capture: name, and what the results say. */
const GOALS = {
  large: [
    ['no slower than tcpdump', (r) => r.rstrace.seconds / r.tcpdump?.seconds, (ratio) => ratio <= 1, 'times its time'],
    ['50 times faster than tshark', (r) => r.tshark?.seconds / r.rstrace.seconds, (ratio) => ratio >= 50, 'times'],
    ['peak memory 150 MiB', (r) => r.rstrace.peak / MIB, (peak) => peak <= 150, 'MiB'],
  ],
  small: [
    ['4 million packets a second', (r, c) => c.packets / r.rstrace.seconds / 1e6, (rate) => rate >= 4, 'million'],
    ['peak memory 300 MiB', (r) => r.rstrace.peak / MIB, (peak) => peak <= 300, 'MiB'],
  ],
}

async function comparison(name, plan, { contenders, rounds }) {
  say(`capture ${name}`)
  const capture = captureOf(plan)
  const results = await compare(contenders, capture, { rounds, say })
  const { packets, bytes, streams } = capture
  print(`\n${name}: ${fixed(bytes / 1e9, 2)} GB, ${packets} packets, ${streams} connections; medians of ${rounds}\n\n`)
  printComparison(capture, results)
  printGoals(name, capture, results)
  return { capture, results }
}

function printComparison({ packets, bytes }, results) {
  const seconds = (name) => results.find((r) => r.name === name)?.seconds
  const rows = results.map((r) => [
    r.name,
    fixed(r.seconds, 3),
    fixed(r.cpu, 2),
    fixed(packets / r.seconds / 1e6, 2),
    fixed(bytes / r.seconds / 1e6, 0),
    mebibytes(r.peak),
    fixed(r.seconds / seconds('cat'), 1),
    fixed(r.seconds / seconds('tcpdump'), 2),
    noteOf(r),
  ])
  print(table(['', 'wall s', 'CPU s', 'M packets/s', 'MB/s', 'peak MiB', '× cat', '× tcpdump', ''], rows))
}

function noteOf({ scaled, failed, timedOut }) {
  if (timedOut) return 'stopped at the time limit'
  if (failed) return `FAILED: ${failed.split('\n').at(-1)}`
  return scaled ? `scaled from 1/${scaled} of the packets; memory is that part's` : ''
}

function printGoals(name, capture, results) {
  const byName = Object.fromEntries(results.map((r) => [r.name, r]))
  print('\n')
  for (const [goal, value, isMet, unit] of GOALS[name]) {
    const reached = value(byName, capture)
    if (Number.isFinite(reached))
      print(`${isMet(reached) ? 'met   ' : 'missed'} ${goal}: ${fixed(reached, 2)} ${unit}\n`)
  }
}

async function growing(contender, { rounds, largest }) {
  const results = await growth(contender, { rounds, say, largest })
  print('\ngrowth: rstrace on large captures, the same number of connections at a time\n\n')
  const rows = results.map((r) => [
    `${fixed(r.bytes / 1e9, 2)} GB`,
    fixed(r.seconds, 3),
    fixed(r.perGb, 3),
    fixed(r.nextGb, 3),
    mebibytes(r.peak),
  ])
  print(table(['', 'wall s', 's per GB', 's per further GB', 'peak MiB'], rows))
  const spreads = { perGb: spread(results.map((r) => r.perGb)), nextGb: spread(results.map((r) => r.nextGb)) }
  const peak = spread(results.map((r) => r.peak))
  print(`\nspread: ${percent(spreads.perGb)} of the time per GB, start of the process included; `)
  print(`${percent(spreads.nextGb)} of that per further GB; ${percent(peak)} of the peak memory\n`)
  return { results, spread: { ...spreads, peak } }
}

function options() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      json: { type: 'string' },
      rstrace: { type: 'string', default: DEFAULT_SCRIPT },
    },
  })
  const rounds = Number(values.rounds ?? (values.quick ? 3 : 5))
  if (!(rounds >= 1)) throw new TypeError('--rounds takes a number from 1')
  if (values.only && !PARTS.includes(values.only)) throw new TypeError(`--only takes one of ${PARTS.join(', ')}`)
  if (!existsSync(values.rstrace)) throw new TypeError(`${values.rstrace} is not there: npm run build makes it`)
  return { ...values, rounds, parts: values.only ? [values.only] : PARTS }
}

const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  node: process.version,
  memorySource,
})

async function bench({ quick, rounds, json, rstrace, parts }) {
  const contenders = installed(rstrace)
  const factor = quick ? 0.1 : 1
  const results = { machine: machine() }
  const { processor, cores, node } = results.machine
  print(`${processor}, ${cores} cores, Node ${node}; files in the page cache; peak memory by ${memorySource}\n`)
  if (parts.includes('large')) results.large = await comparison('large', large(factor), { contenders, rounds })
  if (parts.includes('small')) results.small = await comparison('small', small(factor), { contenders, rounds })
  if (parts.includes('growth')) results.growth = await growing(contenders[0], { rounds, largest: quick ? 0.5 : 4 })
  if (json) writeFileSync(json, `${JSON.stringify(results, undefined, 2)}\n`)
}

try {
  await bench(options())
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
