/** A time since 1970-01-01 UTC. */
export interface TextTime {
  readonly seconds: number
  readonly nanoseconds: number
}

const DAY = 86_400
const SECOND = 1_000_000_000

/** The time of day that a clock without a date goes back by, in seconds, when it passes midnight. */
const MIDNIGHT_JUMP = DAY / 2

/**
 * The times that the time stamps of one text stand for. Clocks are taken for UTC; a clock without a date starts on
 * 1970-01-01, and differences start there too. Without time stamps every time is 0.
 */
export function textTimes(stamps: readonly string[]): TextTime[] {
  const times = stamps.map(parseStamp)
  const clocks = stamps.every((stamp) => /^-?\d\d:/.test(stamp))
  if (!clocks) return times
  return areDifferences(times) ? summed(times) : acrossMidnight(times)
}

function parseStamp(stamp: string): TextTime {
  const [whole, fraction = ''] = stamp.split('.')
  // A broken time may have a million microseconds and more.
  const nanoseconds = Number(fraction) * (fraction.length === 9 ? 1 : 1000)
  return normal(wholeSeconds(whole), whole.startsWith('-') ? -nanoseconds : nanoseconds)
}

function normal(seconds: number, nanoseconds: number): TextTime {
  const carry = Math.floor(nanoseconds / SECOND)
  return { seconds: seconds + carry, nanoseconds: nanoseconds - carry * SECOND }
}

function wholeSeconds(text: string): number {
  const [clock, date] = text.split(' ').reverse()
  const parts = clock.replace('-', '').split(':').map(Number)
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0)
  if (date !== undefined) return daysSince1970(date) * DAY + seconds
  return clock.startsWith('-') ? -seconds : seconds
}

function daysSince1970(date: string): number {
  const [year, month, day] = date.split('-').map(Number)
  return Math.floor(Date.UTC(year, month - 1, day) / (DAY * 1000))
}

/**
 * `-ttt` prints the time since the packet before, `-ttttt` since the first: both begin with zero, and only the former
 * goes back.
 */
function areDifferences(times: readonly TextTime[]): boolean {
  if (times.length === 0 || times[0].seconds !== 0 || times[0].nanoseconds !== 0) return false
  return times.some((time, i) => i > 0 && isBefore(time, times[i - 1]))
}

const isBefore = (a: TextTime, b: TextTime): boolean =>
  a.seconds < b.seconds || (a.seconds === b.seconds && a.nanoseconds < b.nanoseconds)

function summed(times: readonly TextTime[]): TextTime[] {
  let sum: TextTime = { seconds: 0, nanoseconds: 0 }
  return times.map((time) => {
    sum = normal(sum.seconds + time.seconds, sum.nanoseconds + time.nanoseconds)
    return sum
  })
}

function acrossMidnight(times: readonly TextTime[]): TextTime[] {
  let days = 0
  return times.map((time, i) => {
    if (i > 0 && times[i - 1].seconds - time.seconds > MIDNIGHT_JUMP) days++
    return { seconds: time.seconds + days * DAY, nanoseconds: time.nanoseconds }
  })
}
