/** Captures in files and streams, for Node: `import { analyzeFiles, reportFiles } from 'rstrace/node'`. */
import { buildReport, type Language } from '../core/report/build.js'
import type { Report } from '../core/report/model.js'
import { type AnalyzeFilesOptions, analyzeFiles } from './analyze.js'

export {
  type AnalyzeFilesOptions,
  analyzeFiles,
  type FilesAnalysis,
  type FilesAre,
  type UnreadableFile,
} from './analyze.js'
export { keyFromFile, randomKey } from './anonymize-key.js'

export { type CopyFileOptions, copyFile } from './copy.js'

export interface ReportFilesOptions extends AnalyzeFilesOptions {
  /** Language of every text in the report; default `en`. */
  language?: Language
}

/**
 * The report on capture files: pcap, pcapng or tcpdump's text, plain or compressed with gzip or zstd.
 *
 * ```ts
 * const report = await reportFiles(['client.pcapng'])
 * for (const finding of report.findings) console.log(finding.frame, finding.origin.who, finding.cause.id)
 * ```
 * @throws CaptureError when a file cannot be read
 * @throws RangeError when the key to anonymise with has not 32 octets
 */
export async function reportFiles(paths: readonly string[], options: ReportFilesOptions = {}): Promise<Report> {
  const { points, unreadable, pairs } = await analyzeFiles(paths, options)
  if (unreadable.length > 0) throw unreadable[0].error
  return buildReport(points, options.language ?? 'en', pairs, options.as)
}
