import { renderJsonl } from '../core/report/jsonl.js'
import type { Report } from '../core/report/model.js'
import type { Output } from './output.js'
import type { TextPrinter } from './print.js'
import { Printed } from './printed.js'

/** JSON Lines, each finding once; the patterns of the summary name findings by the numbers they were printed under. */
export class JsonLines implements TextPrinter {
  private readonly printed = new Printed()

  constructor(private readonly output: Output) {}

  live({ findings }: Report): void {
    for (const finding of this.printed.take(findings)) this.output.write(`${JSON.stringify(finding)}\n`)
  }

  whole(report: Report): void {
    const findings = this.printed.take(report.findings)
    const ids = new Map(report.findings.map((finding) => [finding.id, this.printed.idOf(finding)]))
    const patterns = report.patterns.map((p) => ({ ...p, findings: p.findings.flatMap((id) => ids.get(id) ?? []) }))
    this.output.write(renderJsonl({ ...report, findings, patterns }))
  }
}
