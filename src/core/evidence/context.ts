import type { CaseFile, Segment, Side } from '../casefile/model.js'
import type { ResetForm } from '../casefile/reset-form.js'
import { hasAck } from '../casefile/segment.js'
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

/** What is asked of any packet that may not be its alleged sender's: the packet, and what it is compared with. */
export interface PacketContext {
  file: CaseFile
  /** The packet in question; of several resets made at one stroke the first. */
  packet: Segment
  /** The end whose address the packet carries. */
  accused: Side
  /** The end that the packet was sent to. */
  receiver: Side
  /** How a reset is put together; `segment`: no reset, but a part of the stream. */
  form: ResetForm | 'segment'
  /** Segments before the packet, and after it (or its group). */
  before: Segment[]
  after: Segment[]
  /** What the hop limit of a packet of the accused end is compared with; none when nothing of that end is known. */
  hops?: HopReference
  /** Smallest known round trip from the capture point to the accused end, in seconds. */
  accusedRtt?: number
}

/** Everything an observation may look at: one reset (or one burst of like ones) in its connection. */
export interface ResetContext extends PacketContext {
  /** The packet in question: the first reset of the group. */
  reset: Segment
  form: ResetForm
  /** Resets that were made at one stroke: same source, same moment, nothing between them. */
  group: Segment[]
  /** Packets whose numbers fit, latest first. */
  fits: TriggerFit[]
  /** Other resets of the capture that arrive from about the same distance (bounded), nearest in time. */
  resets: () => ResetRecord[]
}

/** A live socket sends it like all else of the stream; what a stack refuses or answers comes from beside its sockets. */
export const isOfSocket = ({ form, packet }: Pick<PacketContext, 'form' | 'packet'>): boolean =>
  form === 'segment' || (form === 'abort' && hasAck(packet))
