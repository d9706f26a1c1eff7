/** Repeatable choices: the same seed and name make the same case. */
export interface Random {
  /** 0 ≤ x < 1 */
  unit(): number
  /** Whole number, both limits included. */
  between(least: number, most: number): number
  pick<T>(choices: readonly T[]): T
}

/** mulberry32 over a hash of the words: small, and good enough to vary cases. */
export function randomFrom(...words: (string | number)[]): Random {
  let state = hash(words.join('/'))
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(unit() * (most - least + 1))
  return { unit, between, pick: (choices) => choices[between(0, choices.length - 1)] }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0)!, 0x01000193)
  return h
}
