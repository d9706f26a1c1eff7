/** The server closed an idle connection while the client's next request was already on its way. */

import type { Segment } from '../../casefile/model.js'
import { readHttpRequest } from '../../wire/http-head.js'
import { readTlsRecordType } from '../../wire/tls-hello.js'
import { IDLE_SECONDS } from '../trigger.js'
import { defineCause, frameOf } from './define.js'

/** A TLS record of application data this short may be a close_notify (TLS 1.3 hides the type): no request. */
const SMALLEST_REQUEST = 60
const APPLICATION_DATA = 23

export const keepaliveRace = defineCause({
  id: 'keepalive-race',
  made: 'end',
  benign: false,
  match({ form, situation, trigger, reset, accused, accusedRtt = 0, before }) {
    const { ownFin } = situation
    if (form !== 'reply' || accused !== 'server' || !trigger.segment || !ownFin || situation.exchanges < 1)
      return undefined
    if (!isRequest(trigger.segment)) return undefined
    const idle = silenceBefore(before, ownFin, trigger.segment)
    // Crossing: the client cannot have known of the FIN, or had only just got it.
    const crossed = trigger.segment.time - ownFin.time < Math.max(0.05, 2 * accusedRtt)
    if (idle < 1 || (!crossed && idle < IDLE_SECONDS)) return undefined
    return {
      fit: crossed ? 0.95 : 0.88,
      frames: frameOf(ownFin, trigger.segment, reset),
      facts: { idle, fin: ownFin.frame, request: trigger.segment.frame },
    }
  },
})

function isRequest(s: Segment): boolean {
  if (readHttpRequest(s.payload)) return true
  return readTlsRecordType(s.payload) === APPLICATION_DATA && s.length >= SMALLEST_REQUEST
}

/** From the last data of the exchange before to the FIN; the crossing request may stand before the FIN here. */
function silenceBefore(before: Segment[], fin: Segment, request: Segment): number {
  const data = before.slice(0, before.indexOf(fin)).findLast((s) => s.length > 0 && s !== request)
  return data ? fin.time - data.time : 0
}
