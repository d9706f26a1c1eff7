/** What the findings are made from, in the order in which they are numbered. */
import type { CaseVerdict } from '../analysis.js'
import type { CaseFile } from '../casefile/model.js'
import type { Anomaly } from '../verdict/anomalies/define.js'
import type { ResetVerdict } from '../verdict/judgement.js'

/** One judged reset or anomaly; `frame` as the point counts. */
export type Judged = { file: CaseFile; frame: number } & ({ reset: ResetVerdict } | { anomaly: Anomaly })

/** Those of one point: by frame, which is by file and frame in it. */
export function inOrder(verdicts: readonly CaseVerdict[]): Judged[] {
  return verdicts.flatMap(ofCase).sort((a, b) => a.frame - b.frame)
}

function ofCase({ file, resets, anomalies }: CaseVerdict): Judged[] {
  return [
    ...resets.map((reset) => ({ file, frame: reset.context.reset.frame, reset })),
    ...anomalies.map((anomaly) => ({ file, frame: anomaly.frame, anomaly })),
  ]
}
