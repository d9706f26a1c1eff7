/** The library: analyses captures held in memory. For files and streams see `rstrace/node`. */
import type { Report } from './report/model.js'

export interface AnalyzeOptions {
  /** Names of the captures, for the report. */
  names?: string[]
  /** Language of every text in the report; default `en`. */
  language?: 'en' | 'zh'
}

export function analyze(bytes: Uint8Array | Uint8Array[], options: AnalyzeOptions = {}): Report {
  throw new Error('not written yet')
}

export { Analysis } from './analysis.js'
export type { Batch, CaptureSource, CaseVerdict, Wanted } from './analysis.js'
export { type AnalysedPoint, buildReport, type Language } from './report/build.js'
export { renderJson } from './report/json.js'
export { renderJsonl } from './report/jsonl.js'
export { type Painter, plainPainter, renderText, type TextOptions } from './report/text.js'
export type * from './report/model.js'
