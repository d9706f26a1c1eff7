import type { Report } from './model.js'

/** The report as one JSON document, indented, with a final newline. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
