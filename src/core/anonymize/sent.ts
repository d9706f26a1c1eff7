/** Ranges of sequence numbers (modulo 2^32), the latest few. */

/** More holes than any reordering leaves open at a time. */
const MAX_RANGES = 16
/** A range forgets its beginning, so that numbers used again after 4 GiB are new again. */
const MAX_LENGTH = 2 ** 30

interface Range {
  start: number
  length: number
}

export class SentRanges {
  private readonly ranges: Range[] = []

  /** Is any of the `length` numbers from `start` on in here? */
  touches(start: number, length: number): boolean {
    return this.ranges.some((range) => {
      const offset = (start - range.start) | 0
      return offset < range.length && offset + length > 0
    })
  }

  add(start: number, length: number): void {
    const known = this.ranges.findIndex((range) => {
      const offset = (start - range.start) | 0
      return offset >= 0 && offset <= range.length
    })
    const [range] = known < 0 ? [{ start, length: 0 }] : this.ranges.splice(known, 1)
    range.length = Math.max(range.length, ((start - range.start) | 0) + length)
    const excess = Math.max(0, range.length - MAX_LENGTH)
    range.start = (range.start + excess) >>> 0
    range.length -= excess
    this.ranges.unshift(range)
    if (this.ranges.length > MAX_RANGES) this.ranges.pop()
  }
}
