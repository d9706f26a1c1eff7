/** `rstrace probe` as its users meet it. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { MatrixProbe, Report } from '../src/core/report/model.js'
import { interrupted } from './interrupt.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'dist/rstrace.js')
const folder = mkdtempSync(join(tmpdir(), 'rstrace-probe-'))
after(() => rmSync(folder, { recursive: true }))

const path = (name: string): string => join(root, 'test/paths', `${name}.path`)
const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8' }

function rstrace(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'probe', ...args], { env })
  return { status, stdout: stdout.toString(), stderr: stderr.toString() }
}

const simulated = (name: string, ...args: string[]) =>
  rstrace('https://www.blocked.test/', '--simulate', path(name), '--seed', '1', ...args)

function matrixOf(stdout: string): { report: Report; probe: MatrixProbe } {
  const report = JSON.parse(stdout) as Report
  const probe = report.probes?.[0]
  assert.ok(probe?.kind === 'matrix')
  return { report, probe }
}

describe('rstrace probe', () => {
  it('says first what it depends on, then shows the table', () => {
    const { status, stdout, stderr } = simulated('sni-in-path')
    assert.equal(status, 0)
    assert.equal(stderr, '')
    assert.match(stdout, /^Blocked by server name \(SNI\): with www\.blocked\.test/)
    assert.match(stdout, /the request itself +0 of \d+ +reset after the ClientHello/)
    assert.match(stdout, /Something nearer sent it, not the server/)
    assert.match(stdout, /\$ rstrace locate https:\/\/www\.blocked\.test\//)
  })

  it('says it in Chinese', () => {
    const { stdout } = simulated('sni-in-path', '--lang', 'zh')
    assert.match(stdout, /^按 SNI 封禁：SNI 为 www\.blocked\.test 时/)
    assert.doesNotMatch(stdout, /the request|What/)
  })

  it('prints a document that keeps to the schema', () => {
    const schema = JSON.parse(readFileSync(join(root, 'docs/rstrace-1.schema.json'), 'utf8'))
    const ajv = new Ajv({ allowUnionTypes: true })
    addFormats.default(ajv)
    const validate = ajv.compile(schema)
    for (const name of ['clean', 'sni-in-path', 'residual', 'no-name', 'heavy-loss']) {
      const { report, probe } = matrixOf(simulated(name, '--json').stdout)
      assert.ok(validate(report), JSON.stringify(validate.errors))
      assert.equal(probe.target.url, 'https://www.blocked.test/')
      assert.ok(probe.attempts.length <= 60)
      assert.equal(
        probe.rows.reduce((sum, { tries }) => sum + tries, 0),
        probe.attempts.length,
      )
    }
  })

  it('draws the same with the same seed', () => {
    const order = () => matrixOf(simulated('sni-in-path', '--json').stdout).probe.attempts.map(({ row }) => row)
    assert.deepEqual(order(), order())
  })

  it('tells what it would do, and does nothing', async () => {
    let connections = 0
    const server = createServer(() => connections++).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const child = spawn(process.execPath, [program, 'probe', `http://127.0.0.1:${port}/a?key=s3cret`, '--dry-run'], {
      env,
    })
    let stdout = ''
    child.stdout.on('data', (text) => (stdout += text))
    await once(child, 'close')
    server.close()
    assert.equal(connections, 0)
    assert.match(stdout, /at most 60 connections/)
    assert.match(stdout, /GET \/a\?key=…, Host: www\.example\.com/)
    assert.match(stdout, /the path \/\n/)
    assert.ok(!stdout.includes('s3cret'))
  })

  it('stops at once at Ctrl-C, prints what is known, and ends with 130', async () => {
    const stdout = await interrupted((url) => [program, 'probe', url, '--timeout', '30'], env)
    assert.match(stdout, /Interrupted: this is what is known so far/)
    assert.match(stdout, /^Not known: the request was not tried/)
  })

  it('heeds the options that the program has, too', () => {
    const out = join(folder, 'out.json')
    const { status, stdout, stderr } = simulated('sni-in-path', '--format', 'json', '-o', out)
    assert.deepEqual([status, stdout, stderr], [0, '', ''])
    assert.equal(matrixOf(readFileSync(out, 'utf8')).probe.kind, 'matrix')
    assert.match(simulated('sni-in-path', '--color', 'always').stdout, /\x1b\[/)
  })

  it('does not write over what it reads', () => {
    const capture = join(folder, 'kept.pcap')
    writeFileSync(capture, readFileSync(join(root, 'examples/blocked-sni.pcap')))
    for (const option of ['-o', '--log']) {
      const { status, stderr } = rstrace('--from-capture', capture, '--simulate', path('sni-in-path'), option, capture)
      assert.equal(status, 2)
      assert.match(stderr, /not overwritten/)
    }
    assert.deepEqual(readFileSync(capture), readFileSync(join(root, 'examples/blocked-sni.pcap')))
  })

  it('writes a log, a JSON object a line', () => {
    const log = join(folder, 'log.jsonl')
    simulated('sni-in-path', '--log', log)
    const lines = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.equal(lines[0].event, 'resolved')
    assert.ok(lines.filter(({ event }) => event === 'reset').length > 5)
  })

  it('ends with 4 when nothing can be tried', () => {
    const { status, stdout } = simulated('no-name')
    assert.equal(status, 4)
    assert.match(stdout, /has no address \(ENOTFOUND\)/)
  })

  const wrong: [args: string[], says: RegExp][] = [
    [[], /no URL or host given/],
    [['ftp://a.test/'], /'ftp:\/\/a\.test\/' is neither a URL nor HOST\[:PORT\]/],
    [['https://a.test/', '--max', '100'], /--max needs a number from 5 to 60, not '100'/],
    [['https://a.test/', '--host', 'a\r\nb'], /--host cannot be/],
    [['https://a.test/', '--address', 'a.test'], /'a\.test' is not an address/],
    [['https://a.test/', '--finding', '1'], /--finding needs --from-capture/],
    [['https://a.test/', '--simulate', '/nowhere.path'], /no such file/],
    [['--from-capture', join(root, 'examples/article.pcap'), '--finding', '99'], /has no finding 99/],
  ]
  for (const [args, says] of wrong) {
    it(`is used wrongly: ${args.join(' ').replace(/\s/g, ' ') || 'without a target'}`, () => {
      const { status, stdout, stderr } = rstrace(...args)
      assert.equal(status, 2)
      assert.equal(stdout, '')
      assert.match(stderr, /^rstrace: [^\n]*\n$/)
      assert.match(stderr, says)
    })
  }

  it('says which line of a path file it does not understand', () => {
    const file = join(folder, 'wrong.path')
    writeFileSync(file, 'hop 10.0.0.1 1ms\nrouter\n')
    const { status, stderr } = rstrace('https://a.test/', '--simulate', file)
    assert.equal(status, 2)
    assert.match(stderr, /line 2: "router" is not known here/)
  })

  it('lists its options, limits and examples', () => {
    const stdout = rstrace('--help').stdout.replace(/\s+/g, ' ')
    for (const part of ['--from-capture', 'Limits:', 'Examples:', 'Exit codes:', 'never looked up']) {
      assert.ok(stdout.includes(part), part)
    }
  })
})

describe('rstrace probe --from-capture', () => {
  const capture = join(root, 'examples/blocked-sni.pcap')
  const finding = (): Report['findings'][number] => {
    const { stdout } = spawnSync(process.execPath, [program, capture, '--format', 'json'], { env })
    const report = JSON.parse(stdout.toString()) as Report
    const found = report.findings.find(({ cause }) => cause.id === 'blocked-sni')
    assert.ok(found)
    return found
  }

  it('takes the request from the finding, and says that both agree or do not', () => {
    const { id, connection } = finding()
    const serverName = connection.tls?.serverName
    const { address, port } = connection.server
    const text = (device: string) =>
      `hop 10.0.1.1 5ms\n${device}hop 10.0.2.1 20ms\nserver ${address} 1ms\n  port ${port} https\n`
    const probeOf = (device: string) => {
      const file = join(folder, 'from-capture.path')
      writeFileSync(file, text(device))
      const args = ['--from-capture', capture, '--finding', id, '--simulate', file, '--seed', '1', '--json']
      return matrixOf(rstrace(...args).stdout)
    }
    const { report, probe } = probeOf(`device in-path\n  on sni ${serverName}\n  does reset both\n`)
    assert.equal(probe.target.serverName, serverName)
    assert.equal(probe.attempts[0].address, address)
    assert.equal(probe.combined?.agreement, 'agree')
    assert.deepEqual(
      probe.combined?.steps.map(({ reason }) => reason),
      ['too-soon', 'same-cause'],
    )
    const before = report.findings.find((one) => one.id === id)
    assert.ok(before && probe.combined.cause.confidence > before.cause.confidence)
    assert.ok(probe.combined.cause.confidence <= probe.combined.origin.confidence)
    assert.equal(probeOf('').probe.combined?.agreement, 'not-reproduced')
    assert.equal(probeOf(`device in-path\n  on port ${port}\n  does drop\n`).probe.combined?.agreement, 'open')
  })

  it('says that a file is no capture', () => {
    const file = join(folder, 'no.pcap')
    writeFileSync(file, 'nothing of the kind')
    const { status, stderr } = rstrace('--from-capture', file)
    assert.equal(status, 3)
    assert.match(stderr, /^rstrace: [^\n]*\n$/)
  })
})
