/** The report for people: one sentence a finding, then what it rests on. */
import { words } from '../words/index.js'
import type { Words } from '../words/types.js'
import { headlineOf } from './headline.js'
import type { Report } from './model.js'
import { groupParts } from './text-groups.js'
import { pointTexts } from './vantage.js'
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

const INDENT = '  '

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
    comparisonLines(report, page),
    patternLines(report, page),
    ...groupParts(report, page),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function headline(report: Report, { said, paint, width, widthOf }: Page): string {
  const line = headlineOf(report, said)
  return report.findings.length === 0 ? line : paint.bold(wrap(line, width, '', widthOf))
}

function captureLines(report: Report, { said, paint, width, widthOf }: Page): string[] {
  return pointTexts(report, said).flatMap(({ vantage, problems }) => [
    ...(vantage === undefined ? [] : [paint.dim(wrap(vantage, width, INDENT, widthOf))]),
    ...problems.map((problem) => paint.yellow(wrap(`! ${problem}`, width, INDENT, widthOf))),
  ])
}

/** How several captures belong together, and what comparing them gave. */
function comparisonLines({ arrangement, pairs = [] }: Report, { width, widthOf }: Page): string[] {
  const texts = arrangement ? [arrangement.text, ...pairs.map((pair) => pair.text)] : []
  return texts.map((text) => wrap(text, width, INDENT, widthOf))
}

function patternLines({ patterns }: Report, { said, paint, width, widthOf }: Page): string[] {
  if (patterns.length === 0) return []
  return [paint.bold(said.text.patterns), ...patterns.map((p) => wrap(`* ${p.text}`, width, INDENT, widthOf))]
}
