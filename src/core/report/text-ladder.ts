/** The packets of a finding as aligned columns. */
import type { LadderRow } from './model.js'
import type { Page } from './text.js'
import { type Column, table } from './wrap.js'

export function ladderLines(rows: readonly LadderRow[], page: Page): string[] {
  if (rows.length === 0) return []
  const { columns } = page.said.text
  const head: Column[] = [
    { title: columns.frame, align: 'right' },
    { title: columns.time, align: 'right' },
    { title: columns.direction, align: 'left' },
    { title: columns.flags, align: 'left' },
    { title: columns.seq, align: 'right' },
    { title: columns.ack, align: 'right' },
    { title: columns.length, align: 'right' },
    { title: columns.window, align: 'right' },
    { title: columns.hopLimit, align: 'right' },
    { title: columns.ipId, align: 'right' },
    { title: columns.frameThere, align: 'right' },
    { title: columns.hopLimitThere, align: 'right' },
    { title: '', align: 'left' },
  ]
  const [titles, ...lines] = table(
    head,
    rows.map((row) => cells(row, page)),
    page.widthOf,
  )
  return [page.paint.dim(titles), ...lines.map((line, i) => paintLine(line, rows[i], page))]
}

function cells(row: LadderRow, { said }: Page): string[] {
  const mark = row.mark ? said.text.marks[row.mark] : ''
  return [
    String(row.frame),
    row.time.toFixed(6),
    row.from === 'client' ? '------->' : '<-------',
    row.flags,
    `${nearby(row.seq.relative)} (${row.seq.absolute})`,
    row.ack ? nearby(row.ack.relative) : '',
    String(row.length),
    String(row.window),
    row.hopLimit === undefined ? '' : String(row.hopLimit),
    row.ipId === undefined ? '' : String(row.ipId),
    row.absentThere ? '–' : String(row.other?.frame ?? ''),
    row.absentThere ? '–' : String(row.other?.hopLimit ?? ''),
    [mark, row.note ?? ''].filter((part) => part !== '').join(' '),
  ]
}

/** A number further ahead than any window (RFC 7323 §2.3) belongs to another connection, or to none. */
const nearby = (relative: number): string => (relative <= LARGEST_WINDOW ? String(relative) : '-')
const LARGEST_WINDOW = 2 ** 30

function paintLine(line: string, { mark }: LadderRow, { paint }: Page): string {
  return mark === 'reset' ? paint.red(line) : mark === 'trigger' ? paint.yellow(line) : line
}
