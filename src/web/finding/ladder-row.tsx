/** One packet of the ladder, field by field. */
import type { ComponentChildren } from 'preact'
import type { LadderRow } from '../../core/report/model.js'
import { Arrow } from './arrow.js'
import type { Cited, Field } from './cited.js'
import { flagNames } from './flags.js'
import { rowId, Unseen } from './parts.js'
import { isIpv6, type Mark, markOf, markWord, nameOf, type View } from './view.js'

/** What every row needs to know of the whole. */
export interface Table {
  view: View
  cited: Cited
  absolute: boolean
  /** Index of the capture that the rows are compared with. */
  there?: number
  /** Where on the path forged packets were made, as a share of it: in the middle when that is not known. */
  device: number
}

/** Columns after the arrow; each is a field that evidence may rest on. */
export const NUMBERS = ['seq', 'ack', 'length', 'window', 'hopLimit', 'ipId'] as const

interface RowProps {
  table: Table
  row: LadderRow
  before?: LadderRow
}

export function Row({ table, row, before }: RowProps) {
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
        {row.capture !== undefined && <small> {nameOf(row.capture, view)}</small>}
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
