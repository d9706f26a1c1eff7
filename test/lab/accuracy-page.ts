/** docs/accuracy.md and its plots. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { VERSION } from '../../src/core/index.js'
import {
  byScenario,
  confusionTable,
  reliabilityTable,
  type Scored,
  scenarioTable,
  summaryTable,
} from './accuracy-tables.js'
import { missesOf } from './misses.js'
import { type Bar, barsPlot, reliabilityPlot } from './plots.js'
import { type Judged, reliability } from './score.js'
import { asMarkdown } from './table.js'

/** `single`: each capture by itself; `pairs`: client's and server's read together. */
export interface Result {
  single: Scored[]
  pairs: Scored[]
  /** What the captures were made from. */
  seeds: number[]
  /** Those that were looked at before. */
  seen: number[]
}

/** Writes accuracy.md and accuracy-*.svg into `folder`. */
export function writePage(result: Result, folder: string): void {
  const judged = result.single.flatMap((s) => s.judged)
  writeFileSync(join(folder, 'accuracy-reliability.svg'), reliabilityPlot(reliability(judged)))
  writeFileSync(join(folder, 'accuracy-scenarios.svg'), barsPlot([...byScenario(judged)].map(barOf)))
  writeFileSync(join(folder, 'accuracy.md'), pageOf(result, judged))
}

function barOf([name, judged]: [string, Judged[]]): Bar {
  const kinds = ['right', 'unknown', 'wrong', 'none'] as const
  return { name, parts: kinds.map((kind) => ({ kind, count: judged.filter((j) => j.origin === kind).length })) }
}

function pageOf(result: Result, judged: Judged[]): string {
  const { single, pairs, seeds } = result
  const resets = `${judged.length} resets in ${single.length} captures`
  return `# How good is it

<!-- Written by npm run accuracy. -->

rstrace ${VERSION} on ${resets}, made by [the lab](../test/lab/README.md) from seeds
${seeds.join(', ')}: real Linux hosts, routers, servers, firewalls and injectors, each capture labelled by the kernel that
sent the reset or by the log of the injector that forged it, never by rstrace. The weights of the evidence are counted on
other seeds ([calibration](calibration.md) names them).
${heldOut(result)}

To make such a set and score it takes root and half an hour:

\`\`\`sh
sudo npm run accuracy -- --seed ${Math.floor(seeds.at(-1)! / 100)}
\`\`\`

One laboratory is not the internet: its hosts all run Linux, its devices forge in the manners that are known. What these
figures can show is where rstrace fails, and whether its confidence means what it says.

## One capture at a time

${asMarkdown(summaryTable(single))}

A cause counts as right when it is among those that a capture cannot tell apart; a trigger, when the packet that set the
reset off is among those named.

## Who made it, and who was said to have

${asMarkdown(confusionTable(judged))}

## Does its confidence mean what it says?

![Share of verdicts that were right, by stated confidence](accuracy-reliability.svg)

${asMarkdown(reliabilityTable(judged))}

Verdicts of _unknown_ state no confidence and are left out. Whiskers: 95 % interval; numbers: verdicts.

${pairsOf(pairs)}## By scenario

![Verdicts by scenario](accuracy-scenarios.svg)

_Accused_: a genuine reset called a device's. _Missed_: a forged one called an end's.

${asMarkdown(scenarioTable(judged))}

## What it got wrong

${listOf(single)}
`
}

/** A set that was scored while rules were made is not held out any more, though no weight was counted on it. */
function heldOut({ seeds, seen }: Result): string {
  if (seen.length === 0) return 'They were not looked at before these figures were made.'
  const rest = seeds.filter((seed) => !seen.includes(seed))
  const looked = `Seed ${seen.join(', ')} was scored while the rules were made`
  return rest.length === 0 ? `${looked}.` : `${looked}; ${rest.join(', ')} only when they were done, and once.`
}

function pairsOf(pairs: Scored[]): string {
  if (pairs.length === 0) return ''
  return `## Both ends captured

The client's and the server's capture of each case read together: ${pairs.length} pairs. Little is hidden then: a forged reset
that neither betrays has a genuine twin in the lab, made by a second host behind the server's address, of which both
captures show the same.

${asMarkdown(summaryTable(pairs))}

`
}

/** Origins only: a wrong cause is counted above, a wrong origin is worth looking at. */
function listOf(scored: Scored[]): string {
  const wrong = scored.map((s) => ({ ...s, judged: s.judged.filter((j) => j.origin === 'wrong' || !j.found) }))
  const lines = wrong.flatMap(missesOf)
  return lines.length === 0 ? 'Nothing in this set.' : lines.map((line) => `- ${line}`).join('\n')
}
