import type { Report } from './model.js'

/** The report as JSON Lines: one line per finding, and a last one, `{"summary": …}`, with everything else. */
export function renderJsonl(report: Report): string {
  const { findings, ...summary } = report
  return [...findings, { summary }].map((line) => `${JSON.stringify(line)}\n`).join('')
}
