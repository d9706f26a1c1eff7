/** What the plots show, and the same in a sentence: no drawing here. */
import type { Series } from '../../core/report/series.js'
import { type End, isIpv6, markWord, type View } from './view.js'

export interface Chart {
  name: 'hopLimit' | 'ipId' | 'seq-client' | 'seq-server'
  title: string
  /** One value a packet; null where the packet has none, or belongs to another chart. */
  values: (number | null)[]
  /** Faint lines: what the hosts' packets have in all their connections. */
  usual: number[]
  summary: string
}

/** Those that have something to show. */
export function chartsOf(series: Series, view: View): Chart[] {
  const { own, finding } = view
  const hopLimit = isIpv6(finding) ? own.plots.hopLimit6 : own.plots.hopLimit
  const { client, server } = series.hostHopLimits
  const usual = [...client.slice(0, 1), ...server.slice(0, 1)]
  return [
    { name: 'hopLimit' as const, title: hopLimit, values: series.hopLimit, usual },
    { name: 'ipId' as const, title: own.plots.ipId, values: series.ipId, usual: [] },
    { name: 'seq-client' as const, title: own.plots.seq.client, values: seqOf(series, 'client'), usual: [] },
    { name: 'seq-server' as const, title: own.plots.seq.server, values: seqOf(series, 'server'), usual: [] },
  ]
    .filter(({ values }) => values.filter((value) => value !== null).length >= 2)
    .map((chart) => ({ ...chart, summary: summaryOf(series, chart.values, view) }))
}

const seqOf = ({ seq, from }: Series, end: End): (number | null)[] =>
  seq.map((number, i) => (from[i] === end ? number : null))

export const isOdd = ({ mark }: Series, i: number): boolean => mark[i] === 'reset' || mark[i] === 'subject'

/** Few values are named, many are a range. */
const NAMED = 4

function summaryOf(series: Series, values: Chart['values'], { own }: View): string {
  const ends = (['client', 'server'] as const).flatMap((end) => {
    const its = distinct(values.filter((_, i) => series.from[i] === end && !isOdd(series, i)))
    if (its.length === 0) return []
    return its.length <= NAMED ? own.plots.usual(end, its) : own.plots.range(end, Math.min(...its), Math.max(...its))
  })
  const odd = series.frame.flatMap((frame, i) =>
    isOdd(series, i) && values[i] !== null ? { frame, value: values[i] } : [],
  )
  const named = odd.slice(0, NAMED).map(({ frame, value }) => own.plots.odd(frame, value))
  const more = odd.length > NAMED ? [own.plots.more(odd.length - NAMED)] : []
  return own.plots.sentence([...ends, ...named, ...more])
}

const distinct = (values: (number | null)[]): number[] =>
  [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b)

/** A packet in one line, for the readout under the plots. */
export function packetLine(series: Series, i: number, view: View): string {
  const { own, finding } = view
  const { column } = own.ladder
  const hopLimit = isIpv6(finding) ? own.ladder.hopLimit6 : column.hopLimit
  const parts: [string, number | null][] = [
    [hopLimit, series.hopLimit[i]],
    [column.ipId, series.ipId[i]],
    [column.seq, series.seq[i]],
    [column.ack, series.ack[i]],
    [column.length, series.length[i]],
    [column.window, series.window[i]],
  ]
  const numbers = parts.flatMap(([name, value]) => (value === null ? [] : `${name} ${value}`))
  const mark = series.mark[i]
  const marked = mark ? [markWord(mark, view)] : []
  return [
    own.frame(series.frame[i]),
    `${series.time[i].toFixed(6)} s`,
    own.end[series.from[i]],
    ...marked,
    ...numbers,
  ].join(' · ')
}
