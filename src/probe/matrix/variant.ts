/** What one connection of an experiment does. */
import type { FactorId, Phase } from '../../core/report/probe-model.js'

export interface Exchange {
  address: string
  port: number
  /** Absent without TLS. */
  tls?: { serverName?: string }
  /** Absent when nothing is requested: the connection alone is the experiment. */
  http?: { method: string; host: string; path: string }
  /** Sends the first message, ClientHello or request, in two segments. */
  inTwo?: boolean
}

export interface Variant {
  /** `given`, `control`, or the factor with its value, as the report names it. */
  id: string
  /** The one thing in which it differs from the request; absent for the request itself and the control. */
  factor?: FactorId
  /** What it has been set to; '' for none. */
  value: string
  exchange: Exchange
}

const phases: readonly Phase[] = ['dns', 'connect', 'hello', 'request', 'response']

export const rank = (phase: Phase): number => phases.indexOf(phase)

/** Likelier culprits first: only so many of those that help are looked at closely. */
export const factorIds: readonly FactorId[] = [
  'server-name',
  'host',
  'path',
  'query',
  'method',
  'segments',
  'address',
  'port',
  'tls',
]
