/** The reset comes at the first packet that names a host or a resource, where filters look. */

import type { Segment } from '../casefile/model.js'
import { nextSequence } from '../casefile/reset-form.js'
import { hasAck, isFin, isReset, isSynAck } from '../casefile/segment.js'
import { seqLess } from '../flow/seq.js'
import { isHttpRequest } from '../wire/http-head.js'
import { looksLikeClientHello } from '../wire/tls-hello.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'

export const contentMet = defineObservation({
  id: 'content-met',
  family: 'context',
  about: 'reset',
  observe(context) {
    const { fits, before, accused, reset, accusedRtt, form } = context
    const trigger = fits.find((fit) => fit.segment.from === 'client' && fit.segment.length > 0)
    if (!trigger || accused !== 'server' || trigger.delay > Math.max(0.5, 2 * (accusedRtt ?? 0))) return undefined
    const { segment } = trigger
    const isHello = looksLikeClientHello(segment.payload)
    if (!isHello && !isHttpRequest(segment.payload)) return undefined
    // A server that had closed answers whatever comes, names or not.
    if (before.some((s) => s.from === accused && isFin(s))) return undefined
    // A server that read the request acknowledged it first, or answered.
    const heard = before.some(
      (s) => s.from === accused && s.time > segment.time && (s.length > 0 || (hasAck(s) && s.ack !== segment.seq)),
    )
    if (heard || misses(context) || answersEach(context)) return undefined
    return {
      for: 'middlebox',
      // A server that will not talk aborts a live socket (RST+ACK); that it has none, right after its SYN-ACK, is odd.
      weight: form === 'reply' && isFresh(context, segment) ? 'content-no-socket' : 'content-met',
      frames: [segment.frame, reset.frame],
      facts: { what: isHello ? ('client-hello' as const) : ('http-request' as const) },
    }
  },
})

/** Longer ago than this, the host may have been restarted since, or replaced. */
const FRESH_SECONDS = 4.5

/** That end has just opened the connection: heard of a moment ago, not still asking for the ACK, and nothing said yet. */
function isFresh({ before, accused }: ResetContext, trigger: Segment): boolean {
  const own = before.filter((s) => s.from === accused && !isReset(s))
  const last = own.at(-1)
  if (own.some((s) => s.length > 0)) return false
  return last !== undefined && trigger.time - last.time < FRESH_SECONDS && own.filter(isSynAck).length < 2
}

/** The reset stands behind bytes of that end which were not captured: among them may be its FIN. */
function misses({ file, accused, reset }: ResetContext): boolean {
  const seen = nextSequence(file.segments, accused, reset)
  return seen !== undefined && seqLess(seen, reset.seq)
}

/** Packets and resets keep the same distances where each reset answers one packet. */
const SAME_PACE = 0.25
const CLOCK = 0.0002

/**
 * A host that knows no such connection resets every packet of it, the handshake's bare ACK as well; a device that looks
 * for names lets that pass.
 */
function answersEach({ file, before, accused, receiver, reset }: ResetContext): boolean {
  const packets = before.filter((s) => s.from === receiver && !isReset(s) && hasAck(s) && s.ack === reset.seq)
  const resets = file.segments.filter((s) => isReset(s) && s.from === accused && s.seq === reset.seq)
  if (packets.length < 2 || resets.length !== packets.length) return false
  const delays = resets.map((s, i) => s.time - packets[i].time)
  const spread = Math.max(...delays) - Math.min(...delays)
  return spread <= CLOCK + SAME_PACE * (packets.at(-1)!.time - packets[0].time)
}
