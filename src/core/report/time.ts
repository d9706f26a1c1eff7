/** Moments as RFC 3339 writes them, in UTC with nanoseconds. */
import type { Moment } from '../capture/format.js'

export function rfc3339({ seconds, nanoseconds }: Moment): string {
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19)
  return `${whole}.${String(nanoseconds).padStart(9, '0')}Z`
}

/** Seconds from one moment to another; 0 where clocks went back. */
export const between = (first: Moment, last: Moment): number =>
  Math.max(0, last.seconds - first.seconds + (last.nanoseconds - first.nanoseconds) / 1e9)

/** The moment `offset` seconds after another one. */
export function after(start: Moment, offset: number): Moment {
  const nanoseconds = start.nanoseconds + Math.round(offset * 1e9)
  const carry = Math.floor(nanoseconds / 1e9)
  return { seconds: start.seconds + carry, nanoseconds: nanoseconds - carry * 1e9 }
}
