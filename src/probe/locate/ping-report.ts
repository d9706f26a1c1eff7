/** Echo replies as the report shows them, next to the findings of a capture. */
import type { Finding, LadderRow, PingProbe, Report } from '../../core/report/model.js'
import { wrap } from '../../core/report/wrap.js'
import type { Language } from '../../core/words/types.js'
import type { ProbePage } from '../matrix/text.js'
import type { PingResult } from './ping.js'
import { locateWords } from './words/index.js'
import type { ComparedFacts } from './words/types.js'

export interface PingReportOptions {
  name: string
  address: string
  startedAt: string
  language: Language
  /** On the capture to compare with. */
  report?: Report
}

export function pingProbe({ replies, asked, durationSeconds }: PingResult, how: PingReportOptions): PingProbe {
  const { name, address, startedAt, language, report } = how
  const said = locateWords[language].ping
  const hopLimits = [...new Set(replies.flatMap(({ hopLimit }) => hopLimit ?? []))]
  const facts = { name, address, hopLimits, answers: replies.length, asked }
  const hops = hopLimits.length === 1 ? hopsOf(hopLimits[0]) : undefined
  return {
    kind: 'ping',
    summary: replies.length > 0 ? said.summary(facts) : said.noAnswer(facts),
    startedAt,
    durationSeconds,
    name,
    address,
    replies: replies.map(({ hopLimit, seconds: time }) => ({ hopLimit, seconds: time })),
    asked,
    ...(hops && { hops }),
    compared: hopLimits.length === 0 || !report ? [] : comparedWith(report, address, hopLimits[0], language),
    meaning: [...(hops ? [said.hops(hops.initial, hops.routers)] : []), ...(replies.length > 0 ? [said.meaning] : [])],
  }
}

/** Initial values of common systems: the nearest above is the one. */
function hopsOf(hopLimit: number): PingProbe['hops'] {
  const initial = [32, 64, 128, 255].find((one) => one >= hopLimit) ?? 255
  return { initial, routers: initial - hopLimit }
}

function comparedWith({ findings }: Report, address: string, ping: number, language: Language): PingProbe['compared'] {
  const resets = findings.filter((finding) => finding.kind === 'reset' && senderOf(finding) === address)
  return resets.map((finding) => compared(finding, ping, language))
}

/** The address that the reset claims to come from. */
function senderOf({ connection, ladder, frame }: Finding): string | undefined {
  const row = ladder.find((one) => one.frame === frame)
  return row && connection[row.from].address
}

function compared(finding: Finding, ping: number, language: Language): PingProbe['compared'][number] {
  const said = locateWords[language].ping
  const { id, ladder, frame } = finding
  const own = ladder.find((row) => row.frame === frame)
  const reset = own?.hopLimit
  if (!own || reset === undefined) return { finding: id, text: said.notReset(id) }
  const server = baselineOf(ladder, own)
  const facts: ComparedFacts = {
    finding: id,
    frame,
    ping,
    reset,
    server,
    reading: reset === ping ? 'same' : reset > ping ? 'nearer' : 'farther',
    baseline: server === undefined ? 'none' : server === ping ? 'same' : 'other',
  }
  return { finding: id, resetHopLimit: reset, serverHopLimit: server, text: said.compared(facts) }
}

/** Hop limit of the first packet from that side that is no reset. */
const baselineOf = (ladder: readonly LadderRow[], reset: LadderRow): number | undefined =>
  ladder.find((row) => row.from === reset.from && !row.flags.includes('R') && row.hopLimit !== undefined)?.hopLimit

export function renderPing(probe: PingProbe, { language, paint, width, widthOf }: ProbePage): string {
  const said = locateWords[language].ping
  const bullet = (text: string) => `  * ${wrap(text, width - 4, '    ', widthOf)}`
  const parts = [
    [paint.bold(wrap(probe.summary, width, '', widthOf))],
    probe.replies.map((one) => paint.dim(`  ${said.reply(one.hopLimit, one.seconds)}`)),
    [...probe.compared.map(({ text }) => text), ...probe.meaning].map(bullet),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}
