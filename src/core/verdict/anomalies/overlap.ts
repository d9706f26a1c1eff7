/** Two versions of the same bytes from the same sender: which of the two does not belong. */
import type { CaseFile, Segment } from '../../casefile/model.js'
import { isReset } from '../../casefile/segment.js'

export interface Overlap {
  first: Segment
  second: Segment
  /** Byte offset from the later of both starts at which they differ. */
  differsAt: number
  /** The one that deviates from the sender's other packets, when the headers tell. */
  odd?: Segment
}

/** Bytes of zero are what some captures leave of payload; a retransmission that differs only there says nothing. */
const isBlank = (bytes: Uint8Array): boolean => bytes.every((b) => b === 0)

export function overlaps(file: CaseFile): Overlap[] {
  const data = file.segments.filter((s) => s.length > 0 && !isReset(s) && s.payload.length > 0 && s.checksum !== 'bad')
  const found: Overlap[] = []
  data.forEach((second, i) => {
    if (found.length >= 20) return
    const first = data.slice(Math.max(0, i - 200), i).find((s) => s.from === second.from && differs(s, second) >= 0)
    if (first) found.push({ first, second, differsAt: differs(first, second), odd: oddOne(file, first, second) })
  })
  return found
}

/** Offset of the first differing byte in the range that both carry; -1 when they agree or do not overlap. */
function differs(a: Segment, b: Segment): number {
  const shift = (b.seq - a.seq) | 0
  const from = Math.max(0, shift)
  const to = Math.min(a.payload.length, shift + b.payload.length)
  if (to - from < 2) return -1
  const left = a.payload.subarray(from, to)
  const right = b.payload.subarray(from - shift, to - shift)
  if (isBlank(left) || isBlank(right)) return -1
  return left.findIndex((byte, i) => byte !== right[i])
}

/** The one further from what the sender's other packets look like: hop limit first, then options. */
function oddOne(file: CaseFile, a: Segment, b: Segment): Segment | undefined {
  const usual = handshakeHopLimit(file, a) ?? file.baseline[a.from].hopLimit
  const distance = (s: Segment) => Math.abs((s.hopLimit ?? usual ?? 0) - (usual ?? 0))
  if (usual !== undefined && Math.abs(distance(a) - distance(b)) >= 2) return distance(a) > distance(b) ? a : b
  const copies = [a, b].filter((s) => copiesIpId(file, s))
  if (copies.length === 1) return copies[0]
  const stamped = file.baseline[a.from].timestamps
  if (stamped && (a.options.timestamps === undefined) !== (b.options.timestamps === undefined)) {
    return a.options.timestamps === undefined ? a : b
  }
  return undefined
}

/** Carries the IP identification of a packet that came the other way shortly before. */
export const copiesIpId = (file: CaseFile, s: Segment): boolean =>
  s.ipId !== undefined &&
  s.ipId !== 0 &&
  file.segments.some((o) => o.from !== s.from && o.ipId === s.ipId && o.time <= s.time && s.time - o.time < 10)

function handshakeHopLimit(file: CaseFile, s: Segment): number | undefined {
  return (s.from === 'server' ? file.handshake.synAck : file.handshake.syn)?.hopLimit
}
