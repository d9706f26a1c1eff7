/*
 * The block function of ChaCha20 (RFC 8439 §2.3): 256 bits of key and 128 bits of input to 512 bits that nobody without
 * the key can tell from chance. It is the one primitive here. Chosen because it needs nothing but 32-bit additions,
 * rotations and exclusive or, which JavaScript has, and no tables, whose look-ups would take a time that depends on the
 * key.
 */

/** "expand 32-byte k", RFC 8439 §2.3. */
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]
const DOUBLE_ROUNDS = 10

const state = new Int32Array(16)

/**
 * Writes the block of `key` at `input` to `out`.
 * @param key eight words
 * @param input four words: in RFC 8439 the counter, then the nonce
 * @param out sixteen words
 */
export function chachaBlock(key: Uint32Array, input: ArrayLike<number>, out: Uint32Array): void {
  out.set(CONSTANTS)
  out.set(key, 4)
  out.set(input, 12)
  state.set(out)
  for (let round = 0; round < DOUBLE_ROUNDS; round++) {
    quarterRound(0, 4, 8, 12)
    quarterRound(1, 5, 9, 13)
    quarterRound(2, 6, 10, 14)
    quarterRound(3, 7, 11, 15)
    quarterRound(0, 5, 10, 15)
    quarterRound(1, 6, 11, 12)
    quarterRound(2, 7, 8, 13)
    quarterRound(3, 4, 9, 14)
  }
  for (let i = 0; i < 16; i++) out[i] += state[i]
}

/** RFC 8439 §2.1. */
function quarterRound(a: number, b: number, c: number, d: number): void {
  state[a] += state[b]
  state[d] = rotate(state[d] ^ state[a], 16)
  state[c] += state[d]
  state[b] = rotate(state[b] ^ state[c], 12)
  state[a] += state[b]
  state[d] = rotate(state[d] ^ state[a], 8)
  state[c] += state[d]
  state[b] = rotate(state[b] ^ state[c], 7)
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
