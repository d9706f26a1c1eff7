/** The formats as the command line writes them: whole at the end, or finding by finding while a stream goes on. */
import { renderJson } from '../core/report/json.js'
import type { Report } from '../core/report/model.js'
import { wantsColor } from './color.js'
import { JsonLines } from './json-lines.js'
import type { Output } from './output.js'
import type { AnalyseOptions } from './program.js'
import type { CliWords } from './words/types.js'

export interface Printer {
  /** Findings of a stream that goes on; absent where a format cannot say a part. */
  live?(report: Report): void
  whole(report: Report): void
}

export async function createPrinter(output: Output, options: AnalyseOptions, words: CliWords): Promise<Printer> {
  if (options.format === 'json') return { whole: (report) => output.write(renderJson(report)) }
  return options.format === 'jsonl' ? new JsonLines(output) : textPrinter(output, options, words)
}

async function textPrinter(output: Output, options: AnalyseOptions, words: CliWords): Promise<Printer> {
  const [{ renderText }, { painter }, { widthOf }] = await Promise.all([
    import('../core/report/text.js'),
    import('./color.js'),
    import('./width.js'),
  ])
  const sentences = (report: Report) =>
    report.findings
      .filter(({ severity }) => options.all || severity !== 'info')
      .map(({ frame, summary }) => `${words.sentence(frame, summary)}\n`)
      .join('')
  const color = painter(wantsColor(options.color, output.isTerminal, process.env))
  return {
    live: (report) => output.write(sentences(report)),
    whole: (report) =>
      output.write(
        options.quiet
          ? sentences(report)
          : renderText(report, { color, width: output.columns, all: options.all, widthOf }),
      ),
  }
}
