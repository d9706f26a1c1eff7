/** Captures into a result, with a bar while it takes long and a line for each file that cannot be read. */
import type { CaseVerdict } from '../core/analysis.js'
import { buildReport, type FilesAre, type Language } from '../core/report/build.js'
import type { Embeddable } from '../core/report/html.js'
import type { AnalysedPoint } from '../core/report/point.js'
import { seriesOf } from '../core/report/series.js'
import { analyzeFiles, type UnreadableFile } from '../node/analyze.js'
import { complain } from './failure.js'
import { progressBar } from './progress.js'
import { type Selection, select } from './select.js'
import type { CliWords } from './words/types.js'

/** Why reading was stopped before its end. */
export type Stop = 'interrupted' | 'nobody reads on'

export interface ExamineOptions {
  as?: FilesAre
  progress: boolean
  language: Language
  selection: Selection
  /** Stops the reading; Ctrl-C does, too. */
  controller: AbortController
  /** Verdicts on a stream that goes on. */
  live?(point: AnalysedPoint, verdicts: CaseVerdict[]): void
}

export interface Examined extends Embeddable {
  /** At least one of the files was a capture. */
  readable: boolean
  /** At least one of them could not be read, or not to its end. */
  unreadable: boolean
  interrupted: boolean
}

export async function examine(
  files: readonly string[],
  { as, progress, language, selection, controller, live }: ExamineOptions,
  words: CliWords,
): Promise<Examined> {
  const interrupt = () => controller.abort('interrupted' satisfies Stop)
  process.once('SIGINT', interrupt)
  const bar = progress && process.stderr.isTTY ? progressBar() : undefined
  const { points, unreadable, pairs } = await analyzeFiles(files, {
    as,
    signal: controller.signal,
    onProgress: bar?.update,
    onVerdicts: (point, verdicts, isLive) => isLive && live?.(point, verdicts),
  })
  process.off('SIGINT', interrupt)
  bar?.erase()
  for (const file of unreadable) complain(unreadableLine(file, words))
  return {
    language,
    report: (language) => select(buildReport(points, language, pairs, as), selection),
    seriesOf: (id) => seriesOf(points, id),
    readable: points.length > 0,
    unreadable: unreadable.length > 0,
    interrupted: controller.signal.reason === ('interrupted' satisfies Stop),
  }
}

const unreadableLine = ({ name, error }: UnreadableFile, words: CliWords): string =>
  `${name}: ${error.message}${error.position > 0 ? words.atByte(error.position) : ''}`
