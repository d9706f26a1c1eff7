/**
 * What should each clue weigh? node build/test/lab/calibrate.js [SET… | --set SET | --seed N] [--docs FOLDER] [--note]
 * [--write]. Counts the clues noted for forged and for genuine resets of labelled sets, beside the weights in use.
 * `--note` puts the counts beside the weights in weights.ts, `--write` the measured numbers as well, where enough was seen.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Measured, measure, proposed, type Sample, samplesOf } from './calibration.js'
import { calibrationTable, pageOf } from './calibration-page.js'
import { run } from './process.js'
import { casesOf, examine, makeSet } from './sets.js'
import { asText } from './table.js'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    set: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    docs: { type: 'string' },
    note: { type: 'boolean' },
    write: { type: 'boolean' },
  },
})

const WEIGHTS = fileURLToPath(new URL('../../../src/core/evidence/weights.ts', import.meta.url))

async function main(): Promise<void> {
  const named = [...options.set, ...positionals]
  const sets = named.length > 0 ? named : [makeSet(Number(options.seed))]
  const samples: Sample[] = []
  for (const set of sets) samples.push(...(await examine(set)).flatMap(samplesOf))
  const rows = measure(samples)
  console.log(asText(calibrationTable(rows)))
  const seeds = new Set(sets.flatMap(casesOf).map((c) => c.setup.seed))
  if (options.docs) {
    writeFileSync(
      join(options.docs, 'calibration.md'),
      pageOf(
        rows,
        samples,
        [...seeds].sort((a, b) => a - b),
      ),
    )
  }
  if (options.note || options.write) updateWeights(rows)
}

/** A weight seen on both sides has no one number: it keeps its own. */
function updateWeights(rows: Measured[]): void {
  const single = rows.filter((row) => rows.filter((other) => other.rule === row.rule).length === 1)
  const updated = single.reduce(updateWeight, readFileSync(WEIGHTS, 'utf8'))
  writeFileSync(WEIGHTS, updated)
  run('npx', ['biome', 'format', '--write', WEIGHTS])
}

function updateWeight(source: string, row: Measured): string {
  const entry = new RegExp(`^(  '?${row.rule}'?: )([\\d.]+),.*$`, 'm')
  return source.replace(entry, (_, key: string, number: string) => {
    const weight = options.write ? (proposed(row)?.toFixed(1) ?? number) : number
    return `${key}${weight}, // ${noteOn(row)}`
  })
}

const noteOn = ({ forged, genuine }: Measured): string =>
  `lab ${forged.noted}/${forged.scenarios} : ${genuine.noted}/${genuine.scenarios}`

await main()
