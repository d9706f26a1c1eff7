/** What the analysis reports about a capture. */
import { Analysis, analyze, buildReport, type Finding, judgeFrom, type Report } from '../src/core/index.js'

/**
 * Analyses a capture through the library's front door; with `chunk`, fed in pieces of so many bytes.
 * @throws CaptureError when it cannot be read
 */
export function conclude(capture: Uint8Array, chunk?: number): Report {
  return chunk === undefined ? analyze(capture) : buildReport([inPieces(capture, chunk)], 'en')
}

function inPieces(capture: Uint8Array, chunk: number) {
  const analysis = new Analysis()
  const source = analysis.open('story')
  for (let at = 0; at < capture.length; at += chunk) source.feed.push(capture.subarray(at, at + chunk))
  source.feed.end()
  analysis.end()
  return { analysis, verdicts: judgeFrom(analysis, () => capture) }
}

/** Causes from the likeliest to the last that is named. */
export const causesOf = ({ cause }: Finding): string[] => [cause.id, ...cause.alternatives.map((other) => other.id)]
