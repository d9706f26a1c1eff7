/** `rstrace FILE…`: analyses, prints, and says with its exit code how it went. */

import type { PointPair } from '../core/pair/index.js'
import { buildReport, type Language } from '../core/report/build.js'
import type { AnalysedPoint } from '../core/report/point.js'
import { analyzeFiles, type UnreadableFile } from '../node/analyze.js'
import { anonymizeKey } from './anonymize-key.js'
import { checkFiles, checkFormat, checkOnly } from './check.js'
import type { AnalyseOptions } from './commands/analyse.js'
import { exitCodeOf } from './exit-code.js'
import { complain } from './failure.js'
import { openPrinter } from './print.js'
import { progressBar } from './progress.js'
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
  const key = anonymizeKey(options, words)
  // Its reason says who ended the run: 'interrupted', or 'nobody reads on'.
  const controller = new AbortController()
  const { signal } = controller
  const printer = await openPrinter(files, options, key, words, controller)
  const report = (points: AnalysedPoint[], pairs: PointPair[] = []) =>
    select(buildReport(points, language, pairs, options.as), { only: options.only, streams: options.stream })
  const interrupted = () => signal.reason === 'interrupted'

  const interrupt = () => controller.abort('interrupted')
  process.once('SIGINT', interrupt)
  const progress = options.progress && process.stderr.isTTY ? progressBar() : undefined
  const { points, unreadable, pairs } = await analyzeFiles(files, {
    as: options.as,
    anonymize: key,
    signal,
    onProgress: progress?.update,
    onVerdicts: (point, verdicts, live) => live && printer.live?.(report([{ ...point, verdicts }])),
  })
  progress?.erase()

  const complainOf = (file: UnreadableFile) => complain(unreadableLine(file, words))
  unreadable.forEach(complainOf)
  const whole = report(points, pairs)
  const worthPrinting = points.length > 0 && (!interrupted() || files.includes('-'))
  const lost = worthPrinting ? await printer.whole(whole, points) : []
  lost.forEach(complainOf)
  process.off('SIGINT', interrupt)
  printer.close()
  // A read that still waits for standard input would keep the process alive.
  if (signal.aborted) process.stdin.destroy()
  const failed = unreadable.length + lost.length > 0
  return exitCodeOf({ report: whole, unreadable: failed, interrupted: interrupted(), failOn: options.failOn })
}

const unreadableLine = ({ name, error }: UnreadableFile, words: CliWords): string =>
  `${name}: ${error.message}${error.position > 0 ? words.atByte(error.position) : ''}`
