/** What is printed: the summary, then the findings unfolded, as many as somebody would read on paper. */
import { FindingView } from '../finding/index.js'
import type { Detail } from '../messages.js'
import { type Overview, reportWith } from '../overview.js'
import { SaidContext } from '../state/said.js'
import type { Said } from '../words/index.js'
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
      <Summary overview={overview} unreadable={[]} unfolded />
      {details.length < findings.length && <p>{page.printed(details.length, findings.length)}</p>}
      {details.map(({ finding }) => (
        <FindingView
          key={finding.id}
          report={reportWith(overview, finding)}
          language={overview.language}
          finding={finding}
        />
      ))}
    </SaidContext.Provider>
  )
}
