import type { Report } from '../core/report/model.js'

/** What of the report the user asked for: findings of certain origins, causes or kinds, or of certain streams. */
export interface Selection {
  only: readonly string[]
  streams: readonly number[]
}

/** The report without the findings that were not asked for, and without the patterns that joined only those. */
export function select(report: Report, { only, streams }: Selection): Report {
  if (only.length === 0 && streams.length === 0) return report
  const findings = report.findings.filter(
    ({ kind, origin, cause, connection }) =>
      (only.length === 0 || [kind, origin.who, cause.id].some((name) => only.includes(name))) &&
      (streams.length === 0 || streams.includes(connection.stream)),
  )
  const ids = new Set(findings.map(({ id }) => id))
  const leftOut = report.findings.length - findings.length
  return { ...report, findings, leftOut, patterns: report.patterns.filter((p) => p.findings.some((id) => ids.has(id))) }
}
