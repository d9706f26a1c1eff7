import type { RawPacket } from './format.js'

/** What the 64-bit times of an interface count. */
export interface TimeUnit {
  /** Units in a second where that is at most 2^30, as with all usual resolutions; else 0. */
  readonly perSecond: number
  /** Nanoseconds are `remainder * multiplier * scale`, where the first product is exact and the second a power of 2. */
  readonly multiplier: number
  readonly scale: number
  /** Units in a second, whatever it is. */
  readonly exactPerSecond: bigint
  /** Seconds to be added. */
  readonly offset: number
}

const FASTEST = 2 ** 30
const LAST_SECOND = 0xffff_ffff

/**
 * @param resolution if_tsresol (draft-ietf-opsawg-pcapng §4.2): a negative power of 10, or with bit 7 set of 2
 * @param offset if_tsoffset in seconds
 */
export function timeUnit(resolution: number, offset = 0): TimeUnit {
  const exponent = resolution & 0x7f
  const binary = resolution >= 0x80
  const exactPerSecond = (binary ? 2n : 10n) ** BigInt(exponent)
  const perSecond = exactPerSecond <= FASTEST ? Number(exactPerSecond) : 0
  // 1e9 = 5^9 * 2^9: with a remainder below 2^30 the first product stays below 2^53.
  const multiplier = binary ? 5 ** 9 : 10 ** (9 - exponent)
  return { perSecond, multiplier, scale: binary ? 2 ** (9 - exponent) : 1, exactPerSecond, offset }
}

/** Sets the time of a packet to `high * 2^32 + low` units, exactly, cut to whole nanoseconds. */
export function setTime(packet: RawPacket, high: number, low: number, unit: TimeUnit): void {
  if (unit.perSecond > 0) setUsualTime(packet, high, low, unit)
  else setExactTime(packet, high, low, unit)
}

function setUsualTime(packet: RawPacket, high: number, low: number, unit: TimeUnit): void {
  const { perSecond } = unit
  // The double may be off by 2^11 units of the 2^64, so the second by one; the remainder modulo 2^32 tells.
  let seconds = Math.floor((high * 0x1_0000_0000 + low) / perSecond)
  let remainder = (low - Math.imul(seconds, perSecond)) | 0
  if (remainder < 0) {
    remainder += perSecond
    seconds--
  } else if (remainder >= perSecond) {
    remainder -= perSecond
    seconds++
  }
  packet.seconds = inRange(seconds + unit.offset)
  packet.nanoseconds = Math.floor(remainder * unit.multiplier * unit.scale)
}

function setExactTime(packet: RawPacket, high: number, low: number, { exactPerSecond, offset }: TimeUnit): void {
  const time = (BigInt(high) << 32n) | BigInt(low)
  packet.seconds = inRange(Number(time / exactPerSecond) + offset)
  packet.nanoseconds = Number(((time % exactPerSecond) * 1_000_000_000n) / exactPerSecond)
}

/** Times that no packet can have are moved to the nearest that can be expressed. */
const inRange = (seconds: number): number => (seconds >= 0 && seconds <= LAST_SECOND ? seconds : nearest(seconds))

const nearest = (seconds: number): number => (seconds > 0 ? LAST_SECOND : 0)
