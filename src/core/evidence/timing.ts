/**
 * How soon the reset came after the packet it can only answer. That end cannot answer sooner than the smallest round
 * trip to it allows. A reset that answers nothing (an abort) may come at any moment, so it is not measured.
 */
import { promptLimit, wasTakenIn } from '../casefile/reset-form.js'
import type { TriggerFit } from '../casefile/triggers.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'
import { maySpeakForOthers } from './hop-limits.js'
import type { WeightId } from './weights.js'

/** Below this share of the smallest round trip an answer is impossible, or doubtful: clocks and queues vary. */
const IMPOSSIBLE = 0.5
const DOUBTFUL = 0.8
/** A round trip this small is that of the capturing host's neighbour: its variation is as large. */
const MEASURABLE = 0.001
/** From here to there an answer is on time: hosts are busy now and then. */
const PROMPT = 0.95
const LATE = 1.6
const SLACK = 0.002

export const timing = defineObservation({
  id: 'timing',
  family: 'timing',
  about: 'reset',
  observe(context) {
    const { reset, accusedRtt } = context
    if (accusedRtt === undefined || accusedRtt < MEASURABLE) return undefined
    if (maySpeakForOthers(context)) return undefined
    const fits = answerableFits(context)
    const oldest = fits.at(-1)
    const newest = fits[0]
    if (!oldest || !newest) return undefined
    const noted = (weight: WeightId, fit: TriggerFit) => ({
      for: weight === 'on-time' ? ('end' as const) : ('middlebox' as const),
      weight,
      frames: [fit.segment.frame, reset.frame],
      facts: { delay: fit.delay, rtt: accusedRtt, trigger: fit.segment.frame },
    })
    if (oldest.delay < IMPOSSIBLE * accusedRtt) return noted('too-soon', oldest)
    const possible = fits.filter((fit) => fit.delay >= DOUBTFUL * accusedRtt)
    const onTime = possible.find((fit) => fit.delay <= LATE * accusedRtt + SLACK)
    if (onTime) return onTime.delay >= PROMPT * accusedRtt ? noted('on-time', onTime) : undefined
    if (newest.delay >= DOUBTFUL * accusedRtt) return undefined
    return noted(newest.delay < IMPOSSIBLE * accusedRtt && possible.length > 0 ? 'soon-or-late' : 'soon', newest)
  },
})

/**
 * The packets that it may answer, latest first. A reset without ACK is an answer by construction, and so is a refusal.
 * One with the ACK flag that acknowledges what just went out has seen it as well, unless it is a socket's abort, which
 * acknowledges whatever came last.
 */
export function answerableFits(context: ResetContext): TriggerFit[] {
  const { form, fits } = context
  if (form === 'reply' || form === 'refusal') return fits.filter((fit) => fit.fit === 'answers' && isOpen(context, fit))
  return form === 'live' ? fits.filter((fit) => fit.fit === 'built' || fit.fit === 'quotes') : []
}

/** A stack answers at once, and not what it has taken in. */
function isOpen({ before, accused, accusedRtt }: ResetContext, fit: TriggerFit): boolean {
  return fit.delay <= promptLimit(accusedRtt) && !wasTakenIn(before, fit.segment, accused)
}
