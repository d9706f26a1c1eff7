/** Which fields of which packets decided: what each observation looked at, on the frames that it cites. */
import type { ObservationId } from '../../core/evidence/index.js'
import type { Evidence, Finding, LadderRow } from '../../core/report/model.js'
import type { FindingWords } from '../words/finding.js'

/** A column of the ladder that an observation may have looked at. */
export type Field = Exclude<keyof FindingWords['ladder']['column'], 'length'>

/** `frame` stands for the packet as a whole: it is there, or what tells it is in no column. */
const fields: Record<ObservationId, readonly Field[]> = {
  'ttl-shift': ['hopLimit'],
  'ttl-variation': ['hopLimit'],
  'no-hops': ['hopLimit'],
  'ip-id': ['ipId'],
  'ip-id-copy': ['ipId'],
  'shared-counter': ['ipId', 'hopLimit'],
  'dont-fragment': ['frame'],
  timing: ['time'],
  foreknowledge: ['time', 'ack'],
  'life-after-reset': ['frame'],
  'second-answer': ['frame', 'hopLimit'],
  'both-ways': ['time', 'direction'],
  challenge: ['flags'],
  burst: ['frame'],
  'sequence-ladder': ['seq'],
  'counted-fields': ['hopLimit', 'window'],
  'rst-form': ['flags', 'seq', 'ack'],
  window: ['window'],
  timestamps: ['frame'],
  'traffic-class': ['frame'],
  'flow-label': ['frame'],
  'odd-bits': ['flags'],
  payload: ['note'],
  'mac-address': ['frame'],
  vlan: ['frame'],
  direction: ['direction'],
  'other-capture': ['there'],
  'same-device': ['hopLimit'],
  'content-met': ['note'],
  expected: ['flags'],
}

const fieldsOf = (id: string): readonly Field[] => (Object.hasOwn(fields, id) ? fields[id as ObservationId] : [])

/** Below this an observation is no more than in keeping with the verdict (`evidence/weights.ts`: 1 is a hint). */
const HINT = 1

/** The observations that carried the verdict; when it is open, those for either side. */
function convicting({ origin, evidence }: Finding): Evidence[] {
  return evidence.filter(
    ({ counted, weight, for: side }) => counted && weight >= HINT && (origin.who === 'unknown' || origin.who === side),
  )
}

/** Names of the observations that rest on a field of a packet: `cited(row, 'hopLimit')`. */
export type Cited = (row: LadderRow, field: Field) => string[]

export function citations(finding: Finding): Cited {
  const deciding = convicting(finding)
  return (row, field) => {
    if (row.capture !== undefined) return []
    return deciding
      .filter(({ id, frames }) => frames.includes(row.frame) && fieldsOf(id).includes(field))
      .map(({ id }) => id)
  }
}
