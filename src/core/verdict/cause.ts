/** Why: the causes that fit, in order. What one fits is weighed by how likely it is that somebody of its kind made it. */
import type { CauseContext, Match } from './causes/define.js'
import { type CauseId, causes } from './causes/index.js'

export interface Candidate {
  id: CauseId
  confidence: number
  benign: boolean
  frames: number[]
  /** For the words; its shape belongs to the cause. */
  facts: object
}

/** Below this nothing is named. */
const NAMED = 0.2

/** All causes that fit, likeliest first; none when the reset is nobody's. */
export function findCauses(context: CauseContext): Candidate[] {
  if (context.origin.undecided === 'scrambled') return []
  const candidates: Candidate[] = []
  for (const cause of causes) {
    const share = shareOf(context, cause.made)
    if (share === 0) continue
    const match: Match<object> | undefined = cause.match(context)
    if (match) candidates.push({ id: cause.id, benign: cause.benign, confidence: match.fit * share, frames: match.frames, facts: match.facts })
  }
  candidates.sort((a, b) => b.confidence - a.confidence)
  return normalised(candidates).filter((c, i) => i > 0 || c.confidence >= NAMED)
}

function shareOf({ origin }: CauseContext, made: 'end' | 'middlebox'): number {
  if (origin.who === 'unknown') return made === 'middlebox' ? origin.forged : 1 - origin.forged
  return (origin.who === 'middlebox') === (made === 'middlebox') ? origin.confidence : 0
}

/** Causes exclude each other: together they cannot be more than certain. */
function normalised(candidates: Candidate[]): Candidate[] {
  const total = candidates.reduce((sum, c) => sum + c.confidence, 0)
  if (total <= 1) return candidates
  return candidates.map((c) => ({ ...c, confidence: c.confidence / total }))
}
