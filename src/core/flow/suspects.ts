/**
 * The suspicious connections, with the frames of each that a case file needs: all of a short connection; of a long one
 * the first and last ones and those around each reset.
 */
import type { History } from './history.js'
import { Flow, type FlowAddresses, type FlowTable } from './table.js'

/** Frames kept from the beginning and from the end of a connection, and around each reset before and after it. */
const FIRST = 60
const LAST = 120
const BEFORE = 60
const AFTER = 40
const CONTRAST_FRAMES = 16
/** Packets of a connection that is wanted whole. */
const WHOLE = 5_000
/** Resets remembered per connection; a storm has more, and they are all alike. */
const MARKS = 500

export interface Suspect {
  stream: number
  addresses: FlowAddresses
  /** The scan's record of it (`Flow` and `Dir` words, flow 0). */
  record: Uint32Array
  /** Frames to look at, ascending. */
  frames: number[]
  /** Packets of the connection left out of `frames`. */
  omitted: number
  /** Earlier packets are no longer known (see `History`). */
  incomplete: boolean
}

export class Suspects {
  readonly list: Suspect[] = []
  /** Healthy connections that share a host or a port with a suspicious one: what separates those that died from these. */
  readonly contrast: Suspect[] = []
  /** Reassembled datagrams by the frame that completed them: their bytes are in no single record of the capture. */
  readonly datagrams = new Map<number, Uint8Array>()
  private datagramBytes = 0
  private readonly marks = new Map<number, number[]>()

  constructor(
    private readonly table: FlowTable,
    private readonly history: History,
  ) {}

  /** Remembers a frame of a connection as one that matters. */
  mark(flow: number, frame: number): void {
    const known = this.marks.get(flow)
    if (!known) this.marks.set(flow, [frame])
    else if (known.length < MARKS) known.push(frame)
  }

  forget(flow: number): void {
    this.marks.delete(flow)
  }

  keepDatagram(frame: number, bytes: Uint8Array): void {
    if (this.datagramBytes + bytes.length > 4 << 20) return
    this.datagramBytes += bytes.length
    this.datagrams.set(frame, bytes.slice())
  }

  /** Connections with a frame that matters. */
  marked(): number[] {
    return [...this.marks.keys()]
  }

  /** @param whole with all frames, as far as that is bounded */
  take(flow: number, whole = false): void {
    const marks = this.marks.get(flow) ?? []
    const choose = (frames: number[]) => (whole && frames.length <= WHOLE ? frames : select(frames, marks))
    this.list.push(this.suspect(flow, choose))
  }

  /** A healthy connection: its beginning tells what it asked for and whether it was answered. */
  takeContrast(flow: number): void {
    this.contrast.push(this.suspect(flow, (frames) => frames.slice(0, CONTRAST_FRAMES)))
  }

  private suspect(flow: number, choose: (frames: number[]) => number[]): Suspect {
    const record = this.table.copy(flow)
    const { frames, complete } = this.history.frames(record[Flow.lastFrame])
    const kept = choose(frames)
    return {
      stream: record[Flow.stream],
      addresses: this.table.addresses(flow),
      record,
      frames: kept,
      omitted: frames.length - kept.length,
      incomplete: !complete,
    }
  }
}

/** The frames a case file needs: a connection's beginning, its end, and the surroundings of each mark. */
export function select(frames: number[], marks: number[]): number[] {
  if (frames.length <= FIRST + LAST) return frames
  const keep = new Uint8Array(frames.length)
  keep.fill(1, 0, FIRST)
  keep.fill(1, frames.length - LAST)
  let at = 0
  for (const mark of marks) {
    while (at < frames.length && frames[at] < mark) at++
    keep.fill(1, Math.max(0, at - BEFORE), at + AFTER)
  }
  return frames.filter((_, i) => keep[i] === 1)
}
