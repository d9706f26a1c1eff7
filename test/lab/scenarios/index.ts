/** The list of all scenarios: a new one is one entry in its file's list. */
import type { Scenario } from '../lab.js'
import { aborts } from './aborts.js'
import { crowds } from './crowds.js'
import { injections } from './injections.js'
import { lookalikes } from './lookalikes.js'
import { otherHarm } from './other-harm.js'
import { programs } from './programs.js'
import { refused } from './refused.js'
import { rejects } from './rejects.js'
import { stale } from './stale.js'
import { translation } from './translation.js'

export type Family = 'genuine' | 'path' | 'lookalike'

export const scenarios: Record<Family, Scenario[]> = {
  genuine: [...refused, ...aborts, ...stale, ...programs, ...translation, ...crowds],
  path: [...rejects, ...injections, ...otherHarm],
  lookalike: lookalikes,
}
