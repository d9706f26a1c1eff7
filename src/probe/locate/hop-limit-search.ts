/**
 * The hop limit with which resets arrive, found without seeing them: packets that arrive with less than a minimum are
 * ignored by the kernel (IP_MINTTL), so a reset that shows is at or above it. A binary search, and then one question
 * more: whether the reset of a probe with a small hop limit arrives with as much. One that does not copies the probe's.
 */
import { FULL_HOP_LIMIT, type Reading } from './model.js'
import { isReset } from './reading.js'
import { SAMPLES } from './tally.js'

export interface HopLimitSearch {
  /** Which pair to try next; absent when all is known. */
  next?: { hopLimit: number; minHopLimit: number }
  /** With which the reset of a trigger with the full hop limit arrives; absent when that differs from one to the next. */
  found?: number
  /** The same reset, set off with the smallest hop limit that does, arrives with less. */
  copies?: boolean
}

/** Initial hop limits worth asking about first. */
const USUAL = [64, 255, 128]

/** A reset that does not show may be lost: so often it has to be missing. */
const TRIES = 2

/** @param firstHit the smallest hop limit with which the trigger is reset */
export function searchHopLimit(readings: readonly Reading[], firstHit: number): HopLimitSearch {
  const tried = (hopLimit: number, minHopLimit: number) =>
    readings.filter(({ experiment: e, sent }) => sent && e.hopLimit === hopLimit && e.minHopLimit === minHopLimit)
  // Resets arrive with at least 1, and never with 256.
  let [low, high] = [1, 256]
  const guesses = USUAL.flatMap((initial) => [initial + 1 - firstHit, initial + 3 - firstHit])
  while (high - low > 1) {
    const minHopLimit = guesses.find((guess) => guess > low && guess < high) ?? (low + high) >> 1
    const made = tried(FULL_HOP_LIMIT, minHopLimit)
    const shows = made.some(isReset)
    if (!shows && made.length < TRIES) return { next: { hopLimit: FULL_HOP_LIMIT, minHopLimit } }
    if (shows) low = minHopLimit
    else high = minHopLimit
  }
  const confirming = tried(firstHit, low)
  if (confirming.some(isReset)) return { found: low, copies: false }
  if (confirming.length < SAMPLES) return { found: low, next: { hopLimit: firstHit, minHopLimit: low } }
  // A copied hop limit loses FULL − low on its way, so the first that is large enough to arrive is one more.
  return firstHit === FULL_HOP_LIMIT - low + 1 ? { found: low, copies: true } : { copies: false }
}
