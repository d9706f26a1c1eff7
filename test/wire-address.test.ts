import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAddress, formatAddressWords, formatMac } from '../src/core/wire/address.js'
import * as b from './bytes.js'

test('IPv4 addresses', () => {
  assert.equal(formatAddress(b.viewOf(b.bytes(9, 255, 0, 1, 2)), 1, 4), '255.0.1.2')
})

test('IPv6 addresses in their canonical form (RFC 5952 §4)', () => {
  const cases = [
    ['20010db8000000000000000000000001', '2001:db8::1'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['20010000000000010000000000000001', '2001:0:0:1::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['fe800000000000000000000000000000', 'fe80::'],
    ['00010000000000000000000000000000', '1::'],
    ['ABCDEF01000200030004000500060007', 'abcd:ef01:2:3:4:5:6:7'],
    ['00000000000000000000ffffc0000201', '::ffff:192.0.2.1'],
    ['0064ff9b0000000000000000c0000201', '64:ff9b::c000:201'],
  ]
  for (const [octets, text] of cases) {
    assert.equal(formatAddress(b.viewOf(b.hex(octets)), 0, 6), text)
    assert.deepEqual(b.address(text), b.hex(octets), text)
  }
})

test('addresses kept as words', () => {
  assert.equal(formatAddressWords(Uint32Array.of(0xc0000201)), '192.0.2.1')
  assert.equal(formatAddressWords([0x20010db8, 0, 0, 0xffffffff]), '2001:db8::ffff:ffff')
})

test('MAC addresses', () => {
  assert.equal(formatMac(b.viewOf(b.hex('00 02 0A bc de f0 01')), 1), '02:0a:bc:de:f0:01')
})
