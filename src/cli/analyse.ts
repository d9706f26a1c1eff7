/** `rstrace FILE…`: analyses, prints, and says with its exit code how it went. */

import type { PointPair } from '../core/pair/index.js'
import { buildReport, type Language } from '../core/report/build.js'
import type { AnalysedPoint } from '../core/report/point.js'
import { analyzeFiles, type UnreadableFile } from '../node/analyze.js'
import { checkFiles, checkOnly } from './check.js'
import type { AnalyseOptions } from './commands/analyse.js'
import { exitCodeOf } from './exit-code.js'
import { complain } from './failure.js'
import { fileOutput, standardOutput } from './output.js'
import { createPrinter } from './print.js'
import { progressBar } from './progress.js'
import { select } from './select.js'
import type { CliWords } from './words/types.js'

/** Why reading was stopped before its end. */
type Stop = 'interrupted' | 'nobody reads on'

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
  const stop = (why: Stop) => controller.abort(why)
  const { output: path } = options
  const output = path ? fileOutput(path, files, words) : standardOutput(() => stop('nobody reads on'))
  const printer = await createPrinter(output, options)
  const report = (points: AnalysedPoint[], pairs: PointPair[] = []) =>
    select(buildReport(points, language, pairs, options.as), { only: options.only, streams: options.stream })

  const interrupt = () => stop('interrupted')
  process.once('SIGINT', interrupt)
  const progress = options.progress && process.stderr.isTTY ? progressBar() : undefined
  const { points, unreadable, pairs } = await analyzeFiles(files, {
    as: options.as,
    every: options.every,
    signal: controller.signal,
    onProgress: progress?.update,
    onVerdicts: (point, verdicts, live) => live && printer.live?.(report([{ ...point, verdicts }])),
  })
  process.off('SIGINT', interrupt)
  progress?.erase()

  for (const file of unreadable) complain(unreadableLine(file, words))
  const interrupted = controller.signal.reason === 'interrupted'
  const whole = report(points, pairs)
  if (points.length > 0 && (!interrupted || files.includes('-'))) printer.whole(whole)
  output.close()
  // A read that still waits for standard input would keep the process alive.
  if (controller.signal.aborted) process.stdin.destroy()
  return exitCodeOf({ report: whole, unreadable: unreadable.length > 0, interrupted, failOn: options.failOn })
}

const unreadableLine = ({ name, error }: UnreadableFile, words: CliWords): string =>
  `${name}: ${error.message}${error.position > 0 ? words.atByte(error.position) : ''}`
