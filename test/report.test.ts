import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { Analysis } from '../src/core/analysis.js'
import { judgeFrom } from '../src/core/drive.js'
import {
  analyze,
  type Finding,
  type Report,
  renderJson,
  renderJsonl,
  renderMarkdown,
  renderText,
  VERSION,
} from '../src/core/index.js'
import { type AnalysedPoint, buildReport } from '../src/core/report/build.js'
import { clean } from '../src/core/report/clean.js'
import { groupFindings } from '../src/core/report/groups.js'
import { simpleWidth, wrap } from '../src/core/report/wrap.js'
import { quote } from '../src/core/words/commands.js'
import { seconds } from '../src/core/words/format.js'
import { type Language, words } from '../src/core/words/index.js'
import type { AdviceWords, Scene } from '../src/core/words/types.js'
import { clientHello, tlsRecords } from './bytes.js'
import { pcap, pcapng, type TestPacket } from './capture-writers.js'
import { badlySet } from './chinese-setting.js'
import { capture, ends, forgedAtHandshake, forgedAtRequest, handshake, packets, type Said } from './dialogue.js'
import { anomalySamples, causeSamples, observationSamples } from './report-samples.js'

const inRepository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const readText = (path: string): string => readFileSync(inRepository(path), 'utf8')
const languages: Language[] = ['en', 'zh']

const hostile = `x$(touch pwned)'"\u001b[31m\u202egnp.exe\`id\``
const hostileRequest = `GET /a'b$(reboot);x"\`id\` HTTP/1.1\r\nHost: ${hostile.replace('\u202e', '\xe2')}\r\n\r\n`
const plainRequest = 'GET /secret?token=abc123 HTTP/1.1\r\nHost: blocked.example\r\nCookie: session=42\r\n\r\n'

const scene: Scene = {
  client: { address: '198.51.100.20', port: 52112 },
  server: { address: '203.0.113.10', port: 443 },
  ipVersion: 4,
  accused: 'server',
  receiver: 'client',
  vantage: 'client',
  name: 'a.example',
  tls: true,
  path: '/x',
  frame: String,
}

const silentServer: Said[] = [0, 1, 3, 7].map((at) => ({ at, from: 'client', flags: 'S', seq: 1000 }))
const refused: Said[] = [
  { at: 0, from: 'client', flags: 'S', seq: 1000 },
  { at: 0.026, from: 'server', flags: 'RA', seq: 0, ack: 1001 },
]
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
const hello = tlsRecords(clientHello({ serverName: 'blocked.example' }))
const forgedAtHello: Said[] = [
  ...handshake(),
  { at: 0.03, from: 'client', flags: 'PA', seq: 1001, ack: 5001, id: 302, data: hello },
  { at: 0.0305, from: 'server', flags: 'RA', seq: 5001, ack: 1001 + hello.length, ttl: 61, id: 302 },
]
const bigIp: Said[] = [
  ...handshake(),
  { at: 0.03, from: 'client', flags: 'PA', seq: 1001, ack: 5001, data: 'x' },
  { at: 0.056, from: 'server', flags: 'RA', seq: 5001, ack: 1002, data: 'BIG-IP: [0x2d:2294] No local listener' },
]
const scrambled: Said[] = [...handshake(), { at: 0.03, from: 'server', flags: 'SRF', seq: 5001 }]

const stories: Record<string, Uint8Array> = {
  forged: capture(forgedAtHandshake),
  request: capture(forgedAtRequest(plainRequest)),
  hello: capture(forgedAtHello, { ...ends, serverPort: 443 }),
  hostile: capture(forgedAtRequest(hostileRequest)),
  refused: capture(refused),
  silence: capture(silentServer),
  twoAnswers: capture(twoAnswers),
  bigIp: capture(bigIp),
  scrambled: capture(scrambled),
  healthy: capture(handshake()),
  empty: pcap([]),
  cutOff: capture(refused).subarray(0, -5),
}

/** The frame with a TCP option behind its header of 20 octets at `header`; the IP length goes along. */
function withOption(bytes: Uint8Array, header: number, option: number[]): Uint8Array {
  const longer = Uint8Array.of(...bytes.subarray(0, header + 20), ...option, ...bytes.subarray(header + 20))
  longer[header + 12] = (5 + option.length / 4) << 4
  new DataView(longer.buffer).setUint16(16, longer.length - 14)
  return longer
}

const report = (story: string, language: Language = 'en'): Report =>
  analyze(stories[story], { names: [`${story}.pcap`], language })
const firstOf = (story: string, language: Language = 'en'): Finding => report(story, language).findings[0]
const commandsOf = ({ advice, settle }: Finding): string[] => [
  ...advice.flatMap(({ command }) => command ?? []),
  ...settle.flatMap((step) => step.split('\n').slice(1)),
]

const schema: object = JSON.parse(readText('docs/rstrace-1.schema.json'))
const validate = new Ajv({ strict: true, allErrors: true }).compile(closed(schema))

describe('the report', () => {
  for (const story of Object.keys(stories)) {
    for (const language of languages) {
      it(`is what the schema says: ${story}, ${language}`, () => {
        const valid = validate(JSON.parse(renderJson(report(story, language))))
        assert.ok(valid, JSON.stringify(validate.errors?.slice(0, 3)))
      })
    }
  }

  it('is refused by the schema when a name is unknown', () => {
    const wrong = JSON.parse(renderJson(report('forged')))
    wrong.findings[0].cause.id = 'bad-luck'
    assert.equal(validate(wrong), false)
  })

  it('numbers findings in the order of frames and names the facts of the first', () => {
    const { findings, connections } = report('forged')
    const [finding, echo] = findings
    assert.deepEqual(
      findings.map(({ id, frame }) => [id, frame]),
      [
        ['1', 4],
        ['2', 5],
      ],
    )
    assert.equal(finding.origin.who, 'middlebox')
    assert.equal(finding.time, '2026-01-02T03:04:05.149526789Z')
    assert.equal(finding.filter, 'tcp.stream == 0 && frame.number in {2, 3, 4, 5}')
    assert.equal(finding.trigger.frame, 2)
    assert.deepEqual(finding.trigger.orFrames, [3])
    assert.equal(echo.origin.who, 'server')
    assert.deepEqual(connections, { total: 1, reset: 1, examined: 1, packets: 5 })
  })

  it('says in one sentence who, by which signs, and set off by what', () => {
    const { summary } = firstOf('forged')
    assert.match(summary, /^Frame 4 was forged by a device on the path, not sent by the server: /)
    assert.match(summary, /it came 0\.04 ms after frame 3 although a round trip to the server takes 26 ms/)
    assert.match(summary, /its TTL is 85 where the server's packets arrive with 46/)
    assert.match(summary, /set off by the SYN-ACK \(frame 2\) or the ACK \(frame 3\): the numbers fit both/)
    assert.match(firstOf('refused').summary, /^The server itself reset .* because nothing listens on port 80/)
    assert.match(firstOf('scrambled').summary, /RST set together with SYN or FIN/)
  })

  it('gives probabilities that add up to one, and none to who is undecided', () => {
    for (const { findings } of Object.keys(stories).map((story) => report(story))) {
      for (const { origin, cause, kind } of findings) {
        if (kind !== 'reset') continue
        assert.ok(Math.abs(sum(origin) - 1) < 1e-9)
        if (cause.id !== 'unknown') assert.ok(Math.abs(sum(cause) - 1) < 0.02, JSON.stringify(cause))
      }
    }
    assert.equal(firstOf('scrambled').origin.who, 'unknown')
    assert.equal(firstOf('scrambled').origin.confidence, 0)
  })

  it('counts sequence numbers from each side as Wireshark does', () => {
    const rows = firstOf('forged').ladder
    assert.deepEqual(
      rows.map(({ frame, flags, seq, ack }) => [frame, flags, seq.relative, ack?.relative]),
      [
        [1, 'S', 0, undefined],
        [2, 'S.', 0, 1],
        [3, '.', 1, 1],
        [4, 'R', 1, undefined],
        [5, 'R', 1, undefined],
      ],
    )
    assert.equal(rows[3].seq.absolute, 3788899387)
    assert.equal(rows[3].mark, 'reset')
    assert.deepEqual(
      rows.map((row) => row.time),
      [0, 0.026, 0.02603, 0.02607, 0.05203],
    )
  })

  it('counts from the first byte seen when the SYN is missing', () => {
    const tail = forgedAtRequest(plainRequest).slice(2)
    const [finding] = analyze(capture(tail)).findings
    assert.equal(finding.ladder[0].seq.relative, 1)
    assert.equal(finding.ladder[0].ack?.relative, 1)
  })

  it('notes the names in the ladder, without secrets', () => {
    const { ladder, connection } = firstOf('request')
    assert.equal(ladder.find((row) => row.mark === 'trigger')?.note, 'GET /secret?token=…')
    assert.deepEqual(connection.http, { host: 'blocked.example', method: 'GET', path: '/secret?token=…' })
    assert.equal(firstOf('hello').ladder.find((row) => row.mark === 'trigger')?.note, 'ClientHello blocked.example')
    assert.deepEqual(firstOf('hello').connection.tls, { serverName: 'blocked.example' })
    assert.doesNotMatch(renderJson(report('request')), /abc123|session=42/)
  })

  it("shows the text of a reset's own payload", () => {
    const finding = report('bigIp').findings[0]
    assert.match(finding.summary, /It carries the text "BIG-IP: \[0x2d:2294\] No local listener"/)
  })

  it('says what would settle every verdict that is not certain, and every forgery', () => {
    for (const finding of Object.keys(stories).flatMap((story) => report(story).findings)) {
      if (finding.origin.who !== 'middlebox' && finding.origin.confidence >= 0.95) continue
      assert.ok(finding.settle.length > 0, finding.summary)
    }
    assert.match(firstOf('forged').settle[0], /a reset that arrives here and never left there was forged/)
  })

  it('counts malformed TCP headers of the connections that were looked at', () => {
    const spoilt = packets(forgedAtHandshake).map(({ bytes, ...rest }, i) => {
      const header = 14 + 20
      // The SYN gets an option of kind 2 and length 0; the packet that answers it a data offset of one word.
      if (i === 0) return { ...rest, bytes: withOption(bytes, header, [2, 0, 0, 0]) }
      if (i === 1) bytes[header + 12] = 0x10
      return { ...rest, bytes }
    })
    const { problems } = analyze(pcap(spoilt)).captures[0]
    assert.deepEqual(
      problems.map(({ kind, count, firstFrame }) => [kind, count, firstFrame]),
      [
        ['bad-option', 1, 1],
        ['bad-length', 1, 2],
      ],
    )
  })

  it('reports what is amiss in the capture', () => {
    const [problem] = report('cutOff').captures[0].problems
    assert.equal(problem.kind, 'cut-off-file')
    assert.match(problem.text, /^The file ends in the middle of a record/)
  })

  it('carries the version of the package', () => {
    assert.equal(VERSION, JSON.parse(readText('package.json')).version)
  })
})

describe('patterns', () => {
  it('do not hold resets that a device forged in one second against the host', () => {
    const many = Array.from({ length: 6 }, (_, i) =>
      packets(
        forgedAtHandshake.map((said) => ({ ...said, at: said.at + i * 0.1 })),
        { ...ends, clientPort: 20_000 + i },
      ),
    ).flat()
    const { findings, patterns } = analyze(pcap(many))
    assert.equal(findings.filter(({ origin }) => origin.who === 'middlebox').length, 6)
    assert.ok(!patterns.some(({ kind }) => kind === 'same-second'))
  })
})

describe('a capture that names its hosts', () => {
  const named = pcapng(packets(forgedAtHandshake), {
    names: [{ address: Uint8Array.of(203, 0, 113, 10), name: 'www.\u001b[31mserver.test' }],
  })

  it('lends the name to the finding, clean', () => {
    const result = analyze(named)
    assert.deepEqual(result.findings[0].connection.server, { address: ends.server, port: 80, name: 'www.server.test' })
    assert.equal(result.findings[0].connection.client.name, undefined)
    assert.match(renderText(result), /203\.0\.113\.10:80 \(www\.server\.test\)/)
    assert.ok(validate(JSON.parse(renderJson(result))), JSON.stringify(validate.errors?.slice(0, 3)))
  })

  it('keeps the name to itself when it is anonymised', () => {
    assert.doesNotMatch(renderJson(analyze(named, { anonymize: new Uint8Array(32) })), /server\.test|"name": "www/)
  })

  it('says that an address is made up when the text has names only', () => {
    const text = '10:00:00.000000 IP a.test.4000 > b.test.80: Flags [S], seq 1, win 1, length 0\n'
    const reset = '10:00:00.100000 IP b.test.80 > a.test.4000: Flags [R.], seq 0, ack 2, win 0, length 0\n'
    const { findings, captures } = analyze(new TextEncoder().encode(text + reset))
    assert.equal(findings[0].connection.server.name, 'b.test')
    assert.match(captures[0].problems[0].text, /^2 hosts are named without an address/)
  })
})

describe('a packet that somebody commented on', () => {
  const commented = (...comments: string[]) =>
    pcapng(packets(forgedAtHandshake).map((packet, i) => ({ ...packet, comment: comments[i] })))
  const said = (comment: string) => analyze(commented('', comment)).findings[0].ladder[1].comments

  it('has the comment in its row, and text and Markdown have it below the packets', () => {
    const bytes = commented('', 'here the\nclient retries', '', 'this one!')
    const result = analyze(bytes)
    assert.deepEqual(
      result.findings[0].ladder.map(({ frame, comments }) => [frame, comments]),
      [
        [1, undefined],
        [2, ['here the client retries']],
        [3, undefined],
        [4, ['this one!']],
        [5, undefined],
      ],
    )
    assert.ok(validate(JSON.parse(renderJson(result))), JSON.stringify(validate.errors?.slice(0, 3)))
    assert.match(
      renderText(result),
      /^ {4}Comment on frame 2: here the client retries\n {4}Comment on frame 4: this one!$/m,
    )
    assert.match(renderMarkdown(result), /^- Comment on frame 4: `this one!`$/m)
    const chinese = renderText(analyze(commented('', '', '', '就是它'), { language: 'zh' }))
    assert.match(chinese, /^ {4}4 号包的注释：就是它$/m)
    assert.deepEqual(badlySet(chinese.split('\n').filter((line) => line.includes('注释'))), [])
  })

  it('shares one line with others of the same comment', () => {
    const text = renderText(analyze(commented('PID=7', 'PID=9', 'PID=7')))
    assert.match(text, /Comment on frames 1, 3: PID=7\n {4}Comment on frame 2: PID=9\n/)
  })

  it('keeps what was written from acting, and from having no end', () => {
    const result = analyze(commented('', 'a\u001b[31mb\u202ec `x` @team #1 <b>', 'x'.repeat(5000)))
    const [line] = /^.*Comment on frame 2.*$/m.exec(renderText(result)) ?? []
    assert.equal(line, '    Comment on frame 2: abc `x` @team #1 <b>')
    assert.match(renderMarkdown(result), /- Comment on frame 2: ``abc `x` @team #1 <b>``$/m)
    assert.equal(result.findings[0].ladder[2].comments?.[0].length, 301)
  })

  it('shows no secret', () => {
    const secrets: [string, string][] = [
      ['Cookie: session=42; a=b', 'Cookie:…'],
      ['curl -H "Authorization: Bearer s3cr3t" x', 'curl -H "Authorization:…'],
      ['a\nSet-\u001b[0mCookie: id=7\nb', 'a Set-Cookie:… b'],
      ['sent Bearer abc.1', 'sent Bearer …'],
      ['GET https://me:pw@h.example/x;id=1/y?sig=abc&n=1&z#f', 'GET https://h.example/x;id=…/y?sig=…&n=…&…'],
      ['see h.example?key=1', 'see h.example?key=…'],
      ['PGPASSWORD=hunter2 psql --password "a b" -u me:pw', 'PGPASSWORD=… psql --password … -u …'],
      ['{"access_token": "abc", "n": 1}', '{"access_token": …, "n": 1}'],
      ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'jwt …'],
    ]
    for (const [comment, shown] of secrets) assert.deepEqual(said(comment), [shown])
    const harmless = ['the basic idea: a token bucket, see n/a', '客户端在这里重试/放弃', 'PID=12 ProcessName=curl']
    for (const comment of harmless) assert.deepEqual(said(comment), [comment])
  })

  it('is not told of when the capture is anonymised', () => {
    const bytes = commented('', 'of host secret-7')
    assert.match(renderJson(analyze(bytes)), /secret-7/)
    const anonymous = analyze(bytes, { anonymize: new Uint8Array(32) })
    assert.ok(anonymous.findings.length > 0)
    assert.doesNotMatch(renderJson(anonymous), /secret-7|"comments"/)
  })
})

/** One capture in several files. */
function inPieces(pieces: readonly Uint8Array[], names: readonly string[]): AnalysedPoint {
  const analysis = new Analysis()
  const sources = pieces.map((piece, i) => {
    const source = analysis.open(names[i])
    source.feed.push(piece)
    source.feed.end()
    return source
  })
  analysis.end()
  return { analysis, verdicts: judgeFrom(analysis, (source) => pieces[sources.indexOf(source)]) }
}

describe('a capture from standard input', () => {
  const input = pcapng(packets(forgedAtHandshake))

  it('is called so in sentences, and by its name on the command line in JSON', () => {
    for (const [language, called] of [
      ['en', 'standard input'],
      ['zh', '标准输入'],
    ] as const) {
      const result = analyze(input, { names: ['-'], language })
      assert.equal(JSON.parse(renderJson(result)).captures[0].name, '-')
      for (const text of [renderText(result), renderMarkdown(result).slice(2)]) assert.ok(text.startsWith(called), text)
      assert.ok(renderText(analyze(pcap([]), { names: ['-'], language })).includes(called))
    }
  })

  it('is called so beside another file as well', () => {
    const captures = ['article', 'article-server'].map((name) => {
      return new Uint8Array(readFileSync(inRepository(`examples/${name}.pcap`)))
    })
    const text = renderText(analyze(captures, { names: ['-', 'b.pcap'] }), { all: true, width: 1000 })
    assert.match(text, /^standard input and b\.pcap: \d+ connections/)
    assert.match(text, /^standard input: taken at the client/m)
    assert.match(text, /^standard input and b\.pcap have \d of the examined connections in common/m)
    assert.doesNotMatch(text, /^- |^-:|\(-\)| - and/m)
  })

  it('is called so where a sentence names a packet in it', () => {
    const all = packets(forgedAtHandshake)
    const point = inPieces([pcap(all.slice(0, 2)), pcap(all.slice(2))], ['-', 'b.pcap'])
    assert.match(buildReport([point], 'en').findings[0].summary, /\(frame 2 \(standard input\)\)/)
    assert.match(buildReport([point], 'zh').findings[0].summary, /2 \(标准输入\)/)
  })
})

describe('a reset that the other capture lacks', () => {
  const said = (rule: string) =>
    languages.map((language) => {
      const sample = observationSamples['other-capture'].find((facts) => facts.rule === rule)!
      const clue = { ...scene, for: 'middlebox' as const }
      return words[language].observation['other-capture'].text(sample, clue)
    })

  it('was never sent if that capture is whole', () => {
    const [en, zh] = said('never-sent')
    assert.match(en, /never sent/)
    assert.match(zh, /从未被发出/)
  })

  it('may have been missed if that capture is not', () => {
    const [en, zh] = said('never-seen')
    assert.match(en, /may have missed it/)
    assert.doesNotMatch(en, /never sent|whole/)
    assert.match(zh, /可能只是那边没有抓到/)
    assert.doesNotMatch(zh, /从未被发出|完整/)
  })
})

describe('a rotated capture', () => {
  const all = packets(forgedAtHandshake)
  const halves = [pcap(all.slice(0, 2)), pcap(all.slice(2))]
  const { analysis, verdicts } = inPieces(halves, ['part0.pcap', 'part1.pcap'])
  const { findings, captures } = buildReport([{ analysis, verdicts }], 'en')
  const [finding] = findings

  it('has one vantage and one length, wherever in it something was found', () => {
    assert.deepEqual(captures[0].vantage, captures[1].vantage)
    const whole = buildReport([{ analysis, verdicts }], 'en')
    for (const text of [renderText(whole), renderMarkdown(whole)]) {
      assert.match(text, /^(- )?Taken at the client: its packets have an untouched TTL; 52 ms long\.$/m)
      assert.doesNotMatch(text, /part\d\.pcap: taken/)
    }
    const other = inPieces([pcap(all)], ['other.pcap'])
    assert.match(
      renderText(buildReport([{ analysis, verdicts }, other], 'en')),
      /^part0\.pcap … part1\.pcap: taken at .*; 52 ms long\.\nother\.pcap: taken at/m,
    )
  })

  it('numbers frames file by file', () => {
    assert.deepEqual(
      captures.map(({ name, packets }) => [name, packets]),
      [
        ['part0.pcap', 2],
        ['part1.pcap', 3],
      ],
    )
    assert.deepEqual([finding.capture, finding.frame, finding.frames], [1, 2, [2]])
    assert.deepEqual([finding.trigger.capture, finding.trigger.frame], [0, 2])
    assert.deepEqual(
      finding.ladder.map(({ capture = 1, frame }) => [capture, frame]),
      [
        [0, 1],
        [0, 2],
        [1, 1],
        [1, 2],
        [1, 3],
      ],
    )
  })

  it('says of each file when it began and how long it lasted', () => {
    assert.deepEqual(
      captures.map(({ firstTime, durationSeconds }) => [firstTime?.slice(19), durationSeconds]),
      [
        ['.123456789Z', 0.026],
        ['.149486789Z', 0.026],
      ],
    )
  })

  it('is told from captures of different points by its times', () => {
    const { arrangement, pairs } = buildReport([{ analysis, verdicts }], 'en')
    assert.deepEqual([arrangement?.as, arrangement?.told, pairs], ['rotated', 'times', undefined])
    assert.match(arrangement!.text, /^part0\.pcap and part1\.pcap follow each other in time/)
  })

  it('names the other file in sentences, and leaves the stream out of the filter', () => {
    assert.match(finding.summary, /the SYN-ACK \(frame 2 \(part0\.pcap\)\)/)
    assert.equal(finding.filter, 'frame.number in {1, 2, 3}')
  })
})

/** The same connection 20 hops farther on, 13 ms later or earlier, by a clock that is 2.5 s ahead; frames of the first. */
function atServer(said: readonly Said[], frames: readonly number[]): Said[] {
  return frames.map((frame) => {
    const each = said[frame - 1]
    const away = each.from === 'client'
    return { ...each, at: each.at + (away ? 0.013 : -0.013) + 2.5, ttl: away ? 44 : 66, id: each.id }
  })
}

describe('two captures', () => {
  const [syn, synAck, ack] = handshake()
  const said: Said[] = [
    syn,
    synAck,
    ack,
    { at: 0.0262, from: 'server', flags: 'R', seq: 5001, ttl: 85, id: 1536 },
    { at: 0.0522, from: 'server', flags: 'A', seq: 5001, ack: 1001, id: 901 },
    { at: 0.0523, from: 'client', flags: 'R', seq: 1001, id: 0 },
  ]
  const files = [capture(said), capture(atServer(said, [1, 2, 3, 5, 6]))]
  const names = ['client.pcap', 'server.pcap']
  const compared = (language: Language) => analyze(files, { names, language })

  it('are counted together, and each finding says which it is in', () => {
    const both = analyze([stories.refused, stories.forged], { names: ['a', 'b'] })
    assert.deepEqual(
      both.findings.map(({ id, capture, frame }) => [id, capture, frame]),
      [
        ['1', 0, 2],
        ['2', 1, 4],
        ['3', 1, 5],
      ],
    )
    assert.equal(both.connections.total, 2)
    assert.deepEqual(
      both.pairs?.map(({ connections, clockOffsetSeconds }) => [connections, clockOffsetSeconds]),
      [[0, undefined]],
    )
  })

  it('tell their clocks and the hops between them', () => {
    const { pairs, arrangement } = compared('en')
    const { text, ...pair } = pairs![0]
    // The second file begins with a packet of its own clock: 2.5 s and the way of the first packet.
    assert.deepEqual(pair, {
      captures: [0, 1],
      connections: 1,
      clockOffsetSeconds: 2.5,
      uncertaintySeconds: 0.013,
      hopsBetween: 20,
    })
    assert.equal(
      text,
      'client.pcap and server.pcap have 1 of the examined connections in common; the second clock is 2.5 s ahead ' +
        '(±13 ms); 20 hops between them.',
    )
    assert.deepEqual([arrangement?.as, arrangement?.told, arrangement?.points], ['points', 'caller', [[0], [1]]])
  })

  it('show each packet at both points, by the clock of the finding', () => {
    const [forged, own] = compared('en').findings
    assert.equal(forged.origin.who, 'middlebox')
    assert.equal(forged.alsoSeen, undefined)
    assert.deepEqual(
      forged.ladder.map(({ other, absentThere }) => (absentThere ? 'absent' : other && [other.frame, other.hopLimit])),
      [[1, 44], [2, 66], [3, 44], 'absent', [4, 66], [5, 44]],
    )
    const shift = forged.ladder[1].other!.time - forged.ladder[1].time
    assert.ok(Math.abs(shift + 0.013) < 1e-6, String(shift))
    assert.deepEqual(own.alsoSeen, { capture: 1, frame: 5 })
  })

  it('keep the findings of both, each with its frame in the other', () => {
    const own = compared('en').findings.filter((finding) => finding.alsoSeen)
    assert.deepEqual(
      own.map(({ capture, frame, alsoSeen }) => [capture, frame, alsoSeen]),
      [
        [0, 6, { capture: 1, frame: 5 }],
        [1, 5, { capture: 0, frame: 6 }],
      ],
    )
  })

  for (const language of languages) {
    it(`are what the schema says and read as they should: ${language}`, () => {
      const report = compared(language)
      assert.ok(validate(JSON.parse(renderJson(report))), JSON.stringify(validate.errors?.slice(0, 3)))
      matchSnapshot(`pair.${language}.txt`, renderText(report, { width: 120 }))
    })
  }
})

describe('JSON Lines', () => {
  it('are one line a finding and a summary', () => {
    const lines = renderJsonl(report('forged'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      lines.map((line) => line.id ?? Object.keys(line)),
      ['1', '2', ['summary']],
    )
    assert.equal(lines[2].summary.connections.total, 1)
    assert.ok(Array.isArray(lines[2].summary.captures) && Array.isArray(lines[2].summary.patterns))
  })
})

describe('the text report', () => {
  for (const language of languages) {
    it(`reads as it should: ${language}`, () => {
      matchSnapshot(`article.${language}.txt`, renderText(report('forged', language), { width: 110 }))
    })
  }

  it('says what was looked at when nothing was found', () => {
    assert.match(renderText(report('healthy')), /^No resets in healthy\.pcap, .* 3 TCP packets in 1 connection/)
    assert.match(renderText(report('empty')), /^No TCP in empty\.pcap: looked at 0 packets\.\n$/)
  })

  it('tells a hundred alike once, and all of them when asked', () => {
    const many = analyze(pcap(manyRefused(100)))
    const text = renderText(many)
    assert.ok(text.split('\n').length < 60)
    assert.match(text, /99 more like it: frames 4, 6, 8, /)
    assert.equal(renderText(many, { all: true }).match(/\[warning\]/g)?.length, 100)
    assert.equal(groupFindings(many.findings).length, 1)
  })

  it('folds what is harmless into one line', () => {
    const text = renderText(report('forged'))
    assert.match(text, /\nHarmless\n\* 1 x no such connection: .*, frame 5\n/)
  })

  it('keeps its width, commands, filters and ladders apart', () => {
    for (const language of languages) {
      for (const width of [60, 100]) {
        const lines = renderText(report('request', language), { width }).split('\n')
        const prose = lines.filter((line) => !/\$ |Wireshark|-->|<--|seq|\[/.test(line))
        for (const line of prose) assert.ok(simpleWidth(line) <= width, `${simpleWidth(line)}: ${line}`)
      }
    }
  })

  it('breaks Chinese between characters, but neither before the punctuation that closes nor behind what opens', () => {
    assert.equal(wrap('一二三，四五', 8, '', simpleWidth), '一二三，\n四五')
    assert.equal(wrap('一二三（四五）六', 8, '', simpleWidth), '一二三\n（四五）\n六')
    assert.equal(wrap('一 text、json', 9, '', simpleWidth), '一 text、\njson')
    assert.equal(wrap('aa bb cc', 5, '  ', simpleWidth), 'aa bb\n  cc')
  })
})

describe('text of the capture', () => {
  it('loses what steers terminals, reorders lines or hides', () => {
    assert.equal(clean('a\u001b[31mb\u001b]0;title\u0007c\u009b2Jd'), 'abcd')
    assert.equal(clean('a\u202eb\u2066c\u200bd\u0000e\r\nf\ud800g\u{e0041}h'), 'abcdefgh')
    assert.equal(clean('文字 é').length, 4)
    assert.equal(clean('x'.repeat(1000)).length, 301)
  })

  it('comes into no report unclean', () => {
    for (const language of languages) {
      const rendered = renderText(report('hostile', language), { all: true }) + renderJson(report('hostile', language))
      assert.doesNotMatch(rendered.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u)
    }
    assert.match(renderJson(report('hostile')), /touch pwned/)
  })

  it('is cleaned in the names of files', () => {
    const named = analyze(stories.refused, { names: ['\u001b[31mred\u202e.pcap'] })
    assert.equal(named.captures[0].name, 'red.pcap')
  })

  it('reaches a shell as one word', () => {
    const commands = commandsOf(firstOf('hostile')).filter((command) => command.startsWith('curl'))
    assert.ok(commands.length >= 2)
    for (const command of commands) {
      const args = shellWords(command)
      assert.deepEqual(args.slice(0, 4), ['curl', '-sv', '-o', '/dev/null'])
      assert.equal(args.length, 7)
    }
    assert.ok(commands.some((command) => shellWords(command).some((word) => word.includes('$(touch pwned)'))))
  })

  it('is quoted whatever it is', () => {
    for (const word of [hostile, '', '-rf', "''", '$(reboot)', 'a b', '*', '~', 'x\\', '#', '\u{1f600}']) {
      assert.deepEqual(shellWords(`x ${quote(word)} y`), ['x', word, 'y'])
    }
  })
})

describe('the words', () => {
  for (const language of languages) {
    const said = everything(language)
    it(`say something whole of every kind: ${language}`, () => {
      assert.ok(said.length > 250)
      for (const text of said) {
        assert.notEqual(text.trim(), '')
        assert.doesNotMatch(text, /undefined|NaN|\[object|\{|\}|!/, text)
      }
    })
  }

  it('are Chinese where they should be', () => {
    assert.deepEqual(badlySet(everything('zh')), [])
    for (const text of everything('zh')) {
      assert.doesNotMatch(withoutProducts(text), ENGLISH, text)
    }
    for (const story of Object.keys(stories).filter((each) => each !== 'bigIp' && each !== 'hostile')) {
      const text = renderText(report(story, 'zh'), { all: true })
      const prose = text.split('\n').filter((line) => !/\$ |Wireshark|-->|<--/.test(line))
      for (const line of prose) assert.doesNotMatch(line, ENGLISH, line)
    }
  })

  it('name numbers with units', () => {
    const spans = [0.00004, 0.026, 0.33, 1.042, 63.67, 900, 7200.4, 0]
    assert.deepEqual(
      spans.map((span) => seconds(span)),
      ['0.04 ms', '26 ms', '330 ms', '1.04 s', '63.7 s', '900 s', '7200 s', '0 s'],
    )
  })

  /** All sentences that the words make of the samples; commands are left out. */
  function everything(language: Language): string[] {
    const w = words[language]
    const advice = (list: AdviceWords[]) => list.map(({ text }) => text)
    const causes = entries(w.cause).flatMap(([id, cause]) =>
      (causeSamples[id] as object[]).flatMap((facts) => [
        cause.name,
        cause.because(facts as never, scene),
        ...advice(cause.advice(facts as never, scene)),
      ]),
    )
    const observations = entries(w.observation).flatMap(([id, each]) =>
      (observationSamples[id] as object[]).flatMap((facts) => [
        each.name,
        ...(['end', 'middlebox'] as const).map((side) => each.text(facts as never, { ...scene, for: side })),
      ]),
    )
    const anomalies = entries(w.anomaly).flatMap(([kind, each]) =>
      (anomalySamples[kind] as object[]).flatMap((facts) => [
        each.name,
        each.summary(facts as never, scene, { forForgery: [], forEnd: [] }),
        each.place(facts as never, scene),
        ...advice(each.advice(facts as never, scene)),
        ...each.settle(facts as never, scene).map((step) => step.split('\n')[0]),
      ]),
    )
    const pattern = { value: 'a.example', streams: [1], died: 3, lived: 0, othersLived: 2 }
    return [
      ...causes,
      ...observations,
      ...anomalies,
      ...entries(w.pattern).map(([kind, say]) => say({ ...pattern, kind })),
      ...entries(w.problem).flatMap(([, say]) => [say(1, w.where.frame(3)), say(4, w.where.byte(9))]),
      ...entries(w.vantage).flatMap(([, say]) => (['client', 'server', 'middle', 'unknown'] as const).map(say)),
      ...Object.values(w.settle).map((say: (scene: Scene) => string) => say(scene).split('\n')[0]),
      ...[w.side, w.who, w.kind, w.severity, w.trigger, w.triggerWhy].flatMap((names) => Object.values<string>(names)),
      ...entries(w.effect).map(([, say]) => say('client')),
    ]
  }
})

/** Three words of letters in a row. */
const ENGLISH = /[A-Za-z][A-Za-z'-]+ [A-Za-z][A-Za-z'-]+ [A-Za-z][A-Za-z'-]+/

const withoutProducts = (text: string): string => text.replace('Check Point', '')

function entries<T extends object>(record: T): { [K in keyof T]: [K, T[K]] }[keyof T][] {
  return Object.entries(record) as { [K in keyof T]: [K, T[K]] }[keyof T][]
}

const sum = (claim: { confidence: number; alternatives: { confidence: number }[] }): number =>
  claim.confidence + claim.alternatives.reduce((total, { confidence }) => total + confidence, 0)

/** What a shell makes of a line, without running what it names. */
function shellWords(line: string): string[] {
  const script = `set -f; show() { printf '%s\\0' "$@"; }; show ${line.replace(' </dev/null', '')}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

/** The schema with every object closed: the report may hold nothing that it does not name. */
function closed(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (_, value) =>
    value?.type === 'object' && value.properties ? { ...value, additionalProperties: false } : value,
  )
}

function manyRefused(count: number): TestPacket[] {
  return Array.from({ length: count }, (_, i) => {
    const at = i * 0.1
    const said = refused.map((each) => ({ ...each, at: at + each.at }))
    return packets(said, { ...ends, clientPort: 40_000 + i })
  }).flat()
}

/** Compares with a file under test/snapshots; with UPDATE_SNAPSHOTS=1 it is written anew. */
function matchSnapshot(name: string, text: string): void {
  const path = inRepository(`test/snapshots/${name}`)
  if (process.env.UPDATE_SNAPSHOTS) {
    mkdirSync(inRepository('test/snapshots'), { recursive: true })
    writeFileSync(path, text)
  }
  assert.equal(text, readFileSync(path, 'utf8'))
}
