/** The other leg of a connection that a proxy ends: another connection which carries the same request. */
import type { Endpoint, Side } from './model.js'

export interface LegFacts {
  /** Index of the capture point that holds it, and its stream number there. */
  otherPoint: number
  otherStream: number
  client: Endpoint
  server: Endpoint
  /** How the two were told: same first bytes, same request line, or time alone, which says no more than "may be". */
  by: 'bytes' | 'request' | 'timing'
  /** How each ended; undefined for one that did not. */
  end?: LegEnd
  otherEnd?: LegEnd
  /** Which of the two ended first, where the clocks tell. */
  diedFirst: 'this' | 'other' | 'unknown'
}

/** The first reset, or the first FIN of a leg without one. */
export interface LegEnd {
  kind: 'reset' | 'fin'
  /** In whose name. */
  from: Side
  frame: number
  time: number
}
