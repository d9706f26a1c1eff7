/** The formats as the command line writes them: whole at the end, or finding by finding while a stream goes on. */
import type { Embeddable } from '../core/report/html.js'
import { renderJson } from '../core/report/json.js'
import type { Report } from '../core/report/model.js'
import { wantsColor } from './color.js'
import type { AnalyseOptions } from './commands/analyse.js'
import { JsonLines } from './json-lines.js'
import type { Output } from './output.js'
import { Sentences } from './sentences.js'

export interface Printer {
  /** Findings of a stream that goes on; absent where a format cannot say a part. */
  live?(report: Report): void
  whole(report: Report, result: Embeddable): void
}

export async function createPrinter(output: Output, options: AnalyseOptions): Promise<Printer> {
  if (options.format === 'json') return { whole: (report) => output.write(renderJson(report)) }
  if (options.format === 'jsonl') return new JsonLines(output)
  if (options.format === 'html') return htmlPrinter(output)
  const sentences = new Sentences(output, options.all ?? false)
  return options.quiet ? sentences : { live: (report) => sentences.live(report), whole: await text(output, options) }
}

async function htmlPrinter(output: Output): Promise<Printer> {
  const { reportPage } = await import('./page.js')
  return { whole: (_, result) => output.write(reportPage(result)) }
}

async function text(output: Output, { color: mode, all }: AnalyseOptions): Promise<Printer['whole']> {
  const [{ renderText }, { painter }, { widthOf }] = await Promise.all([
    import('../core/report/text.js'),
    import('./painter.js'),
    import('./width.js'),
  ])
  const color = painter(wantsColor(mode, output.isTerminal, process.env))
  return (report) => output.write(renderText(report, { color, width: output.columns, all, widthOf }))
}
