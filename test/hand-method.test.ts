/**
 * The hand method of a support article, step by step, on simulated paths that repeat its case: a bare ping, a request
 * with another Host, a ClientHello with another server name, a traceroute. Each step has its command here, and the
 * answers lead to the article's conclusion: a device on the path, nine hops from the client, not the server and not the
 * load balancer in front of it.
 *
 * The case: SYN-ACKs arrive with TTL 46 (64, 18 routers), the reset with 85 (94, 9 routers) and IP ID 1536, the echo of
 * the load balancer with 87 (102, 15 routers). There the device answers the SYN-ACK; the simulated one answers the SYN,
 * which an ordinary program cannot tell apart.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { LocateProbe, MatrixProbe, PingProbe, Probe, Report } from '../src/core/report/model.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const CAPTURE = join(root, 'examples/article.pcap')
const SERVER = '203.0.113.80'
const folder = mkdtempSync(join(tmpdir(), 'rstrace-hand-method-'))
after(() => rmSync(folder, { recursive: true }))

const DEVICE = '  does reset both\n  ttl 94\n  ip-id 1536\n'

/** Routers up to the server, and behind the ninth a device beside the path. The round trip takes 26 ms. */
function path(name: string, { routers = 18, on = '', server = '  port 80 http\n  port 443 https\n' }): string {
  const device = on && `device on-path\n${on}${DEVICE}`
  const hops = Array.from(
    { length: routers },
    (_, i) => `hop 10.0.${i + 1}.1 ${i < 9 ? 0.01 : 1.3}ms\n${i === 8 ? device : ''}`,
  )
  const names = `name www.example.com ${SERVER} 203.0.113.81\n`
  const hosts = `server ${SERVER} 1.21ms\n${server}server 203.0.113.81 1.21ms\n  port 80 http\n`
  const file = join(folder, `${name}.path`)
  writeFileSync(file, names + hops.join('') + hosts)
  return file
}

function run<P extends Probe>(...args: string[]): { probe: P; report: Report } {
  const program = join(root, 'dist/rstrace.js')
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args, '--json'], { encoding: 'utf8' })
  assert.equal(stderr, '')
  const report = JSON.parse(stdout) as Report
  return { probe: report.probes![0] as P, report }
}

const BLOCKED = ['--from-capture', CAPTURE, '--finding', '1', '--simulate']

describe('the hand method', () => {
  it('4.1.2, a bare ping: the balancer answers with 87, which neither the reset nor the server’s packets have', () => {
    const file = path('balancer', { routers: 15, server: '  ttl 102\n' })
    const { probe } = run<PingProbe>('ping', SERVER, '--simulate', file, '--compare', CAPTURE)
    assert.deepEqual(
      probe.replies.map(({ hopLimit }) => hopLimit),
      [87, 87, 87],
    )
    const [reset] = probe.compared
    assert.deepEqual([reset.resetHopLimit, reset.serverHopLimit], [85, 46])
  })

  it('4.1.5, traceroute: the SYN is answered between hop 9 and hop 10, and not by the server', () => {
    const file = path('place', { on: `  on address ${SERVER}\n  on syn\n` })
    const { probe } = run<LocateProbe>('locate', ...BLOCKED, file)
    assert.deepEqual(probe.verdict.place, { min: 9, max: 10 })
    assert.equal(probe.verdict.packet, 'syn')
    assert.equal(probe.verdict.resetHopLimit, 85)
    const named = probe.hops.flatMap(({ routers }) => routers.map(({ address }) => address))
    assert.ok(named.includes('10.0.9.1') && named.includes('10.0.10.1'))
    assert.equal(probe.combined?.origin.who, 'middlebox')
    assert.deepEqual(probe.combined?.place, { min: 9, max: 10 })
  })

  it('5.2, 1, by address: no port of it works, another address does, and that explains the capture', () => {
    const file = path('address', { on: `  on address ${SERVER}\n  on syn\n` })
    const { probe, report } = run<MatrixProbe>('probe', 'http://www.example.com/', ...BLOCKED, file, '--seed', '1')
    assert.equal(probe.verdict.id, 'blocked-address')
    assert.equal(report.findings[0].cause.id, 'forged-unknown')
    assert.equal(probe.combined?.cause.id, 'blocked-address')
    assert.equal(probe.combined?.origin.who, 'middlebox')
    assert.ok(probe.combined.cause.confidence > report.findings[0].cause.confidence)
  })

  const other = ['--neutral', 'anotherhost', '--seed', '1']

  it('5.2, 2, by URL: this path is reset, another of the same host is answered', () => {
    const file = path('url', { on: '  on url www.example.com/secret\n' })
    const { probe } = run<MatrixProbe>('probe', 'http://www.example.com/secret', '--simulate', file, ...other)
    assert.equal(probe.verdict.id, 'blocked-url')
  })

  it('5.2, 3, curl with another Host: that is answered', () => {
    const file = path('host', { on: '  on host www.example.com\n' })
    const { probe } = run<MatrixProbe>('probe', 'http://www.example.com/', '--simulate', file, ...other)
    assert.equal(probe.verdict.id, 'blocked-host')
    const row = probe.rows.find(({ id }) => id === 'host anotherhost')
    assert.ok(row && row.tries > 4 && row.passed === row.tries)
    assert.ok(probe.verdict.notTheServer)
  })

  it('5.2, 4, openssl with another server name: that is answered', () => {
    const file = path('sni', { on: '  on sni www.example.com\n' })
    const { probe } = run<MatrixProbe>('probe', 'https://www.example.com/', '--simulate', file, ...other)
    assert.equal(probe.verdict.id, 'blocked-sni')
    const row = probe.rows.find(({ id }) => id === 'server-name anotherhost')
    assert.ok(row && row.tries > 4 && row.passed === row.tries)
    assert.ok(probe.verdict.notTheServer)
  })

  it('without a device nothing of that is found', () => {
    const file = path('clean', {})
    assert.equal(run<LocateProbe>('locate', ...BLOCKED, file).probe.verdict.outcome, 'nothing')
    const { probe } = run<MatrixProbe>('probe', ...BLOCKED, file, '--seed', '1')
    assert.equal(probe.verdict.id, 'nothing-wrong')
    assert.equal(probe.combined?.agreement, 'not-reproduced')
  })
})
