/** `rstrace FILE…`: analyses, prints, and says with its exit code how it went. */

import { buildReport, type Language } from '../core/report/build.js'
import type { AnalysedPoint } from '../core/report/point.js'
import { anonymizeKey } from './anonymize-key.js'
import { checkEvery, checkFiles, checkFormat, checkOnly } from './check.js'
import type { AnalyseOptions } from './commands/analyse.js'
import { complainOf, examine } from './examine.js'
import { exitCodeOf } from './exit-code.js'
import { openPrinter } from './print.js'
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
  checkFormat(options, words)
  checkEvery(files, options, words)
  const key = anonymizeKey(options, words)
  const controller = new AbortController()
  const printer = await openPrinter(files, options, key, words, controller)
  const selection = { only: options.only, streams: options.stream }
  const live = ({ analysis }: AnalysedPoint, verdicts: AnalysedPoint['verdicts']) =>
    printer.live?.(select(buildReport([{ analysis, verdicts }], language, [], options.as), selection))

  const examined = await examine(files, { ...options, anonymize: key, language, selection, controller, live }, words)
  const whole = examined.report(language)
  const worthPrinting = examined.points.length > 0 && (!examined.interrupted || files.includes('-'))
  const lost = worthPrinting ? await printer.whole(whole, examined) : []
  for (const file of lost) complainOf(file, language, words)
  printer.close()
  // A read that still waits for standard input would keep the process alive.
  if (controller.signal.aborted) process.stdin.destroy()
  const unreadable = examined.unreadable || lost.length > 0
  const interrupted = controller.signal.reason === 'interrupted'
  return exitCodeOf({ report: whole, unreadable, interrupted, failOn: options.failOn })
}
