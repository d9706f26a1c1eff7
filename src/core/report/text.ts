/** The report for people: one sentence a finding, then what it rests on. */
import { few, percent, seconds } from '../words/format.js'
import { words } from '../words/index.js'
import type { Counts, Words } from '../words/types.js'
import { type Group, groupFindings } from './groups.js'
import type { CaptureSummary, Finding, Report } from './model.js'
import { findingLines } from './text-finding.js'
import { simpleWidth, type WidthOf, wrap } from './wrap.js'

/** Colours text for a terminal; identity functions leave it plain. */
export interface Painter {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  green(text: string): string
  cyan(text: string): string
}

const same = (text: string): string => text

export const plainPainter: Painter = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same }

export interface TextOptions {
  /** Default: no colour. */
  color?: Painter
  /** Columns of the terminal; default 100. */
  width?: number
  /** Show every finding in full: the harmless ones, and all members of a group. */
  all?: boolean
  /** Columns that a text takes on the terminal; the default knows that Chinese characters take two. */
  widthOf?: WidthOf
}

/** What every part of the page is drawn with. */
export interface Page {
  said: Words
  paint: Painter
  width: number
  all: boolean
  widthOf: WidthOf
}

/** Groups shown in full; those behind them are one line each unless all is asked for. */
const WORKED_EXAMPLES = 20

/**
 * The report for people, in its own language. Most serious findings come first, alike ones are told once, harmless ones
 * are one line a group at the end.
 */
export function renderText(report: Report, options: TextOptions = {}): string {
  const page: Page = {
    said: words[report.language],
    paint: options.color ?? plainPainter,
    width: options.width ?? 100,
    all: options.all ?? false,
    widthOf: options.widthOf ?? simpleWidth,
  }
  const parts = [
    [headline(report, page)],
    captureLines(report, page),
    patternLines(report, page),
    ...groupParts(report, page),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function headline(report: Report, { said, paint, width, widthOf }: Page): string {
  const names = report.captures.map((capture) => capture.name)
  const counts = countsOf(report)
  if (counts.tcpPackets === 0) return said.text.noTcp(names, counts)
  if (report.findings.length === 0) return said.text.nothing(names, counts)
  return paint.bold(wrap(said.text.headline(counts, names), width, '', widthOf))
}

function countsOf({ captures, connections, findings }: Report): Counts {
  const resets = (test: (f: Finding) => boolean) =>
    findings.filter((f) => f.kind === 'reset' && test(f)).reduce((sum, f) => sum + f.frames.length, 0)
  return {
    packets: captures.reduce((sum, capture) => sum + capture.packets, 0),
    tcpPackets: connections.packets,
    connections: connections.total,
    reset: connections.reset,
    examined: connections.examined,
    forged: resets((f) => f.origin.who === 'middlebox'),
    genuine: resets((f) => f.origin.who === 'client' || f.origin.who === 'server'),
    open: resets((f) => f.origin.who === 'unknown'),
    benign: findings.filter((f) => f.severity === 'info').length,
    other: findings.filter((f) => f.kind !== 'reset').length,
  }
}

/** Where each capture was taken matters only when something was found in it; what is amiss in it always does. */
function captureLines({ captures, findings }: Report, page: Page): string[] {
  return captures.flatMap((capture, i) => [
    ...(findings.some((f) => f.capture === i) ? [vantageLine(capture, page)] : []),
    ...capture.problems.map((problem) => page.paint.yellow(`! ${capture.name}: ${problem.text}`)),
  ])
}

function vantageLine({ name, vantage, durationSeconds }: CaptureSummary, { said, paint }: Page): string {
  return paint.dim(said.text.capture(name, vantage.why, seconds(durationSeconds)))
}

function patternLines({ patterns }: Report, { said, paint, width, widthOf }: Page): string[] {
  if (patterns.length === 0) return []
  return [paint.bold(said.text.patterns), ...patterns.map((p) => wrap(`* ${p.text}`, width, '  ', widthOf))]
}

function groupParts(report: Report, page: Page): string[][] {
  if (page.all) return report.findings.map((finding) => findingLines(finding, page))
  const groups = groupFindings(report.findings)
  const serious = groups.filter((group) => group.example.severity !== 'info')
  const worked = serious.slice(0, WORKED_EXAMPLES).map((group) => workedExample(group, page))
  const short = serious.slice(WORKED_EXAMPLES).map((group) => shortLine(group, page))
  return [
    ...worked,
    short,
    harmless(
      groups.filter((group) => group.example.severity === 'info'),
      page,
    ),
  ]
}

function workedExample({ example, findings }: Group, page: Page): string[] {
  const others = findings.filter((finding) => finding !== example)
  const alike =
    others.length === 0
      ? []
      : [`  ${page.said.text.alike(others.length, page.said.text.frames(others.length, frameList(others)))}`]
  return [...findingLines(example, page), ...alike]
}

const frameList = (findings: Finding[]): string =>
  few(
    findings.map((finding) => finding.frame),
    12,
  )

function shortLine(group: Group, page: Page): string {
  const { example } = group
  return `[${page.said.severity[example.severity]}] ${groupLine(group, page)}, ${percent(example.origin.confidence)}`
}

function harmless(groups: Group[], page: Page): string[] {
  if (groups.length === 0) return []
  const { said, paint } = page
  return [
    paint.bold(said.text.benign),
    ...groups.map((group) => paint.dim(`* ${groupLine(group, page)}`)),
    paint.dim(said.text.unfold),
  ]
}

function groupLine({ example, findings }: Group, { said }: Page): string {
  const what =
    example.kind === 'reset'
      ? example.cause.id === 'unknown'
        ? said.unknownCause
        : said.cause[example.cause.id].name
      : said.kind[example.kind]
  return said.text.benignLine(
    findings.length,
    what,
    endsOf(example, said),
    said.text.frames(findings.length, frameList(findings)),
  )
}

/** Who sent it to whom. */
function endsOf({ connection: { client, server }, origin }: Finding, said: Words): string {
  const ends = `${client.address} > ${server.address}:${server.port}`
  return ends + said.text.parenthesis(said.who[origin.who])
}
