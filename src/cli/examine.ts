/** Captures into a result, with a bar while it takes long and a line for each file that cannot be read. */
import type { CaseVerdict } from '../core/analysis.js'
import { buildReport, type FilesAre, type Language } from '../core/report/build.js'
import type { Embeddable } from '../core/report/html.js'
import type { AnalysedPoint } from '../core/report/point.js'
import { seriesOf } from '../core/report/series.js'
import { words as coreWords } from '../core/words/index.js'
import { analyzeFiles, type UnreadableFile } from '../node/analyze.js'
import { complain } from './failure.js'
import { progressBar } from './progress.js'
import { type Selection, select } from './select.js'
import type { CliWords } from './words/types.js'

/** Why reading was stopped before its end. */
export type Stop = 'interrupted' | 'nobody reads on'

interface ExamineOptions {
  as?: FilesAre
  every?: boolean
  /** 32 secret octets to anonymise with. */
  anonymize?: Uint8Array
  progress: boolean
  language: Language
  selection: Selection
  /** Stops the reading; Ctrl-C does, too. */
  controller: AbortController
  /** Verdicts on a stream that goes on. */
  live?(point: AnalysedPoint, verdicts: CaseVerdict[]): void
}

export interface Examined extends Embeddable {
  points: readonly AnalysedPoint[]
  /** At least one of them could not be read, or not to its end. */
  unreadable: boolean
  interrupted: boolean
}

export async function examine(
  files: readonly string[],
  { as, every, anonymize, progress, language, selection, controller, live }: ExamineOptions,
  words: CliWords,
): Promise<Examined> {
  // Stays until the end: what is written from the result may take long, too.
  const interrupt = () => controller.abort('interrupted' satisfies Stop)
  process.once('SIGINT', interrupt)
  const bar = progress && process.stderr.isTTY ? progressBar() : undefined
  const { points, unreadable, pairs } = await analyzeFiles(files, {
    as,
    every,
    anonymize,
    signal: controller.signal,
    onProgress: bar?.update,
    onVerdicts: (point, verdicts, isLive) => isLive && live?.(point, verdicts),
  })
  bar?.erase()
  for (const file of unreadable) complainOf(file, language, words)
  return {
    points,
    language,
    report: (language) => select(buildReport(points, language, pairs, as), selection),
    seriesOf: (id) => seriesOf(points, id),
    unreadable: unreadable.length > 0,
    interrupted: controller.signal.reason === ('interrupted' satisfies Stop),
  }
}

/** Says what is wrong with a file. */
export const complainOf = ({ name, error }: UnreadableFile, language: Language, words: CliWords): void =>
  complain(
    words.unreadable(
      name === '-' ? words.standardInput : name,
      coreWords[language].unreadable(error.reason),
      error.position,
    ),
  )
