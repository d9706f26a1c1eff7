/**
 * The library: who reset a connection, why, set off by which packet, and where on the path. Everything here works on
 * bytes in memory; for files and streams see `rstrace/node`.
 */
import { Anonymizer } from './anonymize/anonymizer.js'
import { analyzeCapture, compare } from './drive.js'
import { buildReport } from './report/build.js'
import type { Report } from './report/model.js'
import type { Language } from './words/index.js'

export interface AnalyzeOptions {
  /** Names of the captures, for the report; `capture 1` and so on when not given. */
  names?: string[]
  /**
   * 32 secret octets: everything in the report is anonymised with them, the captures' names included. The same octets
   * make the same pseudonyms.
   */
  anonymize?: Uint8Array
  /** Of several captures, compare every connection packet by packet, healthy ones too. */
  every?: boolean
  /** Language of every text in the report; default `en`. */
  language?: Language
}

/**
 * Analyses one capture, or several of the same traffic that were taken at different places and are compared with each
 * other, and reports what was found.
 *
 * ```js
 * const report = analyze(await readFile('client.pcap'))
 * for (const finding of report.findings) console.log(finding.origin.who, finding.cause.id, finding.summary)
 * ```
 *
 * @param bytes whole pcap or pcapng files, not compressed
 * @throws CaptureError when the bytes are no capture, or cannot be read to their end
 * @throws RangeError when the key to anonymise with has not 32 octets
 */
export function analyze(bytes: Uint8Array | Uint8Array[], options: AnalyzeOptions = {}): Report {
  const captures = Array.isArray(bytes) ? bytes : [bytes]
  const anonymizer = options.anonymize && new Anonymizer(options.anonymize)
  const names = anonymizer ? [] : (options.names ?? [])
  const points = captures.map((capture, i) =>
    analyzeCapture(capture, names[i] ?? `capture ${i + 1}`, anonymizer?.again()),
  )
  return buildReport(points, options.language ?? 'en', compare(points, captures, options), 'points')
}

// What an analysis is made of, for what the report alone does not give: several points, series, annotated copies.
export type { Analysis, CaseVerdict } from './analysis.js'
export { Anonymizer } from './anonymize/anonymizer.js'
// Captures copied as pcapng, with the findings as comments.
export { anonymousCopyFeed } from './anonymize/copy.js'
export { copyFeed } from './capture/copy.js'
export type { CopyPlan, Write } from './capture/copy-plan.js'
export type { CaptureFeed } from './capture/feed.js'
export { CaptureError } from './capture/format.js'
export { analyzeCapture, compare } from './drive.js'
export type { PointPair } from './pair/index.js'
export { type AnalysedPoint, buildReport, type FilesAre } from './report/build.js'
export { renderCsv } from './report/csv.js'
export { type Format, formats } from './report/index.js'
export { renderJson } from './report/json.js'
export { renderJsonl } from './report/jsonl.js'
export { type MarkdownOptions, renderMarkdown } from './report/markdown.js'
// The report, and how it is written.
export type * from './report/model.js'
export { type CopyOptions, copyPlans } from './report/pcapng-comments.js'
export { type Series, seriesOf } from './report/series.js'
export { type Painter, renderText, type TextOptions } from './report/text.js'
export { VERSION } from './report/version.js'
export type { Language } from './words/index.js'
