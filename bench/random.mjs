/** A seeded source of numbers (mulberry32): the same seed gives the same captures everywhere. */
export class Random {
  constructor(seed) {
    this.state = seed | 0
  }

  /** 32 random bits, signed. */
  word() {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return t ^ (t >>> 14)
  }

  /** From 0 up to 1, without it. */
  fraction() {
    return (this.word() >>> 0) / 0x1_0000_0000
  }

  /** A whole number from `low` to `high`. */
  between(low, high) {
    return low + Math.floor(this.fraction() * (high - low + 1))
  }

  /** From 1 to `most`, each order of magnitude as likely as the next: few long transfers among many short ones. */
  logarithmic(most) {
    return Math.floor(most ** this.fraction())
  }
}
