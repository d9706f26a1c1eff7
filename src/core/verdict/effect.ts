/**
 * Did the reset count? RFC 9293 §3.10.7.4 as amended by RFC 5961 §3.2: exactly RCV.NXT closes; elsewhere in the window
 * it draws a challenge ACK; outside it nothing happens. What the receiver did next decides where it can be seen.
 */

import type { Segment } from '../casefile/model.js'
import { nextSequence } from '../casefile/reset-form.js'
import { hasAck, isFin, isReset, isSyn } from '../casefile/segment.js'
import type { ResetContext } from '../evidence/context.js'

export type Effect = 'closed' | 'ignored' | 'unknown'

export function effectOf(context: ResetContext): Effect {
  const { after, receiver } = context
  const last = context.group.at(-1)!
  const reactions = after.filter((s) => s.from === receiver && s.time > last.time)
  if (reactions.some((s) => isSignOfLife(s, last, context))) return 'ignored'
  if (reactions.some(isReset)) return 'closed'
  return context.group.some((s) => isExact(context, s)) ? 'closed' : 'unknown'
}

/** New data, or an acknowledgment of something that came after the reset: its socket is alive. */
function isSignOfLife(s: Segment, last: Segment, { before, receiver, file }: ResetContext): boolean {
  if (isReset(s) || isSyn(s)) return false
  const trip = file.roundTrip[receiver]
  const passing = Math.max(trip?.min ?? 0.001, trip?.handshake ?? 0)
  if (s.time - last.time < passing) return false
  const acked = before.filter((o) => o.from === receiver && hasAck(o)).at(-1)?.ack
  const advances = acked !== undefined && hasAck(s) && ((s.ack - acked) | 0) > 0
  return advances || (s.length > 0 && s.time - last.time > 2 * passing)
}

/** The number that the receiver expects next: what the accused end has sent, or what the receiver acknowledged. */
function isExact({ file, accused, receiver, before }: ResetContext, reset: Segment): boolean {
  const lastAck = before.findLast((s) => s.from === receiver && hasAck(s) && !isReset(s))?.ack
  const next = nextSequence(file.segments, accused, reset)
  const syn = before.findLast((s) => s.from === receiver && isSyn(s))
  // In SYN-SENT a reset counts when it acknowledges the SYN (RFC 9293 §3.10.7.3).
  if (syn && next === undefined) return hasAck(reset) && reset.ack === (syn.seq + 1) >>> 0
  // After a FIN Linux takes the number before as well (tcp_reset_check), for peers that reset without counting the FIN.
  const afterFin = before.some((s) => s.from === accused && isFin(s)) && lastAck !== undefined
  return reset.seq === lastAck || reset.seq === next || (afterFin && reset.seq === (lastAck - 1) >>> 0)
}
