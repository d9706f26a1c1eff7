/** Which next capture or probe would decide what a verdict leaves open. */
import { pairToward } from '../casefile/pair.js'
import type { ResetVerdict } from '../verdict/judgement.js'
import type { Scene, SettleWords, Words } from '../words/types.js'

/** From here on a verdict needs no more. */
const SETTLED = 0.95
/** Below this the reason is a guess. */
const GUESS = 0.6

export function settleReset(verdict: ResetVerdict, scene: Scene, words: Words): string[] {
  return stepsFor(verdict, scene).map((step) => words.settle[step](scene))
}

function stepsFor({ origin, causes, context }: ResetVerdict, scene: Scene): (keyof SettleWords)[] {
  const pair = pairToward(context.file, context.accused)
  if (origin.who === 'middlebox' && pair?.missingThere.has(context.reset.frame)) return ['halve']
  // At the accused end itself no other capture is needed: the host knows what it sent.
  const compare = scene.vantage === scene.accused ? 'direction' : 'otherEnd'
  if (origin.who === 'middlebox') return [compare]
  if (origin.undecided === 'hidden') return [compare, 'kernel']
  if (origin.undecided === 'elsewhere') return ['machines']
  if (origin.who === 'unknown')
    return origin.undecided === 'balanced' ? [compare, 'echo', 'kernel'] : ['whole', compare]
  if (origin.confidence < SETTLED) return [compare, 'kernel']
  return (causes[0]?.confidence ?? 0) < GUESS ? ['kernel'] : []
}
