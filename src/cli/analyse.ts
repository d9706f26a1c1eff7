/** `rstrace FILE…`: analyses, prints, and says with its exit code how it went. */

import { buildReport, type Language } from '../core/report/build.js'
import type { AnalysedPoint } from '../core/report/point.js'
import { checkFiles, checkOnly } from './check.js'
import type { AnalyseOptions } from './commands/analyse.js'
import { examine, type Stop } from './examine.js'
import { exitCodeOf } from './exit-code.js'
import { fileOutput, standardOutput } from './output.js'
import { createPrinter } from './print.js'
import { select } from './select.js'
import type { CliWords } from './words/types.js'

/** Returns the exit code. @throws UsageError */
export async function analyse(
  files: readonly string[],
  options: AnalyseOptions,
  language: Language,
  words: CliWords,
): Promise<number> {
  checkFiles(files, words)
  checkOnly(options.only, words)
  const controller = new AbortController()
  const { output: path } = options
  const stop: Stop = 'nobody reads on'
  const output = path ? fileOutput(path, files, words) : standardOutput(() => controller.abort(stop))
  const printer = await createPrinter(output, options)
  const selection = { only: options.only, streams: options.stream }
  const live = ({ analysis }: AnalysedPoint, verdicts: AnalysedPoint['verdicts']) =>
    printer.live?.(select(buildReport([{ analysis, verdicts }], language, [], options.as), selection))

  const examined = await examine(files, { ...options, language, selection, controller, live }, words)
  const { interrupted, unreadable } = examined
  const whole = examined.report(language)
  if (examined.readable && (!interrupted || files.includes('-'))) printer.whole(whole, examined)
  output.close()
  // A read that still waits for standard input would keep the process alive.
  if (controller.signal.aborted) process.stdin.destroy()
  return exitCodeOf({ report: whole, unreadable, interrupted, failOn: options.failOn })
}
