import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ipv4Checksum, tcpChecksum } from '../src/core/wire/checksum.js'
import { decode } from '../src/core/wire/decode.js'
import { Headers } from '../src/core/wire/headers.js'
import { LinkType } from '../src/core/wire/link-type.js'
import * as tcp from '../src/core/wire/tcp.js'
import * as b from './bytes.js'

const { TcpFlag, parseTcpOptions } = tcp

test('TCP header fields', () => {
  const segment = b.frame(
    b.tcp({ sport: 1, dport: 65535, seq: 0xfedcba98, ack: 0x89abcdef, flags: 'SAUECN', window: 512, urgent: 7 }),
  )
  const view = b.viewOf(b.bytes(0xee, segment))
  assert.equal(tcp.sourcePort(view, 1), 1)
  assert.equal(tcp.destinationPort(view, 1), 65535)
  assert.equal(tcp.sequenceNumber(view, 1), 0xfedcba98)
  assert.equal(tcp.acknowledgmentNumber(view, 1), 0x89abcdef)
  assert.equal(tcp.tcpHeaderLength(view, 1), 20)
  assert.equal(tcp.tcpFlags(view, 1), TcpFlag.syn | TcpFlag.ack | TcpFlag.urg | TcpFlag.ece | TcpFlag.cwr | TcpFlag.ae)
  assert.equal(tcp.windowField(view, 1), 512)
  assert.equal(tcp.urgentPointer(view, 1), 7)
})

test('reserved bits are flags too', () => {
  const view = b.viewOf(b.frame(b.tcp({ flags: TcpFlag.rst | TcpFlag.reserved })))
  assert.equal(tcp.tcpFlags(view, 0), 0xe04)
})

const parse = (...options: Uint8Array[]) => {
  const all = b.bytes(...options)
  return parseTcpOptions(b.viewOf(all), 0, all.length)
}

test('options of a SYN, in order', () => {
  const { option } = b
  const options = parse(
    option.mss(1460),
    option.sackPermitted(),
    option.timestamps(0xffffffff, 5),
    option.nop(),
    option.windowScale(7),
    option.end(),
    b.zeros(2),
  )
  assert.deepEqual(options, {
    kinds: [2, 4, 8, 1, 3, 0],
    mss: 1460,
    sackPermitted: true,
    sack: [],
    timestamps: { value: 0xffffffff, echo: 5 },
    windowScale: 7,
    mptcp: [],
    md5: false,
    authentication: false,
    malformed: false,
  })
})

test('selective acknowledgments', () => {
  assert.deepEqual(parse(b.option.sack([1, 0xfffffff0], [7, 9])).sack, [
    [1, 0xfffffff0],
    [7, 9],
  ])
})

test('Multipath TCP says why it resets', () => {
  const { mptcp } = parse(b.option.mptcpReset(3, true), b.option.mptcpFastClose())
  assert.deepEqual(mptcp, [{ subtype: 8, reset: { reason: 3, transient: true } }, { subtype: 7 }])
})

test('Fast Open, with its number and as the experiment', () => {
  const cookie = b.hex('0102030405060708')
  assert.deepEqual(parse(b.option.fastOpen(cookie)).fastOpenCookie, cookie)
  assert.deepEqual(parse(b.option.fastOpen()).fastOpenCookie, b.zeros(0))
  assert.deepEqual(parse(b.bytes(254, 12, 0xf9, 0x89, cookie)).fastOpenCookie, cookie)
  assert.equal(parse(b.bytes(254, 12, 0xf9, 0x88, cookie)).fastOpenCookie, undefined)
})

test('signatures are noted', () => {
  assert.equal(parse(b.option.md5()).md5, true)
  assert.equal(parse(b.option.authentication()).authentication, true)
  assert.equal(parse(b.bytes(29, 4, 1, 2)).authentication, true)
})

test('malformed options keep what came before them', () => {
  const wrong = [
    '0204',
    '020405',
    '02030500',
    '030407',
    '05021122',
    '050a1122',
    '08090000',
    '1302',
    '1d03',
    '1e02',
    '1e03 80',
  ]
  for (const tail of [...wrong, 'fe00', 'fe01', 'fe', 'fe05 01']) {
    const options = parse(b.option.mss(1400), b.hex(tail))
    assert.deepEqual([options.malformed, options.mss, options.sack.length], [true, 1400, 0], tail)
  }
})

test('any octets can be options', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
      const options = parse(octets)
      assert.ok(options.kinds.length <= octets.length)
    }),
    { numRuns: 3000 },
  )
})

// Checksums ----------------------------------------------------------------------------------------------------------

function checksumOf(packet: Uint8Array, captured = packet.length) {
  const view = b.viewOf(packet.slice(0, captured))
  const headers = new Headers()
  decode(view, 0, captured, LinkType.raw, headers)
  return { tcp: tcpChecksum(view, headers), ip: ipv4Checksum(view, headers.ipOffset, headers.capturedEnd) }
}

for (const [name, ip] of [
  ['IPv4', b.ipv4()],
  ['IPv6', b.ipv6()],
] as const) {
  test(`TCP checksum over ${name}`, () => {
    const odd = b.frame(ip, b.tcp(), 'odd')
    assert.equal(checksumOf(odd).tcp, 'good')
    assert.equal(checksumOf(b.frame(ip, b.tcp({ checksum: 'partial' }), 'odd')).tcp, 'partial')
    assert.equal(checksumOf(odd, odd.length - 1).tcp, 'unknown')
    assert.equal(checksumOf(odd, odd.length - 10).tcp, 'unknown')
    odd[odd.length - 1] ^= 1
    assert.equal(checksumOf(odd).tcp, 'bad')
  })
}

test('a large send leaves the sum of the pseudo header without its length', () => {
  const withLength = b.viewOf(b.frame(b.ipv4(), b.tcp({ checksum: 'partial' }), b.zeros(100))).getUint16(36)
  assert.equal(checksumOf(b.frame(b.ipv4(), b.tcp({ checksum: withLength - 120 }), b.zeros(100))).tcp, 'partial')
})

test('with a source route the final destination is not known, so nothing is called bad', () => {
  const packet = b.frame(b.ipv4({ options: b.bytes(131, 7, 4, 192, 0, 2, 9, 0) }), b.tcp({ checksum: 1 }))
  assert.equal(checksumOf(packet).tcp, 'unknown')
})

test('IPv4 header checksum', () => {
  const packet = b.frame(b.ipv4({ options: b.bytes(0x94, 4, 0, 0) }), b.tcp())
  assert.equal(checksumOf(packet).ip, 'good')
  assert.equal(ipv4Checksum(b.viewOf(packet), 0, 23), 'unknown')
  packet[8] -= 1
  assert.equal(checksumOf(packet).ip, 'bad')
})
