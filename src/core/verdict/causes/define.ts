import type { Segment } from '../../casefile/model.js'
import type { ResetContext } from '../../evidence/context.js'
import type { Origin } from '../origin.js'
import type { Situation } from '../situation.js'
import type { TriggerVerdict } from '../trigger.js'

/** An earlier reset of the same connection, already judged. */
export interface EarlierReset {
  segment: Segment
  who: Origin['who']
}

/** What is known of other connections in the capture (bounded), for causes that only show across connections. */
export interface Neighbour {
  stream: number
  client: { address: string; port: number }
  server: { address: string; port: number }
  /** Seconds on the capture's clock. */
  firstTime: number
  lastTime: number
  serverName?: string
  host?: string
  path?: string
  /** The server sent data, so the request was not stopped. */
  answered: boolean
  /** A handshake was completed. */
  established: boolean
  /** Payload bytes of both sides. */
  bytes: number
  reset: boolean
  /** Judged to be cut by a middlebox. */
  cut?: boolean
  firstFrame: number
  /** Times of its SYNs (a few), on the capture's clock. */
  syns: number[]
}

export interface CauseContext extends ResetContext {
  origin: Origin
  trigger: TriggerVerdict
  situation: Situation
  /** Earlier resets of this connection. */
  earlier: EarlierReset[]
  neighbours: Neighbour[]
}

export interface Match<Facts extends object> {
  /** How well it fits, 0 to 1: what is left when the look-alikes have been considered. */
  fit: number
  frames: number[]
  facts: Facts
}

export interface Cause<Id extends string, Facts extends object> {
  readonly id: Id
  /** Who makes a reset for this reason. */
  readonly made: 'end' | 'middlebox'
  /** Nothing is wrong when this happens. */
  readonly benign: boolean
  match(context: CauseContext): Match<Facts> | undefined
}

export function defineCause<const Id extends string, Facts extends object>(cause: Cause<Id, Facts>): Cause<Id, Facts> {
  return cause
}

export function frameOf(...segments: (Segment | undefined)[]): number[] {
  const frames: number[] = []
  for (const s of segments) if (s && !frames.includes(s.frame)) frames.push(s.frame)
  return frames.sort((a, b) => a - b)
}
