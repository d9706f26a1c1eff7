import type { Finding, Report } from '../core/report/model.js'
import type { Output } from './output.js'
import type { Printer } from './print.js'

/** JSON Lines: each finding once, numbered in the order in which they are printed, and a summary that knows the numbers. */
export class JsonLines implements Printer {
  private readonly ids = new Map<string, string>()

  constructor(private readonly output: Output) {}

  live(report: Report): void {
    for (const finding of report.findings) this.print(finding)
  }

  whole({ findings, patterns, ...rest }: Report): void {
    const printed = new Map(findings.map((finding) => [finding.id, this.print(finding)]))
    const renumbered = patterns.map((pattern) => ({
      ...pattern,
      findings: pattern.findings.map((id) => printed.get(id) ?? id),
    }))
    this.output.write(`${JSON.stringify({ summary: { ...rest, patterns: renumbered } })}\n`)
  }

  /** The number it was printed under. */
  private print(finding: Finding): string {
    const key = `${finding.capture}:${finding.kind}:${finding.frame}`
    const known = this.ids.get(key)
    if (known) return known
    const id = String(this.ids.size + 1)
    this.ids.set(key, id)
    this.output.write(`${JSON.stringify({ ...finding, id })}\n`)
    return id
  }
}
