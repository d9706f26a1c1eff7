/** The list of patterns: what connects findings across connections. A new one is a file and a line here, and its words. */
import type { CaseVerdict } from '../analysis.js'
import type { Neighbourhood } from '../neighbourhood.js'
import { separatingFactors } from './factor.js'
import type { FoundPattern } from './model.js'
import { residualBlocks } from './residual.js'
import { sameDevices } from './same-device.js'
import { sameSeconds } from './same-second.js'

export function findPatterns(verdicts: CaseVerdict[], neighbourhood: Neighbourhood): FoundPattern[] {
  return [
    ...separatingFactors(verdicts, neighbourhood),
    ...residualBlocks(verdicts),
    ...sameDevices(verdicts),
    ...sameSeconds(verdicts),
  ]
}
