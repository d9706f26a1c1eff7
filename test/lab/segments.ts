/** A TCP segment by its numbers, and how two of them relate. */

export const FIN = 1
export const SYN = 2
export const RST = 4
export const ACK = 16

/** What makes a segment itself, wherever it is seen. */
export interface SegmentKey {
  source: string
  sourcePort: number
  target: string
  targetPort: number
  seq: number
  ack: number
  flags: number
  /** Payload bytes. */
  length: number
  id: number
  ttl: number
}

/** SEG.SEQ + SEG.LEN; SYN and FIN count (RFC 9293 section 3.4). */
export function endOf(s: SegmentKey): number {
  return (s.seq + s.length + (s.flags & SYN ? 1 : 0) + (s.flags & FIN ? 1 : 0)) >>> 0
}

/** NAT changes addresses and ports; sequence numbers, flags and sizes stay. */
export function sameSegment(a: SegmentKey, b: SegmentKey): boolean {
  const numbers = a.seq === b.seq && a.ack === b.ack && a.flags === b.flags && a.length === b.length
  return numbers && sameWay(a, b) && (a.id === b.id || a.id === 0 || b.id === 0)
}

/** Of one connection and direction, NAT at one end allowed for. */
export function sameWay(a: SegmentKey, b: SegmentKey): boolean {
  const source = a.source === b.source && a.sourcePort === b.sourcePort
  const target = a.target === b.target && a.targetPort === b.targetPort
  const translated = (a.source !== b.source && target) || (a.target !== b.target && source)
  return (source && target) || translated
}

/** RFC 9293 section 3.5.2: a reset in reply takes its numbers from the segment that it answers. */
export function answers(reset: SegmentKey, segment: SegmentKey): boolean {
  const reversed = segment.sourcePort === reset.targetPort && segment.targetPort === reset.sourcePort
  if (!reversed || segment.flags & RST) return false
  if (reset.flags & ACK) return reset.seq === 0 && !(segment.flags & ACK) && reset.ack === endOf(segment)
  return reset.seq === segment.ack && (segment.flags & ACK) !== 0
}
