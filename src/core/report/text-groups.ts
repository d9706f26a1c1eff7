/** The findings of a report: a worked example for each group, one line for what is harmless. */
import type { Words } from '../words/types.js'
import { arrange, type Group, LINES } from './groups.js'
import type { Report } from './model.js'
import { alikeOf, groupLine, seriousLine } from './phrases.js'
import type { Page } from './text.js'
import { findingLines } from './text-finding.js'
import { wrap } from './wrap.js'

export function groupParts(report: Report, page: Page): string[][] {
  if (page.all) return report.findings.map((finding) => findingLines(finding, page))
  const { examples, short, benign } = arrange(report.findings)
  return [
    ...examples.map((group) => workedExample(group, page)),
    lines(short, seriousLine, page),
    harmless(benign, page),
  ]
}

function workedExample(group: Group, page: Page): string[] {
  const alike = alikeOf(group, page.said)
  const { width, widthOf } = page
  return [...findingLines(group.example, page), ...(alike ? [`  ${wrap(alike, width - 2, '  ', widthOf)}`] : [])]
}

function lines(groups: Group[], lineOf: (group: Group, said: Words) => string, page: Page): string[] {
  const { said, width, widthOf } = page
  const shown = groups.slice(0, LINES).map((group) => wrap(`* ${lineOf(group, said)}`, width, '  ', widthOf))
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
