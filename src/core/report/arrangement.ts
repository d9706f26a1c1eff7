/** What several captures are: pieces of one, or captures of different points; and how that was told. */
import type { PointPair } from '../pair/index.js'
import { pathOrder } from '../pair/path.js'
import type { Words } from '../words/types.js'
import { captureName } from './capture-name.js'
import type { Arrangement, CaptureSummary } from './model.js'
import type { Frames } from './point.js'

/** Several files: `rotated`, one capture in pieces; `points`, captures of the same traffic at different places. */
export type FilesAre = 'rotated' | 'points'

export function arrangementOf(
  captures: readonly CaptureSummary[],
  points: readonly Frames[],
  asked: FilesAre | undefined,
  words: Words,
  pairs: readonly PointPair[] = [],
): { arrangement?: Arrangement } {
  if (captures.length < 2) return {}
  const as = points.length === 1 ? 'rotated' : points.length === captures.length ? 'points' : 'both'
  const groups = points.map((frames) => frames.captures)
  const told = asked ? 'caller' : points.length > 1 && !overlap(captures, groups) ? 'packets' : 'times'
  const nameOf = (index: number) => captureName(captures[index].name, words)
  const names = groups.map((group) => group.map(nameOf))
  const path = pathOrder(pairs)?.map((point) => groups[point][0])
  const text = [words.text.arrangement(as, told, names), ...(path ? [words.text.path(path.map(nameOf))] : [])].join(
    words.text.behindSentence,
  )
  return { arrangement: { as, told, points: groups, ...(path && { path }), text } }
}

/** Whether captures of different points overlap in time, as their clocks show it. An empty one is of no time. */
function overlap(captures: readonly CaptureSummary[], points: readonly (readonly number[])[]): boolean {
  const spans = points.flatMap((group, point) => group.flatMap((index) => spanOf(captures[index], point)))
  if (new Set(spans.map(({ point }) => point)).size < 2) return true
  return spans.some((a) => spans.some((b) => a.point < b.point && a.start <= b.end && b.start <= a.end))
}

function spanOf({ firstTime, durationSeconds }: CaptureSummary, point: number) {
  if (firstTime === undefined) return []
  const start = Date.parse(firstTime) / 1000
  return [{ point, start, end: start + durationSeconds }]
}
