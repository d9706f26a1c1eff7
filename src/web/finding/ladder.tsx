/** The packets that tell the story, as a ladder: one row a packet, an arrow from who sent it to who got it. */
import { useState } from 'preact/hooks'
import { commentsOn } from '../../core/report/phrases.js'
import { citations } from './cited.js'
import { CopyLine } from './copy.js'
import { NUMBERS, Row, type Table } from './ladder-row.js'
import { Frames, Section } from './parts.js'
import { partnerOf, pathPicture } from './path-geometry.js'
import { isIpv6, nameOf, type View } from './view.js'

export function Ladder({ view }: { view: View }) {
  const { finding, own } = view
  const [absolute, setAbsolute] = useState(false)
  const table: Table = {
    view,
    cited: citations(finding),
    absolute,
    there: thereOf(view),
    device: deviceAt(view),
  }
  if (finding.ladder.length === 0) return null
  return (
    <Section view={view} name="ladder" title={own.ladder.title}>
      <div class="fv-ladder-tools">
        <Legend view={view} />
        <label class="fv-toggle">
          <input type="checkbox" checked={absolute} onChange={(event) => setAbsolute(event.currentTarget.checked)} />
          {own.ladder.absolute}
        </label>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls is reached with the keyboard */}
      <section class="fv-scroll" tabIndex={0} aria-label={own.ladder.caption}>
        <table class="fv-table">
          <Head table={table} />
          <tbody>
            {finding.ladder.map((row, i) => (
              <Row key={`${row.capture ?? ''}-${row.frame}`} table={table} row={row} before={finding.ladder[i - 1]} />
            ))}
          </tbody>
        </table>
      </section>
      <Others view={view} />
      {commentsOn(finding, view.said).map(({ about, comment }) => (
        <p class="fv-note">{view.said.text.title(about, comment)}</p>
      ))}
      <CopyLine view={view} what="filter" label={own.ladder.filter} text={finding.filter} />
    </Section>
  )
}

/** Packets that the other capture holds name it; where it holds none of them, the pair does. */
function thereOf({ report, finding: { ladder, capture } }: View): number | undefined {
  const held = ladder.find((row) => row.other)?.other?.capture
  return held ?? (ladder.some((row) => row.absentThere) ? partnerOf(report, capture) : undefined)
}

function deviceAt({ report, finding }: View): number {
  const { sender } = pathPicture(report, finding)
  return sender.is === 'unknown' || sender.is === 'end' ? 0.5 : Math.min(0.85, Math.max(0.15, sender.at))
}

function Legend({ view: { own, finding } }: { view: View }) {
  if (finding.evidence.length === 0) return <span />
  return (
    <p class="fv-legend">
      <mark class="fv-cited">123</mark> {own.ladder.cited}
    </p>
  )
}

/** Packets of a burst that the ladder has no room for. */
function Others({ view }: { view: View }) {
  const { finding, own } = view
  const shown = new Set(finding.ladder.map(({ frame }) => frame))
  const left = finding.frames.filter((frame) => !shown.has(frame))
  if (left.length === 0) return null
  return (
    <p class="fv-note">
      {own.ladder.more} <Frames view={view} frames={left} />
    </p>
  )
}

function Head({ table: { view, there } }: { table: Table }) {
  const { own, finding } = view
  const { column, columnTitle } = own.ladder
  const hopLimit = isIpv6(finding) ? own.ladder.hopLimit6 : column.hopLimit
  return (
    <thead>
      <tr>
        <th scope="col">{column.frame}</th>
        <th scope="col" class="fv-number">
          {column.time}
        </th>
        <th scope="col" class="fv-direction">
          <div>
            <span>{own.end.client}</span> <span>{own.end.server}</span>
          </div>
        </th>
        <th scope="col">{column.flags}</th>
        {NUMBERS.map((name) => (
          <th
            key={name}
            scope="col"
            class="fv-number"
            title={name in columnTitle ? columnTitle[name as 'length'] : undefined}
          >
            {name === 'hopLimit' ? hopLimit : column[name]}
          </th>
        ))}
        {there !== undefined && (
          <th scope="col" class="fv-there">
            {own.ladder.there(nameOf(there, view))}
          </th>
        )}
        <th scope="col">{column.note}</th>
      </tr>
    </thead>
  )
}
