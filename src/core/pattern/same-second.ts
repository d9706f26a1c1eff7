/** Many connections of one host reset within a second by that host: a restart, a failover, a deregistered target. */
import type { CaseVerdict } from '../analysis.js'
import { groupBy, streamsOf } from './cut.js'
import type { FoundPattern } from './model.js'

const TOGETHER_SECONDS = 1
const MANY = 4

export function sameSeconds(verdicts: CaseVerdict[]): FoundPattern[] {
  const resets = verdicts.flatMap((verdict) =>
    verdict.resets
      .filter((r) => r.origin.who !== 'middlebox' && r.severity !== 'info' && r.context.form !== 'refusal')
      .slice(0, 1)
      .map((reset) => ({ verdict, reset })),
  )
  return [...groupBy(resets, ({ verdict, reset }) => verdict.file[reset.context.accused].address)].flatMap(
    ([value, group]) => {
      const together = densest(group.sort((a, b) => a.reset.context.reset.time - b.reset.context.reset.time))
      if (together.length < MANY) return []
      return [
        {
          kind: 'same-second' as const,
          value,
          streams: streamsOf(together),
          died: together.length,
          lived: 0,
          othersLived: 0,
        },
      ]
    },
  )
}

/** The largest run of resets within one second. */
function densest<T extends { reset: { context: { reset: { time: number } } } }>(sorted: T[]): T[] {
  let best: T[] = []
  let start = 0
  for (let end = 0; end < sorted.length; end++) {
    while (sorted[end].reset.context.reset.time - sorted[start].reset.context.reset.time > TOGETHER_SECONDS) start++
    if (end - start + 1 > best.length) best = sorted.slice(start, end + 1)
  }
  return best
}
