/** What several captures are: pieces of one, or captures of different points; and how that was told. */
import type { Words } from '../words/types.js'
import type { Arrangement, CaptureSummary } from './model.js'
import type { Frames } from './point.js'

/** Several files: `rotated`, one capture in pieces; `points`, captures of the same traffic at different places. */
export type FilesAre = 'rotated' | 'points'

export function arrangementOf(
  captures: readonly CaptureSummary[],
  points: readonly Frames[],
  asked: FilesAre | undefined,
  words: Words,
): { arrangement?: Arrangement } {
  if (captures.length < 2) return {}
  const as = points.length === 1 ? 'rotated' : points.length === captures.length ? 'points' : 'both'
  const told = asked ? 'caller' : 'times'
  const groups = points.map((frames) => frames.captures)
  const names = groups.map((group) => group.map((index) => captures[index].name))
  return { arrangement: { as, told, points: groups, text: words.text.arrangement(as, told, names) } }
}
