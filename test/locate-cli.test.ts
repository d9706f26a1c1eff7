/** `rstrace locate` and `rstrace ping` as commands: on simulated paths, and where they cannot run. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { LocateProbe, PingProbe, Report } from '../src/core/report/model.js'
import { lookUp, openDatabases } from '../src/probe/node/router-names.js'
import { interrupted } from './interrupt.js'
import { database } from './mmdb.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PATH = join(root, 'test/paths/sni-in-path.path')
const TARGET = ['locate', 'https://www.blocked.test/', '--simulate', PATH]

function rstrace(args: string[], program = join(root, 'build/src/cli/main.js')) {
  const env = { ...process.env, LC_ALL: 'C' }
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', timeout: 60_000, env })
}

function inScratch(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'rstrace-locate-cli-'))
  try {
    use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('rstrace locate', () => {
  it('says where it is, draws the path, and lists every hop', () => {
    const { stdout, status } = rstrace(TARGET)
    assert.equal(status, 0)
    assert.match(
      stdout,
      /^What resets the ClientHello for www\.blocked\.test sits between hop 3 \(10\.0\.3\.1\) and hop 4/,
    )
    assert.match(stdout, /client ── 1 ── 2 ──\[ 3 ── 4 ]── 5 ── server\n {2}\s+\^ in here/)
    assert.match(stdout, /^ {4}4 {2}10\.0\.4\.1 .* RST x3$/m)
  })

  it('says it in Chinese', () => {
    const { stdout } = rstrace([...TARGET, '--lang', 'zh'])
    assert.match(stdout, /^重置 SNI 为 www\.blocked\.test 的 ClientHello 的设备位于第 3 跳（10\.0\.3\.1）与第 4 跳/)
  })

  it('prints a document of the schema, and logs every event', () => {
    inScratch((folder) => {
      const log = join(folder, 'log')
      const { stdout } = rstrace([...TARGET, '--json', '--log', log])
      const ajv = new Ajv({ allowUnionTypes: true })
      addFormats.default(ajv)
      const schema = JSON.parse(readFileSync(join(root, 'docs/rstrace-1.schema.json'), 'utf8'))
      const report = JSON.parse(stdout) as Report
      assert.ok(ajv.validate(schema, report), ajv.errorsText())
      const [probe] = (report.probes ?? []) as LocateProbe[]
      const { verdict, hops } = probe
      assert.deepEqual(verdict.place, { min: 3, max: 4 })
      assert.equal(hops.length, 7)
      const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
      const events = lines.map((line) => JSON.parse(line).event)
      assert.equal(
        events.filter((event) => event === 'connect').length,
        events.filter((event) => event === 'abort').length,
      )
      assert.ok(events.includes('reset'))
    })
  })

  it('prints what it would do, and does nothing', () => {
    inScratch((folder) => {
      const log = join(folder, 'log')
      const { stdout, status } = rstrace([...TARGET, '--dry-run', '--log', log])
      assert.equal(status, 0)
      assert.match(stdout, /at most 250, one at a time/)
      assert.doesNotMatch(readFileSync(log, 'utf8'), /"connect"/)
    })
  })

  it('passes its target on to the next command, but no secret of a query', () => {
    const { stdout } = rstrace(['locate', 'http://www.blocked.test/a?token=secret', '--simulate', PATH])
    assert.match(stdout, /rstrace probe 'http:\/\/www\.blocked\.test\/a\?token=…'/)
    assert.doesNotMatch(stdout, /\$.*secret/)
  })

  it('takes the target from a finding, and says what both together tell', () => {
    inScratch((folder) => {
      const capture = join(root, 'examples/blocked-sni.pcap')
      const file = join(folder, 'path')
      const device = 'device in-path\n  on sni blocked.example.com\n  does reset both\n'
      const routers = [1, 2, 3].map((hop) => `hop 10.0.${hop}.1 2ms\n${hop === 1 ? device : ''}`).join('')
      writeFileSync(file, `${routers}server 10.77.5.2 2ms\n  port 443 https\n`)
      const args = ['locate', '--from-capture', capture, '--finding', '1', '--simulate', file]
      const report = JSON.parse(rstrace([...args, '--json']).stdout) as Report
      const [{ combined, address }] = (report.probes ?? []) as LocateProbe[]
      assert.equal(address, '10.77.5.2')
      assert.deepEqual(
        combined?.steps.map(({ reason }) => reason),
        ['before-server', 'only-place'],
      )
      assert.deepEqual(combined?.place, { min: 1, max: 2 })
      assert.equal(report.findings[0].id, combined?.finding)
      assert.match(rstrace(args).stdout, /^#1 .*\n\n.*\n.*\n\nBy hop count the sender sits before the server/)
    })
  })

  it('says in one line what is wrong with the command line', () => {
    const wrong: [string[], RegExp][] = [
      [['locate', 'ht!tp://x'], /^rstrace: .*neither a URL nor HOST/],
      [['locate', 'http://a.test/', '--sni', 'b.test'], /^rstrace: --sni needs an https target/],
      [['locate', 'https://a.test/', '--host', 'b.test'], /^rstrace: --host needs an http target/],
      [['locate', 'https://a.test/', '--max-hops', '99'], /^rstrace: --max-hops needs a number from 1 to 60/],
      [['locate', 'https://a.test/', '--address', 'x'], /^rstrace: 'x' is not an address/],
      [['locate', 'https://a.test/', '--asn', PATH], /^rstrace: .*is no database in MaxMind format/],
      [['locate'], /^rstrace: no URL or host given/],
      [['locate', '--finding', '1'], /^rstrace: --finding needs --from-capture/],
    ]
    for (const [args, message] of wrong) {
      const { status, stderr } = rstrace(args)
      assert.equal(status, 2, stderr)
      assert.match(stderr, message)
      assert.equal(stderr.trimEnd().split('\n').length, 1)
    }
  })

  it('ends with 4 and one line where a name has no address', () => {
    const { status, stderr } = rstrace(['locate', 'https://nowhere.test/', '--simulate', PATH])
    assert.equal(status, 4)
    assert.equal(stderr, 'rstrace: nowhere.test has no address (ENOTFOUND)\n')
  })

  it('ends with 4 and one line without its optional part', () => {
    inScratch((folder) => {
      cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
      const { status, stderr } = rstrace(['locate', '127.0.0.1:1'], join(folder, 'dist/rstrace.js'))
      assert.equal(status, 4)
      assert.match(stderr, /^rstrace: locate needs .*\n$/)
    })
  })
})

describe('rstrace locate on this machine', { skip: process.platform === 'linux' ? false : 'needs Linux' }, () => {
  it('stops at once at Ctrl-C, prints what is known, and ends with 130', async () => {
    const program = join(root, 'build/src/cli/main.js')
    const stdout = await interrupted((url) => [program, 'locate', url, '--timeout', '30', '--json'])
    const [probe] = (JSON.parse(stdout) as Report).probes as LocateProbe[]
    assert.equal(probe.interrupted, true)
    assert.equal(probe.verdict.outcome, 'unclear')
  })
})

describe('rstrace ping', () => {
  it('pings the host of a simulated path, and sets a capture beside it', () => {
    const { stdout, status } = rstrace(['ping', 'www.blocked.test', '--simulate', PATH])
    assert.equal(status, 0)
    assert.match(stdout, /^www\.blocked\.test \(192\.0\.2\.10\) answers with hop limit 59: 3 of 3/)
    const capture = join(root, 'examples/blocked-sni.pcap')
    inScratch((folder) => {
      const file = join(folder, 'path')
      writeFileSync(file, 'hop 10.0.1.1 2ms\nserver 10.77.5.2 2ms\n  ttl 124\n')
      const { stdout } = rstrace(['ping', '10.77.5.2', '--simulate', file, '--compare', capture, '--json'])
      const [{ replies, compared }] = (JSON.parse(stdout) as Report).probes as PingProbe[]
      assert.equal(replies[0].hopLimit, 123)
      assert.deepEqual([compared[0].resetHopLimit, compared[0].serverHopLimit], [172, 123])
    })
  })

  it('ends with 4 where nobody has that name, and with 2 without the file', () => {
    assert.equal(rstrace(['ping', 'nowhere.test', '--simulate', PATH]).status, 4)
    assert.equal(rstrace(['ping', 'a.test', '--simulate', '/nowhere.path']).status, 2)
  })

  it('pings this machine itself', { skip: process.platform === 'linux' ? false : 'needs Linux' }, () => {
    const { stdout, stderr, status } = rstrace(['ping', '127.0.0.1', '-c', '2', '--json'])
    // Where neither sockets nor a program may ping, it says so.
    if (status === 4) return assert.match(stderr, /^rstrace: this machine may not send echo requests/)
    const [{ replies, hops }] = (JSON.parse(stdout) as Report).probes as PingProbe[]
    assert.equal(replies.length, 2)
    assert.equal(hops?.routers, 0)
  })
})

describe('databases of networks and places', () => {
  it('say whose a router is, without what could steer a terminal', () => {
    inScratch((folder) => {
      const [asn, city] = ['asn', 'city'].map((name) => join(folder, name))
      const number = { autonomous_system_number: 64500, autonomous_system_organization: 'Example\u001b[31m Net' }
      const names = { en: 'Hangzhou', 'zh-CN': '杭州' }
      writeFileSync(asn, database(number))
      writeFileSync(city, database({ city: { names }, country: { iso_code: 'CN' } }))
      const known = lookUp(openDatabases({ asn, city }, 'zh'), '192.0.2.1')
      assert.deepEqual(known, { as: { number: 64500, organization: 'Example Net' }, country: 'CN', city: '杭州' })
      assert.deepEqual(lookUp(openDatabases({ asn, city }, 'en'), '10.0.0.1'), {})
    })
  })
})
