/** Whole captures: the same verdicts from the anonymised ones, and nothing of the original in anything that is put out. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Anonymizer } from '../src/core/anonymize/anonymizer.js'
import { anonymousCopyFeed } from '../src/core/anonymize/copy.js'
import type { CopyPlan } from '../src/core/capture/copy-plan.js'
import { analyzeCapture } from '../src/core/drive.js'
import { analyze, buildReport, compare, type Language, type Report } from '../src/core/index.js'
import { renderCsv } from '../src/core/report/csv.js'
import { renderJson } from '../src/core/report/json.js'
import { renderJsonl } from '../src/core/report/jsonl.js'
import { renderMarkdown } from '../src/core/report/markdown.js'
import { copyPlans } from '../src/core/report/pcapng-comments.js'
import { renderText } from '../src/core/report/text.js'
import * as b from './bytes.js'
import { readCapture } from './capture-samples.js'
import { block, joined, pcapng } from './capture-writers.js'
import { readStory } from './story.js'
import { capturesOf } from './story-laws.js'
import { stage } from './story-stage.js'

const KEY = Uint8Array.from({ length: 32 }, (_, i) => 17 * i + 3)
const rootOf = (path: string) => fileURLToPath(new URL(`../../${path}/`, import.meta.url))

/** All of a report that does not name anybody. */
function substance({ captures, connections, findings, patterns }: Report) {
  return {
    connections,
    captures: captures.map(({ packets, bytes, firstTime, vantage, problems }) => [
      packets,
      bytes,
      firstTime,
      vantage.at,
      problems,
    ]),
    patterns: patterns.map(({ kind, by, findings }) => [kind, by, findings]),
    // Another connection that begins with the same bytes cannot be found any more: they became others there.
    findings: findings.map(({ connection, otherLeg: _, comparison, ...f }) => ({
      ...f,
      comparison: comparison && {
        ...comparison,
        changed: comparison.changed.map(({ content, ...change }) => ({
          ...change,
          content: content && [content.offset, content.size],
        })),
      },
      connection: [connection.stream, connection.client.port, connection.server.port, connection.http?.method],
      cause: [f.cause.id, f.cause.confidence, f.cause.alternatives],
      evidence: f.evidence.map(({ text: _, ...rest }) => rest),
      ladder: f.ladder.map(({ note: _, ...row }) => row),
      place: { ...f.place, text: '' },
      advice: f.advice.length,
      settle: f.settle.length,
      summary: '',
      payload: '',
    })),
  }
}

const anonymizer = new Anonymizer(KEY)
const copy = (capture: Uint8Array, plan = everything): Uint8Array => {
  const pieces: Uint8Array[] = []
  const feed = anonymousCopyFeed(plan, (bytes) => pieces.push(bytes.slice()), anonymizer.again())
  feed.push(capture)
  feed.end()
  return joined(...pieces)
}
const everything: CopyPlan = { comments: new Map(), summary: 'none', keepSecrets: false, application: 'test' }

/** The report on the original, on what is anonymised on the way, and on the anonymised copy. */
function assertSameVerdicts(captures: Uint8Array[]): void {
  const names = captures.map((_, i) => `capture ${i + 1}`)
  const original = substance(analyze(captures))
  assert.deepEqual(substance(analyze(captures, { anonymize: KEY })), original)
  const copies = analyze(
    captures.map((capture) => copy(capture)),
    { names },
  )
  assert.deepEqual(withoutSizes(substance(copies)), withoutSizes(original))
}

/** A pcapng has other bytes than a pcap. */
const withoutSizes = (all: ReturnType<typeof substance>) => ({
  ...all,
  captures: all.captures.map(([packets, , ...rest]) => [packets, ...rest]),
})

describe('the same verdicts', () => {
  const examples = rootOf('examples')
  for (const name of readdirSync(examples).filter((file) => file.endsWith('.pcap'))) {
    it(`examples/${name}`, () => assertSameVerdicts([readFileSync(join(examples, name))]))
  }
  it('two captures of the same traffic', () => {
    assertSameVerdicts(['article.pcap', 'article-server.pcap'].map((name) => readFileSync(join(examples, name))))
  })

  const stories = rootOf('test/stories')
  it('every story', () => {
    const files = readdirSync(stories, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.story'))
    assert.ok(files.length > 100)
    const told = files.map((file) => readStory(file, readFileSync(stories + file, 'utf8')))
    // Where the law is broken, and that it still is, is for the stories to say.
    for (const story of told.filter(({ marks }) => !marks.has('broken-law anonymised'))) {
      assertSameVerdicts(capturesOf(stage(story)))
    }
  })

  it('a capture whose host dropped packets', () => {
    const capture = pcapng([b.frame(b.ethernet(), b.ipv4(), b.tcp())], { dropped: 7 })
    assertSameVerdicts([capture])
    const [{ problems }] = analyze(copy(capture)).captures
    assert.deepEqual(
      problems.map(({ kind, count }) => [kind, count]),
      [['dropped-packets', 7]],
    )
  })
})

/** A blocked name, and everything else that a capture can tell of somebody. */
const CLIENT = '81.2.69.142'
const SERVER = '93.184.215.14'
const MACS = { src: '00:1a:2b:3c:4d:5e', dst: '00:aa:bb:cc:dd:ee' }
const up = (f: b.TcpFields, payload: string | Uint8Array = '') =>
  b.frame(
    b.ethernet(MACS),
    b.ipv4({ src: CLIENT, dst: SERVER, ttl: 64 }),
    b.tcp({ sport: 50_000, dport: 443, ...f }),
    payload,
  )
const down = (f: b.TcpFields, payload: string | Uint8Array = '', ttl = 50) =>
  b.frame(
    b.ethernet({ src: MACS.dst, dst: MACS.src }),
    b.ipv4({ src: SERVER, dst: CLIENT, ttl, id: 7 }),
    b.tcp({ sport: 443, dport: 50_000, ...f }),
    payload,
  )
const hello = b.tlsRecords(b.clientHello({ serverName: 'intranet.acme.example' }))
const request =
  'GET /customers/coyote?token=s3cr3t HTTP/1.1\r\nHost: intranet.acme.example\r\nCookie: id=abcdef\r\n\r\n'

function conversation(sport: number, first: string | Uint8Array, dport = 443): Uint8Array[] {
  const there = { sport, dport }
  const back = { sport: dport, dport: sport }
  return [
    up({ ...there, seq: 100, flags: 'S' }),
    down({ ...back, seq: 900, ack: 101, flags: 'SA' }),
    up({ ...there, seq: 101, ack: 901, flags: 'A' }),
    up({ ...there, seq: 101, ack: 901, flags: 'PA' }, first),
    down({ ...back, seq: 901, ack: 101 + first.length, flags: 'R' }, 'BIG-IP: acme pool down', 61),
  ]
}

const machine = block(true, 0x0a0d0d0a, (body) => {
  body.u32(0x1a2b3c4d).u16(1).u16(0).u32(0xffffffff).u32(0xffffffff)
  body.option(2, (value) => value.text('acme laptop')).u32(0)
})
const packets = [
  ...conversation(50_000, hello),
  ...conversation(50_001, request, 80),
  ...conversation(50_002, hello),
].map((bytes, i) => ({ bytes, seconds: 1_700_000_000, nanoseconds: 1e7 * i, comment: 'seen by acme' }))
const capture = joined(
  machine,
  pcapng(packets, {
    interfaces: [{ linkType: 1, name: 'acme0' }],
    names: [{ address: b.address(SERVER), name: 'www.acme.example' }],
  }),
  ...[10, 0x0bad, 0x80000001].map((type) => block(true, type, (body) => body.u32(32_473).text('acme'))),
)
const SECRETS = [
  'acme',
  'intranet',
  'coyote',
  's3cr3t',
  'abcdef',
  'customers',
  'token',
  CLIENT,
  SERVER,
  ...Object.values(MACS),
]
const HIDDEN = [...[CLIENT, SERVER].map(b.address), ...Object.values(MACS).map((mac) => b.hex(mac.replaceAll(':', '')))]

describe('nothing of the original', () => {
  const formats: Record<string, (report: Report) => string> = {
    text: (report) => renderText(report, { all: true }),
    json: renderJson,
    jsonl: renderJsonl,
    markdown: (report) => renderMarkdown(report, { all: true }),
    csv: renderCsv,
  }
  const assertHidden = (output: string) => {
    for (const secret of SECRETS) assert.ok(!output.toLowerCase().includes(secret.toLowerCase()), `${secret} is shown`)
  }
  const languages: Language[] = ['en', 'zh']

  it('the search would find it', () => {
    const { findings } = analyze(capture, { names: ['acme.pcapng'] })
    assert.ok(findings.length >= 3)
    const output = Object.values(formats).map((render) => render(analyze(capture, { names: ['acme.pcapng'] })))
    for (const secret of ['acme', 'intranet', 'coyote', CLIENT, SERVER]) assert.match(output.join(), new RegExp(secret))
  })

  for (const language of languages) {
    for (const [name, render] of Object.entries(formats)) {
      it(`is in a report as ${name}, ${language}`, () => {
        const report = analyze(capture, { anonymize: KEY, language, names: ['acme.pcapng'] })
        assert.ok(report.findings.length >= 3)
        assertHidden(render(report))
      })
    }

    it(`is in a pcapng with comments, ${language}`, () => {
      const point = analyzeCapture(capture, 'capture 1', new Anonymizer(KEY))
      const report = buildReport([point], language, compare([point], [capture]), 'points')
      for (const isWhole of [true, false]) {
        const [plan] = copyPlans(report, [point], { whole: isWhole })
        const written = copy(capture, plan)
        assertHidden(Buffer.from(written).toString('latin1'))
        for (const octets of HIDDEN) assert.ok(!Buffer.from(written).includes(Buffer.from(octets)))
      }
    })
  }

  it('but times, lengths and the number of frames are in the copy', () => {
    const shape = (file: Uint8Array) =>
      readCapture(file).packets.map(({ time, bytes, original }) => [time, bytes.length, original])
    assert.deepEqual(shape(copy(capture)), shape(capture))
  })
})

describe('the key', () => {
  it('decides the pseudonyms', () => {
    const namesUnder = (key: Uint8Array) =>
      analyze(capture, { anonymize: key }).findings.map((f) => f.connection.tls?.serverName)
    assert.deepEqual(namesUnder(KEY), namesUnder(KEY.slice()))
    assert.notDeepEqual(namesUnder(KEY), namesUnder(KEY.map((octet) => octet ^ 1)))
  })

  it('has 32 octets', () => {
    assert.throws(() => analyze(capture, { anonymize: b.zeros(31) }), RangeError)
  })
})
