/** What the report says of the captures themselves. */
import type { CaptureSource } from '../analysis.js'
import type { Problem } from '../capture/problems.js'
import type { Vantage } from '../casefile/model.js'
import type { Words } from '../words/types.js'
import { clean } from './clean.js'
import { linkTypeName } from './link-types.js'
import type { CaptureSummary } from './model.js'
import type { AnalysedPoint, Frames } from './point.js'
import { between, rfc3339 } from './time.js'

export function captureSummaries(point: AnalysedPoint, frames: Frames, words: Words): CaptureSummary[] {
  const vantage = vantageOf(point, words)
  return point.analysis.sources.map((source, index) => ({
    name: clean(source.label),
    format: source.feed.format?.id ?? 'pcap',
    linkTypes: [...new Set((source.feed.parser?.interfaces ?? []).map((i) => linkTypeName(i.linkType)))],
    packets: source.frames,
    bytes: source.bytes,
    ...period(source),
    vantage,
    problems: problemsOf(point, index, frames).map((problem) => describe(problem, words)),
  }))
}

function period({ firstTime, lastTime }: CaptureSource): { firstTime?: string; durationSeconds: number } {
  if (!firstTime || !lastTime) return { durationSeconds: 0 }
  return { firstTime: rfc3339(firstTime), durationSeconds: between(firstTime, lastTime) }
}

/** Connections asked for where the capture was taken. */
const SAMPLE = 1000

/** Each connection says where it was taken; the capture is where nearly all of them say. */
function vantageOf({ verdicts }: AnalysedPoint, words: Words): CaptureSummary['vantage'] {
  const known = verdicts.slice(0, SAMPLE).flatMap(({ file }) => (file.vantage.at === 'unknown' ? [] : file.vantage))
  const fallback = verdicts.find((verdict) => verdict.file.vantage.why === 'loopback')?.file.vantage
  if (known.length === 0) return say(fallback ?? { at: 'unknown', why: 'nothing' }, words)
  const likely = known.find(({ at }) => known.filter((vantage) => vantage.at === at).length >= 0.9 * known.length)
  return likely ? say(likely, words) : { at: 'unknown', why: words.vantage.mixed('unknown') }
}

const say = ({ at, why }: Vantage, words: Words): CaptureSummary['vantage'] => ({ at, why: words.vantage[why](at) })

/** Problems of the file, and those that the analysis met in its frames. */
function problemsOf({ analysis }: AnalysedPoint, index: number, frames: Frames): Problem[] {
  const source = analysis.sources[index]
  const first = frames.place(source.framesBefore + 1).capture
  const met = analysis.problems.list().flatMap((problem) => {
    const place = frames.place(problem.firstFrame ?? 1)
    if (place.capture !== first && !(problem.firstFrame === undefined && index === 0)) return []
    return [{ ...problem, firstFrame: problem.firstFrame === undefined ? undefined : place.frame }]
  })
  return [...source.problems.list(), ...met]
}

function describe(problem: Problem, words: Words): CaptureSummary['problems'][number] {
  const { kind, count, firstFrame, firstPosition } = problem
  const where =
    firstFrame !== undefined
      ? words.where.frame(firstFrame)
      : firstPosition !== undefined
        ? words.where.byte(firstPosition)
        : ''
  return { kind, count, firstFrame, firstPosition, text: words.sentence(words.problem[kind](count, where)) }
}
