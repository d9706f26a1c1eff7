/** docs/calibration.md. */
import { VERSION } from '../../src/core/index.js'
import { ENOUGH, LARGEST, type Measured, proposed, type Sample, unseen, type Votes } from './calibration.js'
import { asMarkdown, type Table } from './table.js'

export function calibrationTable(rows: Measured[]): Table {
  const head = ['weight', 'speaks for', 'in use', 'measured', '±', 'forged', 'genuine', 'remark']
  return [head, ...rows.map(cellsOf)]
}

function cellsOf(row: Measured): string[] {
  const { rule, weight, ratio, error, forged, genuine, remark } = row
  const found = remark === 'differs' ? `differs: ${proposed(row)?.toFixed(1)}` : remark
  const numbers = [weight.toFixed(1), ratio.toFixed(1), error.toFixed(1)]
  return [rule, row.for, ...numbers, words(forged), words(genuine), found]
}

const words = ({ noted, scenarios, sum, resets }: Votes): string =>
  `${noted}/${scenarios} (${sum.toFixed(1)}; ${resets})`

export function pageOf(rows: Measured[], samples: Sample[], seeds: number[]): string {
  const forged = samples.filter((s) => s.forged).length
  const set = `${samples.length} findings on resets (${forged} forged) from seeds ${seeds.join(', ')}`
  return `# Weights, measured

<!-- Written by npm run calibrate. -->

rstrace ${VERSION} on ${set},
made and labelled by [the lab](../test/lab/README.md); how good the verdicts are on other seeds is in
[accuracy](accuracy.md).

\`\`\`sh
sudo npm run calibrate -- --seed ${Math.floor(seeds[0] / 100)}
\`\`\`

A weight is the natural logarithm of how much likelier its clue is when the reset was made as the clue says than when it
was not. Each scenario has one vote, the share of its resets that showed the clue, so that none dominates by its number of
resets; half a vote is added on each side for and against. _Forged_ and _genuine_: scenarios that showed the clue, of
those with such resets (sum of votes; resets). _±_: one standard error. _differs_: more than a factor e from the weight in
use, with the number that \`--write\` would put there (at most ${LARGEST.toFixed(1)}, at least 0). _too few_: seen in fewer than ${ENOUGH} scenarios of
the side it speaks for.

Where the other side never showed the clue, the number is what so few scenarios can bear out, not the truth: a clue seen
in all of 30 scenarios and in none of 70 measures 4.9, one seen in a quarter of them 3.6. A weight above that may be right.

The lab's mixture is not the world's: how often its devices leave a clue is a choice of scenarios. A weight that is known
from captures of real devices, or that guards against a look-alike the lab does not make, may rightly differ.

${asMarkdown(calibrationTable(rows))}

Never noted in these captures, each read by itself: ${unseen(rows)
    .map((rule) => `\`${rule}\``)
    .join(', ')}.
`
}
