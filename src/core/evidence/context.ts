import type { CaseFile, Segment, Side } from '../casefile/model.js'
import type { ResetForm } from '../casefile/reset-form.js'
import type { TriggerFit } from '../casefile/triggers.js'
import type { HopReference } from './hop-limits.js'

/** A reset seen anywhere in the capture, for what only shows across connections. */
export interface ResetRecord {
  stream: number
  frame: number
  time: number
  /** Address in the source field. */
  source: string
  hopLimit?: number
  ipId?: number
  window: number
  /** Usual hop limit of that source's other packets. */
  baseline?: number
}

/** Everything an observation may look at: one reset (or one burst of like ones) in its connection. */
export interface ResetContext {
  file: CaseFile
  /** The first reset of the group. */
  reset: Segment
  /** Resets that were made at one stroke: same source, same moment, nothing between them. */
  group: Segment[]
  /** The end whose address the reset carries. */
  accused: Side
  /** The end that the reset was sent to. */
  receiver: Side
  form: ResetForm
  /** Packets whose numbers fit, latest first. */
  fits: TriggerFit[]
  /** Segments before the reset, and after the group. */
  before: Segment[]
  after: Segment[]
  /** What the hop limit of a packet of the accused end is compared with; none when nothing of that end is known. */
  hops?: HopReference
  /** Smallest known round trip from the capture point to the accused end, in seconds. */
  accusedRtt?: number
  /** Other resets of the capture that arrive from about the same distance (bounded), nearest in time. */
  resets: () => ResetRecord[]
}
