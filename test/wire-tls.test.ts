import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { looksLikeClientHello, readClientHello, readTlsRecordType } from '../src/core/wire/tls-hello.js'
import * as b from './bytes.js'

const hello = b.clientHello({
  serverName: 'www.example.com',
  alpn: ['h2', 'http/1.1'],
  versions: [0x3a3a, 0x0303, 0x0304, 0x0301],
  padding: 100,
})
const expected = {
  serverName: 'www.example.com',
  alpn: ['h2', 'http/1.1'],
  complete: true,
  length: hello.length,
  encryptedClientHello: false,
  version: 0x0304,
}

test('a ClientHello in one record', () => {
  assert.deepEqual(readClientHello(b.tlsRecords(hello)), expected)
})

test('what follows the hello is not part of it', () => {
  assert.deepEqual(readClientHello(b.bytes(b.tlsRecords(hello), b.tlsRecords(b.zeros(5), [], 20))), expected)
})

test('law: however records split a hello, it says the same', () => {
  const splits = fc.uniqueArray(fc.integer({ min: 1, max: hello.length - 1 }), { maxLength: 5 })
  fc.assert(
    fc.property(splits, (at) => {
      const sorted = [...at].sort((x, y) => x - y)
      // The first record holds the message's header, or there is nothing to know it by.
      if (sorted[0] < 4) return
      assert.deepEqual(readClientHello(b.tlsRecords(hello, sorted)), expected)
    }),
  )
})

test('law: a hello cut short says nothing that the whole one does not', () => {
  const records = b.tlsRecords(hello, [60, 90])
  for (let length = 0; length < records.length; length++) {
    const part = readClientHello(records.slice(0, length))
    if (!part) {
      assert.ok(length < 9, `${length} octets`)
      continue
    }
    assert.equal(part.complete, false)
    assert.equal(part.length, hello.length)
    assert.ok(part.serverName === undefined || part.serverName === expected.serverName)
    assert.ok(part.alpn === undefined || part.alpn.length === 2)
  }
})

test('without extensions the version is the old field', () => {
  const old = readClientHello(b.tlsRecords(b.clientHello()))
  assert.deepEqual([old?.serverName, old?.alpn, old?.version], [undefined, undefined, 0x0303])
})

test('an encrypted ClientHello is noted', () => {
  const ech = readClientHello(b.tlsRecords(b.clientHello({ serverName: 'public.example', encrypted: true })))
  assert.deepEqual([ech?.encryptedClientHello, ech?.serverName], [true, 'public.example'])
})

test('names are bounded and hold no control characters', () => {
  const long = readClientHello(b.tlsRecords(b.clientHello({ serverName: 'a'.repeat(5000) })))
  assert.equal(long?.serverName?.length, 255)
  const evil = readClientHello(b.tlsRecords(b.clientHello({ serverName: 'a\x1b[2Jb\r\n\x00\x9bc', alpn: ['\x07x'] })))
  assert.deepEqual([evil?.serverName, evil?.alpn], ['a[2Jbc', ['x']])
  const many = readClientHello(b.tlsRecords(b.clientHello({ alpn: Array(500).fill('h2') })))
  assert.equal(many?.alpn?.length, 16)
})

test('the first name of a list is the server name', () => {
  const two = b.hex('0014 00 0005 612e636f6d 00 0009 622e6578616d706c65')
  const extension = b.bytes(0, 0, b.u16(two.length), two)
  const body = b.bytes(3, 3, b.zeros(32), 0, 0, 2, 0x13, 1, 1, 0, b.u16(extension.length), extension)
  assert.equal(readClientHello(b.tlsRecords(b.bytes(1, b.u24(body.length), body)))?.serverName, 'a.com')
})

test('record types', () => {
  for (const type of [20, 21, 22, 23, 24]) assert.equal(readTlsRecordType(b.bytes(type, 3, 3, 0, 2, 0, 0)), type)
  for (const bytes of ['19 0303 0002', '16 0203 0002', '16 0305 0002', '16 0303 ffff', '16 0303 00']) {
    assert.equal(readTlsRecordType(b.hex(bytes)), undefined, bytes)
  }
})

test('what a ClientHello looks like', () => {
  assert.equal(looksLikeClientHello(b.tlsRecords(hello).slice(0, 6)), true)
  assert.equal(looksLikeClientHello(b.tlsRecords(hello).slice(0, 5)), false)
  assert.equal(looksLikeClientHello(b.tlsRecords(b.bytes(2, b.zeros(40)))), false)
  assert.equal(looksLikeClientHello(b.latin1('GET / HTTP/1.1\r\n')), false)
  assert.equal(readClientHello(b.latin1('GET / HTTP/1.1\r\n')), undefined)
})

test('law: any octets behind a hello’s beginning', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(hello.length), (noise, keep) => {
      const broken = b.tlsRecords(b.bytes(hello.slice(0, keep), noise))
      const read = readClientHello(broken)
      assert.ok((read?.serverName?.length ?? 0) <= 255)
    }),
    { numRuns: 2000 },
  )
})
