/**
 * How often is rstrace right? node build/test/lab/accuracy.js [SET… | --set SET | --seed N] [--rstrace COMMAND]
 * [--misses] [--json FILE] [--docs FOLDER [--seen SEED]]
 * [--transform drops|offset|one-way|late]. Each SET is a folder with truth.json and its captures, as the lab writes
 * them; without one the whole set is made from the seed. `--docs` writes accuracy.md and its plots there;
 * `--seen` tells it of a seed that was looked at while rules were made.
 * `--transform` scores the pairs alone, each with one of its captures rewritten so (see transform.ts).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Result, writePage } from './accuracy-page.js'
import { confusionTable, reliabilityTable, type Scored, scenarioTable, summaryTable } from './accuracy-tables.js'
import { missesOf } from './misses.js'
import { scoreCase } from './score.js'
import { examine, makeSet, withPairs } from './sets.js'
import { asText } from './table.js'
import { transformSet, transforms } from './transform.js'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    set: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '7' },
    rstrace: { type: 'string' },
    misses: { type: 'boolean' },
    json: { type: 'string' },
    docs: { type: 'string' },
    seen: { type: 'string', multiple: true, default: [] },
    transform: { type: 'string' },
  },
})

async function score(sets: string[]): Promise<Scored[]> {
  const scored: Scored[] = []
  for (const set of sets) {
    for (const one of await examine(set, options.rstrace)) scored.push({ ...one, ...scoreCase(one.truth, one.report) })
  }
  return scored
}

function print(scored: Scored[], heading: string): void {
  const judged = scored.flatMap((s) => s.judged)
  console.log(`\n${heading}: ${scored.length}\n`)
  if (options.misses) console.log(`${scored.flatMap(missesOf).join('\n')}\n`)
  const tables = [scenarioTable(judged), confusionTable(judged), reliabilityTable(judged), summaryTable(scored)]
  console.log(tables.map(asText).join('\n\n'))
}

async function scoreTransformed(sets: string[], what: string): Promise<void> {
  if (!transforms[what]) throw new Error(`--transform is one of ${Object.keys(transforms).join(', ')}`)
  const folder = mkdtempSync(join(tmpdir(), 'rstrace-pairs-'))
  try {
    for (const [i, set] of sets.entries()) transformSet(set, what, join(folder, `${i}`))
    print(await score(sets.map((_, i) => join(folder, `${i}`))), `pairs, ${what}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function main(): Promise<void> {
  const named = [...options.set, ...positionals]
  const sets = withPairs(named.length > 0 ? named : [makeSet(Number(options.seed))])
  if (options.transform) return scoreTransformed(sets, options.transform)
  const scored = await score(sets)
  const single = scored.filter((s) => !s.truth.files)
  const pairs = scored.filter((s) => s.truth.files)
  if (single.length > 0) print(single, 'captures')
  if (pairs.length > 0) print(pairs, 'pairs')
  const seeds = [...new Set(scored.map((s) => s.truth.setup.seed))].sort((a, b) => a - b)
  const result: Result = { single, pairs, seeds, seen: options.seen.map(Number) }
  if (options.json)
    writeFileSync(
      options.json,
      JSON.stringify(
        scored.map(({ report: _, ...rest }) => rest),
        null,
        1,
      ),
    )
  if (options.docs && single.length > 0) writePage(result, options.docs)
}

await main()
