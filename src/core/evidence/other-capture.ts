/**
 * The other capture of the same connection. A reset that arrives here and was never sent there, on the side of the end
 * that it claims to come from, was made between the two: nothing else decides so plainly.
 */
import { pairToward } from '../casefile/pair.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'

export const otherCapture = defineObservation({
  id: 'other-capture',
  family: 'other-capture',
  observe(context) {
    const { file, reset, accused } = context
    // The other point must be nearer to the accused end: only past it would its packets have come.
    const pair = pairToward(file, accused)
    if (!pair) return file.nothingThere ? nothingThere(context) : undefined
    const there = pair.counterparts.get(reset.frame) ?? pair.elsewhereThere.get(reset.frame)
    const facts = { there: there ?? 0, side: accused, lone: false, empty: false }
    const frames = [reset.frame]
    if (there !== undefined)
      return { for: 'end', weight: pair.otherIsAtEnd ? 'sent-there' : 'passed-there', frames, facts }
    if (pair.missingThere.has(reset.frame)) return { for: 'middlebox', weight: 'never-sent', frames, facts }
    const kind = pair.notFromHost.get(reset.frame)
    if (kind) return { for: 'middlebox', weight: NOT_FROM_HOST[kind], frames, facts: { ...facts, lone: true } }
    if (pair.perhapsMissingThere?.has(reset.frame)) return { for: 'middlebox', weight: 'never-seen', frames, facts }
    return undefined
  },
})

/** It may have been empty for want of traffic or for a wrong filter, so this is a hint; what was sent here says nothing. */
const nothingThere = ({ file, reset, accused }: ResetContext) =>
  file.vantage.at === accused
    ? undefined
    : {
        for: 'middlebox' as const,
        weight: 'nothing-there' as const,
        frames: [reset.frame],
        facts: { there: 0, side: accused, lone: false, empty: true },
      }

const NOT_FROM_HOST = { nearer: 'never-sent-nearer', alike: 'not-this-host' } as const
