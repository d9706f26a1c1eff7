/**
 * Which packets a reset's numbers were taken from: by construction, not by nearness in time.
 */
import type { CaseFile, Segment } from './model.js'
import { hasAck, isReset, isSyn, sequenceEnd, sequenceLength } from './segment.js'

export interface TriggerFit {
  segment: Segment
  /** Seconds from the packet to the reset. */
  delay: number
  /**
   * `answers`: a packet of the other end that a reset of this form replies to.
   * `built`: a packet of the other end whose acknowledgment and end the reset repeats, with the ACK flag set.
   * `forward`: a packet of the accused end itself that the reset continues, as a device on the path makes it.
   * `quotes`: a packet whose own numbers or IP ID the reset repeats, as no stack does.
   */
  fit: 'answers' | 'built' | 'forward' | 'quotes'
}

/** Packets looked back at. */
const REACH = 400

/** All packets that fit, latest first. */
export function triggerFits(file: CaseFile, reset: Segment): TriggerFit[] {
  const index = file.segments.indexOf(reset)
  const fits: TriggerFit[] = []
  for (let i = index - 1; i >= Math.max(0, index - REACH); i--) {
    const segment = file.segments[i]
    if (isReset(segment) && segment.from === reset.from) continue
    const fit = segment.from === reset.from ? forwardFit(segment, reset) : peerFit(segment, reset)
    if (fit) fits.push({ segment, delay: reset.time - segment.time, fit })
  }
  return fits
}

function peerFit(s: Segment, reset: Segment): TriggerFit['fit'] | undefined {
  if (isReset(s)) return undefined
  if (!hasAck(s)) {
    if (hasAck(reset) && reset.ack === sequenceEnd(s)) return reset.seq === 0 ? 'answers' : 'built'
    return quotes(s, reset) ? 'quotes' : undefined
  }
  if (s.ack === reset.seq) {
    if (!hasAck(reset)) return 'answers'
    if (reset.ack === sequenceEnd(s)) return 'built'
  }
  if (hasAck(reset) && reset.ack === sequenceEnd(s) && sequenceLength(s) > 0) return 'built'
  return quotes(s, reset) ? 'quotes' : undefined
}

/** A reset turned round from a packet: its identification, or its sequence number as the acknowledgment. */
function quotes(s: Segment, reset: Segment): boolean {
  if (s.ipId !== undefined && s.ipId !== 0 && s.ipId === reset.ipId) return true
  return hasAck(s) && s.seq !== 0 && reset.ack === s.seq && reset.seq === s.ack
}

/** Only packets that take sequence space: a device behind them continues where they end. */
function forwardFit(s: Segment, reset: Segment): TriggerFit['fit'] | undefined {
  if (isReset(s) || sequenceLength(s) === 0) return undefined
  // The same numbers as a packet of its own side, though that side has moved on: copied (Suricata towards the target).
  if (s.length > 0 && s.seq === reset.seq && hasAck(reset) && s.ack === reset.ack) return 'quotes'
  return sequenceEnd(s) === reset.seq && (!isSyn(s) || !hasAck(reset) || reset.ack === 0) ? 'forward' : undefined
}
