/** The whole report in one sentence. */
import type { Counts, Words } from '../words/types.js'
import type { Finding, Report } from './model.js'

export function headlineOf(report: Report, { text }: Words): string {
  const names = report.captures.map((capture) => capture.name)
  const counts = countsOf(report)
  if (counts.tcpPackets === 0) return text.noTcp(names, counts)
  return report.findings.length === 0 ? text.nothing(names, counts) : text.headline(counts, names)
}

function countsOf({ captures, connections, findings }: Report): Counts {
  const resets = (test: (f: Finding) => boolean) =>
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
