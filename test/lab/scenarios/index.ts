/** The list of all scenarios: a new one is one entry in its file's list. */
import type { Scenario } from '../lab.js'
import { aborts } from './aborts.js'
import { injections } from './injections.js'
import { otherHarm } from './other-harm.js'
import { refused } from './refused.js'
import { rejects } from './rejects.js'
import { stale } from './stale.js'

export type Family = 'genuine' | 'path' | 'lookalike'

export const scenarios: Record<Family, Scenario[]> = {
  genuine: [...refused, ...aborts, ...stale],
  path: [...rejects, ...injections, ...otherHarm],
  lookalike: [],
}
