/**
 * Where each packet's record stands in the stream, and which packet of the same connection came before it: a linked
 * list through all packets, eight bytes each, in a ring. The scan writes it in sequence, so it costs next to nothing;
 * with it the packets of the few suspicious connections are found again without reading the capture twice.
 *
 * The ring keeps the last `CAPACITY` packets. Older ones of a connection are lost: `frames` then says so.
 */
const CAPACITY = 1 << 22
/** Enough for most captures that are pasted into tickets. */
const SMALL = 1 << 13
const HIGH = 0x1_0000_0000

export class History {
  private positions: Uint32Array
  private previous: Uint32Array
  /** Frames at which the position passed another 4 GiB. */
  private readonly crossings: number[] = []
  private lastPosition = 0
  private lastFrame = 0
  private end = 0

  /** @param capacity packets kept, a power of two */
  constructor(private readonly capacity = CAPACITY) {
    this.positions = new Uint32Array(Math.min(SMALL, capacity))
    this.previous = new Uint32Array(Math.min(SMALL, capacity))
  }

  /** Notes the next packet (frames count from 1). `link` adds its predecessor once its connection is known. */
  add(frame: number, position: number): void {
    if (frame > this.positions.length && this.positions.length < this.capacity) this.grow()
    const at = (frame - 1) & (this.positions.length - 1)
    while (position - this.crossings.length * HIGH >= HIGH) this.crossings.push(frame)
    this.positions[at] = position
    this.previous[at] = 0
    this.lastFrame = frame
    this.lastPosition = position
  }

  /** The stream is over at `position`: the last record ends there. */
  close(position: number): void {
    this.end = position
  }

  link(frame: number, previousFrame: number): void {
    this.previous[(frame - 1) & (this.positions.length - 1)] = previousFrame
  }

  /** From small straight to whole: pages that nothing is written to cost no memory, and copying again and again would. */
  private grow(): void {
    const [positions, previous] = [this.positions, this.previous]
    this.positions = new Uint32Array(this.capacity)
    this.previous = new Uint32Array(this.capacity)
    this.positions.set(positions)
    this.previous.set(previous)
  }

  private holds(frame: number): boolean {
    return frame > 0 && frame <= this.lastFrame && frame > this.lastFrame - this.positions.length
  }

  /** All frames of a connection that are still known, ascending; `complete` false when older ones were lost. */
  frames(lastFrame: number): { frames: number[]; complete: boolean } {
    const frames: number[] = []
    let frame = lastFrame
    while (this.holds(frame)) {
      frames.push(frame)
      frame = this.previous[(frame - 1) & (this.positions.length - 1)]
    }
    frames.reverse()
    return { frames, complete: frame === 0 }
  }

  /** Place of a packet's record, and the bytes up to the next record or the end. */
  record(frame: number): { position: number; length: number } | undefined {
    if (!this.holds(frame)) return undefined
    const position = this.position(frame)
    const end = frame < this.lastFrame ? this.position(frame + 1) : Math.max(this.end, this.lastPosition)
    return { position, length: end - position }
  }

  private position(frame: number): number {
    let high = 0
    while (high < this.crossings.length && this.crossings[high] <= frame) high++
    return high * HIGH + this.positions[(frame - 1) & (this.positions.length - 1)]
  }
}
