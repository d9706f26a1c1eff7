/** The command line as its users meet it: what it prints where, and what it ends with. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Ajv } from 'ajv'
import type { Finding, Report } from '../src/core/report/model.js'
import { ethernet, frame, ipv4, tcp } from './bytes.js'
import { block, joined, pcap, pcapng } from './capture-writers.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'dist/rstrace.js')
const article = join(root, 'examples/article.pcap')
const articleServer = join(root, 'examples/article-server.pcap')
const folder = mkdtempSync(join(tmpdir(), 'rstrace-cli-'))
after(() => rmSync(folder, { recursive: true }))

interface Run {
  status: number | null
  stdout: string
  stderr: string
}

function rstrace(args: string[], options: { input?: Buffer; env?: Record<string, string> } = {}): Run {
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...options.env }
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { input: options.input, env })
  return { status, stdout: stdout.toString(), stderr: stderr.toString() }
}

function reportOf(args: string[], options: Parameters<typeof rstrace>[1] = {}): Report {
  const { status, stdout, stderr } = rstrace([...args, '--format', 'json'], options)
  assert.equal(stderr, '')
  assert.equal(status, 0)
  return JSON.parse(stdout) as Report
}

const at = (report: Report, frame: number): Finding => {
  const finding = report.findings.find((one) => one.frame === frame)
  assert.ok(finding, `no finding at frame ${frame}`)
  return finding
}

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** One line on stderr, nothing on stdout. */
function assertOneLine({ stdout, stderr }: Run, pattern: RegExp): void {
  assert.equal(stdout, '')
  assert.match(stderr, /^rstrace: [^\n]*\n$/)
  assert.match(stderr, pattern)
}

/** A port that is closed: a SYN, and the reset that refuses it. */
function refused(serverPort: number): Uint8Array[] {
  const ends = { client: '10.1.1.1', server: '10.1.1.2' }
  return [
    frame(
      ethernet(),
      ipv4({ src: ends.client, dst: ends.server, ttl: 64 }),
      tcp({ sport: 40_000, dport: serverPort, seq: 100, flags: 'S' }),
    ),
    frame(
      ethernet(),
      ipv4({ src: ends.server, dst: ends.client, ttl: 64, id: 0 }),
      tcp({ sport: serverPort, dport: 40_000, seq: 0, ack: 101, flags: 'RA', window: 0 }),
    ),
  ]
}

/** An Ethernet frame with another identification and TTL in its IPv4 header. */
function identified(frame: Uint8Array, id: number, ttl: number): Uint8Array {
  const bytes = frame.slice()
  new DataView(bytes.buffer).setUint16(14 + 4, id)
  bytes[14 + 8] = ttl
  return bytes
}

describe('rstrace FILE', () => {
  it('says that there is more than what was asked for', () => {
    const one = rstrace(['--only', 'server', article]).stdout
    assert.match(one, /1 other finding not\s+asked for/)
    assert.equal(reportOf(['--only', 'server', article]).leftOut, 1)
    const none = rstrace(['--stream', '0', article])
    assert.deepEqual(
      [none.status, none.stdout],
      [0, `Nothing in ${article} is what was asked for; 2 other findings not shown.\n`],
    )
    assert.equal(reportOf([article]).leftOut, undefined)
  })

  it('answers in text', () => {
    const { status, stdout, stderr } = rstrace([article])
    assert.equal(stderr, '')
    assert.equal(status, 0)
    assert.match(stdout, /49/)
    assert.match(stdout, /\b85\b/)
    assert.match(stdout, /tcp\.stream == 2/)
  })

  it('answers in JSON that its own schema describes', () => {
    const schema = JSON.parse(rstrace(['schema']).stdout)
    const validate = new Ajv({ allErrors: true }).compile(schema)
    const report = reportOf([article])
    assert.ok(validate(report), JSON.stringify(validate.errors))
    assert.ok(!validate({ ...report, schema: 'something else' }))
  })

  it('gives the answers that examples/README.md expects', () => {
    const report = reportOf([article])
    assert.equal(at(report, 49).origin.who, 'middlebox')
    assert.equal(at(report, 49).trigger.frame, 47)
    assert.deepEqual(at(report, 49).trigger.orFrames, [48])
    assert.equal(at(report, 50).origin.who, 'server')
    assert.equal(at(report, 50).cause.id, 'no-such-connection')
    const fromServer = reportOf([articleServer])
    const { origin, cause, trigger } = at(fromServer, 36)
    assert.deepEqual([origin.who, cause.id], ['middlebox', 'forged-unknown'])
    assert.deepEqual([trigger.frame, ...(trigger.orFrames ?? [])].sort(), [34, 35])
    assert.deepEqual([at(fromServer, 38).origin.who, at(fromServer, 38).trigger.frame], ['server', 37])
  })

  it('prints JSON Lines: the findings, then a summary', () => {
    const lines = rstrace([article, '--format', 'jsonl']).stdout.trimEnd().split('\n')
    const parsed = lines.map((line) => JSON.parse(line))
    assert.deepEqual(parsed.slice(0, -1), reportOf([article]).findings)
    assert.equal(parsed.at(-1).summary.connections.total, 3)
  })

  it('reads the same from a pipe, gzip and zstd', () => {
    const whole = { ...reportOf([article]), captures: undefined }
    const zstd = spawnSync('zstd', ['-qc', article])
    const ways: [string[], Buffer?][] = [
      [['-'], readFileSync(article)],
      [['-'], gzipSync(readFileSync(article))],
      [[file('article', gzipSync(readFileSync(article)))]],
      [['-r', article]],
    ]
    if (zstd.status === 0) ways.push([[file('article.zst', zstd.stdout)]])
    for (const [args, input] of ways) assert.deepEqual({ ...reportOf(args, { input }), captures: undefined }, whole)
  })

  it('prints one HTML file that carries the result', () => {
    const html = rstrace([article, '--format', 'html', '--lang', 'zh']).stdout
    const carried = JSON.parse(/<script type="application\/json" id="result">(.*?)<\/script>/s.exec(html)?.[1] ?? '')
    assert.deepEqual(carried.reports.en, reportOf([article]))
    assert.deepEqual(carried.reports.zh, reportOf([article, '--lang', 'zh']))
    assert.equal(carried.language, 'zh')
    assert.ok(carried.series[carried.reports.en.findings[0].id].frame.includes(49))
  })

  it('takes two captures that overlap as two points', () => {
    const report = reportOf([article, articleServer])
    assert.deepEqual(
      report.captures.map(({ packets }) => packets),
      [50, 38],
    )
    assert.deepEqual([...new Set(report.findings.map(({ capture }) => capture))], [0, 1])
  })

  it('takes captures that follow each other as one, in the order of time', () => {
    const [syn, reset] = refused(8080)
    const second = file('a-second.pcap', pcap([{ bytes: reset, seconds: 1_700_000_001 }]))
    const first = file('b-first.pcap', pcap([{ bytes: syn, seconds: 1_700_000_000 }]))
    const report = reportOf([second, first])
    assert.equal(report.connections.total, 1)
    assert.equal(report.findings.length, 1)
    assert.equal(report.findings[0].frame, 1)
    assert.equal(report.captures[report.findings[0].capture].name, second)
    const apart = reportOf(['--as', 'points', second, first])
    assert.equal(apart.connections.total, 2)
  })

  it('takes captures that hold the same packets for two points, however far apart their clocks are', () => {
    const [syn, reset] = refused(8080)
    const here = file('here.pcap', pcap([{ bytes: identified(syn, 7, 64), seconds: 1_700_000_000 }]))
    const later = { seconds: 1_700_000_300 }
    const there = file(
      'there.pcap',
      pcap([
        { bytes: identified(syn, 7, 54), ...later },
        { bytes: reset, ...later },
      ]),
    )
    const { arrangement } = reportOf([here, there])
    assert.deepEqual([arrangement?.as, arrangement?.told], ['points', 'packets'])
  })

  it('takes a retransmission in the next piece for what it is', () => {
    const [syn, reset] = refused(8080)
    const first = file('first.pcap', pcap([{ bytes: identified(syn, 7, 64), seconds: 1_700_000_000 }]))
    const later = { seconds: 1_700_000_001 }
    const next = file(
      'next.pcap',
      pcap([
        { bytes: identified(syn, 8, 64), ...later },
        { bytes: reset, ...later },
      ]),
    )
    assert.equal(reportOf([first, next]).arrangement?.as, 'rotated')
  })

  it('answers on a pipe that stays open, and ends quietly when interrupted', async () => {
    const packets = [...refused(8080), ...refused(8081)].map((bytes, i) => ({ bytes, seconds: 1_700_000_000 + 60 * i }))
    const child = spawn(process.execPath, [program, '-', '--format', 'jsonl'], { stdio: ['pipe', 'pipe', 'pipe'] })
    let stdout = ''
    const line = new Promise<void>((resolve) =>
      child.stdout.on('data', (piece) => {
        stdout += piece
        if (stdout.includes('\n')) resolve()
      }),
    )
    const exit = new Promise((resolve) => child.on('exit', resolve))
    child.stdin.write(pcap(packets))
    await line
    child.kill('SIGINT')
    assert.equal(await exit, 130)
    const parsed = stdout
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one))
    assert.deepEqual(
      parsed.slice(0, -1).map(({ id, frame }) => [id, frame]),
      [
        ['1', 2],
        ['2', 4],
      ],
    )
    assert.equal(parsed.at(-1).summary.connections.reset, 2)
  })
})

describe('options', () => {
  it('--lang zh and the locale speak Chinese', () => {
    const chinese = rstrace([article, '--lang', 'zh']).stdout
    assert.match(chinese, /伪造/)
    assert.equal(rstrace([article], { env: { LANG: 'zh_CN.UTF-8' } }).stdout, chinese)
    assert.equal(rstrace([article], { env: { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' } }).stdout, rstrace([article]).stdout)
  })

  it('the help is whole in both languages', () => {
    const english = rstrace(['--help'])
    const chinese = rstrace(['--help', '--lang=zh'])
    assert.equal(english.status, 0)
    const options = (text: string) => [...text.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, name]) => name)
    assert.ok(options(english.stdout).length >= 12)
    assert.deepEqual(options(chinese.stdout), options(english.stdout))
    assert.doesNotMatch(chinese.stdout, /Usage|Options|default/)
  })

  it('--only keeps findings of an origin, a cause or a kind', () => {
    const frames = (...args: string[]) => reportOf([article, ...args]).findings.map((finding) => finding.frame)
    assert.deepEqual(frames('--only', 'middlebox'), [49])
    assert.deepEqual(frames('--only', 'no-such-connection'), [50])
    assert.deepEqual(frames('--only', 'middlebox', '--only', 'server'), [49, 50])
    assert.deepEqual(frames('--only', 'reset'), [49, 50])
    assert.deepEqual(frames('--only', 'blackhole'), [])
  })

  it('--stream keeps one connection', () => {
    const two = file('two.pcap', pcap([...refused(8080), ...refused(8081)]))
    assert.deepEqual(
      reportOf([two, '--stream', '1']).findings.map(({ frame }) => frame),
      [4],
    )
    assert.deepEqual(reportOf([two, '--stream', '7']).findings, [])
  })

  it('-o writes to a file, never over a capture', () => {
    const path = join(folder, 'report.json')
    const { status, stdout } = rstrace([article, '--format', 'json', '-o', path])
    assert.deepEqual([status, stdout], [0, ''])
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), reportOf([article]))
    const copy = join(folder, 'copy.pcap')
    cpSync(article, copy)
    const refusal = rstrace([copy, '-o', copy])
    assert.equal(refusal.status, 2)
    assert.deepEqual(readFileSync(copy), readFileSync(article))
    assert.equal(rstrace([article, '-o', join(folder, 'no/such/folder')]).status, 2)
  })

  it('--format markdown and csv print the same findings', () => {
    const { findings } = reportOf([article])
    const markdown = rstrace([article, '--format', 'markdown'])
    assert.deepEqual([markdown.status, markdown.stderr], [0, ''])
    assert.match(markdown.stdout, /^# .*article\.pcap: 3 connections/)
    assert.ok(rstrace([article, '--format', 'markdown', '--all']).stdout.includes('## \\[info\\]'))
    const csv = rstrace([article, '--format', 'csv', '--only', 'server'])
    assert.deepEqual(
      csv.stdout.split('\r\n').map((line) => line.split(',')[0]),
      ['\ufeffid', findings[1].id, ''],
    )
    assert.match(rstrace([article, '--format', 'markdown', '--lang', 'zh']).stdout, /## 无害/)
  })

  it('--fail-on sets the exit code, and only that does', () => {
    const benign = file('refused.pcap', pcap(refused(8080)))
    assert.equal(rstrace([article]).status, 0)
    assert.equal(rstrace([article, '--fail-on', 'middlebox']).status, 1)
    assert.equal(rstrace([benign, '--fail-on', 'middlebox']).status, 0)
    assert.equal(rstrace([article, '--fail-on', 'middlebox', '--only', 'server']).status, 0)
    assert.equal(rstrace([article, '--fail-on', 'error']).status, rstrace([article, '--fail-on', 'warn']).status)
  })

  it('-q prints one sentence per finding', () => {
    const lines = rstrace([article, '-q', '--all']).stdout.trimEnd().split('\n')
    assert.equal(lines.length, 2)
    assert.match(lines[0], /49/)
  })

  it('colour: none in a pipe, and NO_COLOR, FORCE_COLOR and --color are heeded', () => {
    const colored = (args: string[], env = {}) => rstrace([article, ...args], { env }).stdout.includes('\x1b[')
    assert.equal(colored([]), false)
    assert.equal(colored([], { FORCE_COLOR: '1' }), true)
    assert.equal(colored([], { FORCE_COLOR: '1', NO_COLOR: '1' }), false)
    assert.equal(colored(['--color', 'always'], { NO_COLOR: '1' }), true)
    assert.equal(colored(['--color', 'never'], { FORCE_COLOR: '1' }), false)
  })
})

describe('--format pcapng', () => {
  const written = (name: string): Report => reportOf([join(folder, name)])
  const essence = ({ findings }: Report) =>
    findings.map(({ frame, origin, cause, trigger }) => [frame, origin, cause, trigger])
  const pcapngOf = (...args: string[]) => rstrace(['--format', 'pcapng', ...args])

  it('writes the packets of the findings, or of those that were asked for', () => {
    assert.deepEqual(pcapngOf('-o', join(folder, 'some.pcapng'), article), { status: 0, stdout: '', stderr: '' })
    assert.equal(written('some.pcapng').captures[0].packets, 5)
    pcapngOf('-o', join(folder, 'none.pcapng'), '--stream', '0', article)
    assert.equal(written('none.pcapng').captures[0].packets, 0)
  })

  it('--annotate writes the whole capture, compressed or not, and the verdicts stay', () => {
    const gzip = file('article.pcap.gz', gzipSync(readFileSync(article)))
    for (const capture of [article, gzip]) {
      assert.equal(pcapngOf('--annotate', '-o', join(folder, 'whole.pcapng'), capture).status, 0)
      const report = written('whole.pcapng')
      assert.deepEqual(essence(report), essence(reportOf([article])))
      assert.deepEqual([report.captures[0].packets, report.captures[0].format], [50, 'pcapng'])
    }
    const again = pcapngOf('--annotate', '-o', join(folder, 'again.pcapng'), join(folder, 'whole.pcapng'))
    assert.equal(again.status, 0)
    assert.deepEqual(essence(written('again.pcapng')), essence(reportOf([article])))
  })

  it('pipes on', () => {
    const { status, stdout } = spawnSync('sh', [
      '-c',
      `"${process.execPath}" "${program}" --format pcapng "${article}" | "${process.execPath}" "${program}" --format json -`,
    ])
    assert.equal(status, 0)
    assert.equal((JSON.parse(stdout.toString()) as Report).findings[0].origin.who, 'middlebox')
  })

  it('writes a file for each of several captures into a folder', () => {
    const other = join(folder, 'other')
    mkdirSync(other)
    cpSync(article, join(other, 'article-server.pcap'))
    const out = join(folder, 'out')
    const captures = [article, articleServer, join(other, 'article-server.pcap')]
    assert.equal(pcapngOf('--annotate', '-o', `${out}/`, ...captures).status, 0)
    assert.deepEqual(readdirSync(out).sort(), ['article-server-2.pcapng', 'article-server.pcapng', 'article.pcapng'])
    const packets = (name: string) => reportOf([join(out, name)]).captures[0].packets
    assert.deepEqual(readdirSync(out).sort().map(packets), [50, 38, 50])
  })

  it('keeps secrets only when asked', () => {
    const keys = block(true, 10, (body) => body.u32(0x544c_534b).u32(13).text('CLIENT_RANDOM'))
    const capture = file('keys.pcapng', joined(pcapng(refused(8080)), keys))
    const out = join(folder, 'keys-out.pcapng')
    const holdsKeys = () => readFileSync(out).includes('CLIENT_RANDOM')
    for (const whole of [[], ['--annotate']]) {
      pcapngOf(...whole, '-o', out, capture)
      assert.equal(holdsKeys(), false)
      pcapngOf(...whole, '--keep-secrets', '-o', out, capture)
      assert.equal(holdsKeys(), true)
    }
  })

  it('refuses what it cannot do: exit 2, one line, nothing written', () => {
    const copy = file('copy-of.pcap', readFileSync(article))
    linkSync(copy, join(folder, 'link.pcap'))
    const text = file(
      'notes.txt',
      '12:00:00.000000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1, win 100, length 0\n',
    )
    const unwritten = join(folder, 'unwritten.pcapng')
    const cases: [string[], RegExp][] = [
      [['--format', 'pcapng', '-o', unwritten, '-'], /pcapng/],
      [['--format', 'pcapng', '-o', unwritten, article, articleServer], /FOLDER/],
      [['--format', 'pcapng', article, articleServer], /FOLDER/],
      [['--format', 'pcapng', '-o', join(folder, 'link.pcap'), copy], /link\.pcap/],
      [['--format', 'pcapng', '-o', join(folder, 'no/such/x.pcapng'), article], /no such folder|目录不存在/],
      [['--format', 'pcapng', '-o', unwritten, text], /notes\.txt/],
      [['--annotate', article], /--annotate/],
      [['--keep-secrets', '--format', 'json', article], /--keep-secrets/],
    ]
    for (const [args, pattern] of cases) {
      for (const language of ['en', 'zh']) {
        const run = rstrace(['--lang', language, ...args])
        assert.equal(run.status, 2, args.join(' '))
        assertOneLine(run, pattern)
      }
    }
    assert.deepEqual(readFileSync(copy), readFileSync(article))
    assert.equal(existsSync(unwritten), false)
  })

  it('leaves no file behind where a capture cannot be read', () => {
    const wrong = file('no-capture.pcap', '<!DOCTYPE html><html></html>')
    assert.equal(pcapngOf('-o', join(folder, 'nothing.pcapng'), wrong).status, 3)
    assert.equal(existsSync(join(folder, 'nothing.pcapng')), false)
  })
})

describe('explain and schema', () => {
  it('explain prints a page in either language, or lists all', () => {
    const list = rstrace(['explain']).stdout
    for (const id of ['blocked-sni', 'ttl-shift', 'blackhole']) {
      assert.match(list, new RegExp(`^  ${id} `, 'm'))
      assert.match(rstrace(['explain', id]).stdout, /^# /)
      assert.match(rstrace(['explain', id, '--lang', 'zh']).stdout, /^# .*\p{Script=Han}/mu)
    }
  })

  it('explain knows a near miss, and looks nowhere but among its pages', () => {
    assertOneLine(rstrace(['explain', 'blocked-snii']), /blocked-sni\b/)
    assert.equal(rstrace(['explain', '../../../README']).status, 2)
  })
})

describe('view', () => {
  /** Runs it with another program in the place of the one that opens files. */
  function view(opener: string | undefined, ...args: string[]): Run & { page: string } {
    const bin = mkdtempSync(join(folder, 'bin-'))
    if (opener !== undefined)
      for (const name of ['xdg-open', 'open']) writeFileSync(join(bin, name), opener, { mode: 0o755 })
    const run = rstrace(['view', ...args], {
      env: { PATH: opener === undefined ? bin : `${bin}:${process.env['PATH']}`, TMPDIR: folder },
    })
    return { ...run, page: run.status === 0 ? readFileSync(run.stdout.trim(), 'utf8') : '' }
  }

  it('writes the page with the result, says where, and opens it', async () => {
    const said = join(folder, 'opened')
    const { status, stdout, stderr, page } = view(`#!/bin/sh\necho "$1" >'${said}'\n`, article)
    assert.deepEqual([status, stderr], [0, ''])
    assert.match(page, /id="result">\{.*Frame 49 was forged/)
    for (let i = 0; i < 100 && !existsSync(said); i++) await setTimeout(50)
    assert.equal(readFileSync(said, 'utf8'), stdout)
  })

  it('says where the page is when there is nothing to open it with', () => {
    const { status, stderr, page } = view(undefined, article)
    assert.equal(status, 0)
    assert.match(stderr, /^rstrace: found nothing to open it with[^\n]*\n$/)
    assert.ok(page.includes('id="result">'))
  })

  it('only writes it with --no-open, for its user alone', () => {
    const { status, stdout, stderr } = view(undefined, '--no-open', article, articleServer)
    assert.deepEqual([status, stderr], [0, ''])
    assert.equal(statSync(stdout.trim()).mode & 0o077, 0)
  })

  it('without files opens the page to drop them on', () => {
    const { status, page } = view(undefined, '--no-open')
    assert.equal(status, 0)
    assert.ok(page.includes('id="analyst">') && !/id="result">\{/.test(page))
  })

  it('anonymises the page', () => {
    const { status, stderr, page } = view(undefined, '--no-open', '--anonymize', article)
    assert.deepEqual([status, stderr], [0, ''])
    const result = /id="result">(\{.*?)<\/script>/s.exec(page)?.[1] ?? ''
    assert.match(result, /was forged/)
    assert.doesNotMatch(result, /203\.0\.113\.80|article/)
  })

  it('opens nothing for what is no capture', () => {
    const run = view(undefined, '--no-open', file('no-capture.txt', 'nothing of the kind'))
    assert.equal(run.status, 3)
    assertOneLine(run, /no-capture\.txt/)
  })
})

describe('what goes wrong', () => {
  it('usage: exit 2, one line, a hint', () => {
    const cases: [string[], RegExp][] = [
      [[], /--help/],
      [['--fromat', 'json', article], /--format/],
      [['--format', 'yaml', article], /text, json, jsonl/],
      [['--format'], /--format needs a value/],
      [['--only', 'midlebox', article], /middlebox/],
      [['--stream', 'x', article], /--stream/],
      [[article.replace('article.pcap', 'artcle.pcap')], /article\.pcap/],
      [['explain', 'abort', 'blocked-sni'], /too many/],
      [[article, article], /given twice/],
      [['--every', article], /--every/],
      [['--quiet', '--format', 'jsonl', article], /--quiet goes with --format text/],
      [['--every', '--as', 'rotated', article, articleServer], /--every/],
      [['--format', 'json', 'view', article], /--format does not go before view.*rstrace view --help/],
      [['view', '--format', 'json', article], /unknown option --format .*rstrace view --help/],
      [['locate'], /no URL or host given .*rstrace locate --help/],
      [['-o', folder, article], /it is a directory/],
    ]
    for (const [args, pattern] of cases) {
      const english = rstrace(args)
      assert.equal(english.status, 2, args.join(' '))
      assertOneLine(english, pattern)
      const chinese = rstrace(['--lang', 'zh', ...args])
      assert.equal(chinese.status, 2, args.join(' '))
      assertOneLine(chinese, /\p{Script=Han}/u)
    }
  })

  it('unreadable: exit 3, one line that names the file', () => {
    const wrong = file('notes.pcap', '<!DOCTYPE html><html></html>')
    const empty = file('empty.pcap', '')
    for (const path of [wrong, empty, folder]) {
      const run = rstrace([path])
      assert.equal(run.status, 3)
      assertOneLine(run, new RegExp(path.replaceAll('.', '\\.')))
    }
  })

  it('one unreadable file does not hide what the others say', () => {
    const wrong = file('wrong.pcap', '<!DOCTYPE html><html></html>')
    const { status, stdout, stderr } = rstrace([wrong, article, '--format', 'json'])
    assert.equal(status, 3)
    assert.match(stderr, /^rstrace: .*wrong\.pcap: [^\n]*\n$/)
    assert.equal(at(JSON.parse(stdout), 49).origin.who, 'middlebox')
  })

  it('a reader that leaves early ends it quietly', () => {
    const many = file('many.pcap', pcap(Array.from({ length: 500 }, (_, i) => refused(1000 + i)).flat()))
    const command = `"${process.execPath}" "${program}" --format json "${many}" | head -n 1`
    const { stdout, stderr } = spawnSync('sh', ['-c', command])
    assert.equal(stdout.toString(), '{\n')
    assert.equal(stderr.toString(), '')
  })

  it('a file that cannot be read is complained of in the language of the user', () => {
    const wrong = file('page.pcap', '<!DOCTYPE html><html></html>')
    const { stderr, status } = rstrace([wrong, '--lang', 'zh'])
    assert.equal(status, 3)
    assert.match(stderr, /page\.pcap：看起来是 HTML\/XML 文本（开头是 [0-9a-f ]+）；需要 pcap/)
  })

  it('help that is not read to its end leaves quietly', () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" --help | head -n 1`])
    assert.match(stdout.toString(), /^Usage/)
    assert.equal(stderr.toString(), '')
  })

  it('a file name cannot write to the terminal', () => {
    assertOneLine(rstrace(['no\x1b]0;owned\x07such\nfile']), /no\?\]0;owned\?such\?file/)
  })
})
