/** Cut in the middle of the data: something in it matched, neither the name nor the request line alone. */
import { defineCause, frameOf } from './define.js'

const FIT: Partial<Record<string, number>> = { data: 0.6, 'http-request': 0.25, 'client-hello': 0.1 }

export const blockedContent = defineCause({
  id: 'blocked-content',
  made: 'middlebox',
  benign: false,
  match({ trigger, reset, fits }) {
    const fit = FIT[trigger.kind]
    if (fit === undefined || !trigger.segment) return undefined
    // A device that lost its state answers late packets one by one; a filter strikes once, at what it objects to.
    const latePackets = fits.length === 0
    if (latePackets) return undefined
    return { fit, frames: frameOf(trigger.segment, reset), facts: { frame: trigger.segment.frame, bytes: trigger.segment.length } }
  },
})
