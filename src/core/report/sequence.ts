/** Relative sequence numbers as Wireshark counts them. */
import type { Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import { hasAck, hasFlag } from '../casefile/segment.js'
import { TcpFlag } from '../wire/tcp.js'

/**
 * Where each side's numbers start: its SYN's number; without one, the first number seen less one, so that the first
 * byte is 1; for a side not heard yet, what the other acknowledges less one. A forged reset that comes before the
 * other end's SYN does not set its base.
 */
export function baseSequences(segments: readonly Segment[]): Partial<Record<Side, number>> {
  const base: Partial<Record<Side, number>> = {}
  for (const s of segments) if (hasFlag(s, TcpFlag.syn)) base[s.from] ??= s.seq
  for (const s of segments) {
    base[s.from] ??= (s.seq - 1) >>> 0
    if (hasAck(s)) base[otherSide(s.from)] ??= (s.ack - 1) >>> 0
    if (base.client !== undefined && base.server !== undefined) break
  }
  return base
}

export const relative = (absolute: number, base: number | undefined): number => (absolute - (base ?? 0)) >>> 0
