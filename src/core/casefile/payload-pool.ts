/** Room for the payload of many segments: one buffer for thousands of small copies, which the collector then frees as one. */
const POOL_BYTES = 1 << 20

export class PayloadPool {
  private pool = new Uint8Array(POOL_BYTES)
  private used = 0

  /** A copy of `bytes[start, start + length)`. */
  keep(bytes: Uint8Array, start: number, length: number): Uint8Array {
    if (length <= 0) return NOTHING
    if (this.used + length > this.pool.length) {
      this.pool = new Uint8Array(Math.max(POOL_BYTES, length))
      this.used = 0
    }
    const copy = this.pool.subarray(this.used, this.used + length)
    copy.set(bytes.subarray(start, start + length))
    this.used += length
    return copy
  }
}

const NOTHING = new Uint8Array(0)
