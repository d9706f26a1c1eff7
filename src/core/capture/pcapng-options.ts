/**
 * Walks the options of a pcapng block (draft-ietf-opsawg-pcapng §3.5): code and length of 16 bits each, a value padded
 * to 32 bits. One object serves a whole file, so that reading options allocates nothing.
 */
export class OptionCursor {
  code = 0
  /** The value is `[at, end)`. */
  at = 0
  end = 0
  private view: DataView = new DataView(new ArrayBuffer(0))
  private following = 0
  private limit = 0
  private little = true

  get length(): number {
    return this.end - this.at
  }

  /** Options stand in `[start, limit)`. */
  begin(view: DataView, start: number, limit: number, little: boolean): void {
    this.view = view
    this.following = start
    this.limit = limit
    this.little = little
  }

  /** False at the end of the options, or where the next one would run past the block. */
  next(): boolean {
    const header = this.following
    if (this.limit - header < 4) return false
    this.code = this.view.getUint16(header, this.little)
    const length = this.view.getUint16(header + 2, this.little)
    this.at = header + 4
    this.end = this.at + length
    this.following = this.at + ((length + 3) & ~3)
    return this.code !== 0 && this.end <= this.limit
  }

  unsigned32(): number {
    return this.view.getUint32(this.at, this.little)
  }

  /** Exact up to 2^53, which no counter of packets reaches. */
  unsigned64(): number {
    return this.word(true) * 0x1_0000_0000 + this.word(false)
  }

  signed64(): number {
    return (this.word(true) | 0) * 0x1_0000_0000 + this.word(false)
  }

  private word(high: boolean): number {
    return this.view.getUint32(this.at + (high === this.little ? 4 : 0), this.little)
  }
}
