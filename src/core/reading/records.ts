/** A record to be read again: its place in the decompressed stream and its length, in bytes. */
export interface Wanted {
  readonly position: number
  readonly length: number
}

/** Receives a record that was read again. `bytes` is valid during the call only. */
export type Visit = (position: number, bytes: Uint8Array) => void

/** Picks wanted records, given in ascending order, out of a stream that passes by in pieces. */
export class RecordPicker {
  private index = 0
  /** Bytes of a record that began in an earlier piece. */
  private begun: Uint8Array | undefined
  private filled = 0

  constructor(
    private readonly wanted: readonly Wanted[],
    private readonly visit: Visit,
  ) {}

  get done(): boolean {
    return this.index === this.wanted.length
  }

  /** The next piece of the stream, which stands at `position` in it. */
  piece(position: number, bytes: Uint8Array): void {
    while (!this.done) {
      const { position: start, length } = this.wanted[this.index]
      const from = start + this.filled - position
      if (from >= bytes.length) return
      if (from < 0) this.next()
      else if (!this.begun && from + length <= bytes.length) this.deliver(start, bytes.subarray(from, from + length))
      else if (!this.collect(start, length, bytes.subarray(from))) return
    }
  }

  /** True when the record is now whole, and was delivered. */
  private collect(start: number, length: number, bytes: Uint8Array): boolean {
    this.begun ??= new Uint8Array(length)
    const part = bytes.subarray(0, length - this.filled)
    this.begun.set(part, this.filled)
    this.filled += part.length
    if (this.filled < length) return false
    this.deliver(start, this.begun)
    return true
  }

  private deliver(position: number, bytes: Uint8Array): void {
    this.next()
    this.visit(position, bytes)
  }

  private next(): void {
    this.index++
    this.begun = undefined
    this.filled = 0
  }
}
