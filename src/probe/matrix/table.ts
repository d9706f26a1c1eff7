/** Every connection of an experiment so far, and what can be counted in it. */
import type { Attempt, AttemptOutcome, MatrixRow, Phase } from '../../core/report/probe-model.js'
import type { Ending } from './attempt.js'
import { factorIds, rank, type Variant } from './variant.js'

export interface Trial extends Ending {
  variant: Variant
  stage: Attempt['stage']
  quiet: boolean
  afterFailure?: true
  /** Seconds since the start of the experiment. */
  time: number
  /** When it ended. */
  endTime: number
}

export type Table = readonly Trial[]

export interface Failure {
  phase: Phase
  outcome: AttemptOutcome
}

export const isOk = ({ outcome }: Ending): boolean => outcome === 'ok'

/** The server got it and said something, though not always what was asked for: all that a control needs. */
export const works = ({ outcome }: Ending): boolean => outcome === 'ok' || outcome === 'answered'

/**
 * Did the connection get past the point at which the request fails? Without TLS, or with it, the phases are others: only
 * an answer counts. An altered answer is only cured by an unaltered one.
 */
export function passes(trial: Trial, { phase, outcome }: Failure): boolean {
  if (outcome === 'altered') return isOk(trial)
  if (trial.variant.factor === 'tls' && phase !== 'connect') return isOk(trial)
  return rank(trial.phase) > rank(phase) || (trial.phase === phase && works(trial))
}

/**
 * Does it say anything about what happens to the request? Behind another port there may be nothing, or something that
 * speaks another protocol.
 */
export function isComparable(trial: Trial, { phase }: Failure): boolean {
  if (phase === 'connect') return true
  if (trial.outcome === 'failed') return false
  const elsewhere = trial.variant.factor === 'port' || trial.variant.factor === 'tls'
  return !elsewhere || (trial.phase !== 'connect' && trial.detail !== 'other-protocol')
}

export const of = (table: Table, id: string, stage?: Attempt['stage']): Trial[] =>
  table.filter((trial) => trial.variant.id === id && (stage === undefined || trial.stage === stage))

/** The request or its control, on the port that is asked for. */
export const isOwn = ({ id }: Variant): boolean => id === 'given' || id === 'control'

/** The most frequent way in which these end other than well; the first of equally frequent ones. */
export function usualFailure(trials: Table): (Failure & { count: number }) | undefined {
  const failed = trials.filter((trial) => !isOk(trial)).map((trial) => ({ ...trial, status: undefined }))
  return endsOf(failed).sort((a, b) => b.count - a.count)[0]
}

export function endsOf(trials: Table): MatrixRow['ends'] {
  const counts = new Map<string, MatrixRow['ends'][number]>()
  for (const { phase, outcome, status } of trials) {
    const key = `${phase} ${outcome} ${status}`
    const known = counts.get(key)
    if (known) known.count++
    else counts.set(key, { phase, outcome, ...(status !== undefined && { status }), count: 1 })
  }
  return [...counts.values()]
}

/** The variants that were tried: the request itself, the control, then by factor. */
export function variantsIn(table: Table): Variant[] {
  const all = new Map(table.map(({ variant }) => [variant.id, variant]))
  return [...all.values()].sort((a, b) => placeOf(a) - placeOf(b))
}

/** Another value says more than none. */
const placeOf = ({ id, factor, value }: Variant): number =>
  factor ? factorIds.indexOf(factor) + (value === '' ? 0.5 : 0) : id === 'given' ? -2 : -1
