import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { analyzeCapture, compare } from '../src/core/drive.js'
import { PRIOR_FORGED } from '../src/core/evidence/weights.js'
import { type AnalysedPoint, buildReport } from '../src/core/report/build.js'
import type { Finding, Report } from '../src/core/report/model.js'
import { type Series, seriesOf } from '../src/core/report/series.js'
import { type Language, words } from '../src/core/words/index.js'
import { flagNames } from '../src/web/finding/flags.js'
import { FindingView, type FindingViewProps } from '../src/web/finding/index.js'
import { pathPicture } from '../src/web/finding/path-geometry.js'
import { chartsOf } from '../src/web/finding/plot-data.js'
import { sure } from '../src/web/finding/view.js'
import { findingWords } from '../src/web/words/finding.js'
import { pcapng } from './capture-writers.js'
import { capture, forgedAtHandshake, forgedAtRequest, handshake, packets, type Said } from './dialogue.js'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))
const example = (name: string) => ({
  name: `${name}.pcap`,
  bytes: new Uint8Array(readFileSync(`${examples}${name}.pcap`)),
})
const names = readdirSync(examples).flatMap((file) => (file.endsWith('.pcap') ? file.slice(0, -5) : []))

interface Captured {
  name: string
  bytes: Uint8Array
}

const reportOf = (captures: Captured[], language: Language = 'en'): { report: Report; points: AnalysedPoint[] } => {
  const points = captures.map(({ name, bytes }) => analyzeCapture(bytes, name))
  const all = captures.map(({ bytes }) => bytes)
  return { report: buildReport(points, language, compare(points, all), 'points'), points }
}

/** The first finding, or that of a frame, as markup. */
function shown(captures: Captured[], options: Partial<FindingViewProps> & { frame?: number } = {}) {
  const { frame, language = 'en', ...rest } = options
  const { report, points } = reportOf(captures, language)
  const finding = report.findings.find((each) => frame === undefined || each.frame === frame)!
  const series = seriesOf(points, finding.id)!
  return { report, finding, series, html: render({ report, finding, series, language, ...rest }) }
}

const render = (props: FindingViewProps): string => renderToString(h(FindingView, props))

/** What a reader gets to read: without the markup. */
const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

/** The cells of a packet's row in the ladder. */
function row(html: string, frame: number): { html: string; cells: string[] } {
  const found = [...html.matchAll(/<tr [^>]*data-frame="(\d+)"[^>]*>.*?<\/tr>/gs)].find(([, n]) => Number(n) === frame)
  assert.ok(found, `no row for frame ${frame}`)
  return { html: found[0], cells: [...found[0].matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => cell) }
}

const FIELDS = ['frame', 'time', 'direction', 'flags', 'seq', 'ack', 'length', 'window', 'hopLimit', 'ipId']

/** Fields of a row that are marked: those that decided, or (dashed) those they were compared with. */
function marked(html: string, frame: number, dashed: boolean): string[] {
  const { cells } = row(html, frame)
  return FIELDS.filter((_, i) => {
    const mark = /<mark class="([^"]*)"/.exec(cells[i])
    return mark && mark[1].includes('fv-compared') === dashed
  })
}

const article = example('article')
const pair = [article, example('article-server')]
const twoAnswers: Said[] = [
  ...handshake(),
  { at: 0.03, from: 'client', flags: 'PA', seq: 1001, ack: 5001, data: 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n' },
  {
    at: 0.031,
    from: 'server',
    flags: 'PA',
    seq: 5001,
    ack: 1036,
    ttl: 61,
    data: 'HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n',
  },
  {
    at: 0.056,
    from: 'server',
    flags: 'PA',
    seq: 5001,
    ack: 1036,
    data: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  },
]
const answers = { name: 'answers.pcap', bytes: capture(twoAnswers) }
/** From another distance than the SYN-ACK, as all else of the server is: a balancer opened the connection. */
const farther: Said = { at: 0.09, from: 'server', flags: 'PA', seq: 5038, ack: 1036, ttl: 61, data: 'more' }
const request = twoAnswers.find(({ from, data }) => from === 'client' && data)!
const tries = [0, 1, 3, 7].map((wait) => ({ ...request, at: 0.03 + wait }))
const unanswered = { name: 'unanswered.pcap', bytes: capture([...handshake(), ...tries]) }
const inTime = twoAnswers.map((said) => (said.at === 0.031 ? { ...said, at: 0.055 } : said))
const balanced = { name: 'balanced.pcap', bytes: capture([...inTime, farther]) }

describe('the view of a finding', () => {
  it('shows every example in both languages, with nothing left blank', () => {
    for (const language of ['en', 'zh'] as const) {
      for (const name of names) {
        const { report, points } = reportOf([example(name)], language)
        for (const finding of report.findings) {
          const html = render({ report, finding, series: seriesOf(points, finding.id), language })
          assert.doesNotMatch(html, /undefined|NaN|Infinity|\[object/, `${name}, ${language}`)
          assert.ok(html.includes(`#${finding.id}`))
        }
      }
    }
  })

  it('speaks one language at a time', () => {
    const chinese = new Set(sentencesOf(findingWords.zh))
    const english = sentencesOf(findingWords.en).filter((text) => !chinese.has(text) && text.trim().length > 4)
    assert.ok(english.length > 40)
    // Names of things are the same in every language.
    const text = textOf(shown(pair, { language: 'zh' }).html.replaceAll(/<code.*?<\/code>/g, ''))
    for (const sentence of english) assert.ok(!text.includes(sentence), sentence)
    assert.match(text, /谁发的.*在路径上的位置.*报文.*随时间的变化.*正反证据.*合计/s)
  })

  it('keeps text of the capture text', () => {
    const hostile = `<img src=x onerror=alert(1)>"'&`
    const request = `GET /${hostile.replaceAll(' ', '%20')} HTTP/1.1\r\nHost: <script>alert(1)</script>\r\n\r\n`
    const bytes = capture(forgedAtRequest(request))
    const { html } = shown([{ name: '<b onclick="x">.pcap', bytes }])
    assert.ok(html.includes('&lt;script>') || html.includes('&lt;script&gt;'))
    assert.doesNotMatch(html, /<script|<img|<b onclick/)
  })

  it('names the hosts as the capture does, beside their addresses and as text', () => {
    const names = [{ address: Uint8Array.of(203, 0, 113, 10), name: 'web-1 <b>' }]
    const { html } = shown([{ name: 'named.pcapng', bytes: pcapng(packets(forgedAtHandshake), { names }) }])
    assert.equal(html.split('203.0.113.10:80 (<bdi>web-1 &lt;b></bdi>)').length, 3)
    assert.doesNotMatch(html, /198\.51\.100\.20:\d+ \(/)
  })

  it('calls standard input so', () => {
    const { html } = shown([{ name: '-', bytes: article.bytes }], { frame: 49 })
    assert.match(textOf(html), /frame 49 of standard input/)
    assert.match(textOf(html), /▲ standard input/)
  })

  it('shows comments of the capture below its packets, as text', () => {
    const commented = packets(forgedAtHandshake).map((packet, i) => ({ ...packet, comment: i === 3 ? '<b>here' : '' }))
    const { html } = shown([{ name: 'a.pcapng', bytes: pcapng(commented) }])
    assert.match(html, /<p class="fv-note">Comment on frame 4: &lt;b>here<\/p>/)
  })

  it('has the same elements and attributes whatever the texts of the report are', () => {
    const { report, points } = reportOf(pair)
    const spoiled = spoil(report)
    for (const [i, finding] of report.findings.entries()) {
      const series = seriesOf(points, finding.id)
      const html = render({ report: spoiled, finding: spoiled.findings[i], series, language: 'en' })
      assert.ok(html.includes('&lt;x'))
      assert.deepEqual(structureOf(html), structureOf(render({ report, finding, series, language: 'en' })))
    }
  })

  it('has no style and no handler in its markup, so a strict policy lets it be', () => {
    const { html } = shown(pair)
    assert.doesNotMatch(html, /\s(?:style|on[a-z]+)=/)
  })
})

describe('the ladder', () => {
  it('marks the reset and what set it off, in words', () => {
    const { html } = shown([article])
    assert.match(row(html, 49).html, /fv-badge-reset">reset</)
    assert.match(row(html, 47).html, /fv-badge-trigger">trigger</)
    assert.doesNotMatch(row(html, 46).html, /fv-badge/)
  })

  it('marks the fields that decided, and those they were compared with', () => {
    const { html } = shown([article])
    assert.deepEqual(marked(html, 49, false), ['frame', 'time', 'hopLimit', 'ipId'])
    assert.deepEqual(marked(html, 47, true), ['hopLimit', 'ipId'])
    assert.deepEqual(marked(html, 48, true), ['time'])
    assert.deepEqual([...marked(html, 46, true), ...marked(html, 46, false)], [])
    assert.match(row(html, 49).cells[8], />85</)
  })

  it('marks nothing for what is shown only, or speaks against the verdict', () => {
    const { report, finding, series } = shown([article])
    const evidence = finding.evidence.map((each) => ({ ...each, counted: each.id === 'ip-id' }))
    const html = render({ report, finding: { ...finding, evidence }, series, language: 'en' })
    assert.deepEqual(marked(html, 49, false), ['ipId'])
    const cleared = { ...finding, origin: { who: 'server' as const, confidence: 0.9, alternatives: [] } }
    assert.deepEqual(marked(render({ report, finding: cleared, series, language: 'en' }), 49, false), [])
  })

  it('draws a forged reset from the device, and a genuine one from its end', () => {
    assert.match(row(shown([article]).html, 49).html, /fv-claimed/)
    const genuine = shown([example('keepalive-race')])
    assert.ok(genuine.finding.ladder.some(({ mark }) => mark === 'reset'))
    assert.doesNotMatch(genuine.html, /fv-claimed/)
  })

  it('sets both captures side by side, and says what was never sent', () => {
    const { html } = shown(pair)
    assert.match(html, /In article-server\.pcap/)
    assert.match(row(html, 47).html, /frame 35/)
    assert.match(row(html, 49).html, /<mark class="fv-cited"[^>]*>never sent</)
    const server = shown(pair, { frame: 36 })
    assert.match(row(server.html, 36).html, /never sent/)
  })

  it('of two answers marks the forged one alone', () => {
    const { html } = shown([answers])
    assert.match(row(html, 5).html, /forged/)
    assert.match(row(html, 5).html, /fv-claimed/)
    assert.doesNotMatch(row(html, 6).html, /fv-badge|fv-claimed/)
  })

  it('marks both answers where it is open which is genuine, and calls neither forged', () => {
    const { html } = shown([balanced])
    for (const frame of [5, 6]) {
      assert.match(row(html, frame).html, /at odds/)
      assert.doesNotMatch(row(html, frame).html, /fv-claimed|forged/)
    }
  })

  it('names flags as people do', () => {
    assert.equal(flagNames('S.'), 'SYN, ACK')
    assert.equal(flagNames('R'), 'RST')
    assert.equal(flagNames('none'), '–')
  })
})

describe('the picture of the path', () => {
  it('places a device by hops from both ends, as an interval', () => {
    const { report, finding } = shown(pair)
    const { hops, sender, captures, receiver } = pathPicture(report, finding)
    assert.equal(hops, 21)
    assert.equal(receiver, 'client')
    assert.ok(sender.is === 'hops')
    assert.deepEqual(
      [sender.from, sender.at, sender.to].map((share) => share * 21),
      [7.5, 9, 10.5],
    )
    assert.deepEqual(captures, [
      { capture: 0, at: 0, exact: true },
      { capture: 1, at: 1, exact: true },
    ])
  })

  it('leaves the far end open when the way to it is not known, on either side', () => {
    const { report, finding } = shown([article])
    const place = { hopsFromClient: { best: 4, min: 3, max: 5 }, side: 'client' as const, text: '' }
    const near = pathPicture(report, { ...finding, place })
    assert.equal(near.open, 'server')
    const { hopsFromClient: hopsFromServer } = place
    const far = pathPicture(report, { ...finding, place: { hopsFromServer, side: 'server', text: '' } })
    assert.equal(far.open, 'client')
    assert.ok(near.sender.is === 'hops' && far.sender.is === 'hops')
    assert.ok(near.sender.at < 1 && Math.abs(near.sender.at + far.sender.at - 1) < 1e-9)
    assert.ok(near.sender.from < near.sender.at && near.sender.at < near.sender.to && near.sender.to < 1)
  })

  it('shows the part of the path when hops cannot be counted, and says why', () => {
    const { report, finding, html } = shown([article])
    assert.equal(pathPicture(report, finding).sender.is, 'part')
    assert.match(html, /<desc[^>]*>No hops can be counted: the TTL starts from an unusual value\./)
    assert.match(html, /at most 0\.07 ms away/)
  })

  it('shows no place for one that is unknown', () => {
    const { report, finding } = shown([article])
    const origin = { who: 'unknown' as const, confidence: 0, alternatives: [] }
    const unknown = { ...finding, origin, place: { side: 'unknown' as const, text: 'Not known: nothing to go by.' } }
    assert.equal(pathPicture(report, unknown).sender.is, 'unknown')
    const html = render({ report, finding: unknown, language: 'en' })
    assert.match(html, /Not known: nothing to go by\./)
    assert.doesNotMatch(html, /fv-band|fv-travel/)
  })

  it('shows an end as the sender of its own reset', () => {
    const { report, finding } = shown([example('keepalive-race')])
    assert.deepEqual(pathPicture(report, finding).sender, { is: 'end', end: 'server', at: 1 })
  })
})

describe('the ledger', () => {
  it('adds up to the verdict', () => {
    const { finding, html } = shown([article])
    const counted = finding.evidence.filter((each) => each.counted)
    const sum = counted.reduce(
      (all, each) => all + (each.for === 'middlebox' ? each.weight : -each.weight),
      PRIOR_FORGED,
    )
    assert.ok(Math.abs(1 / (1 + Math.exp(-sum)) - finding.origin.confidence) < 0.001)
    assert.match(
      textOf(html),
      new RegExp(`Made by a device on the path, confidence > 99 %\\. ${sum.toFixed(1)} for a device`),
    )
  })

  it('says so of a verdict that is less sure than its sum', () => {
    const { report, finding } = shown([example('keepalive-race')])
    const careful = { ...finding, origin: { ...finding.origin, confidence: 0.8 } }
    assert.match(
      textOf(render({ report, finding: careful, language: 'en' })),
      /confidence 80 %\. The sum alone would say/,
    )
    assert.doesNotMatch(textOf(render({ report, finding, language: 'en' })), /The sum alone/)
  })

  it('says of what does not count that it is shown only', () => {
    const all = names.flatMap((name) => reportOf([example(name)]).report.findings.map((finding) => ({ name, finding })))
    const { name, finding } = all.find((each) => each.finding.evidence.some(({ counted }) => !counted))!
    const { html } = shown([example(name)], { frame: finding.frame })
    assert.match(html, /class="fv-uncounted".*Shown only: a stronger one of its kind counts already/s)
  })

  it('names each observation and the cause as the command line explains them', () => {
    const { html } = shown([article])
    assert.match(html, /<code[^>]*title="rstrace explain ttl-shift"[^>]*>ttl-shift<\/code>/)
    assert.match(html, /<code[^>]*title="rstrace explain forged-unknown"[^>]*>forged-unknown<\/code>/)
  })

  it('is left out for a finding without evidence, as is what only resets have', () => {
    const { html } = shown([unanswered])
    assert.doesNotMatch(html, /fv-ledger-table/)
    assert.doesNotMatch(textOf(html), /Did it count/)
    assert.match(textOf(html), /What happened no answer/)
  })

  it('weighs two answers from even chances on', () => {
    const text = textOf(shown([answers]).html)
    assert.match(text, /What happened two different responses/)
    assert.match(text, /An end does not contradict itself.*Made by a device on the path/)
    assert.match(textOf(shown([balanced]).html), /Undecided\. By the sum alone it would be a device with/)
  })

  it('shows no probability as certain', () => {
    assert.deepEqual([0.9998, 0.5, 0.0002].map(sure), ['> 99 %', '50 %', '< 1 %'])
  })
})

describe('the plots', () => {
  const chartsFor = (series: Series, { report, finding }: { report: Report; finding: Finding }) =>
    chartsOf(series, { report, finding, said: words.en, own: findingWords.en, id: 'x' })

  it('are said in a sentence as well', () => {
    const all = shown([article])
    const charts = chartsFor(all.series, all)
    assert.deepEqual(
      charts.map(({ name }) => name),
      ['hopLimit', 'ipId', 'seq-client', 'seq-server'],
    )
    assert.equal(charts[0].summary, ': client 64; server 46; frame 49 has 85.')
    assert.ok(all.html.includes(charts[0].summary))
  })

  it('are left out where the capture has no values, or there is no series', () => {
    const all = shown([article])
    const ipv6 = { ...all.series, ipId: all.series.ipId.map(() => null) }
    assert.ok(!chartsFor(ipv6, all).some(({ name }) => name === 'ipId'))
    assert.doesNotMatch(render({ report: all.report, finding: all.finding, language: 'en' }), /fv-plots/)
  })

  it('say how many packets of a long connection they leave out', () => {
    const all = shown([article])
    const series = { ...all.series, of: 5000 }
    assert.match(textOf(render({ ...all, series, language: 'en' })), /5 of the connection's 5000 packets are shown/)
  })
})

describe('the commands', () => {
  it('have a button each, and their text whole', () => {
    const { finding, html } = shown([article])
    const commands = [...finding.advice.flatMap(({ command }) => command ?? []), finding.settle[0].split('\n')[1]]
    assert.equal(commands.length, 5)
    for (const command of commands)
      assert.ok(html.includes(`<code>${command.replaceAll('&', '&amp;')}</code>`), command)
    assert.equal(html.match(/aria-label="Copy the command"/g)?.length, 5)
    assert.equal(html.match(/aria-label="Copy the filter"/g)?.length, 1)
  })
})

/** Elements with the names of their attributes, in order. */
const structureOf = (html: string): string[] =>
  [...html.matchAll(/<(\/?\w+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(([, name, attributes]) =>
    [name, ...[...attributes.matchAll(/([\w-]+)="[^"]*"/g)].map(([, attribute]) => attribute)].join(' '),
  )

/** Every sentence of a value of words; those made by functions come with sample arguments elsewhere. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesOf) : []
}

/** Words that the view looks up in tables: everything else may be anybody's text. */
const NAMES = new Set([
  'kind',
  'severity',
  'who',
  'for',
  'id',
  'from',
  'mark',
  'side',
  'effect',
  'at',
  'schema',
  'language',
  'as',
])

function spoil<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (NAMES.has(key) ? value : `${value}<x>"onload='</x>`) as T
  if (Array.isArray(value)) return value.map((each) => spoil(each, key)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, spoil(each, name)])) as T
}
