/** Connections that a device cut, with the reset that did it. */
import type { CaseVerdict } from '../analysis.js'
import type { ResetVerdict } from '../verdict/judgement.js'

export interface Cut {
  verdict: CaseVerdict
  reset: ResetVerdict
}

export function cuts(verdicts: CaseVerdict[]): Cut[] {
  return verdicts.flatMap((verdict) => {
    const reset = verdict.resets.find((r) => r.origin.who === 'middlebox' && r.effect !== 'ignored')
    return reset ? [{ verdict, reset }] : []
  })
}

export function groupBy<T>(items: T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

export const streamsOf = (items: { verdict: CaseVerdict }[]): number[] => [
  ...new Set(items.map((c) => c.verdict.file.stream)),
]
