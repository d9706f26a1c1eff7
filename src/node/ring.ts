import { RecordPicker, type Visit, type Wanted } from '../core/reading/records.js'

const INITIAL = 1024 * 1024

/** Remembers the last bytes of a stream, up to `limit` of them; a power of two, 1 MiB at least. */
export class Ring {
  private bytes = new Uint8Array(INITIAL)
  /** Bytes of the stream so far. */
  private position = 0

  constructor(private readonly limit: number) {}

  append(bytes: Uint8Array): void {
    while (this.bytes.length < this.limit && this.position + bytes.length > this.bytes.length) this.grow()
    for (let done = 0; done < bytes.length; ) {
      const at = this.position % this.bytes.length
      const part = bytes.subarray(done, done + this.bytes.length - at)
      this.bytes.set(part, at)
      this.position += part.length
      done += part.length
    }
  }

  /** Visits the wanted records that are still remembered as a whole. */
  fetch(wanted: readonly Wanted[], visit: Visit): void {
    const picker = new RecordPicker(wanted, visit)
    const start = Math.max(0, this.position - this.bytes.length)
    const at = start % this.bytes.length
    picker.piece(start, this.bytes.subarray(at, at + this.position - start))
    if (at > 0) picker.piece(start + this.bytes.length - at, this.bytes.subarray(0, at))
  }

  /** Until it has grown to its limit nothing was overwritten: all stands where it will stand. */
  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2)
    larger.set(this.bytes)
    this.bytes = larger
  }
}
