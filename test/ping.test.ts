/** `rstrace ping`: echo replies as a report, and next to a capture. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { reportFiles } from '../src/node/index.js'
import { pingHost } from '../src/probe/locate/ping.js'
import { pingProbe } from '../src/probe/locate/ping-report.js'
import { readPing } from '../src/probe/node/ping.js'
import { internetAddress, readInternetAddress } from '../src/probe/node/sockaddr.js'
import { filterFor } from '../src/probe/node/tap.js'
import { SimulatedNetwork } from '../src/probe/simulation/network.js'
import { parsePath } from '../src/probe/simulation/parse.js'

const capture = fileURLToPath(new URL('../../examples/blocked-sni.pcap', import.meta.url))
const signal = new AbortController().signal

describe('rstrace ping', () => {
  it('tells how many routers are on the way back', async () => {
    const network = new SimulatedNetwork(parsePath('hop 10.0.1.1 1ms\nhop 10.0.2.1 1ms\nserver 192.0.2.10 1ms\n'))
    const result = await pingHost(network, { address: '192.0.2.10', count: 3, timeoutSeconds: 1, signal })
    const probe = pingProbe(result, { name: 'a.test', address: '192.0.2.10', startedAt: '', language: 'en' })
    assert.deepEqual(probe.hops, { initial: 64, routers: 2 })
    assert.match(probe.summary, /^a\.test \(192\.0\.2\.10\) answers with hop limit 62: 3 of 3/)
  })

  it('says so when nobody answers, and concludes nothing', async () => {
    const network = new SimulatedNetwork(parsePath('hop 10.0.1.1 1ms\nserver 192.0.2.10 1ms\n'))
    const result = await pingHost(network, { address: '192.0.2.99', count: 2, timeoutSeconds: 1, signal })
    const probe = pingProbe(result, { name: '192.0.2.99', address: '192.0.2.99', startedAt: '', language: 'en' })
    assert.match(probe.summary, /did not answer 2 echo requests/)
    assert.deepEqual([probe.hops, probe.meaning], [undefined, []])
  })

  it('sets the reset of a capture beside the server’s own hop limit', async () => {
    const report = await reportFiles([join(capture)])
    const [finding] = report.findings
    const address = finding.connection.server.address
    const reset = finding.ladder.find(({ frame }) => frame === finding.frame)?.hopLimit ?? 0
    const server = finding.ladder.find(({ from, flags }) => from === 'server' && !flags.includes('R'))?.hopLimit ?? 0
    assert.ok(reset > server, 'the example has a reset from nearer than the server')
    const replies = [{ kind: 'reply' as const, from: address, hopLimit: server, seconds: 0.01 }]
    const how = { name: address, address, startedAt: '', report }
    const one = (language: 'en' | 'zh') =>
      pingProbe({ replies, asked: 1, durationSeconds: 0 }, { ...how, language }).compared[0]
    assert.equal(one('en').resetHopLimit, reset)
    assert.match(one('en').text, new RegExp(`${reset - server} hops? nearer.*the comparison holds`))
    assert.match(one('zh').text, new RegExp(`近 ${reset - server} 跳.*可以这样比较`))
  })
})

describe('what the program ping prints', () => {
  it('is read for reply and router', () => {
    const reply = '64 bytes from 192.0.2.10: icmp_seq=1 ttl=57 time=12.5 ms'
    assert.deepEqual(readPing(reply), { kind: 'reply', from: '192.0.2.10', hopLimit: 57, seconds: 0.0125 })
    const busybox = '64 bytes from 2001:db8::1: seq=0 ttl=60 time=0.8 ms'
    assert.deepEqual(readPing(busybox), { kind: 'reply', from: '2001:db8::1', hopLimit: 60, seconds: 0.0008 })
    assert.deepEqual(readPing('From 10.0.2.1 icmp_seq=1 Time to live exceeded')?.from, '10.0.2.1')
    assert.equal(readPing('ping: unknown host'), undefined)
  })
})

describe('the kernel’s structures', () => {
  it('socket addresses are read as they are written', () => {
    for (const address of ['192.0.2.10', '2001:db8::1']) {
      assert.deepEqual(readInternetAddress(internetAddress(address, 443)), { address, port: 443 })
    }
    assert.equal(readInternetAddress(new Uint8Array(4)), undefined)
  })

  it('the filter of a tap takes this connection and ICMP, and nothing else', () => {
    const filter = filterFor({ address: '192.0.2.10', port: 443, sourcePort: 40_000 })
    const tcp = (source: number, port: number, to: number): Uint8Array => {
      const bytes = new Uint8Array(40)
      bytes.set([0x45])
      bytes[9] = 6
      bytes.set([192, 0, 2, source], 12)
      new DataView(bytes.buffer).setUint16(20, port)
      new DataView(bytes.buffer).setUint16(22, to)
      return bytes
    }
    assert.ok(runFilter(filter, tcp(10, 443, 40_000)) > 0)
    assert.equal(runFilter(filter, tcp(11, 443, 40_000)), 0)
    assert.equal(runFilter(filter, tcp(10, 80, 40_000)), 0)
    assert.equal(runFilter(filter, tcp(10, 443, 40_001)), 0)
    const icmp = tcp(77, 0, 0)
    icmp[9] = 1
    assert.ok(runFilter(filter, icmp) > 0)
  })
})

/** Classic BPF, as far as the filter uses it (Linux, Documentation/networking/filter.rst). */
function runFilter(program: Uint8Array, packet: Uint8Array): number {
  const code = new DataView(program.buffer)
  const view = new DataView(packet.buffer)
  let [a, x] = [0, 0]
  for (let at = 0; at < program.length; at += 8) {
    const operand = code.getUint32(at + 4, true)
    switch (code.getUint16(at, true)) {
      case 0x30:
        a = view.getUint8(operand)
        break
      case 0x28:
        a = view.getUint16(operand)
        break
      case 0x20:
        a = view.getUint32(operand)
        break
      case 0x48:
        a = view.getUint16(x + operand)
        break
      case 0xb1:
        x = 4 * (view.getUint8(operand) & 15)
        break
      case 0x15:
        at += 8 * code.getUint8(at + (a === operand ? 2 : 3))
        break
      default:
        return operand
    }
  }
  throw new Error('the filter has no end')
}
