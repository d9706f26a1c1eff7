/** The report for tickets: Markdown without HTML, so that GitHub, GitLab and Jira show it alike. */
import { words } from '../words/index.js'
import type { Words } from '../words/types.js'
import { arrange, type Group, LINES } from './groups.js'
import { headlineOf } from './headline.js'
import { prose } from './markdown-escape.js'
import { findingPart, type Part } from './markdown-finding.js'
import type { Report } from './model.js'
import { alikeOf, groupLine, seriousLine } from './phrases.js'
import { pointTexts } from './vantage.js'

export interface MarkdownOptions {
  /** Every finding in full: the harmless ones, and all members of a group. */
  all?: boolean
}

/** Headline, captures and patterns; then a worked example for each group of findings, and lines for the harmless. */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const said = words[report.language]
  const parts = [
    [`# ${prose(headlineOf(report, said))}`],
    ...captureParts(report, said),
    ...patternParts(report, said),
    ...(options.all ? report.findings.flatMap((each) => findingPart(each, said)) : groupParts(report, said)),
  ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function captureParts(report: Report, said: Words): Part[] {
  const { arrangement, pairs = [] } = report
  const lines = pointTexts(report, said).flatMap(({ vantage, problems }) => [
    ...(vantage === undefined ? [] : [vantage]),
    ...problems.map((problem) => `! ${problem}`),
  ])
  const compared = arrangement ? [arrangement.text, ...pairs.map((pair) => pair.text)] : []
  const bullets = [...lines, ...compared].map(bullet)
  return bullets.length === 0 ? [] : [bullets]
}

function groupParts({ findings }: Report, said: Words): Part[] {
  const { examples, short, benign } = arrange(findings)
  return [
    ...examples.flatMap((group) => workedExample(group, said)),
    ...(short.length > 0 ? [groupList(short, seriousLine, said)] : []),
    ...(benign.length > 0 ? [[`## ${said.text.benign}`], groupList(benign, groupLine, said)] : []),
  ]
}

function workedExample(group: Group, said: Words): Part[] {
  const alike = alikeOf(group, said)
  return [...findingPart(group.example, said), ...(alike ? [[prose(alike)]] : [])]
}

function groupList(groups: readonly Group[], lineOf: (group: Group, said: Words) => string, said: Words): Part {
  const shown = groups.slice(0, LINES).map((group) => bullet(lineOf(group, said)))
  return groups.length > LINES ? [...shown, bullet(said.text.more(groups.length - LINES))] : shown
}

function patternParts({ patterns }: Report, { text }: Words): Part[] {
  const values = patterns.map(({ value }) => value).sort((a, b) => b.length - a.length)
  return patterns.length === 0 ? [] : [[`## ${text.patterns}`], patterns.map((each) => `- ${prose(each.text, values)}`)]
}

const bullet = (text: string): string => `- ${prose(text)}`
