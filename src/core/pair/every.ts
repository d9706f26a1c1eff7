/**
 * Every connection of two or more captures compared packet by packet, healthy ones too: a few hundred at a time, of which
 * nothing but counts is kept. Those in which something was changed or put in are kept like suspicious ones.
 */
import type { CaseVerdict } from '../analysis.js'
import type { CaseFile } from '../casefile/model.js'
import type { Comparison, PacketCounts, PairFacts } from '../casefile/pair.js'
import { compareViews, type View } from './comparison.js'
import { factsOf } from './facts.js'
import { attach, type PairedPoint, type PointPair, viewsOf } from './index.js'
import { matchCases } from './match-cases.js'
import { reverse } from './matched.js'

export interface EveryConnection {
  /** Held by both captures; and by the first or the second alone. */
  connections: number
  alone: [number, number]
  client: PacketCounts
  server: PacketCounts
}

/** Few packets are soon gone from memory again, and cost the collector little; fewer would be read one by one. */
const AT_A_TIME = 2_500

/**
 * Compares what `pairUp` left out. Whenever it yields, packets wait in the `batches()` of the points: judge them into
 * `verdicts`, from which this takes them again.
 * @param atATime packets of connections in memory at a time, of each capture
 */
export function* compareEvery(
  points: readonly PairedPoint[],
  pairs: readonly PointPair[],
  atATime = AT_A_TIME,
): Generator<void> {
  for (const pair of pairs) pair.every = alreadyCompared(points, pair)
  const analyses = points.map(({ analysis }) => analysis)
  for (const analysis of analyses) {
    const others = analyses.filter((other) => other !== analysis)
    while (analysis.takeNext(atATime, others)) {
      const before = points.map(({ verdicts }) => verdicts.length)
      yield
      const taken = points.map(({ verdicts }, i) => verdicts.splice(before[i]))
      for (const pair of pairs) compareTaken(pair, taken)
      points.forEach(({ analysis, verdicts }, i) => {
        for (const { file } of taken[i]) if (isRemarkable(file)) verdicts.push(analysis.judgeCompared(file))
      })
    }
  }
}

function compareTaken(pair: PointPair, taken: readonly CaseVerdict[][]): void {
  const {
    points: [a, b],
    every,
  } = pair
  const [here, there] = [a, b].map((i) => taken[i].map((v) => v.file))
  const matched = matchCases(here, there)
  const views = viewsOf(matched, there)
  const back = viewsOf(matched.map(reverse), here)
  views.forEach((view, i) => {
    const comparison = compareViews(view, back[i])
    add(every!, comparison)
    if (isWorthKeeping(comparison)) keep(view, back[i], [a, b])
    // The narrowest bounds of the clocks may be those of a healthy connection.
    if (isNarrower(view, pair.best)) pair.best = factsOf(view, back[i], b)
  })
  pair.connections += matched.length
  every!.connections += matched.length
  every!.alone[0] += here.length - matched.length
  every!.alone[1] += there.length - matched.length
}

function keep(view: View, back: View, [a, b]: [number, number]): void {
  attach(view.cases.here, factsOf(view, back, b))
  attach(view.cases.there, factsOf(back, view, a))
}

const isNarrower = ({ clock }: View, best: PairFacts | undefined): boolean =>
  !best || (clock.uncertainty ?? Number.POSITIVE_INFINITY) < (best.clock.uncertainty ?? Number.POSITIVE_INFINITY)

const isWorthKeeping = ({ client, server, changes }: Comparison): boolean =>
  client.injected + server.injected > 0 || changes.some((change) => change.content !== undefined)

const isRemarkable = ({ pairs }: CaseFile): boolean => pairs !== undefined

function alreadyCompared(points: readonly PairedPoint[], { points: [a, b] }: PointPair): EveryConnection {
  const every: EveryConnection = { connections: 0, alone: [0, 0], client: none(), server: none() }
  for (const { file } of points[a].verdicts) {
    const facts = file.pairs?.find(({ otherPoint }) => otherPoint === b)
    if (facts) add(every, facts.comparison)
    if (facts && facts.otherStream >= 0) every.connections++
    else every.alone[0]++
  }
  every.alone[1] = points[b].verdicts.length - every.connections
  return every
}

const none = (): PacketCounts => ({
  passed: 0,
  changed: 0,
  reordered: 0,
  duplicated: 0,
  lostBefore: 0,
  lostBetween: 0,
  lostAfter: 0,
  injected: 0,
  unseen: 0,
})

function add(every: EveryConnection, comparison: Comparison): void {
  for (const side of ['client', 'server'] as const) {
    for (const what of Object.keys(every[side]) as (keyof PacketCounts)[]) every[side][what] += comparison[side][what]
  }
}
