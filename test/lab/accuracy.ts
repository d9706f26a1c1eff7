/**
 * How often is rstrace right? node build/test/lab/accuracy.js SET… [--rstrace COMMAND] [--misses] [--json FILE]
 * Each SET is a folder with truth.json and its captures, as the lab writes them.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Case } from './lab.js'
import { brier, type CaseScore, type Judged, type Report, reliability, scoreCase } from './score.js'

const { values: options, positionals: sets } = parseArgs({
  allowPositionals: true,
  options: {
    rstrace: { type: 'string', default: 'node dist/rstrace.js' },
    misses: { type: 'boolean' },
    json: { type: 'string' },
  },
})

interface Scored extends CaseScore {
  truth: Case
  failed?: string
}

function scoreFile(set: string, truth: Case): Scored {
  const [command, ...words] = options.rstrace.split(' ')
  const files = (truth.files ?? [truth.file!]).map((file) => join(set, file))
  const run = spawnSync(command, [...words, ...files, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
  })
  try {
    return { truth, ...scoreCase(truth, JSON.parse(run.stdout) as Report) }
  } catch {
    const failed = `exit ${run.status ?? run.signal}: ${(run.stderr || run.stdout).trim().split('\n').at(-1)}`
    return { truth, failed, ...scoreCase(truth, { findings: [] }) }
  }
}

const share = (n: number, of: number) => (of === 0 ? '–' : `${n}/${of}`)
const percent = (n: number, of: number) => (of === 0 ? 'n/a' : `${n}/${of} (${((100 * n) / of).toFixed(1)} %)`)

const columns = [
  'resets',
  'right',
  'unknown',
  'wrong',
  'not found',
  'accused',
  'missed',
  'cause',
  'trigger',
  'hops ≤ 1',
]

function rowOf(judged: Judged[]): string[] {
  const count = (test: (j: Judged) => unknown) => judged.filter(test).length
  const origin = (what: Judged['origin']) => `${count((j) => j.origin === what)}`
  return [
    `${judged.length}`,
    ...(['right', 'unknown', 'wrong', 'none'] as const).map(origin),
    `${count((j) => j.accused)}`,
    `${count((j) => j.missed)}`,
    share(
      count((j) => j.cause),
      count((j) => j.cause !== undefined),
    ),
    share(
      count((j) => j.trigger),
      count((j) => j.trigger !== undefined),
    ),
    share(
      count((j) => (j.hopError ?? 9) <= 1),
      count((j) => j.hopError !== undefined),
    ),
  ]
}

function printTable(judged: Judged[]): void {
  const names = [...new Set(judged.map((j) => j.scenario))]
  const rows = names.map((name) => [name, ...rowOf(judged.filter((j) => j.scenario === name))])
  const all = [['scenario', ...columns], ...rows, ['all', ...rowOf(judged)]]
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)))
  for (const row of all)
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '))
}

function printConfusion(judged: Judged[]): void {
  const said = ['client', 'server', 'middlebox', 'unknown', 'none'] as const
  console.log(`\nmade by    ${said.map((who) => `said ${who}`.padStart(15)).join('')}`)
  for (const maker of ['client', 'server', 'middlebox'] as const) {
    const own = judged.filter((j) => j.label.origin === maker)
    console.log(
      maker.padEnd(11) + said.map((who) => `${own.filter((j) => j.who === who).length}`.padStart(15)).join(''),
    )
  }
}

function printReliability(judged: Judged[]): void {
  console.log('\nconfidence     verdicts  stated   right')
  for (const bin of reliability(judged)) {
    const range = `${bin.from.toFixed(2)}–${Math.min(1, bin.to).toFixed(2)}`
    console.log(
      `${range.padEnd(14)} ${`${bin.count}`.padStart(8)} ${bin.stated.toFixed(3).padStart(7)} ${bin.right.toFixed(3).padStart(7)}`,
    )
  }
  console.log(`Brier score    ${brier(judged)?.toFixed(4) ?? 'n/a'}`)
}

function printSummary(scored: Scored[], judged: Judged[]): void {
  const genuine = judged.filter((j) => j.label.origin !== 'middlebox')
  const forged = judged.filter((j) => j.label.origin === 'middlebox' && j.label.decidable === 'yes')
  const hidden = judged.filter((j) => j.label.decidable !== 'yes')
  const by = (list: Judged[], test: (j: Judged) => boolean) => percent(list.filter(test).length, list.length)
  console.log(`\ncaptures ${scored.length}, failed ${scored.filter((s) => s.failed).length}`)
  console.log(`genuine resets called a middlebox's: ${by(genuine, (j) => j.accused)}`)
  console.log(`forged ones called so:               ${by(forged, (j) => j.who === 'middlebox')}`)
  console.log(`of those nothing betrays, unknown:   ${by(hidden, (j) => j.who === 'unknown')}`)
  console.log(`alarms where all is well:            ${scored.reduce((sum, s) => sum + s.alarms, 0)}`)
  console.log(`findings of other kinds missing:     ${scored.reduce((sum, s) => sum + s.missingKinds.length, 0)}`)
}

function printMisses(scored: Scored[]): void {
  for (const { truth, failed, alarms, missingKinds, judged } of scored) {
    const name = (truth.files ?? [truth.file]).map((file) => basename(file!)).join(' + ')
    if (failed) console.log(`${name}: ${failed}`)
    if (alarms > 0) console.log(`${name}: ${alarms} finding(s) above info where all is well`)
    for (const kind of missingKinds) console.log(`${name}: no finding of kind ${kind}`)
    for (const j of judged) {
      const words = missWords(j)
      if (words.length > 0)
        console.log(
          `${name} frame ${j.label.frame}${j.label.capture ? ' of the second' : ''}: ${words.join('; ')}  [${j.label.why}]`,
        )
    }
  }
}

function missWords(j: Judged): string[] {
  const { label } = j
  if (!j.found) return ['not found']
  const words = []
  if (j.origin !== 'right')
    words.push(`origin ${j.who}, is ${label.origin}${label.decidable === 'yes' ? '' : ' (hidden)'}`)
  if (j.cause === false) words.push(`cause ${j.gotCause}, is ${label.cause?.join('|')}`)
  if (j.trigger === false) words.push(`trigger is frame ${label.trigger}`)
  if (j.hopError !== undefined && j.hopError > 1) words.push(`hops off by ${j.hopError}`)
  return words
}

function main(): number {
  if (sets.length === 0) {
    console.error('accuracy: name at least one folder with a truth.json')
    return 2
  }
  const casesOf = (set: string) => JSON.parse(readFileSync(join(set, 'truth.json'), 'utf8')) as Case[]
  const scored = sets.flatMap((set) => casesOf(set).map((truth) => scoreFile(set, truth)))
  const judged = scored.flatMap((s) => s.judged)
  if (options.misses) printMisses(scored)
  printTable(judged)
  printConfusion(judged)
  printReliability(judged)
  printSummary(scored, judged)
  if (options.json) writeFileSync(options.json, JSON.stringify(scored, null, 1))
  return 0
}

process.exitCode = main()
