/** The result in one sentence: how many connections, how many resets, who made them. */
import type { Counts, Words } from '../words/types.js'
import { captureName } from './capture-name.js'
import type { Finding, Report } from './model.js'

type Counted = Pick<Report, 'captures' | 'connections' | 'leftOut'> & {
  findings: Pick<Finding, 'kind' | 'frames' | 'origin' | 'severity'>[]
}

export function headlineOf(report: Counted, said: Words): string {
  const { text } = said
  const names = report.captures.map(({ name }) => captureName(name, said))
  const counts = countsOf(report)
  if (counts.tcpPackets === 0) return text.noTcp(names, counts)
  const { findings, leftOut = 0 } = report
  if (findings.length > 0) return text.headline(counts, names) + (leftOut > 0 ? text.leftOut(leftOut) : '')
  return leftOut > 0 ? text.nothingChosen(names, leftOut) : text.nothing(names, counts)
}

function countsOf({ captures, connections, findings }: Counted): Counts {
  const resets = (test: (f: Counted['findings'][number]) => boolean) =>
    findings.filter((f) => f.kind === 'reset' && test(f)).reduce((sum, f) => sum + f.frames.length, 0)
  return {
    packets: captures.reduce((sum, capture) => sum + capture.packets, 0),
    tcpPackets: connections.packets,
    connections: connections.total,
    reset: connections.reset,
    examined: connections.examined,
    forged: resets((f) => f.origin.who === 'middlebox'),
    genuine: resets((f) => f.origin.who === 'client' || f.origin.who === 'server'),
    open: resets((f) => f.origin.who === 'unknown'),
    benign: findings.filter((f) => f.severity === 'info').length,
    other: findings.filter((f) => f.kind !== 'reset').length,
  }
}
