/** The figures of an accuracy run, as tables. */
import { brier, type CaseScore, isHidden, type Judged, reliability } from './score.js'
import type { Examined } from './sets.js'
import type { Table } from './table.js'

export type Scored = Examined & CaseScore

export const percent = (n: number, of: number) =>
  of === 0 ? 'none' : `${n} of ${of} (${((100 * n) / of).toFixed(1)} %)`
const share = (n: number, of: number) => (of === 0 ? '–' : `${n}/${of}`)
const countOf = <T>(list: T[], test: (one: T) => unknown): number => list.filter(test).length

const COLUMNS = [
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

/** One row a scenario, and one for all. */
export function scenarioTable(judged: Judged[]): Table {
  const rows = [...byScenario(judged)].map(([name, own]) => [name, ...cellsOf(own)])
  return [['scenario', ...COLUMNS], ...rows, ['all', ...cellsOf(judged)]]
}

export function byScenario(judged: Judged[]): Map<string, Judged[]> {
  const groups = new Map<string, Judged[]>()
  for (const one of judged) groups.set(one.scenario, [...(groups.get(one.scenario) ?? []), one])
  return groups
}

function cellsOf(judged: Judged[]): string[] {
  const origin = (what: Judged['origin']) => `${countOf(judged, (j) => j.origin === what)}`
  const flag = (what: 'accused' | 'missed') => `${countOf(judged, (j) => j[what])}`
  return [
    `${judged.length}`,
    ...(['right', 'unknown', 'wrong', 'none'] as const).map(origin),
    flag('accused'),
    flag('missed'),
    ...[causeHits(judged), triggerHits(judged), hopHits(judged)].map(([n, of]) => share(n, of)),
  ]
}

type Hits = [number, number]
const hits = (judged: Judged[], what: 'cause' | 'trigger'): Hits => [
  countOf(judged, (j) => j[what]),
  countOf(judged, (j) => j[what] !== undefined),
]
const causeHits = (judged: Judged[]) => hits(judged, 'cause')
const triggerHits = (judged: Judged[]) => hits(judged, 'trigger')
const hopHits = (judged: Judged[]): Hits => [
  countOf(judged, (j) => (j.hopError ?? 9) <= 1),
  countOf(judged, (j) => j.hopError !== undefined),
]

export function confusionTable(judged: Judged[]): Table {
  const said = ['client', 'server', 'middlebox', 'unknown', 'none'] as const
  const makers = ['client', 'server', 'middlebox'] as const
  const row = (maker: string) => {
    const own = judged.filter((j) => j.label.origin === maker)
    return [maker, ...said.map((who) => `${countOf(own, (j) => j.who === who)}`)]
  }
  return [['made by', ...said.map((who) => `said ${who}`)], ...makers.map(row)]
}

export function reliabilityTable(judged: Judged[]): Table {
  const rows = reliability(judged).map(({ from, to, count, stated, right }) => [
    `${from.toFixed(2)}–${Math.min(1, to).toFixed(2)}`,
    `${count}`,
    stated.toFixed(3),
    right.toFixed(3),
  ])
  return [['confidence', 'verdicts', 'stated', 'right'], ...rows]
}

/** What the project wants to reach, beside what was reached. */
export function summaryTable(scored: Scored[]): Table {
  const judged = scored.flatMap((s) => s.judged)
  const genuine = judged.filter((j) => j.label.origin !== 'middlebox')
  const forged = judged.filter((j) => j.label.origin === 'middlebox' && !isHidden(j))
  const hidden = judged.filter(isHidden)
  const by = (list: Judged[], test: (j: Judged) => unknown) => percent(countOf(list, test), list.length)
  const sum = (of: (s: Scored) => number) => `${scored.reduce((total, s) => total + of(s), 0)}`
  return [
    ['figure', 'measured', 'aim'],
    ['genuine resets called a device’s', by(genuine, (j) => j.accused), '0 of 1000'],
    ['forged resets called so', by(forged, (j) => j.who === 'middlebox'), '95 %'],
    ['nothing that was captured can tell: said unknown', by(hidden, (j) => j.who === 'unknown'), 'all'],
    ['cause', percent(...causeHits(judged)), '95 %'],
    ['trigger', percent(...triggerHits(judged)), '98 %'],
    ['hops within 1, where the hop limit can tell', percent(...hopHits(judged)), 'all'],
    ['largest gap of stated confidence to hit rate, 20 verdicts or more', largestGap(judged), '0.05'],
    ['Brier score', brier(judged)?.toFixed(4) ?? 'none', ''],
    ['resets not found', by(judged, (j) => !j.found), '0'],
    ['findings above info where all is well', sum((s) => s.alarms), '0'],
    ['findings of other kinds missing', sum((s) => s.missingKinds.length), '0'],
    ['captures that could not be read', sum((s) => (s.failed ? 1 : 0)), '0'],
  ]
}

function largestGap(judged: Judged[]): string {
  const gaps = reliability(judged)
    .filter((bin) => bin.count >= 20)
    .map((bin) => Math.abs(bin.stated - bin.right))
  return gaps.length === 0 ? 'none' : Math.max(...gaps).toFixed(3)
}
