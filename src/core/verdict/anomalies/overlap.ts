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
    const first = earlierVersion(data, i)
    if (first) found.push({ first, second, differsAt: differs(first, second), odd: oddOne(file, first, second) })
  })
  return found
}

/** Packets looked back at. */
const REACH = 200

function earlierVersion(data: Segment[], index: number): Segment | undefined {
  const second = data[index]
  for (let i = Math.max(0, index - REACH); i < index; i++) {
    if (data[i].from === second.from && differs(data[i], second) >= 0) return data[i]
  }
  return undefined
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

/** The one that is unlike the sender's other packets, by the first header field that tells the two apart. */
function oddOne(file: CaseFile, a: Segment, b: Segment): Segment | undefined {
  return (
    byHopLimit(file, a, b) ??
    onlyOne(
      [a, b],
      ODDITIES.map((odd) => (s: Segment) => odd(file, s)),
    )
  )
}

function byHopLimit(file: CaseFile, a: Segment, b: Segment): Segment | undefined {
  const usual = openingOf(file, a)?.hopLimit ?? file.baseline[a.from].hopLimit
  if (usual === undefined || a.hopLimit === undefined || b.hopLimit === undefined) return undefined
  const [near, far] = [Math.abs(a.hopLimit - usual), Math.abs(b.hopLimit - usual)]
  if (Math.abs(near - far) < 2) return undefined
  return near > far ? a : b
}

function onlyOne(pair: Segment[], tests: ((s: Segment) => boolean)[]): Segment | undefined {
  for (const test of tests) {
    const odd = pair.filter(test)
    if (odd.length === 1) return odd[0]
  }
  return undefined
}

/** What forged data was seen to give itself away by; none of it can be true of just one of two genuine packets. */
const ODDITIES: ((file: CaseFile, s: Segment) => boolean)[] = [
  (file, s) => copiesIpId(file, s),
  // RFC 7323 §3.2: once negotiated, every segment that is no reset carries the option.
  (file, s) => file.baseline[s.from].timestamps && s.options.timestamps === undefined,
  (file, s) => openingOf(file, s)?.dontFragment === true && !s.dontFragment,
  (_file, s) => s.flowLabel === 0,
]

/** Carries the IP identification of a packet that came the other way shortly before. */
const copiesIpId = (file: CaseFile, s: Segment): boolean =>
  s.ipId !== undefined &&
  s.ipId !== 0 &&
  file.segments.some((o) => o.from !== s.from && o.ipId === s.ipId && o.time <= s.time && s.time - o.time < 10)

const openingOf = (file: CaseFile, s: Segment): Segment | undefined =>
  s.from === 'server' ? file.handshake.synAck : file.handshake.syn
