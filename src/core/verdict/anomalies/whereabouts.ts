/** Where packets without an answer were lost, as two captures of the connection show. */
import { type CaseFile, otherSide, type Segment } from '../../casefile/model.js'

/**
 * `between`: on their way between the captures; `answers`: they came past both, and what answered them was lost between;
 * `beyond`: behind the far capture, or their answers were; `unknown`: there is one capture, or the two do not tell.
 */
export type Whereabouts = 'between' | 'answers' | 'beyond' | 'unknown'

/** @param tries packets of one side that stand unanswered */
export function whereabouts({ pair }: CaseFile, tries: readonly Segment[]): Whereabouts {
  if (!pair) return 'unknown'
  const { from } = tries[0]
  if (pair.nearer !== from) return 'beyond'
  if (!tries.some((s) => pair.counterparts.has(s.frame))) {
    // Of the later ones it may not be known whether the other capture still ran.
    return tries.some((s) => pair.lostBetween.has(s.frame)) ? 'between' : 'unknown'
  }
  return pair.comparison[otherSide(from)].lostBetween > 0 ? 'answers' : 'beyond'
}
