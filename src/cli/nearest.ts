/** The candidate that a mistyped word was most likely meant to be, when one is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 3))
  const ranked = candidates.map((candidate) => ({ candidate, edits: edits(word, candidate) }))
  return ranked.filter(({ edits }) => edits <= most).sort((a, b) => a.edits - b.edits)[0]?.candidate
}

/** Levenshtein's distance, a row at a time. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min(row[j] + (a[i] === b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1))
    }
    row = next
  }
  return row[b.length]
}
