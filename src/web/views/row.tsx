/** One finding as a line of the list. */
import { Host } from '../host.js'
import type { Row } from '../overview.js'
import { linkTo } from '../state/fragment.js'
import { useSaid } from '../state/said.js'
import { Chips } from './chips.js'
import { SeverityMark } from './icons.js'

interface RowProps {
  row: Row
  nested: boolean
  selected: boolean
  /** It has the list's place in the order of Tab. */
  tabbable: boolean
}

export function RowView({ row, nested, selected, tabbable }: RowProps) {
  const { report } = useSaid()
  const { client, server, tls, http } = row.connection
  const name = tls?.serverName ?? http?.host
  return (
    <a
      class={nested ? 'row nested' : 'row'}
      href={linkTo(row.id)}
      aria-current={selected ? 'true' : undefined}
      tabIndex={tabbable ? 0 : -1}
    >
      <span class="row-head">
        <span class={`severity ${row.severity}`}>
          <SeverityMark severity={row.severity} />
          {report.severity[row.severity]}
        </span>
        <span class="row-id">#{row.id}</span>
        <span class="row-ends">
          <Host end={client} /> <span aria-hidden="true">→</span> <Host end={server} />
          {name && <bdi class="row-name"> {name}</bdi>}
        </span>
      </span>
      <span class="row-summary">{row.summary}</span>
      <Chips row={row} />
    </a>
  )
}
