/**
 * What becomes of each octet of a recognised message. Marks are given from left to right and never depend on what comes
 * later: the beginning of a message has the same marks when the rest of it arrives in another packet.
 */
export const Mark = {
  /** Any octet to any other. */
  noise: 0,
  kept: 1,
  /** Part of the name of a host or a resource. */
  name: 2,
  /** Text to other text of no meaning. */
  text: 3,
} as const

export interface Marked {
  /** One `Mark` for each octet; from `end` on they mean nothing. */
  marks: Uint8Array
  /** Where the message ends; -1 when it goes on behind the octets. */
  end: number
}

/**
 * Keeps a word as far as it can still become one of those that are known, and the letter at which it cannot any more:
 * so nothing that is kept is a secret of much length, and noise never makes one of them.
 */
export class WordMarks {
  private at = 0
  private candidates: readonly string[]

  /** @param words in lower case */
  constructor(private readonly words: readonly string[]) {
    this.candidates = words
  }

  begin(words: readonly string[] = this.words): void {
    this.at = 0
    this.candidates = words
  }

  next(octet: number): number {
    if (this.candidates.length === 0) return Mark.text
    const letter = String.fromCharCode(octet).toLowerCase()
    this.candidates = this.candidates.filter((word) => word[this.at] === letter)
    this.at++
    return Mark.kept
  }
}
