import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAddress } from '../src/core/wire/address.js'
import { readIcmp } from '../src/core/wire/icmp.js'
import * as b from './bytes.js'

const QUOTED4 = b.frame(
  b.ipv4({ src: '192.0.2.1', dst: '198.51.100.2', ttl: 1, id: 99, tos: 8 }),
  b.tcp({ sport: 1000, dport: 443, seq: 0xfffffff0, ack: 5, flags: 'S' }),
)
const QUOTED6 = b.frame(
  b.ipv6({ src: '2001:db8::1', dst: '2001:db8::2', hopLimit: 1 }),
  b.extension(60),
  b.tcp({ sport: 1000, dport: 443, seq: 7, flags: 'S' }),
)

const read = (packet: Uint8Array, ipVersion = 4) => readIcmp(b.viewOf(packet), 0, packet.length, ipVersion)

test('ICMP kinds', () => {
  const cases: [type: number, code: number, kind: string, prohibited: boolean][] = [
    [0, 0, 'echo-reply', false],
    [3, 1, 'unreachable', false],
    [3, 3, 'unreachable', false],
    [3, 4, 'packet-too-big', false],
    [3, 9, 'unreachable', true],
    [3, 10, 'unreachable', true],
    [3, 13, 'unreachable', true],
    [5, 1, 'other', false],
    [8, 0, 'echo-request', false],
    [11, 0, 'time-exceeded', false],
  ]
  for (const [type, code, kind, prohibited] of cases) {
    const message = read(b.frame(b.icmp(type, code), QUOTED4))
    assert.deepEqual([message?.type, message?.code, message?.kind, message?.prohibited], [type, code, kind, prohibited])
  }
})

test('ICMPv6 kinds', () => {
  const cases: [type: number, code: number, kind: string, prohibited: boolean][] = [
    [1, 0, 'unreachable', false],
    [1, 1, 'unreachable', true],
    [1, 4, 'unreachable', false],
    [1, 5, 'unreachable', true],
    [1, 6, 'unreachable', true],
    [2, 0, 'packet-too-big', false],
    [3, 0, 'time-exceeded', false],
    [128, 0, 'echo-request', false],
    [129, 0, 'echo-reply', false],
    [135, 0, 'other', false],
  ]
  for (const [type, code, kind, prohibited] of cases) {
    const message = read(b.frame(b.icmpv6(type, code), QUOTED6), 6)
    assert.deepEqual([message?.kind, message?.prohibited], [kind, prohibited])
  }
})

test('next-hop MTU', () => {
  assert.equal(read(b.frame(b.icmp(3, 4, 1400), QUOTED4))?.mtu, 1400)
  assert.equal(read(b.frame(b.icmpv6(2, 0, 0x10000), QUOTED6), 6)?.mtu, 0x10000)
})

test('echo identifier and sequence number', () => {
  assert.deepEqual(read(b.frame(b.icmp(8, 0, 0x12340005)))?.echo, { id: 0x1234, sequence: 5 })
  assert.equal(read(b.frame(b.icmp(0, 0, 1), QUOTED4))?.quoted, undefined)
})

test('the quoted IPv4 packet', () => {
  const packet = b.frame(b.icmp(11), QUOTED4)
  const quoted = read(packet)?.quoted
  assert.ok(quoted)
  const { sourceOffset, destinationOffset, ...rest } = quoted
  assert.equal(formatAddress(b.viewOf(packet), sourceOffset, 4), '192.0.2.1')
  assert.equal(formatAddress(b.viewOf(packet), destinationOffset, 4), '198.51.100.2')
  assert.deepEqual(rest, {
    ipVersion: 4,
    addressLength: 4,
    protocol: 6,
    hopLimit: 1,
    ipId: 99,
    trafficClass: 8,
    dontFragment: 1,
    payloadLength: 20,
    sourcePort: 1000,
    destinationPort: 443,
    seq: 0xfffffff0,
    ack: 5,
    flags: 2,
  })
})

test('the quoted IPv6 packet, behind its extension headers', () => {
  const packet = b.frame(b.icmpv6(3), QUOTED6)
  const quoted = read(packet, 6)?.quoted
  assert.ok(quoted)
  assert.equal(formatAddress(b.viewOf(packet), quoted.destinationOffset, 6), '2001:db8::2')
  assert.deepEqual([quoted.addressLength, quoted.protocol, quoted.seq, quoted.sourcePort], [16, 6, 7, 1000])
})

test('a quotation is read as far as it goes', () => {
  const whole = b.frame(b.icmp(11), QUOTED4)
  const seen = (length: number) => {
    const quoted = readIcmp(b.viewOf(whole.slice(0, length)), 0, length, 4)?.quoted
    return quoted && [quoted.sourcePort, quoted.seq, quoted.flags]
  }
  assert.deepEqual(seen(8 + 20 + 8), [1000, 0xfffffff0, undefined])
  assert.deepEqual(seen(8 + 20 + 7), [1000, undefined, undefined])
  assert.deepEqual(seen(8 + 20), [undefined, undefined, undefined])
  assert.equal(seen(8 + 19), undefined)
  assert.equal(readIcmp(b.viewOf(whole), 0, 7, 4), undefined)
})

test('quoted UDP has ports and no sequence number', () => {
  const quoted = read(b.frame(b.icmp(3, 3), b.ipv4(), b.udp({ sport: 5, dport: 53 }), b.zeros(20)))?.quoted
  assert.deepEqual([quoted?.sourcePort, quoted?.destinationPort, quoted?.seq], [5, 53, undefined])
  assert.equal(read(b.frame(b.icmp(3, 3), b.ipv4(), b.icmp(8)))?.quoted?.sourcePort, undefined)
})

test('a quoted later fragment has no ports', () => {
  const packet = b.frame(b.icmp(11), b.ipv4({ fragmentOffset: 8 }), b.tcp())
  assert.equal(read(packet)?.quoted?.sourcePort, undefined)
})
