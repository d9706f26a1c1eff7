/** `rstrace FILE…`: analyses, prints, and says with its exit code how it went. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { buildReport, type Language } from '../core/report/build.js'
import type { FindingKind, Who } from '../core/report/model.js'
import { causes } from '../core/verdict/causes/index.js'
import { analyzeFiles, type UnreadableFile } from '../node/analyze.js'
import { exitCodeOf } from './exit-code.js'
import { complain, UsageError } from './failure.js'
import { nearest } from './nearest.js'
import { fileOutput, standardOutput } from './output.js'
import { createPrinter } from './print.js'
import type { AnalyseOptions } from './program.js'
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
  check(files, options, words)
  const stop = new AbortController()
  const interrupt = () => stop.abort('interrupted')
  process.once('SIGINT', interrupt)
  const output = options.output
    ? fileOutput(options.output, files, words)
    : standardOutput(() => stop.abort('nobody reads on'))
  const progress = options.progress && process.stderr.isTTY ? progressBar() : undefined
  const selection = { only: options.only, streams: options.stream }
  const printer = await createPrinter(output, options, words)

  const { points, unreadable } = await analyzeFiles(files, {
    as: options.as,
    signal: stop.signal,
    onProgress: progress?.update,
    onVerdicts: (point, verdicts, live) =>
      live && printer.live?.(select(buildReport([{ ...point, verdicts }], language), selection)),
  })
  process.off('SIGINT', interrupt)
  progress?.erase()
  for (const file of unreadable) complain(unreadableLine(file, words))
  const interrupted = stop.signal.reason === 'interrupted'
  // A read that still waits for standard input would keep the process alive.
  if (stop.signal.aborted) process.stdin.destroy()
  const report = select(buildReport(points, language), selection)
  if (!(interrupted && !files.includes('-')) && points.length > 0) printer.whole(report)
  output.close()
  return exitCodeOf({ report, unreadable: unreadable.length > 0, interrupted, failOn: options.failOn })
}

function check(files: readonly string[], { only }: AnalyseOptions, words: CliWords): void {
  if (files.length === 0) throw new UsageError(words.noFiles, words.seeHelp)
  for (const file of files) if (file !== '-' && !existsSync(file)) throw noSuchFile(file, words)
  for (const name of only) if (!selectable.includes(name)) throw noSuchOnly(name, words)
}

function noSuchFile(file: string, words: CliWords): UsageError {
  const folder = dirname(file)
  const near = existsSync(folder) ? nearest(basename(file), readdirSync(folder)) : undefined
  const meant = near && join(folder, near)
  return new UsageError(words.noSuchFile(file), meant ? words.didYouMean(meant) : words.seeHelp)
}

function noSuchOnly(name: string, words: CliWords): UsageError {
  const near = nearest(name, selectable)
  return new UsageError(words.noSuchOnly(name), near ? words.didYouMean(near) : words.onlyValues)
}

const origins: Record<Who, true> = { client: true, server: true, middlebox: true, unknown: true }
const kinds: Record<FindingKind, true> = {
  reset: true,
  'injected-fin': true,
  'injected-response': true,
  'icmp-reject': true,
  blackhole: true,
  'packet-loss': true,
  'tampered-content': true,
}
/** What `--only` may name. */
const selectable: readonly string[] = [...Object.keys(origins), ...Object.keys(kinds), ...causes.map(({ id }) => id)]

const unreadableLine = ({ name, error }: UnreadableFile, words: CliWords): string =>
  `${name}: ${error.message}${error.position > 0 ? words.atByte(error.position) : ''}`
