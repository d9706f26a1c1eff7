/** Connections cut at once because of an earlier one between the same two. */
import type { CaseVerdict } from '../analysis.js'
import { cuts, groupBy, streamsOf } from './cut.js'
import type { FoundPattern } from './model.js'

export function residualBlocks(verdicts: CaseVerdict[]): FoundPattern[] {
  const residual = cuts(verdicts).filter((cut) => cut.reset.causes[0]?.id === 'residual-block')
  const groups = groupBy(
    residual,
    ({ verdict: { file } }) => `${file.client.address} > ${file.server.address}:${file.server.port}`,
  )
  return [...groups].map(([value, group]) => ({
    kind: 'residual-block',
    value,
    streams: streamsOf(group),
    died: group.length,
    lived: 0,
    othersLived: 0,
  }))
}
