/**
 * What rstrace writes, read back by Wireshark's own reader. tshark is installed where that is possible; where it is not,
 * this is left out and says so; with CI set it fails instead.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../src/core/index.js'
import { block, joined, pcap, pcapng } from '../capture-writers.js'
import { forgedAtHandshake, packets } from '../dialogue.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rstrace-tshark-'))
after(() => rmSync(folder, { recursive: true }))

const isThere = (): boolean => spawnSync('tshark', ['--version']).status === 0

function hindrance(): string | undefined {
  if (!isThere()) spawnSync('sh', [join(root, 'scripts/tshark-package.sh')], { stdio: 'inherit' })
  return isThere() ? undefined : 'needs tshark; see scripts/tshark-package.sh'
}

const missing = hindrance()
const options = { skip: process.env['CI'] ? false : missing }

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20 })
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stderr}`)
  return stdout
}

/** Values of a field by frame number; tshark writes line ends in them as \n. */
function fieldOf(file: string, field: string): Map<number, string> {
  const lines = run('tshark', ['-n', '-r', file, '-T', 'fields', '-e', 'frame.number', '-e', field]).trimEnd()
  return new Map(lines.split('\n').map((line) => [Number(line.split('\t')[0]), line.split('\t')[1] ?? '']))
}

const rstrace = (...args: string[]): string => run(process.execPath, [join(root, 'dist/rstrace.js'), ...args])
const reportOf = (file: string): Report => JSON.parse(rstrace('--format', 'json', file))

/** Everything that tshark says of the packets: so it is the same file but for its comments. */
const dissected = (file: string): string =>
  run('tshark', ['-n', '-r', file, '-T', 'fields', '-E', 'separator=|']
    .concat(['frame.number', 'frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.encap_type', 'frame.protocols']
      .concat(['tcp.stream', 'tcp.seq_raw', 'tcp.flags', 'ip.ttl']).flatMap((name) => ['-e', name]))) // biome-ignore format: a list

function file(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

/** What tshark says of all packets, one line each. */
const fieldsOf = (file: string, names: readonly string[], settings: readonly string[] = []): string =>
  run('tshark', ['-n', '-r', file, ...settings, '-T', 'fields', ...names.flatMap((name) => ['-e', name])])

describe('tshark reads what rstrace anonymised', options, () => {
  const checked = ['ip', 'tcp', 'udp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`])
  const kept = ['frame.time_epoch', 'frame.len', 'frame.cap_len', 'ip.ttl', 'ip.id', 'tcp.stream', 'tcp.srcport']
    .concat(['tcp.seq_raw', 'tcp.ack_raw', 'tcp.flags', 'tcp.window_size_value', 'tcp.len', 'tcp.options.timestamp.tsval'])
    .concat(['ip.checksum.status', 'tcp.checksum.status', 'udp.checksum.status']) // biome-ignore format: a list
  const named = ['eth.src', 'ip.src', 'ip.dst', 'tls.handshake.extensions_server_name', 'http.host']
  const examples = [
    'article',
    'blocked-host',
    'blocked-sni',
    'early-response',
    'host-firewall-reject',
    'keepalive-race',
  ]

  it('has what it needs', () => assert.equal(missing, undefined))

  for (const name of examples) {
    it(`with everything that is to stay, and as right as it was: ${name}`, () => {
      const capture = join(root, `examples/${name}.pcap`)
      const out = join(folder, 'anonymised.pcapng')
      rstrace('--anonymize', '--format', 'pcapng', '--annotate', '-o', out, capture)
      assert.equal(fieldsOf(out, kept, checked), fieldsOf(capture, kept, checked))
      const before = fieldsOf(capture, named).split('\n')
      const after = fieldsOf(out, named).split('\n')
      assert.equal(after.filter((line, i) => line !== '' && line === before[i]).length, 0)
    })
  }
})

describe('tshark reads what rstrace writes', options, () => {
  const forged = packets(forgedAtHandshake)
  const simple = block(true, 3, (body) => body.u32(forged[0].bytes.length).bytes(forged[0].bytes))
  const obsolete = block(false, 2, (body) => {
    body.u16(0).u16(0xffff).u32(0).u32(1000).u32(4).u32(4).bytes([1, 2, 3, 4])
    body.option(1, (value) => value.text('of old')).u32(0)
  })
  const captures: Record<string, string> = {
    'pcap, nanoseconds': file('ns.pcap', pcap(forged)),
    'pcap, microseconds, big-endian': file('us.pcap', pcap(forged, { nanos: false, endian: 'big' })),
    pcapng: file('le.pcapng', pcapng(forged.map((each, i) => ({ ...each, direction: 1, comment: `no ${i}` })))),
    'pcapng of several sections, in both byte orders': file(
      'many.pcapng',
      joined(pcapng(forged, { endian: 'big' }), obsolete, pcapng(forged), simple, pcapng(forged, { dropped: 3 })),
    ),
    'an example': join(root, 'examples/article.pcap'),
    'the other one': join(root, 'examples/article-server.pcap'),
  }

  it('has what it needs', () => assert.equal(missing, undefined))

  for (const [name, capture] of Object.entries(captures)) {
    it(`the whole capture: the same packets, and the verdict at each: ${name}`, () => {
      const out = join(folder, 'whole.pcapng')
      rstrace('--format', 'pcapng', '--annotate', '-o', out, capture)
      assert.equal(dissected(out), dissected(capture))
      const comments = fieldOf(out, 'frame.comment')
      const before = fieldOf(capture, 'frame.comment')
      for (const [frame, text] of before) assert.ok(comments.get(frame)?.startsWith(text), text)
      const { findings } = reportOf(capture)
      assert.ok(findings.length > 0)
      for (const { id, frame, summary } of findings) {
        assert.match(comments.get(frame) ?? '', new RegExp(`rstrace #${id}: \\[`))
        assert.ok(comments.get(frame)?.includes(summary))
      }
      for (const { id, trigger } of findings)
        if (trigger.frame) assert.match(comments.get(trigger.frame) ?? '', new RegExp(`rstrace #${id}: set off frame `))
    })

    it(`the packets of the findings: ${name}`, () => {
      const out = join(folder, 'some.pcapng')
      rstrace('--format', 'pcapng', '-o', out, capture)
      const { findings } = reportOf(capture)
      const streams = new Set(findings.map(({ connection }) => connection.stream))
      const expected = [...fieldOf(capture, 'tcp.stream')].filter(
        ([, stream]) => stream !== '' && streams.has(Number(stream)),
      )
      assert.equal(fieldOf(out, 'tcp.stream').size, expected.length)
      const comments = [...fieldOf(out, 'frame.comment').values()]
      for (const { summary } of findings) assert.ok(comments.some((text) => text.includes(summary)))
    })
  }

  it('the section carries the summary', () => {
    const out = join(folder, 'summary.pcapng')
    rstrace('--format', 'pcapng', '--annotate', '--lang', 'zh', '-o', out, captures['an example'])
    const text = run('capinfos', ['-k', out])
    assert.match(text, /rstrace \d+\.\d+\.\d+: .*article\.pcap：3 条连接/)
    assert.match(text, /#1 \[错误\] 49 号包：/)
  })

  it('a comment in Chinese is the text that was meant', () => {
    const out = join(folder, 'zh.pcapng')
    rstrace('--format', 'pcapng', '--annotate', '--lang', 'zh', '-o', out, captures['an example'])
    const [finding] = JSON.parse(rstrace('--format', 'json', '--lang', 'zh', captures['an example'])).findings
    assert.ok(fieldOf(out, 'frame.comment').get(49)?.includes(finding.summary))
    assert.ok(readFileSync(out).includes(Buffer.from(finding.summary)))
  })
})
