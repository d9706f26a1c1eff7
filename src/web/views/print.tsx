/** What is printed: the summary, then the findings unfolded, as many as somebody would read on paper. */
import type { Detail } from '../messages.js'
import type { Overview } from '../overview.js'
import { SaidContext } from '../state/said.js'
import type { Said } from '../words/index.js'
import { FindingPlain } from './finding-plain.js'
import { Summary } from './summary.js'

interface PrintedProps {
  said: Said
  overview: Overview
  details: readonly Detail[]
}

export function Printed({ said, overview, details }: PrintedProps) {
  const { page } = said
  const { findings, tool } = overview
  return (
    <SaidContext.Provider value={said}>
      <p class="printed-head">{page.reportMade(tool.version)}</p>
      <Summary overview={overview} unreadable={[]} as={undefined} />
      {details.length < findings.length && <p>{page.printed(details.length, findings.length)}</p>}
      {details.map(({ finding }) => (
        <FindingPlain key={finding.id} report={overview} finding={finding} />
      ))}
    </SaidContext.Provider>
  )
}
