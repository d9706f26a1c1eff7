/** One finding in Markdown: the sentence, the facts, evidence as a table, the packets, what to do. */
import type { Words } from '../words/types.js'
import { codeSpan, escapeMarkdown, fencedBlock, inTable, prose } from './markdown-escape.js'
import type { Advice, Connection, Evidence, Finding } from './model.js'
import { commentsOn, effectOf, namedEndpoint, otherCauses, stepOf, surenessOf, titleOf, tunnelText } from './phrases.js'
import { plainPainter } from './text.js'
import { ladderLines } from './text-ladder.js'
import { simpleWidth } from './wrap.js'

/** Lines that belong together; an empty line stands between parts. */
export type Part = readonly string[]

export function findingPart(finding: Finding, said: Words): Part[] {
  const { text } = said
  const literals = literalsOf(finding.connection)
  const page = { said, paint: plainPainter, width: 100, all: true, widthOf: simpleWidth }
  return [
    [`## ${escapeMarkdown(`[${said.severity[finding.severity]}] ${titleOf(finding, said)}`)}`],
    [`**${prose(finding.summary, literals)}**`],
    facts(finding, literals, said),
    ...section(text.evidence, evidenceTable(finding.evidence, literals, said)),
    ...section(text.packets, fenced(ladderLines(finding.ladder, page))),
    ...comments(finding, said),
    ...section(text.advice, steps(finding.advice, literals)),
    ...section(text.settle, steps(finding.settle.map(stepOf), literals)),
  ]
}

/** Names and addresses that sentences speak of. */
function literalsOf({ client, server, tls, http }: Connection): string[] {
  const names = [client.address, server.address, tls?.serverName, http?.host, http?.path]
  return [...new Set(names)].filter((name) => name !== undefined).sort(longestFirst) as string[]
}

const longestFirst = (a = '', b = ''): number => b.length - a.length

function facts(finding: Finding, literals: string[], said: Words): Part {
  const { text } = said
  const rows: [string, string | undefined][] = [
    [text.connection, connectionText(finding.connection, said)],
    [capital(text.confidence), surenessOf(finding, said)?.slice(text.confidence.length + 1)],
    [text.place, prose(finding.place.text, literals)],
    [text.effect, effectOf(finding, said)],
    [text.otherCauses, otherCauses(finding, said)],
    [text.wireshark, codeSpan(finding.filter)],
  ]
  return rows.flatMap(([label, value]) => (value ? [`- **${label}** ${value}`] : []))
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** In code all through: exact, and nothing in it is a link. */
function connectionText(connection: Connection, said: Words): string {
  const { client, server, stream, tls, http } = connection
  const request = [http?.method, http?.path].filter(Boolean).join(' ')
  const names = [tls?.serverName, http?.host, request].filter((name) => name !== undefined && name !== '')
  const ends = [client, server].map((end) => codeSpan(namedEndpoint(end, said))).join(' > ')
  const tunnel = tunnelText(connection, said) ?? []
  return [ends, `tcp.stream ${stream}`, ...names.map((name) => codeSpan(name as string))]
    .concat(tunnel)
    .join(said.text.separator)
}

function evidenceTable(evidence: readonly Evidence[], literals: string[], said: Words): Part {
  if (evidence.length === 0) return []
  const { columns } = said.text
  const head = [columns.speaksFor, columns.weight, columns.observation, columns.frames]
  return [tableRow(head), '|---|--:|---|---|', ...evidence.map((each) => tableRow(evidenceCells(each, literals, said)))]
}

/** What does not count is in brackets. */
function evidenceCells(
  { for: side, weight, counted, text, frames }: Evidence,
  literals: string[],
  said: Words,
): string[] {
  const number = weight.toFixed(1)
  const remark = counted ? '' : said.text.notCounted
  return [said.who[side], counted ? number : `(${number})`, prose(text + remark, literals), frames.join(', ')]
}

const tableRow = (cells: readonly string[]): string => `| ${cells.map(inTable).join(' | ')} |`

function steps(list: readonly Advice[], literals: string[]): Part {
  return list.flatMap(({ text, command }) => [`- ${prose(text, literals)}`, ...(command ? commandLines(command) : [])])
}

/** Inside its list item. */
const commandLines = (command: string): string[] => ['', ...fencedBlock([command], 'sh').map((line) => `  ${line}`)]

/** Somebody else's text: quoted, as code. */
function comments(finding: Finding, said: Words): Part[] {
  const lines = commentsOn(finding, said).map(({ about, comment }) => `- ${said.text.title(about, codeSpan(comment))}`)
  return lines.length === 0 ? [] : [lines]
}

const fenced = (lines: string[]): Part => (lines.length === 0 ? [] : fencedBlock(lines, 'text'))

const section = (title: string, lines: Part): Part[] => (lines.length === 0 ? [] : [[`### ${title}`], lines])
