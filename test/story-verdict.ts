/** What the analysis reports about the captures of a story. */
import { Analysis } from '../src/core/analysis.js'
import { judgeFrom } from '../src/core/drive.js'
import { Anonymizer, analyze, buildReport, compare, type Finding, type Report } from '../src/core/index.js'

/**
 * Analyses captures through the library's front door; with `chunk`, fed in pieces of so many bytes.
 * @param key anonymised with it
 * @throws CaptureError when one cannot be read
 */
export function conclude(capture: Uint8Array | Uint8Array[], chunk?: number, key?: Uint8Array, live = false): Report {
  if (live) return buildReport([asStream([capture].flat()[0])], 'en')
  if (chunk === undefined) return analyze(capture, { anonymize: key })
  const captures = Array.isArray(capture) ? capture : [capture]
  const points = captures.map((capture) => inPieces(capture, chunk, key))
  return buildReport(points, 'en', compare(points, captures), 'points')
}

function inPieces(capture: Uint8Array, chunk: number, key?: Uint8Array) {
  const analysis = new Analysis(key && new Anonymizer(key))
  const source = analysis.open('story')
  for (let at = 0; at < capture.length; at += chunk) source.feed.push(capture.subarray(at, at + chunk))
  source.feed.end()
  analysis.end()
  return { analysis, verdicts: judgeFrom(analysis, () => capture) }
}

/** All is judged when the last packet has come, and once more when it turns out to have been the last. */
function asStream(capture: Uint8Array) {
  const analysis = new Analysis()
  const source = analysis.open('story')
  source.feed.push(capture)
  analysis.settle(0)
  const early = judgeFrom(analysis, () => capture).map(({ file }) => file)
  source.feed.end()
  analysis.end()
  const late = judgeFrom(analysis, () => capture)
  return { analysis, verdicts: [...analysis.judgeInTheEnd(early), ...late] }
}

/** Causes from the likeliest to the last that is named. */
export const causesOf = ({ cause }: Finding): string[] => [cause.id, ...cause.alternatives.map((other) => other.id)]
