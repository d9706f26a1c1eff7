/** Who, why and where in a few words each. */
import type { Place } from '../../core/report/model.js'
import { whatIs } from '../../core/report/phrases.js'
import { percent } from '../../core/words/format.js'
import type { Row } from '../overview.js'
import { useSaid } from '../state/said.js'
import type { Said } from '../words/index.js'
import { WhoMark } from './icons.js'

export function Chips({ row }: { row: Row }) {
  const said = useSaid()
  // Of an end that speaks for itself everybody knows where it is.
  const isEnd = row.origin.who === 'client' || row.origin.who === 'server'
  const where = isEnd ? undefined : placeIn(row.place, said)
  return (
    <span class="chips">
      {row.origin.confidence > 0 && (
        <span class={`chip who ${row.origin.who}`}>
          <WhoMark who={row.origin.who} />
          {said.page.who[row.origin.who]}
          <Share of={row.origin.confidence} />
        </span>
      )}
      <span class="chip why">
        {whatIs(row, said.report)}
        {row.kind === 'reset' && row.cause.id !== 'unknown' && <Share of={row.cause.confidence} />}
      </span>
      {where && <span class="chip where">{where}</span>}
    </span>
  )
}

/** A confidence; never quite certain. */
function Share({ of }: { of: number }) {
  return <span class="share">{percent(Math.min(of, 0.99))}</span>
}

/** Hops where they are known; the side of the path at least. */
function placeIn(place: Place, { page }: Said): string | undefined {
  const { hopsFromClient, hopsFromServer, side } = place
  if (hopsFromClient) return page.hops(range(hopsFromClient), 'client')
  if (hopsFromServer) return page.hops(range(hopsFromServer), 'server')
  return side === 'unknown' ? undefined : page.side[side]
}

const range = ({ min, max }: { min: number; max: number }): string => (min === max ? String(min) : `${min}–${max}`)
