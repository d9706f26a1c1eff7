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
const NAMED = 0.15

/** All causes that fit, likeliest first; none when the reset is nobody's. */
export function findCauses(context: CauseContext): Candidate[] {
  if (context.origin.undecided === 'scrambled') return []
  const candidates: Candidate[] = []
  for (const cause of causes) {
    const share = shareOf(context, cause.made)
    if (share === 0) continue
    const match: Match<object> | undefined = cause.match(context)
    if (match)
      candidates.push({
        id: cause.id,
        benign: cause.benign,
        confidence: match.fit * share,
        frames: match.frames,
        facts: match.facts,
      })
  }
  // That it was forged is a cause by itself, whatever for.
  const named = context.origin.who === 'middlebox' || candidates.some((c) => c.confidence >= NAMED)
  if (!named) return []
  const ordered = weighed(candidates).sort((a, b) => b.confidence - a.confidence)
  return ordered[0]?.id === 'forged-unknown' ? unexplained(ordered, context.origin.confidence) : ordered
}

/** That the reason of a forgery is not shown is as sure as the forgery, but for the reasons that it may have. */
function unexplained([forged, ...named]: Candidate[], confidence: number): Candidate[] {
  const rest = confidence - named.reduce((sum, c) => sum + c.confidence, 0)
  return [{ ...forged, confidence: Math.max(forged.confidence, rest) }, ...named]
}

function shareOf({ origin }: CauseContext, made: 'end' | 'middlebox'): number {
  if (origin.who === 'unknown') return made === 'middlebox' ? origin.forged : 1 - origin.forged
  return (origin.who === 'middlebox') === (made === 'middlebox') ? origin.confidence : 0
}

/**
 * Causes exclude each other. What fits well leaves little to what fits badly: shares go by the cube of the fit, and the
 * best is no surer than its own fit.
 */
function weighed(candidates: Candidate[]): Candidate[] {
  const total = candidates.reduce((sum, c) => sum + c.confidence ** 3, 0)
  const best = Math.max(...candidates.map((c) => c.confidence))
  return candidates.map((c) => ({ ...c, confidence: (c.confidence ** 3 / total) * Math.min(1, best + 0.05) }))
}
