/** The report inside a capture: which packets carry which words, and that the verdicts come out of it again. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Analysis } from '../src/core/analysis.js'
import type { CopyPlan } from '../src/core/capture/copy-plan.js'
import { analyzeCapture, compare, judgeFrom } from '../src/core/drive.js'
import { buildReport, type CopyOptions, copyFeed, copyPlans, type Report } from '../src/core/index.js'
import type { Language } from '../src/core/words/index.js'
import { commentsIn, readCapture } from './capture-samples.js'
import { joined, pcap, type TestPacket } from './capture-writers.js'
import { capture, ends, forgedAtHandshake, forgedAtRequest, handshake, packets, type Said } from './dialogue.js'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))

interface Options extends CopyOptions {
  language?: Language
  name?: string
}

function plan(bytes: Uint8Array, { language = 'en', name = 'a.pcap', ...options }: Options = {}) {
  const points = [analyzeCapture(bytes, name)]
  const report = buildReport(points, language)
  return { report, plan: copyPlans(report, points, options)[0] }
}

function copied(bytes: Uint8Array, copyPlan: CopyPlan): Uint8Array {
  const pieces: Uint8Array[] = []
  const feed = copyFeed(copyPlan, (piece) => pieces.push(piece.slice()))
  feed.push(bytes)
  feed.end()
  return joined(...pieces)
}

const reported = (bytes: Uint8Array): Report => buildReport([analyzeCapture(bytes, 'a.pcap')], 'en')

describe('a capture with comments', () => {
  it('gives the same findings again, and those once more', () => {
    const files = readdirSync(examples).filter((name) => name.endsWith('.pcap'))
    assert.ok(files.length > 20)
    for (const file of files) {
      const bytes = new Uint8Array(readFileSync(examples + file))
      const first = copied(bytes, plan(bytes, { whole: true }).plan)
      assert.deepEqual(reported(first).findings, reported(bytes).findings, file)
      const second = copied(first, plan(first, { whole: true }).plan)
      assert.deepEqual(reported(second).findings, reported(bytes).findings, file)
      assert.equal(second.length > first.length, reported(bytes).findings.length > 0)
    }
  })

  for (const language of ['en', 'zh'] as const) {
    it(`says at the reset what it is, at the trigger what it set off, and what shows it: ${language}`, () => {
      const bytes = capture(forgedAtHandshake)
      const { report, plan: copyPlan } = plan(bytes, { language, whole: true })
      const [forged, own] = report.findings
      const text = new Map(commentsIn(copied(bytes, copyPlan)).map((c) => [c.frame, c.text]))
      assert.deepEqual([...text.keys()].sort(), [2, 3, 4, 5])
      assert.match(text.get(4) ?? '', /^rstrace #1[:：] \[/)
      assert.ok(text.get(4)?.includes(forged.summary))
      assert.ok(text.get(4)?.includes(forged.place.text))
      for (const { text: clue } of forged.evidence) assert.ok(text.get(4)?.includes(clue), clue)
      assert.ok(text.get(5)?.startsWith('rstrace #2') && text.get(5)?.includes(own.summary))
      assert.match(
        text.get(2) ?? '',
        language === 'en' ? /^rstrace #1: set off frame 4 \(/ : /^rstrace #1: 触发了 4 号包/,
      )
      assert.match(text.get(2) ?? '', language === 'en' ? /evidence on frame 4: / : /与 4 号包有关的证据：/)
    })
  }

  it('sums up at the section: the tool, the headline, a line for each finding', () => {
    const { report, plan: copyPlan } = plan(capture(forgedAtHandshake), { whole: true })
    const lines = copyPlan.summary.split('\n')
    assert.match(lines[0], /^rstrace \d+\.\d+\.\d+: a\.pcap: 1 connection, 1 with resets/)
    assert.deepEqual(lines.slice(1), [
      `#1 [error] frame 4: ${report.findings[0].summary}`,
      `#2 [info] frame 5: ${report.findings[1].summary}`,
    ])
  })

  it('bounds what is said, whatever happened', () => {
    const refused = (at: number): Said[] => [
      { at, from: 'client', flags: 'S', seq: 1000 },
      { at: at + 0.026, from: 'server', flags: 'RA', seq: 0, ack: 1001 },
    ]
    const many: TestPacket[] = Array.from({ length: 400 }, (_, i) =>
      packets(refused(i * 0.1), { ...ends, clientPort: 20_000 + i }),
    ).flat()
    for (const language of ['en', 'zh'] as const) {
      const { summary, comments } = plan(pcap(many), { language, whole: true }).plan
      assert.ok(Buffer.byteLength(summary) <= 16_384)
      assert.ok(comments.size >= 400)
      for (const comment of comments.values()) assert.ok(Buffer.byteLength(comment) <= 4096)
    }
    assert.match(plan(pcap(many), { whole: true }).plan.summary, /#1 \[warning\]/)
  })

  it('carries nothing of the capture that steers or hides', () => {
    const request = 'GET /\u001b[31m HTTP/1.1\r\nHost: a\u001b]0;x\u0007\xe2\x80\xae.example\r\n\r\n'
    const { summary, comments } = plan(capture(forgedAtRequest(request)), { whole: true, name: '\u202ea.pcap' }).plan
    for (const text of [summary, ...comments.values()])
      assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u)
  })
})

describe('the packets of the findings', () => {
  const healthy = packets(handshake(0.5), { ...ends, clientPort: 1234 })
  const forged = packets(forgedAtHandshake)
  const mixed = [...healthy.slice(0, 1), ...forged, ...healthy.slice(1)]

  it('are their whole connections, and no others', () => {
    const { plan: copyPlan } = plan(pcap(mixed))
    assert.deepEqual([...(copyPlan.frames ?? [])], [2, 3, 4, 5, 6])
    const copy = copied(pcap(mixed), copyPlan)
    assert.equal(readCapture(copy).packets.length, 5)
    assert.deepEqual(
      reported(copy).findings.map(({ origin, frame }) => [origin.who, frame]),
      [
        ['middlebox', 4],
        ['server', 5],
      ],
    )
  })

  it('say which capture their numbers are of', () => {
    const { summary, comments } = plan(pcap(mixed)).plan
    assert.match(summary, /Chosen packets of a\.pcap: frame numbers in comments are those of that capture/)
    assert.match(comments.get(5) ?? '', /frame 5 of a\.pcap/)
    assert.doesNotMatch(plan(pcap(mixed), { whole: true }).plan.summary, /Chosen/)
  })

  it('hold the middle of a long connection, which was not examined', () => {
    const data = Array.from({ length: 900 }, (_, i): Said => {
      return { at: 0.1 + i * 0.001, from: 'client', flags: 'A', seq: 1001 + i, ack: 5001, id: 400 + i, data: 'x' }
    })
    const reset: Said = { at: 2, from: 'server', flags: 'RA', seq: 5001, ack: 1901, ttl: 85, id: 1 }
    const { plan: copyPlan } = plan(capture([...handshake(), ...data, reset]))
    assert.equal(copyPlan.frames?.length, 904)
  })

  it('are of those findings alone that are in the report', () => {
    const other = packets(forgedAtHandshake, { ...ends, clientPort: 4321 })
    const bytes = pcap([...forged, ...other])
    const points = [analyzeCapture(bytes, 'a.pcap')]
    const report = buildReport(points, 'en')
    const findings = report.findings.filter(({ connection }) => connection.stream === 1)
    assert.deepEqual([...(copyPlans({ ...report, findings }, points)[0].frames ?? [])], [6, 7, 8, 9, 10])
  })

  it('are found in every file of a rotated capture', () => {
    const halves = [pcap(mixed.slice(0, 4)), pcap(mixed.slice(4))]
    const analysis = new Analysis()
    const sources = halves.map((half, i) => {
      const source = analysis.open(`part${i}.pcap`)
      source.feed.push(half)
      source.feed.end()
      return source
    })
    analysis.end()
    const points = [{ analysis, verdicts: judgeFrom(analysis, (source) => halves[sources.indexOf(source)]) }]
    const plans = copyPlans(buildReport(points, 'en'), points)
    assert.deepEqual(
      plans.map(({ frames }) => [...(frames ?? [])]),
      [
        [2, 3, 4],
        [1, 2],
      ],
    )
    assert.match(plans[0].comments.get(3) ?? '', /set off frame 1 \(part1\.pcap\)/)
    assert.match(plans[1].comments.get(1) ?? '', /^rstrace #1: \[error\]/)
  })

  it('are found at the other point, too, where the reset never came past', () => {
    const there = packets(forgedAtHandshake.filter((_, i) => i !== 3))
    const captures = [pcap(mixed), pcap([...healthy, ...there])]
    const points = captures.map((bytes, i) => analyzeCapture(bytes, `${i}.pcap`))
    const pairs = compare(points, captures)
    const report = buildReport(points, 'en', pairs, 'points')
    const findings = report.findings.filter((finding) => finding.capture === 0)
    const plans = copyPlans({ ...report, findings }, points)
    assert.deepEqual(
      plans.map(({ frames }) => [...(frames ?? [])]),
      [
        [2, 3, 4, 5, 6],
        [4, 5, 6, 7],
      ],
    )
  })
})
