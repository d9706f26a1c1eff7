/**
 * Data that left as one packet and arrived as another: the same place of the stream and other bytes, in packets that do
 * not match since their lengths differ, as when a device rewrites an address or a header in passing.
 */
import type { Segment } from '../casefile/model.js'
import type { PacketChange } from '../casefile/pair.js'
import { isReset } from '../casefile/segment.js'
import { contentChange } from './changes.js'
import type { Matched } from './matched.js'
import { ahead, isFamiliar } from './presence.js'

/** Both versions by frame, and what differs. */
export interface Replaced {
  here: Segment
  there: Segment
  change: PacketChange
}

export function replacedIn({ here, there, packets }: Matched): Replaced[] {
  const data = (segments: Segment[]) => segments.filter((s) => s.payload.length > 0 && !isReset(s))
  const candidates = data(packets.onlyThere).filter((s) => isFamiliar(s, there))
  return data(packets.onlyHere)
    .filter((s) => isFamiliar(s, here))
    .flatMap((s) => replacement(s, candidates) ?? [])
}

function replacement(s: Segment, candidates: Segment[]): Replaced | undefined {
  for (const p of candidates) {
    const shift = ahead(s.seq, p.seq)
    if (p.from !== s.from || shift < 0 || shift >= p.payload.length) continue
    const content = contentChange(s.payload, p.payload.subarray(shift))
    if (!content) continue
    const fields = [{ field: 'payload' as const }]
    return { here: s, there: p, change: { from: s.from, frame: s.frame, frameThere: p.frame, fields, content } }
  }
  return undefined
}
