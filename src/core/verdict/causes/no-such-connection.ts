/** The end knows no such connection: restarted, failed over, reset by a forgery, or never the right host. */
import type { Segment } from '../../casefile/model.js'
import { hasAck, hasFlag } from '../../casefile/segment.js'
import { TcpFlag } from '../../wire/tcp.js'
import { type CauseContext, defineCause, frameOf } from './define.js'

export interface NoSuchConnectionFacts {
  why: 'forged-reset' | 'own-reset' | 'peer-reset' | 'never-seen' | 'lost'
  /** The reset that ended the connection, or the packet that met nothing. */
  frame: number
  idle: number
}

export const noSuchConnection = defineCause({
  id: 'no-such-connection',
  made: 'end',
  benign: false,
  match(context) {
    const { form, trigger, situation, reset } = context
    if (form !== 'reply' || !trigger.segment || situation.ownFin) return undefined
    const { fit, facts } = explain(context, trigger.segment)
    return { fit, frames: frameOf(segmentAt(context, facts.frame), trigger.segment, reset), facts }
  },
})

function explain(
  { situation, earlier, before, accused }: CauseContext,
  trigger: Segment,
): { fit: number; facts: NoSuchConnectionFacts } {
  const forgery = earlier.findLast((e) => e.who === 'middlebox' && e.segment.from !== accused)
  if (forgery) return { fit: 0.95, facts: { why: 'forged-reset', frame: forgery.segment.frame, idle: 0 } }
  const { ownReset, peerReset, idle } = situation
  // After its own reset, data finds nobody to read it: that is late data. A bare ACK only finds nobody.
  if (ownReset)
    return {
      fit: trigger.length > 0 && hasAck(ownReset) ? 0.3 : 0.85,
      facts: { why: 'own-reset', frame: ownReset.frame, idle: 0 },
    }
  if (hasFlag(trigger, TcpFlag.syn)) return { fit: 0.25, facts: { why: 'never-seen', frame: trigger.frame, idle: 0 } }
  if (peerReset) return { fit: 0.6, facts: { why: 'peer-reset', frame: peerReset.frame, idle: 0 } }
  if (!before.some((s) => s.from === accused))
    return { fit: 0.75, facts: { why: 'never-seen', frame: trigger.frame, idle } }
  return { fit: 0.6, facts: { why: 'lost', frame: trigger.frame, idle } }
}

const segmentAt = ({ before }: CauseContext, frame: number): Segment | undefined =>
  before.find((s) => s.frame === frame)
