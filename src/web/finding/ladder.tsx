/** The packets that tell the story, as a ladder: one row a packet, an arrow from who sent it to who got it. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { LadderRow } from '../../core/report/model.js'
import { type Cited, citations, type Field } from './cited.js'
import { CopyLine } from './copy.js'
import { flagNames } from './flags.js'
import { At, Frames, percentOf, rowId, Section, Unseen } from './parts.js'
import { pathPicture } from './path-geometry.js'
import { isForged, isIpv6, type Mark, markOf, markWord, shortName, type View } from './view.js'

/** What every row needs to know of the whole. */
interface Table {
  view: View
  cited: Cited
  absolute: boolean
  /** Index of the capture that the rows are compared with. */
  there?: number
  /** Where on the path forged packets were made, as a share of it: in the middle when that is not known. */
  device: number
}

export function Ladder({ view }: { view: View }) {
  const { finding, own } = view
  const [absolute, setAbsolute] = useState(false)
  const table: Table = {
    view,
    cited: citations(finding),
    absolute,
    there: thereOf(finding.ladder),
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
      <CopyLine view={view} what="filter" label={own.ladder.filter} text={finding.filter} />
    </Section>
  )
}

const thereOf = (rows: readonly LadderRow[]): number | undefined => rows.find((row) => row.other)?.other?.capture

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

/** Columns after the arrow; each is a field that evidence may rest on. */
const NUMBERS = ['seq', 'ack', 'length', 'window', 'hopLimit', 'ipId'] as const

function Head({ table: { view, there } }: { table: Table }) {
  const { own, finding, report } = view
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
            {own.ladder.there(shortName(report.captures[there].name))}
          </th>
        )}
        <th scope="col">{column.note}</th>
      </tr>
    </thead>
  )
}

interface RowProps {
  table: Table
  row: LadderRow
  before?: LadderRow
}

function Row({ table, row, before }: RowProps) {
  const { view, there } = table
  const mark = markOf(row, view.finding)
  return (
    <tr
      id={row.capture === undefined ? rowId(view, row.frame) : undefined}
      class={mark && `fv-row-${mark}`}
      tabIndex={-1}
      data-frame={row.frame}
    >
      <th scope="row" data-label={view.own.ladder.column.frame}>
        <Value table={table} row={row} field="frame">
          {row.frame}
        </Value>
        {row.capture !== undefined && <small> {shortName(view.report.captures[row.capture].name)}</small>}
      </th>
      <Time table={table} row={row} before={before} />
      <td class="fv-direction">
        <Arrow table={table} row={row} mark={mark} />
      </td>
      <td class="fv-flags">
        <Value table={table} row={row} field="flags">
          {flagNames(row.flags)}
        </Value>
      </td>
      <Numbers table={table} row={row} />
      {there !== undefined && <There table={table} row={row} />}
      <Note table={table} row={row} mark={mark} />
    </tr>
  )
}

interface FieldProps {
  table: Table
  row: LadderRow
  field: Field
  children: ComponentChildren
}

/** A field's value, marked when the verdict rests on it. */
function Value({ table: { view, cited }, row, field, children }: FieldProps) {
  const ids = cited(row, field)
  if (ids.length === 0) return <>{children}</>
  const names = ids.map((id) => view.own.observation(id, view.said))
  const compared = markOf(row, view.finding) !== 'reset'
  return (
    <>
      <mark class={compared ? 'fv-cited fv-compared' : 'fv-cited'} title={names.join(view.own.separator)}>
        {children}
      </mark>
      <Unseen>{view.own.ladder.citedBy(names)}</Unseen>
    </>
  )
}

/** Since the first row, and since the row before. */
function Time({ table, row, before }: RowProps) {
  const { own } = table.view
  return (
    <td class="fv-time fv-number">
      <Value table={table} row={row} field="time">
        {row.time.toFixed(6)}
      </Value>
      {before && <small>+{own.duration(row.time - before.time)}</small>}
    </td>
  )
}

/** Further ahead than any window reaches (RFC 7323 §2.3), a number has no place in the connection. */
const LARGEST_WINDOW = 2 ** 30

function Numbers({ table, row }: { table: Table; row: LadderRow }) {
  const { own, finding } = table.view
  return (
    <>
      {NUMBERS.map((name) => {
        const { text, title } = numberOf(row, name, table.absolute)
        const label = name === 'hopLimit' && isIpv6(finding) ? own.ladder.hopLimit6 : own.ladder.column[name]
        return (
          <td key={name} class="fv-number" data-label={text === '' ? undefined : label} title={title}>
            {name === 'length' ? (
              text
            ) : (
              <Value table={table} row={row} field={name}>
                {text}
              </Value>
            )}
          </td>
        )
      })}
    </>
  )
}

/** As shown, and the other way of counting a sequence number for who points at it. */
function numberOf(row: LadderRow, name: (typeof NUMBERS)[number], absolute: boolean): { text: string; title?: string } {
  if (name !== 'seq' && name !== 'ack') return { text: String(row[name] ?? '') }
  const number = row[name]
  if (!number) return { text: '' }
  const relative = number.relative <= LARGEST_WINDOW ? String(number.relative) : '–'
  return absolute
    ? { text: String(number.absolute), title: relative }
    : { text: relative, title: String(number.absolute) }
}

/** The packet at the other point; that it was never there is what convicts. */
function There({ table, row }: { table: Table; row: LadderRow }) {
  const { own, finding } = table.view
  if (row.absentThere) {
    return (
      <td class="fv-there fv-absent" data-label={own.ladder.column.there}>
        <Value table={table} row={row} field="there">
          {own.ladder.absent[absenceOf(table, row)]}
        </Value>
      </td>
    )
  }
  if (!row.other) return <td class="fv-there" />
  const { frame, time, hopLimit } = row.other
  const name = isIpv6(finding) ? own.ladder.hopLimit6 : own.ladder.column.hopLimit
  return (
    <td class="fv-there" data-label={own.ladder.column.there}>
      <Value table={table} row={row} field="there">
        {own.frame(frame)}
      </Value>
      <small>
        <span>{time.toFixed(6)}</span> {hopLimit !== undefined && <span>{`${name} ${hopLimit}`}</span>}
      </small>
    </td>
  )
}

/** At the sender's end it was not sent; at the receiver's it did not arrive. */
function absenceOf({ view, there }: Table, row: LadderRow): 'never-sent' | 'never-arrived' | 'not-there' {
  const at = there === undefined ? 'unknown' : view.report.captures[there].vantage.at
  if (at !== 'client' && at !== 'server') return 'not-there'
  return at === row.from ? 'never-sent' : 'never-arrived'
}

function Note({ table, row, mark }: { table: Table; row: LadderRow; mark?: Mark }) {
  return (
    <td class="fv-what">
      {mark && <span class={`fv-badge fv-badge-${mark}`}>{markWord(mark, table.view)}</span>}
      {row.note && (
        <Value table={table} row={row} field="note">
          {row.note}
        </Value>
      )}
    </td>
  )
}

/** Drawn from sender to receiver; a forged reset starts at the device. */
function Arrow({ table, row, mark }: { table: Table; row: LadderRow; mark?: Mark }) {
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
