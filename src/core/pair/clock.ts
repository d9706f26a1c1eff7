/**
 * The offset of two clocks from the packets that both captures hold. A packet cannot arrive before it was sent: the
 * smallest difference each way bounds the offset from both sides, and half of their sum is what remains open.
 */
import type { Segment, Side } from '../casefile/model.js'
import type { ClockOffset } from '../casefile/pair.js'

/** A drift is told from a connection at least this long, in seconds; crystals are off by some 50 parts in a million. */
const LONG_ENOUGH = 60
/** Seconds per second; no working clock is off by more, and what seems so was set in between. */
const MOST_DRIFT = 0.001

interface Sample {
  time: number
  /** The other clock's time minus this one's, for one packet. */
  difference: number
  /** It was on its way from here to there. */
  away: boolean
}

/** @param nearer the end that the first capture is nearer to */
export function clockOffset(pairs: [Segment, Segment][], nearer: Side): ClockOffset | undefined {
  if (pairs.length === 0) return undefined
  const samples = pairs.map(([here, there]) => ({
    time: here.time,
    difference: there.time - here.time,
    away: here.from === nearer,
  }))
  const [first, last] = [samples[0].time, samples.at(-1)!.time]
  const at = (first + last) / 2
  const drift = last - first < LONG_ENOUGH ? undefined : driftOf(samples, at)
  return { ...envelope(samples, at, drift ?? 0), at, ...(drift !== undefined && { drift }) }
}

/** How far the other clock is ahead when this one shows `time`. */
export const offsetAt = ({ seconds, at, drift = 0 }: ClockOffset, time: number): number => seconds + drift * (time - at)

function envelope(samples: Sample[], at: number, drift: number): Pick<ClockOffset, 'seconds' | 'uncertainty'> {
  const steady = (away: boolean) =>
    samples.filter((s) => s.away === away).map((s) => s.difference - drift * (s.time - at))
  const [there, back] = [steady(true), steady(false)]
  // What leaves here is seen there later: its difference is at least the offset; what comes from there, at most.
  const most = there.length > 0 ? smallest(there) : undefined
  const least = back.length > 0 ? largest(back) : undefined
  if (most === undefined || least === undefined) return { seconds: most ?? least! }
  return { seconds: (most + least) / 2, uncertainty: Math.abs(most - least) / 2 }
}

/** The slope between the fastest packets of the earlier and the later half, as both directions show it. */
function driftOf(samples: Sample[], middle: number): number | undefined {
  const slopes = [true, false].flatMap((away) => {
    const early = fastest(samples.filter((s) => s.away === away && s.time < middle))
    const late = fastest(samples.filter((s) => s.away === away && s.time >= middle))
    return early && late ? [(late.difference - early.difference) / (late.time - early.time)] : []
  })
  if (slopes.length === 0) return undefined
  const drift = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length
  return Math.abs(drift) <= MOST_DRIFT ? drift : undefined
}

const fastest = (samples: Sample[]): Sample | undefined =>
  samples.reduce<Sample | undefined>((best, s) => (!best || delayOf(s) < delayOf(best) ? s : best), undefined)

const delayOf = ({ difference, away }: Sample): number => (away ? difference : -difference)

const smallest = (values: number[]): number => values.reduce((a, b) => Math.min(a, b))
const largest = (values: number[]): number => values.reduce((a, b) => Math.max(a, b))
