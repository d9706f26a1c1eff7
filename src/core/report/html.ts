/**
 * The report as a page: the same page that analyses captures, with a result inside. The page is one document that needs
 * nothing else, so a report is that document with data put into it.
 */
import type { Language } from '../words/index.js'
import { mostSerious } from './groups.js'
import type { Finding, Report } from './model.js'
import type { Series } from './series.js'

/** What a report carries. Its texts are in both languages: who sends it and who reads it need not share one. */
export interface Embedded {
  reports: Record<Language, Report>
  /** For the plots: of each finding whose connection was kept, by id. */
  series: Record<string, Series>
  /** Findings left out of a large result, the least serious ones. */
  omitted: number
  /** The language in which it was asked for. */
  language: Language
}

/** Characters of findings in one language; a browser opens a page of some megabytes without a pause. */
const MOST_CHARACTERS = 4_000_000

/** A result that can be put into a page. */
export interface Embeddable {
  language: Language
  /** The same result in either language. */
  report(language: Language): Report
  /** The series of a finding, by its id. */
  seriesOf(id: string): Series | undefined
}

/** @param most characters of findings in one language, and of series */
export function embed({ language, report: build, seriesOf }: Embeddable, most = MOST_CHARACTERS): Embedded {
  const en = build('en')
  const kept = new Set(boundedIds(en.findings, most))
  const bounded = (report: Report): Report => ({
    ...report,
    findings: report.findings.filter(({ id }) => kept.has(id)),
  })
  const reports = { en: bounded(en), zh: bounded(build('zh')) }
  return { language, reports, series: boundedSeries(kept, seriesOf, most), omitted: en.findings.length - kept.size }
}

/** Of as many findings as there is room for; the others go without plots. */
function boundedSeries(ids: Iterable<string>, seriesOf: Embeddable['seriesOf'], most: number): Record<string, Series> {
  const all: Record<string, Series> = {}
  let room = most
  for (const id of ids) {
    const series = seriesOf(id)
    if (!series) continue
    room -= JSON.stringify(series).length
    if (room < 0) break
    all[id] = series
  }
  return all
}

/** The most serious findings, as many as a page can hold. */
function boundedIds(findings: readonly Finding[], most: number): string[] {
  let room = most
  return mostSerious(findings)
    .filter((finding) => {
      room -= JSON.stringify(finding).length
      return room > 0
    })
    .map(({ id }) => id)
}

/** Where the page takes a result. Written in another way than there: the page's own program holds these lines, too. */
const PLACE = /\x3c!--result-->/
const ANALYST = /\x3cscript type="text\/plain" id="analyst">/

/**
 * The page with a result inside.
 * @param page the text of the page as it was built
 * @throws Error when this is another page
 */
export function htmlReport(page: string, embedded: Embedded): string {
  if (!PLACE.test(page)) throw new Error('the page has no place for a result')
  const data = `<script type="application/json" id="result">${scriptText(embedded)}</script>`
  return withoutAnalyst(page).replace(PLACE, () => data)
}

/** What analyses captures is most of the page, and a report has no use for it. */
function withoutAnalyst(page: string): string {
  const start = page.search(ANALYST)
  const end = '</script>'
  return start < 0 ? page : page.slice(0, start) + page.slice(page.indexOf(end, start) + end.length)
}

/** JSON that cannot end the element it stands in, whatever a capture contains. */
const scriptText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
