/** Forged, for a reason that the capture does not show. */
import { defineCause, frameOf } from './define.js'

export const forgedUnknown = defineCause({
  id: 'forged-unknown',
  made: 'middlebox',
  benign: false,
  match({ reset, trigger }) {
    const unexplained = trigger.kind === 'unknown' || trigger.kind === 'none' || trigger.kind === 'idle'
    return {
      fit: unexplained ? 0.5 : trigger.segment!.length > 0 ? 0.12 : 0.25,
      frames: frameOf(trigger.segment, reset),
      facts: {},
    }
  },
})
