/**
 * The window field. A stack's reply carries 0, a device that turns a packet round leaves that packet's value in it. An abort
 * carries the socket's window, shifted as both ends agreed in their SYNs (RFC 7323 §2.2): only a SYN's own is not.
 */

import type { Segment } from '../casefile/model.js'
import { hasAck, isReset, isSyn, isSynAck } from '../casefile/segment.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'

/** NetScaler puts a reason here (8201 no such connection, 8212 closed port): that names a product, not a forger. */
const REASON_CODES = new Set([8201, 8212])

export const resetWindow = defineObservation({
  id: 'window',
  family: 'form',
  about: 'reset',
  observe(context) {
    const { reset, before, receiver, form } = context
    if (reset.window === 0 || REASON_CODES.has(reset.window)) return undefined
    if (form === 'abort' && hasAck(reset)) return unscaled(context)
    const source = before.findLast((s) => s.from === receiver)
    const facts = { window: reset.window, of: source?.frame ?? 0, scale: 0 }
    if (source && source.window === reset.window) {
      return { for: 'middlebox', weight: 'window-copied', frames: [source.frame, reset.frame], facts }
    }
    return { for: 'middlebox', weight: 'window-in-reply', frames: [reset.frame], facts: { ...facts, of: 0 } }
  },
})

/** Windows grow, but not by so much at a stroke. */
const LEAP = 8

/** The very value of a SYN, which read as agreed would be a window that this end never offered. */
function unscaled({ reset, before, accused, receiver, file }: ResetContext) {
  const scale = file.baseline[accused].windowScale
  if (!scale || file.baseline[receiver].windowScale === undefined) return undefined
  const source = before.find((s) => isHandshake(s) && s.window === reset.window)
  const own = before.filter((s) => s.from === accused && !isReset(s))
  const offered = Math.max(...own.map((s) => (isHandshake(s) ? s.window : s.window * 2 ** scale)))
  if (!source || own.length === 0 || reset.window * 2 ** scale < LEAP * offered) return undefined
  const facts = { window: reset.window, of: source.frame, scale }
  return {
    for: 'middlebox' as const,
    weight: 'window-unscaled' as const,
    frames: [source.frame, reset.frame],
    facts,
  }
}

const isHandshake = (s: Segment): boolean => isSyn(s) || isSynAck(s)
