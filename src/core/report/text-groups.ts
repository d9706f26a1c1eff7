/** The findings of a report: a worked example for each group, one line for what is harmless. */
import { endpoint, few, percent } from '../words/format.js'
import type { Words } from '../words/types.js'
import { type Group, groupFindings } from './groups.js'
import type { Finding, Report } from './model.js'
import type { Page } from './text.js'
import { findingLines, whatIs } from './text-finding.js'
import { wrap } from './wrap.js'

/** Groups shown in full, and those behind them that still get a line. */
const WORKED_EXAMPLES = 20
const LINES = 100
const FRAMES_NAMED = 12

export function groupParts(report: Report, page: Page): string[][] {
  if (page.all) return report.findings.map((finding) => findingLines(finding, page))
  const groups = groupFindings(report.findings)
  const serious = groups.filter((group) => group.example.severity !== 'info')
  const benign = groups.filter((group) => group.example.severity === 'info')
  return [
    ...serious.slice(0, WORKED_EXAMPLES).map((group) => workedExample(group, page)),
    lines(serious.slice(WORKED_EXAMPLES), shortLine, page),
    harmless(benign, page),
  ]
}

function workedExample({ example, findings }: Group, page: Page): string[] {
  const others = findings.filter((finding) => finding !== example)
  const { width, widthOf, said } = page
  if (others.length === 0) return findingLines(example, page)
  const alike = said.text.alike(others.length, frameList(others, said))
  return [...findingLines(example, page), `  ${wrap(alike, width - 2, '  ', widthOf)}`]
}

function frameList(findings: Finding[], { text }: Words): string {
  const frames = findings.map((finding) => finding.frame)
  return text.frames(frames.length, few(frames, FRAMES_NAMED))
}

function lines(groups: Group[], lineOf: (group: Group, page: Page) => string, page: Page): string[] {
  const { said, width, widthOf } = page
  const shown = groups.slice(0, LINES).map((group) => wrap(`* ${lineOf(group, page)}`, width, '  ', widthOf))
  return groups.length > LINES ? [...shown, said.text.more(groups.length - LINES)] : shown
}

function harmless(groups: Group[], page: Page): string[] {
  if (groups.length === 0) return []
  const { text } = page.said
  return [
    page.paint.bold(text.benign),
    ...lines(groups, groupLine, page).map(page.paint.dim),
    page.paint.dim(text.unfold),
  ]
}

function shortLine(group: Group, page: Page): string {
  const { severity, origin } = group.example
  return `[${page.said.severity[severity]}] ${groupLine(group, page)} ${percent(origin.confidence)}`
}

function groupLine({ example, findings }: Group, { said }: Page): string {
  return said.text.group(findings.length, whatIs(example, said), endsOf(example, said), frameList(findings, said))
}

/** Between whom, and who sent it. */
function endsOf({ connection: { client, server }, origin }: Finding, { who, text }: Words): string {
  return `${client.address} > ${endpoint(server)}${text.parenthesis(who[origin.who])}`
}
