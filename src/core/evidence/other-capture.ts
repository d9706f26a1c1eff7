/**
 * The other capture of the same connection. A reset that arrives here and was never sent there, on the side of the end
 * that it claims to come from, was made between the two: nothing else decides so plainly.
 */
import { defineObservation } from './define.js'

export const otherCapture = defineObservation({
  id: 'other-capture',
  family: 'other-capture',
  observe({ file, reset, accused, receiver }) {
    const { pair } = file
    if (!pair) return undefined
    const there = pair.counterparts.get(reset.frame)
    const facts = { there: there ?? 0, side: accused, point: pair.otherPoint }
    const frames = [reset.frame]
    // The other point must be the one nearer to the accused end: only past it would its packets have come.
    if (pair.nearer === receiver) {
      if (there !== undefined)
        return { for: 'end', weight: pair.otherIsAtEnd ? 'sent-there' : 'passed-there', frames, facts }
      if (pair.missingThere.has(reset.frame)) return { for: 'middlebox', weight: 'never-sent', frames, facts }
      if (pair.perhapsMissingThere?.has(reset.frame)) return { for: 'middlebox', weight: 'never-seen', frames, facts }
      return undefined
    }
    return undefined
  },
})
