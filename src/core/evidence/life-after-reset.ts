/**
 * The accused end goes on with the connection after "its" reset: it sends data, acknowledges, completes the handshake.
 * A host that has reset a connection has no socket left for it.
 */
import type { Segment } from '../casefile/model.js'
import { hasAck, isFin, isReset, isSyn, sequenceEnd } from '../casefile/segment.js'
import { isOutOfWindow } from '../casefile/window.js'
import { seqDifference } from '../flow/seq.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'

/** Packets of one host may change places within this time on their way through queues. */
const REORDERING = 0.003

export const lifeAfterReset = defineObservation({
  id: 'life-after-reset',
  family: 'behaviour',
  about: 'reset',
  observe(context) {
    const { after, accused, group } = context
    if (keepsItsSocket(context)) return undefined
    const last = group.at(-1)!
    const signs = after.filter((s) => s.from === accused && isSignOfLife(s, last, context))
    const sign = signs.find((s) => isNewData(s, last)) ?? signs[0]
    if (!sign) return undefined
    return {
      for: 'middlebox',
      weight: isNewData(sign, last) ? 'goes-on-sending' : 'lives-on',
      frames: [last.frame, sign.frame],
      facts: { side: accused, frame: sign.frame, later: sign.time - last.time, length: sign.length, is: kindOf(sign) },
    }
  },
})

/** Data at or behind the number that the reset gave as its end, too late to have been overtaken. */
const isNewData = (s: Segment, last: Segment): boolean =>
  s.length > 0 && seqDifference(s.seq, last.seq) >= 0 && s.time - last.time > REORDERING

function isSignOfLife(s: Segment, last: Segment, context: ResetContext): boolean {
  const { accusedRtt } = context
  if (isReset(s) || isSyn(s) || wasUnderWay(s, context)) return false
  // What was already under way when the reset was made carries older numbers; give it the time of a queue.
  const margin = Math.min(REORDERING, Math.max(0.0002, (accusedRtt ?? REORDERING) / 4))
  if (s.time - last.time < margin) return false
  if (wasOvertaken(s, last, context)) return false
  // An orderly FIN sent just before an abort may be retransmitted by nobody; one that comes later is life.
  return !isFin(s) || s.time - last.time > 2 * REORDERING
}

/**
 * Data that the end had sent before an abort of its own, which overtook it: the abort's number lies behind it. Resets that
 * answer later packets take theirs from those, and so may lie before it.
 */
const wasUnderWay = (s: Segment, { before, group, accused }: ResetContext): boolean =>
  s.length > 0 &&
  [...before, ...group].some(
    (r) => isReset(r) && r.from === accused && hasAck(r) && seqDifference(r.seq, sequenceEnd(s)) >= 0,
  )

/** Its number in the host's counter is lower than the reset's, which continues that counter: it was sent before. */
function wasOvertaken(s: Segment, last: Segment, { before, file }: ResetContext): boolean {
  if (file.baseline[s.from].ipId.class !== 'counter' || s.ipId === undefined || !last.ipId) return false
  // Linux numbers a SYN-ACK 0, whatever its socket counts from.
  const own = before.findLast((o) => o.from === s.from && o.ipId && !isReset(o))
  const continues = own !== undefined && ((last.ipId - own.ipId!) & 0xffff) <= 256
  return continues && ((s.ipId - last.ipId) & 0xffff) >= 0x8000
}

/**
 * A packet outside the window may never have reached the socket: connection tracking calls it invalid, leaves its address
 * untranslated, and the host beneath, which knows no such connection, resets it.
 * RFC 9293 §3.10.7.3: in SYN-SENT a wrong acknowledgment is answered with a reset while the connection attempt goes on;
 * so in SYN-RECEIVED (§3.10.7.4). Such a reset ends nothing for its sender.
 */
function keepsItsSocket({ fits, before, accused, form }: ResetContext): boolean {
  if (form !== 'reply') return false
  const trigger = fits.find((fit) => fit.fit === 'answers')?.segment
  if (!trigger) return false
  if (isOutOfWindow(before, trigger)) return true
  const own = before.filter((s) => s.from === accused && !isReset(s))
  const handshaking = own.length > 0 && own.every((s) => isSyn(s) || (s.flags & 2) !== 0)
  return handshaking && !own.some((s) => (s.seq + 1) >>> 0 === trigger.ack)
}

function kindOf(s: Segment): 'syn-ack' | 'data' | 'fin' | 'ack' {
  if ((s.flags & 2) !== 0) return 'syn-ack'
  if (isFin(s)) return 'fin'
  return s.length > 0 ? 'data' : 'ack'
}
