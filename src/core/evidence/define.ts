import type { PacketContext, ResetContext } from './context.js'
import type { WeightId } from './weights.js'

/**
 * Clues of one family share a cause, so only the strongest of each counts: a device that sets its own hop limit and one
 * whose hop limits vary are the same fact seen twice.
 */
export type Family =
  | 'hop-limit'
  | 'ip-id'
  | 'ip-flags'
  | 'form'
  | 'timing'
  | 'behaviour'
  | 'burst'
  | 'link'
  | 'context'
  | 'capture'
  | 'other-capture'

/** What an observation found: whom it speaks for, how strongly, which frames show it, and the numbers for the words. */
export interface Noted<Facts extends object> {
  for: 'end' | 'middlebox'
  weight: WeightId
  frames: number[]
  facts: Facts
}

/** What an observation is asked about, and what it is given. */
export interface Contexts {
  /** Any packet in an end's name: a response, a FIN, a reset. */
  packet: PacketContext
  /** A reset alone: its form, or what only a reset brings about. */
  reset: ResetContext
}

export interface Observation<Id extends string, Facts extends object, About extends keyof Contexts = keyof Contexts> {
  readonly id: Id
  readonly family: Family
  readonly about: About
  /** Undefined: the capture does not show what this looks at, or it shows nothing remarkable. */
  observe(context: Contexts[About]): Noted<Facts> | undefined
}

export function defineObservation<const Id extends string, Facts extends object, const About extends keyof Contexts>(
  observation: Observation<Id, Facts, About>,
): Observation<Id, Facts, About> {
  return observation
}
