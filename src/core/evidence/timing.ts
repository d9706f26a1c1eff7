/**
 * How soon the reset came after the packet it can only answer. That end cannot answer sooner than the smallest round
 * trip to it allows. A reset that answers nothing (an abort) may come at any moment, so it is not measured.
 */
import { promptLimit, wasTakenIn } from '../casefile/reset-form.js'
import type { TriggerFit } from '../casefile/triggers.js'
import { defineObservation } from './define.js'
import type { ResetContext } from './context.js'

/** Below this share of the smallest round trip an answer is impossible, or doubtful: clocks and queues vary. */
const IMPOSSIBLE = 0.5
const DOUBTFUL = 0.8
/** A round trip this small is that of the capturing host's neighbour: its variation is as large. */
const MEASURABLE = 0.001
const LATE = 1.6

export const timing = defineObservation({
  id: 'timing',
  family: 'timing',
  observe(context) {
    const { reset, accusedRtt } = context
    if (accusedRtt === undefined || accusedRtt < MEASURABLE) return undefined
    const oldest = oldestAnswerable(context)
    if (!oldest) return undefined
    const share = oldest.delay / accusedRtt
    const facts = { delay: oldest.delay, rtt: accusedRtt, trigger: oldest.segment.frame }
    const frames = [oldest.segment.frame, reset.frame]
    if (share < IMPOSSIBLE) return { for: 'middlebox', weight: 'too-soon', frames, facts }
    if (share < DOUBTFUL) return { for: 'middlebox', weight: 'soon', frames, facts }
    return share <= LATE ? { for: 'end', weight: 'on-time', frames, facts } : undefined
  },
})

/**
 * Of the packets that it may answer, the one that leaves most time. A reset without ACK is an answer by construction,
 * and so is a refusal. One with the ACK flag that acknowledges what just went out has seen it as well, unless it is a
 * socket's abort, which acknowledges whatever came last.
 */
export function oldestAnswerable(context: ResetContext): TriggerFit | undefined {
  const { form, fits } = context
  if (form === 'reply' || form === 'refusal') return fits.findLast((fit) => fit.fit === 'answers' && isOpen(context, fit))
  if (form === 'live') return fits.findLast((fit) => fit.fit === 'built' || fit.fit === 'quotes')
  return undefined
}

/** A stack answers at once, and not what it has taken in. */
function isOpen({ before, accused, accusedRtt }: ResetContext, fit: TriggerFit): boolean {
  return fit.delay <= promptLimit(accusedRtt) && !wasTakenIn(before, fit.segment, accused)
}
