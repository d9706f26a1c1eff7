/**
 * The offset of two clocks from the packets that both captures hold. A packet cannot arrive before it was sent: the
 * smallest difference each way bounds the offset from both sides, and half of their sum is what remains open.
 */
import type { Segment, Side } from '../casefile/model.js'
import type { ClockOffset } from './model.js'

/** A drift is told from a connection at least this long, in seconds; crystals are off by some 50 parts in a million. */
const LONG_ENOUGH = 60

/** @param nearer the end that the first capture is nearer to */
export function clockOffset(pairs: [Segment, Segment][], nearer: Side): ClockOffset | undefined {
  const all = envelope(pairs, nearer)
  if (!all) return undefined
  const first = pairs[0][0].time
  const last = pairs.at(-1)![0].time
  if (last - first < LONG_ENOUGH) return all
  const middle = (first + last) / 2
  const early = envelope(pairs.filter(([s]) => s.time < middle), nearer)
  const late = envelope(pairs.filter(([s]) => s.time >= middle), nearer)
  if (!early || !late) return all
  return { ...all, drift: (late.seconds - early.seconds) / ((last - first) / 2) }
}

function envelope(pairs: [Segment, Segment][], nearer: Side): ClockOffset | undefined {
  const away = pairs.filter(([s]) => s.from === nearer).map(([here, there]) => there.time - here.time)
  const back = pairs.filter(([s]) => s.from !== nearer).map(([here, there]) => there.time - here.time)
  if (away.length === 0 && back.length === 0) return undefined
  // What leaves here is seen there later: its difference is at least the offset; what comes from there, at most.
  const most = away.length > 0 ? Math.min(...away) : Math.max(...back)
  const least = back.length > 0 ? Math.max(...back) : most
  return { seconds: (most + least) / 2, uncertainty: Math.abs(most - least) / 2 }
}
