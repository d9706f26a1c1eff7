/** A packet's way between the two ends. */
import type { LadderRow } from '../../core/report/model.js'
import type { Table } from './ladder-row.js'
import { At, percentOf, Unseen } from './parts.js'
import { isForged, type Mark } from './view.js'

/** Drawn from sender to receiver; a forged reset starts at the device. */
export function Arrow({ table, row, mark }: { table: Table; row: LadderRow; mark?: Mark }) {
  const { view, device, cited } = table
  const [from, to] = row.from === 'client' ? [0, 1] : [1, 0]
  const start = isForged(mark, view.finding) ? device : from
  const names = cited(row, 'direction').map((id) => view.own.observation(id, view.said))
  return (
    <>
      <svg
        class={`fv-arrow fv-from-${row.from} ${mark ? `fv-arrow-${mark}` : ''}`}
        aria-hidden="true"
        width="100%"
        height="20"
      >
        <line class="fv-life" x1="0" x2="0" y1="-30" y2="60" />
        <line class="fv-life" x1="100%" x2="100%" y1="-30" y2="60" />
        {start !== from && <line class="fv-claimed" x1={percentOf(from)} x2={percentOf(start)} y1="10" y2="10" />}
        <line class="fv-shaft" x1={percentOf(start)} x2={percentOf(to)} y1="10" y2="10" />
        <At share={to} y={10}>
          <path class="fv-head" d={to === 1 ? 'M0 0l-9-5v10z' : 'M0 0l9-5v10z'} />
        </At>
        {start !== from && (
          <At share={start} y={10}>
            <path class="fv-head" d="M0-6l6 6l-6 6l-6-6z" />
          </At>
        )}
      </svg>
      <Unseen>
        {view.own.ladder.sent[row.from]}
        {names.length > 0 && view.own.ladder.citedBy(names)}
      </Unseen>
    </>
  )
}
