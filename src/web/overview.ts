/** The result as the list needs it: what is shown of one finding only, is asked for when it is opened. */
import type { Finding, Report } from '../core/report/model.js'

export type Row = Omit<Finding, 'evidence' | 'advice' | 'settle' | 'ladder' | 'filter' | 'trigger'>

export interface Overview extends Omit<Report, 'findings'> {
  findings: Row[]
}

export const overviewOf = (report: Report): Overview => ({ ...report, findings: report.findings.map(rowOf) })

/** The report as the view of one finding needs it. */
export const reportWith = (overview: Overview, finding: Finding): Report => ({ ...overview, findings: [finding] })

function rowOf({ evidence, advice, settle, ladder, filter, trigger, ...row }: Finding): Row {
  return row
}
