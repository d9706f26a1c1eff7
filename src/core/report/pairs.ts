/** What comparing the captures of two points gave. */
import type { PointPair } from '../pair/index.js'
import type { Words } from '../words/types.js'
import { captureName } from './capture-name.js'
import type { CapturePair, CaptureSummary } from './model.js'
import type { Frames } from './point.js'

export function pairsOf(
  pairs: readonly PointPair[],
  captures: readonly CaptureSummary[],
  points: readonly Frames[],
  words: Words,
): { pairs?: CapturePair[] } {
  if (pairs.length === 0) return {}
  return { pairs: pairs.map((pair) => pairOf(pair, captures, points, words)) }
}

function pairOf(
  { points: [a, b], connections, legs, every, best }: PointPair,
  captures: readonly CaptureSummary[],
  points: readonly Frames[],
  words: Words,
): CapturePair {
  const [first, second] = [points[a].captures[0], points[b].captures[0]]
  const facts = {
    connections,
    ...(legs > 0 && { legs }),
    // The analysis counts from the first packet of each capture.
    ...(best && { clockOffsetSeconds: exact(best.clock.seconds + points[b].startsAfter(points[a])) }),
    ...(best?.clock.uncertainty !== undefined && { uncertaintySeconds: exact(best.clock.uncertainty) }),
    ...(best?.clock.drift !== undefined && { driftPpm: Number((best.clock.drift * 1e6).toFixed(1)) }),
    ...(best?.hopsBetween !== undefined && { hopsBetween: best.hopsBetween }),
  }
  const text = [
    words.text.pair(captureName(captures[first].name, words), captureName(captures[second].name, words), facts),
    ...(every ? [words.text.every(every), words.text.comparison({ ...every, changes: [] })] : []),
  ]
  return {
    captures: [first, second],
    ...facts,
    ...(every && { every }),
    text: text.join(words.text.behindSentence),
  }
}

/** No capture is finer than nanoseconds. */
const exact = (seconds: number): number => Number(seconds.toFixed(9))
