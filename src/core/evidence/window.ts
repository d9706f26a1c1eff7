/** The window field: a stack's reply carries 0, a device that turns a packet round leaves that packet's value in it. */
import { hasAck } from '../casefile/segment.js'
import { defineObservation } from './define.js'

/** NetScaler puts a reason here (8201 no such connection, 8212 closed port): that names a product, not a forger. */
const REASON_CODES = new Set([8201, 8212])

export const resetWindow = defineObservation({
  id: 'window',
  family: 'form',
  observe({ reset, before, receiver, form }) {
    if (reset.window === 0 || REASON_CODES.has(reset.window)) return undefined
    if (form === 'abort' && hasAck(reset)) return undefined
    const source = before.findLast((s) => s.from === receiver)
    const facts = { window: reset.window, of: source?.frame ?? 0 }
    if (source && source.window === reset.window) {
      return { for: 'middlebox', weight: 'window-copied', frames: [source.frame, reset.frame], facts }
    }
    return { for: 'middlebox', weight: 'window-in-reply', frames: [reset.frame], facts: { ...facts, of: 0 } }
  },
})
