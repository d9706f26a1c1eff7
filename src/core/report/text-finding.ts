/** One finding in full: sentence, place, evidence, packets, filter, advice, what would settle it. */
import { endpoint, percent } from '../words/format.js'
import type { Evidence, Finding, Severity } from './model.js'
import type { Page, Painter } from './text.js'
import { ladderLines } from './text-ladder.js'
import { padEnd, wrap } from './wrap.js'

const INDENT = '  '

export function findingLines(finding: Finding, page: Page): string[] {
  const { text } = page.said
  return [
    titleLine(finding, page),
    INDENT + wrap(finding.summary, page.width - 2, INDENT, page.widthOf),
    ...labelled(text.place, [finding.place.text], page),
    ...labelled(text.effect, effectOf(finding, page), page),
    ...labelled(text.compared, finding.comparison ? [finding.comparison.text] : [], page),
    ...labelled(text.otherLeg, finding.otherLeg ? [finding.otherLeg.text] : [], page),
    ...labelled(text.otherCauses, otherCauses(finding, page), page),
    ...section(text.evidence + text.parenthesis(text.evidenceKey), evidenceLines(finding.evidence, page), page),
    ...section(text.packets, ladderLines(finding.ladder, page), page),
    `${INDENT}${page.paint.bold(text.wireshark)}  ${page.paint.cyan(finding.filter)}`,
    ...section(
      text.advice,
      finding.advice.flatMap(({ text, command }) => bullet(text, command, page)),
      page,
    ),
    ...section(
      text.settle,
      finding.settle.flatMap((step) => bullet(...halves(step), page)),
      page,
    ),
  ]
}

const COLOUR: Record<Severity, keyof Painter> = { error: 'red', warn: 'yellow', note: 'cyan', info: 'dim' }

function titleLine(finding: Finding, { said, paint }: Page): string {
  const { severity, connection, origin } = finding
  const tag = paint[COLOUR[severity]](`[${said.severity[severity]}]`)
  const ends = `${endpoint(connection.client)} > ${endpoint(connection.server)}`
  const sure = origin.confidence > 0 ? `, ${said.text.confidence} ${percent(Math.min(origin.confidence, 0.99))}` : ''
  return `${tag} ${paint.bold(`#${finding.id} ${titleOf(finding, said)}`)}  ${ends}  (tcp.stream ${connection.stream}${sure})`
}

/** The finding in a few words: the cause of a reset, or the kind of anything else. */
export function whatIs({ kind, cause }: Finding, said: Page['said']): string {
  if (kind !== 'reset') return said.kind[kind]
  return cause.id === 'unknown' ? said.unknownCause : said.cause[cause.id].name
}

function titleOf(finding: Finding, said: Page['said']): string {
  const what = whatIs(finding, said)
  return finding.kind === 'reset' ? said.text.title(said.kind.reset, what) : what
}

/** A reset in a side's name goes to the other side. */
function effectOf({ kind, effect, ladder }: Finding, { said }: Page): string[] {
  const from = ladder.find((row) => row.mark === 'reset')?.from
  if (kind !== 'reset' || from === undefined) return []
  return [said.sentence(said.effect[effect](from === 'client' ? 'server' : 'client'))]
}

function otherCauses({ cause }: Finding, { said }: Page): string[] {
  const named = cause.alternatives.map(
    ({ id, confidence }) => `${id === 'unknown' ? said.unknownCause : said.cause[id].name} ${percent(confidence)}`,
  )
  return named.length === 0 ? [] : [named.join(said.text.separator)]
}

function labelled(label: string, texts: string[], { paint, width, widthOf }: Page): string[] {
  return texts.map((text) => {
    const head = `${label}  `
    const indent = INDENT + ' '.repeat(widthOf(head))
    return INDENT + paint.bold(label) + INDENT + wrap(text, width - indent.length, indent, widthOf)
  })
}

function section(title: string, lines: string[], { paint, width, widthOf }: Page): string[] {
  if (lines.length === 0) return []
  const head = wrap(title, width - INDENT.length, INDENT, widthOf)
  return [INDENT + paint.bold(head), ...lines.map((line) => INDENT + INDENT + line)]
}

/** Signs in a column, one for about a factor of three; what does not count is in brackets. */
function evidenceLines(evidence: Evidence[], { said, paint, width, widthOf }: Page): string[] {
  return evidence.map((each) => {
    const signs = (each.for === 'middlebox' ? '+' : '-').repeat(Math.max(1, Math.round(each.weight)))
    const bar = padEnd(each.counted ? signs : `(${signs})`, 7, widthOf)
    const text = each.counted ? each.text : each.text + said.text.notCounted
    const painted = each.counted ? (each.for === 'middlebox' ? paint.red(bar) : paint.green(bar)) : paint.dim(bar)
    return `${painted} ${wrap(text, width - 12, ' '.repeat(12), widthOf)}`
  })
}

function bullet(text: string, command: string | undefined, { paint, width, widthOf }: Page): string[] {
  const lines = [`* ${wrap(text, width - 6, '      ', widthOf)}`]
  return command === undefined ? lines : [...lines, `    ${paint.cyan(`$ ${command}`)}`]
}

/** A step that would settle something, and its command on the next line. */
function halves(step: string): [string, string | undefined] {
  const at = step.indexOf('\n')
  return at < 0 ? [step, undefined] : [step.slice(0, at), step.slice(at + 1)]
}
