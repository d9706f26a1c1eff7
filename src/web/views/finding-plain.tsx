/** One finding as plain lines. */
import type { Finding } from '../../core/report/model.js'
import type { Overview } from '../overview.js'
import { useSaid } from '../state/said.js'

export function FindingPlain({ finding }: { report: Overview; finding: Finding }) {
  const { report } = useSaid()
  return (
    <article class="finding">
      <h2>{finding.summary}</h2>
      <p>{finding.place.text}</p>
      <ul>
        {finding.evidence.map((each) => (
          <li key={each.id}>{each.text}</li>
        ))}
      </ul>
      <h3>{report.text.advice}</h3>
      <ul>
        {finding.advice.map(({ text, command }) => (
          <li key={text}>
            {text} {command && <code>{command}</code>}
          </li>
        ))}
      </ul>
      <code>{finding.filter}</code>
    </article>
  )
}
