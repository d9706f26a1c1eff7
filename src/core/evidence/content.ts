/** The reset comes at the first packet that names a host or a resource, where filters look. */

import { hasAck, isFin } from '../casefile/segment.js'
import { readHttpRequest } from '../wire/http-head.js'
import { looksLikeClientHello } from '../wire/tls-hello.js'
import { defineObservation } from './define.js'

export const contentMet = defineObservation({
  id: 'content-met',
  family: 'context',
  observe({ fits, before, accused, reset, accusedRtt, form }) {
    const trigger = fits.find((fit) => fit.segment.from === 'client' && fit.segment.length > 0)
    if (!trigger || accused !== 'server' || trigger.delay > Math.max(0.5, 2 * (accusedRtt ?? 0))) return undefined
    const { segment } = trigger
    const isHello = looksLikeClientHello(segment.payload)
    if (!isHello && !readHttpRequest(segment.payload)) return undefined
    // A server that had closed answers whatever comes, names or not.
    if (before.some((s) => s.from === accused && isFin(s))) return undefined
    // A server that read the request acknowledged it first, or answered.
    const heard = before.some(
      (s) => s.from === accused && s.time > segment.time && (s.length > 0 || (hasAck(s) && s.ack !== segment.seq)),
    )
    if (heard) return undefined
    return {
      for: 'middlebox',
      // A server that will not talk aborts a live socket (RST+ACK); that it has none, right after its SYN-ACK, is odd.
      weight: form === 'reply' ? 'content-no-socket' : 'content-met',
      frames: [segment.frame, reset.frame],
      facts: { what: isHello ? ('client-hello' as const) : ('http-request' as const) },
    }
  },
})
