/** The list of all scenarios: a new one is one file and one line here. */
import type { Scenario } from '../lab.js'
import { portClosed, portClosedBesideOpen } from './port-closed.js'

export type Family = 'genuine' | 'path' | 'lookalike'

export const scenarios: Record<Family, Scenario[]> = {
  genuine: [portClosed, portClosedBesideOpen],
  path: [],
  lookalike: [],
}
