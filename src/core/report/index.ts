/** The list of formats that are text. A new one is a file and a line here. */
import { renderCsv } from './csv.js'
import { renderJson } from './json.js'
import { renderJsonl } from './jsonl.js'
import { renderMarkdown } from './markdown.js'
import type { Report } from './model.js'
import { renderText, type TextOptions } from './text.js'

export interface Format {
  readonly id: string
  /** Options that a format has no use for are ignored. */
  render(report: Report, options?: TextOptions): string
}

export const formats: readonly Format[] = [
  { id: 'text', render: renderText },
  { id: 'json', render: renderJson },
  { id: 'jsonl', render: renderJsonl },
  { id: 'markdown', render: renderMarkdown },
  { id: 'csv', render: renderCsv },
]
