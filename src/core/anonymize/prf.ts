/** A keyed function whose values look like chance: everything secret here is drawn from it. */
import { chachaBlock } from './chacha.js'

/** Octets of a key. */
export const KEY_LENGTH = 32
const INPUT_LENGTH = 16

export class Prf {
  private readonly input = new Uint32Array(4)
  private readonly out = new Uint32Array(16)

  /** @param key eight words */
  constructor(private readonly key: Uint32Array) {}

  /** @throws RangeError when the key has not `KEY_LENGTH` octets */
  static of(key: Uint8Array): Prf {
    if (key.length !== KEY_LENGTH) throw new RangeError(`a key has ${KEY_LENGTH} octets, not ${key.length}`)
    return new Prf(wordsOf(key, 8))
  }

  /** The sixteen words at an input of four. Overwritten by the next call. */
  words(a: number, b = 0, c = 0, d = 0): Uint32Array {
    this.input[0] = a
    this.input[1] = b
    this.input[2] = c
    this.input[3] = d
    chachaBlock(this.key, this.input, this.out)
    return this.out
  }

  /**
   * The function under a key of its own for `data` of any length. Each block of it yields the key for the next (a
   * cascade), and its length comes first, so that no data is the beginning of other data.
   */
  derive(data: Uint8Array): Prf {
    let next = this.keyAt([data.length, 0, 0, 0])
    for (let at = 0; at < data.length; at += INPUT_LENGTH) {
      next = next.keyAt(wordsOf(data.subarray(at, at + INPUT_LENGTH), 4))
    }
    return next
  }

  /** The function for one purpose, named by a few letters. */
  purpose(name: string): Prf {
    return this.derive(Uint8Array.from(name, (letter) => letter.charCodeAt(0)))
  }

  private keyAt(input: ArrayLike<number>): Prf {
    chachaBlock(this.key, input, this.out)
    return new Prf(this.out.slice(0, 8))
  }
}

/** `count` words, little-endian as in RFC 8439, filled up with zero. */
function wordsOf(bytes: Uint8Array, count: number): Uint32Array {
  const words = new Uint32Array(count)
  bytes.forEach((octet, i) => {
    words[i >> 2] |= octet << (8 * (i & 3))
  })
  return words
}

/** A secret order of `[0, size)`; size up to 256. */
export function shuffled(prf: Prf, number: number, size: number): Uint8Array {
  const order = Uint8Array.from({ length: size }, (_, i) => i)
  let words: Uint32Array = new Uint32Array(0)
  for (let left = size - 1, drawn = 0; left > 0; left--, drawn++) {
    if ((drawn & 15) === 0) words = prf.words(number, drawn >> 4)
    // The remainder favours some by 2^-24, which nobody sees.
    const chosen = words[drawn & 15] % (left + 1)
    const swap = order[left]
    order[left] = order[chosen]
    order[chosen] = swap
  }
  return order
}
