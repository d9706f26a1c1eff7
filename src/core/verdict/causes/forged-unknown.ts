/** Forged, for a reason that the capture does not show. */
import { defineCause, frameOf } from './define.js'

export const forgedUnknown = defineCause({
  id: 'forged-unknown',
  made: 'middlebox',
  benign: false,
  match({ reset, trigger }) {
    return { fit: 0.3, frames: frameOf(trigger.segment, reset), facts: {} }
  },
})
