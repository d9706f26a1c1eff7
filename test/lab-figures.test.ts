import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percent, scenarioTable, summaryTable } from './lab/accuracy-tables.js'
import { ENOUGH, type Measured, measure, proposed, type Sample, samplesOf } from './lab/calibration.js'
import { barsPlot, reliabilityPlot } from './lab/plots.js'
import type { Judged } from './lab/score.js'
import type { Examined } from './lab/sets.js'
import { asMarkdown, asText } from './lab/table.js'

const clue = { rule: 'too-soon', for: 'middlebox' as const }
const sample = (scenario: string, forged: boolean, noted: boolean): Sample => ({
  scenario,
  forged,
  clues: noted ? [clue] : [],
})
const scenarios = (count: number, forged: boolean, noted: boolean) =>
  Array.from({ length: count }, (_, i) => sample(`${forged}-${noted}-${i}`, forged, noted))

test('a weight is measured as the logarithm of a ratio of chances, with half a scenario for and against', () => {
  const samples = [...scenarios(9, true, true), ...scenarios(1, true, false), ...scenarios(20, false, false)]
  const [row, ...others] = measure(samples)
  assert.deepEqual(others, [])
  assert.deepEqual([row.rule, row.for, row.forged.noted, row.genuine.noted], ['too-soon', 'middlebox', 9, 0])
  assert.ok(Math.abs(row.ratio - Math.log(9.5 / 11 / (0.5 / 21))) < 1e-12)
})

test('a clue for an end is measured the other way round', () => {
  const own = scenarios(10, false, true).map((s) => ({ ...s, clues: [{ rule: 'expected-here', for: 'end' as const }] }))
  const [row] = measure([...own, ...scenarios(10, true, false)])
  assert.ok(Math.abs(row.ratio - Math.log(10.5 / 0.5)) < 1e-12)
})

test('a measured weight differs when it is more than a factor e from the one in use', () => {
  const noting = (rule: string, forged: boolean) =>
    scenarios(12, forged, true).map((s) => ({ ...s, clues: [{ rule, for: 'end' as const }] }))
  const [useless] = measure([...noting('mac-same', true), ...noting('mac-same', false)])
  const [telling] = measure([...noting('form-stack', false), ...scenarios(12, true, false)])
  assert.deepEqual([useless.ratio, useless.remark], [0, 'agrees'])
  assert.equal(telling.remark, 'differs')
})

test('a scenario has one vote, however many resets it made', () => {
  const few = [...scenarios(10, true, true), ...scenarios(4, false, false), sample('noisy', false, true)]
  const many = [...few, ...Array.from({ length: 50 }, () => sample('noisy', false, true))]
  assert.equal(measure(few)[0].ratio, measure(many)[0].ratio)
  assert.equal(measure(many)[0].genuine.resets, 51)
})

test('too few scenarios say nothing, and what is proposed stays within bounds', () => {
  const [row] = measure([...scenarios(ENOUGH - 1, true, true), ...scenarios(100, false, false)])
  assert.deepEqual([row.remark, proposed(row)], ['too few', undefined])
  const with_ = (ratio: number): Measured => ({ ...row, ratio, remark: 'differs' })
  assert.deepEqual(
    [9, 2.34, -1].map((ratio) => proposed(with_(ratio))),
    [5.5, 2.3, 0],
  )
})

test('resets of one finding are one sample, and unlabelled findings none', () => {
  const label = { origin: 'middlebox' as const, cause: null, trigger: null, decidable: 'yes', why: '' }
  const evidence = [{ rule: 'too-soon', for: 'middlebox' }, { rule: 'on-time', for: 'server' }, { for: 'client' }]
  const finding = { kind: 'reset', severity: 'error', evidence }
  const examined = {
    truth: { file: 'a', scenario: 's', resets: [4, 5, 9].map((frame) => ({ ...label, frame })) },
    report: {
      findings: [
        { ...finding, frame: 4, frames: [4, 5] },
        { ...finding, frame: 7, frames: [7] },
      ],
    },
  } as unknown as Examined
  const clues = [clue, { rule: 'on-time', for: 'end' }]
  assert.deepEqual(samplesOf(examined), [{ scenario: 's', forged: true, clues }])
})

test('tables keep their columns in text, and their cells in Markdown', () => {
  const table = [
    ['name', 'n'],
    ['a|b', '100'],
  ]
  assert.equal(asText(table), 'name    n\na|b   100')
  assert.equal(asMarkdown(table), '| name | n |\n|---|--:|\n| a\\|b | 100 |')
  assert.match(asMarkdown([...table, ['c', 'words']]), /^\|---\|---\|$/m)
})

const judged = (scenario: string, origin: Judged['origin'], more: Partial<Judged> = {}): Judged => ({
  scenario,
  file: 'a',
  label: { frame: 1, origin: 'server', cause: null, trigger: null, decidable: 'yes', why: '' },
  found: true,
  who: 'server',
  origin,
  accused: false,
  missed: false,
  ...more,
})

test('the table of scenarios adds up', () => {
  const all = [judged('a', 'right', { cause: true }), judged('a', 'unknown'), judged('b', 'wrong', { accused: true })]
  const [head, a, b, total] = scenarioTable(all)
  const cells = (row: string[]) => Object.fromEntries(head.map((name, i) => [name, row[i]]))
  assert.deepEqual([cells(a).right, cells(a).unknown, cells(a).cause], ['1', '1', '1/1'])
  assert.deepEqual([cells(b).wrong, cells(b).accused], ['1', '1'])
  assert.deepEqual([cells(total).resets, cells(total).right], ['3', '1'])
  assert.equal(percent(1, 8), '1 of 8 (12.5 %)')
})

test('the summary counts an accusation among genuine resets only', () => {
  const forged = judged('c', 'right', { who: 'middlebox' })
  forged.label = { ...forged.label, origin: 'middlebox' }
  const own = [judged('a', 'wrong', { accused: true, who: 'middlebox' }), judged('a', 'right'), forged]
  const scored = [{ judged: own, alarms: 0, missingKinds: [] }] as unknown as Parameters<typeof summaryTable>[0]
  const [, accused, called] = summaryTable(scored)
  assert.deepEqual([accused[1], called[1]], ['1 of 2 (50.0 %)', '1 of 1 (100.0 %)'])
})

test('the reliability plot puts an honest bin on the diagonal', () => {
  const plot = reliabilityPlot([{ from: 0.9, to: 1, count: 40, stated: 0.95, right: 0.95 }])
  const [, x, y] = /<circle class="right" cx="([\d.]+)" cy="([\d.]+)"/.exec(plot)!.map(Number)
  const [, left, bottom, right, top] = /"ink" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"/.exec(plot)!.map(Number)
  const along = (x - left) / (right - left)
  assert.ok(along > 0 && along < 1)
  assert.ok(Math.abs(along - (bottom - y) / (bottom - top)) < 0.002)
})

test('bars are as long as their shares', () => {
  const plot = barsPlot([
    {
      name: 's',
      parts: [
        { kind: 'right', count: 3 },
        { kind: 'wrong', count: 1 },
      ],
    },
  ])
  const widths = [...plot.matchAll(/class="(right|wrong)" x="[\d.]+" y="\d+" width="(\d+)" height="13"/g)]
  assert.deepEqual(
    widths.map(([, kind, width]) => [kind, Number(width)]),
    [
      ['right', 300],
      ['wrong', 100],
    ],
  )
})
