/** Data arrived after that side had closed its socket: nobody is left to read it (RFC 9293 §3.6.1, Linux TCP_ABORT_ON_DATA). */
import { hasAck, isFin } from '../../casefile/segment.js'
import { type CauseContext, defineCause, frameOf } from './define.js'

export const lateData = defineCause({
  id: 'late-data',
  made: 'end',
  benign: true,
  match(context) {
    const { trigger, situation, reset, form, earlier, accused } = context
    // A reset without ACK flag before this one says that there was no socket then either.
    const aborted = situation.ownReset && hasAck(situation.ownReset) ? situation.ownReset : undefined
    const closed = situation.ownFin ?? aborted
    if (!closed || !trigger.segment || (form !== 'reply' && !lateAbort(context))) return undefined
    if (earlier.some((e) => e.who === 'middlebox' && e.segment.from !== accused)) return undefined
    const carries = trigger.segment.length > 0 || isFin(trigger.segment)
    if (!carries && !situation.ownFin) return undefined
    return {
      fit: carries ? 0.85 : 0.6,
      frames: frameOf(closed, trigger.segment, reset),
      facts: { closed: closed.frame, late: trigger.segment.frame, bytes: trigger.segment.length },
    }
  },
})

/** Some stacks keep the ACK flag on a reset that answers late data. */
const lateAbort = ({ form, situation, trigger }: CauseContext): boolean =>
  form === 'live' && situation.ownFin !== undefined && trigger.segment !== undefined
