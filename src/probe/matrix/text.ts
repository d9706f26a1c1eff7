/** An experiment for people: the sentence, the table, what it means, what next. */

import type { MatrixProbe, MatrixRow } from '../../core/report/probe-model.js'
import type { Painter } from '../../core/report/text.js'
import { padEnd, table, type WidthOf, wrap } from '../../core/report/wrap.js'
import { endpoint } from '../../core/words/format.js'
import type { Language } from '../../core/words/types.js'
import { probeWords } from '../words/index.js'
import type { ProbeWords } from '../words/types.js'

export interface ProbePage {
  language: Language
  paint: Painter
  width: number
  widthOf: WidthOf
}

const INDENT = '  '

export function renderMatrix(probe: MatrixProbe, page: ProbePage): string {
  const said = probeWords[page.language]
  const { width, widthOf, paint } = page
  const { rows, attempts, durationSeconds, verdict, combined } = probe
  const to = attempts[0] && endpoint(attempts[0])
  const parts = [
    [paint.bold(wrap(probe.summary, width, '', widthOf))],
    combined ? [wrap(combined.text, width, '', widthOf)] : [],
    rows.length > 0
      ? [...rowLines(rows, said, page), paint.dim(INDENT + said.text.connections(attempts.length, durationSeconds, to))]
      : [],
    section(
      said.text.meaning,
      verdict.meaning.map((text) => bullet(text, undefined, page)),
      page,
    ),
    section(
      said.text.next,
      verdict.next.map(({ text, command }) => bullet(text, command, page)),
      page,
    ),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function rowLines(rows: readonly MatrixRow[], said: ProbeWords, { widthOf, paint }: ProbePage): string[] {
  const { text } = said
  const columns = [
    { title: text.change, align: 'left' as const },
    { title: text.answered, align: 'right' as const },
    { title: text.ends, align: 'left' as const },
  ]
  const cells = rows.map((row) => [row.text, text.of(row.passed, row.tries), endsText(row, said)])
  const [head, ...lines] = table(columns, cells, widthOf)
  const widest = Math.max(...lines.map(widthOf))
  return [
    INDENT + paint.dim(head),
    ...lines.map((line, i) => INDENT + colour(rows[i], paint)(padEnd(line, widest, widthOf).trimEnd())),
  ]
}

function colour({ passed, tries, notComparable }: MatrixRow, paint: Painter): (text: string) => string {
  if (notComparable) return paint.dim
  return passed === tries ? paint.green : passed === 0 ? paint.red : paint.yellow
}

function endsText({ ends, notComparable }: MatrixRow, said: ProbeWords): string {
  const texts = ends.map(({ phase, outcome, status, count }) =>
    said.text.end(said.phase[phase], said.outcome[outcome], status, count),
  )
  return [...texts, ...(notComparable ? [notComparable] : [])].join(said.text.separator)
}

const section = (title: string, bullets: string[][], { paint }: ProbePage): string[] =>
  bullets.length === 0 ? [] : [paint.bold(title), ...bullets.flat()]

function bullet(text: string, command: string | undefined, { width, widthOf, paint }: ProbePage): string[] {
  const line = `${INDENT}* ${wrap(text, width - 4, '    ', widthOf)}`
  return command === undefined ? [line] : [line, `${INDENT}${INDENT}${paint.cyan(`$ ${command}`)}`]
}
