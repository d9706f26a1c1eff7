/** Cut in the middle of the data: something in it matched, neither the name nor the request line alone. */
import { isLeft } from './blocked.js'
import { defineCause, frameOf } from './define.js'

const FIT: Partial<Record<string, number>> = { data: 0.6, 'http-request': 0.25, 'client-hello': 0.1 }

export const blockedContent = defineCause({
  id: 'blocked-content',
  made: 'middlebox',
  benign: false,
  match(context) {
    const { trigger, reset } = context
    const fit = FIT[trigger.kind]
    if (fit === undefined || !trigger.segment || isLeft(context)) return undefined
    const afterSilence = context.situation.idle >= 1.5 && context.situation.exchanges >= 1
    return {
      fit: afterSilence ? fit / 2 : fit,
      frames: frameOf(trigger.segment, reset),
      facts: { frame: trigger.segment.frame, bytes: trigger.segment.length },
    }
  },
})
