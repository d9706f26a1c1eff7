/** One finding in full: sentence, place, evidence, packets, filter, advice, what would settle it. */
import type { Advice, Evidence, Finding, Severity } from './model.js'
import { commentsOn, effectOf, namedEndpoint, otherCauses, stepOf, surenessOf, titleOf, tunnelText } from './phrases.js'
import type { Page, Painter } from './text.js'
import { ladderLines } from './text-ladder.js'
import { padEnd, wrap } from './wrap.js'

const INDENT = '  '

export function findingLines(finding: Finding, page: Page): string[] {
  const { text } = page.said
  return [
    titleLine(finding, page),
    INDENT + wrap(finding.summary, page.width - 2, INDENT, page.widthOf),
    ...labelled(text.place, finding.place.text, page),
    ...labelled(text.effect, effectOf(finding, page.said), page),
    ...labelled(text.compared, finding.comparison?.text, page),
    ...labelled(text.otherLeg, finding.otherLeg?.text, page),
    ...labelled(text.otherCauses, otherCauses(finding, page.said), page),
    ...section(text.evidence + text.parenthesis(text.evidenceKey), evidenceLines(finding.evidence, page), page),
    ...section(text.packets, [...ladderLines(finding.ladder, page), ...commentLines(finding, page)], page),
    `${INDENT}${page.paint.bold(text.wireshark)}  ${page.paint.cyan(finding.filter)}`,
    ...section(
      text.advice,
      finding.advice.flatMap((step) => bullet(step, page)),
      page,
    ),
    ...section(
      text.settle,
      finding.settle.flatMap((step) => bullet(stepOf(step), page)),
      page,
    ),
  ]
}

const COLOUR: Record<Severity, keyof Painter> = { error: 'red', warn: 'yellow', note: 'cyan', info: 'dim' }

function titleLine(finding: Finding, { said, paint }: Page): string {
  const { severity, connection } = finding
  const tag = paint[COLOUR[severity]](`[${said.severity[severity]}]`)
  const ends = [connection.client, connection.server].map((end) => namedEndpoint(end, said)).join(' > ')
  const facts = [`tcp.stream ${connection.stream}`, tunnelText(connection, said), surenessOf(finding, said)]
    .filter(Boolean)
    .join(said.text.separator)
  return `${tag} ${paint.bold(`#${finding.id} ${titleOf(finding, said)}`)}  ${ends} ${said.text.parenthesis(facts)}`
}

function labelled(label: string, text: string | undefined, { paint, width, widthOf }: Page): string[] {
  if (text === undefined) return []
  const head = `${label}  `
  const indent = INDENT + ' '.repeat(widthOf(head))
  return [INDENT + paint.bold(label) + INDENT + wrap(text, width - indent.length, indent, widthOf)]
}

function section(title: string, lines: string[], { paint, width, widthOf }: Page): string[] {
  if (lines.length === 0) return []
  const head = wrap(title, width - INDENT.length, INDENT, widthOf)
  return [INDENT + paint.bold(head), ...lines.map((line) => INDENT + INDENT + line)]
}

function commentLines(finding: Finding, { said, width, widthOf }: Page): string[] {
  const lines = commentsOn(finding, said).map(({ about, comment }) => said.text.title(about, comment))
  return lines.map((line) => wrap(line, width - 4, '      ', widthOf))
}

/** Signs in a column, one for about a factor of three; what does not count is in brackets. */
function evidenceLines(evidence: Evidence[], { said, paint, width, widthOf }: Page): string[] {
  const bars = evidence.map(signsOf)
  const column = Math.max(7, ...bars.map((bar) => bar.length))
  const indent = INDENT.length * 2 + column + 1
  return evidence.map((each, i) => {
    const bar = padEnd(bars[i], column, widthOf)
    const text = each.counted ? each.text : each.text + said.text.notCounted
    const painted = each.counted ? (each.for === 'middlebox' ? paint.red(bar) : paint.green(bar)) : paint.dim(bar)
    return `${painted} ${wrap(text, width - indent, ' '.repeat(indent), widthOf)}`
  })
}

function signsOf({ for: side, weight, counted }: Evidence): string {
  const signs = (side === 'middlebox' ? '+' : '-').repeat(Math.max(1, Math.round(weight)))
  return counted ? signs : `(${signs})`
}

function bullet({ text, command }: Advice, { paint, width, widthOf }: Page): string[] {
  const lines = [`* ${wrap(text, width - 6, '      ', widthOf)}`]
  return command === undefined ? lines : [...lines, `    ${paint.cyan(`$ ${command}`)}`]
}
