/** The formats as the command line writes them: whole at the end, or finding by finding while a stream goes on. */
import type { Embeddable } from '../core/report/html.js'
import { renderJson } from '../core/report/json.js'
import type { Report } from '../core/report/model.js'
import type { UnreadableFile } from '../node/analyze.js'
import { wantsColor } from './color.js'
import type { AnalyseOptions } from './commands/analyse.js'
import type { Examined } from './examine.js'
import { JsonLines } from './json-lines.js'
import { fileOutput, type Output, standardOutput } from './output.js'
import { Sentences } from './sentences.js'
import type { CliWords } from './words/types.js'

/** A format that is made from the report alone. */
export interface TextPrinter {
  /** Findings of a stream that goes on; absent where a format cannot say a part. */
  live?(report: Report): void
  whole(report: Report, result: Embeddable): void
}

export interface Printer {
  live?(report: Report): void
  /** Returns files that turned out unreadable, for formats that read them again. */
  whole(report: Report, result: Examined): Promise<UnreadableFile[]>
  close(): void
}

/**
 * Opens what the options say to write to.
 * @param key to anonymise with
 * @param controller is aborted when nobody reads on
 * @throws UsageError
 */
export async function openPrinter(
  files: readonly string[],
  options: AnalyseOptions,
  key: Uint8Array | undefined,
  words: CliWords,
  controller: AbortController,
): Promise<Printer> {
  if (options.format === 'pcapng') {
    const { packetPrinter } = await import('./packets.js')
    return packetPrinter(files, { ...options, key }, words, controller)
  }
  const { output: path } = options
  const output = path ? fileOutput(path, files, words) : standardOutput(() => controller.abort('nobody reads on'))
  const printer = await textPrinter(output, options)
  return {
    live: printer.live?.bind(printer),
    whole: async (report, result) => {
      printer.whole(report, result)
      return []
    },
    close: output.close,
  }
}

async function textPrinter(output: Output, options: AnalyseOptions): Promise<TextPrinter> {
  const { format, all = false } = options
  if (format === 'json') return { whole: (report) => output.write(renderJson(report)) }
  if (format === 'jsonl') return new JsonLines(output)
  if (format === 'html') {
    const { reportPage } = await import('./page.js')
    return { whole: (_, result) => output.write(reportPage(result)) }
  }
  if (format === 'csv') {
    const { renderCsv } = await import('../core/report/csv.js')
    return { whole: (report) => output.write(renderCsv(report)) }
  }
  if (format === 'markdown') {
    const { renderMarkdown } = await import('../core/report/markdown.js')
    return { whole: (report) => output.write(renderMarkdown(report, { all })) }
  }
  const sentences = new Sentences(output, all)
  return options.quiet ? sentences : { live: (report) => sentences.live(report), whole: await text(output, options) }
}

async function text(output: Output, { color: mode, all }: AnalyseOptions): Promise<TextPrinter['whole']> {
  const [{ renderText }, { painter }, { widthOf }] = await Promise.all([
    import('../core/report/text.js'),
    import('./painter.js'),
    import('./width.js'),
  ])
  const color = painter(wantsColor(mode, output.isTerminal, process.env))
  return (report) => output.write(renderText(report, { color, width: output.columns, all, widthOf }))
}
