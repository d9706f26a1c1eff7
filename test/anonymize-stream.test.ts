/** One direction of a connection: what stays readable of it, and that it is the same however it is cut. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Pseudonyms } from '../src/core/anonymize/pseudonyms.js'
import type { Stream } from '../src/core/anonymize/stream.js'
import { Streams } from '../src/core/anonymize/streams.js'
import { readHttpRequest, readHttpResponse } from '../src/core/wire/http-head.js'
import { readClientHello, readTlsRecordType } from '../src/core/wire/tls-hello.js'
import * as b from './bytes.js'

const pseudonyms = new Pseudonyms(Uint8Array.from({ length: 32 }, (_, i) => 3 * i))
const newStream = (): Stream => new Streams(pseudonyms).of(b.zeros(12))
const SEQ = 0xffff_ff00
const mapped = (content: Uint8Array | string): Uint8Array =>
  newStream().map(SEQ, typeof content === 'string' ? b.latin1(content) : content)
const text = (octets: Uint8Array): string => String.fromCharCode(...octets)

const REQUEST = [
  'POST /accounts/4711/report?token=s3cr3t&view=full HTTP/1.1',
  'Host: intranet.example.com',
  'Cookie: session=abcdef0123456789',
  'Authorization: Bearer eyJhbGciOi.JIUzI1NiJ9',
  'Hosting: by.acme.test',
  'X-Acme-Customer: Wile E. Coyote',
  'Content-Length: 1234',
  'Connection: keep-alive, X-Acme-Hop',
  'Expect: 100-continue',
  '',
  'the body of it',
].join('\r\n')

const RESPONSE = [
  'HTTP/1.1 302 See intranet',
  'Server: acme-proxy/1.2',
  'Set-Cookie: session=abcdef',
  'Location: http://block.example.net/why?u=intranet',
  'Transfer-Encoding: chunked',
  'Connection: close',
  '',
  '5\r\nhello\r\n',
].join('\r\n')

const HELLO = b.tlsRecords(
  b.clientHello({ serverName: 'intranet.example.com', alpn: ['h2', 'acme/1'], versions: [0x0304], padding: 90 }),
  [70, 150],
)
const SECRETS = /acme|Coyote|intranet|example|secret|s3cr3t|abcdef|eyJ|4711|token|session|report|body|hello/i

describe('an HTTP request', () => {
  const request = text(mapped(REQUEST))

  it('is still the request that a verdict reads', () => {
    const { path, host, ...rest } = readHttpRequest(b.latin1(request))!
    const { path: _, host: __, ...expected } = readHttpRequest(b.latin1(REQUEST))!
    assert.deepEqual(rest, expected)
    assert.match(path, /^\/[a-z]{8}\/\d{4}\/[a-z]{6}\?[a-z]{5}=…&[a-z]{4}=…$/)
    assert.match(host!, /^[a-z]{8}\.[a-z]{7}\.[a-z]{3}$/)
  })

  it('keeps its lines and no secret', () => {
    assert.deepEqual(
      request
        .split('\r\n')
        .map((line) => line.length)
        .slice(0, 10),
      REQUEST.split('\r\n')
        .map((line) => line.length)
        .slice(0, 10),
    )
    assert.doesNotMatch(request, SECRETS)
    assert.match(request, /\r\nContent-Length: 1234\r\nConnection: keep-alive, X/)
  })

  it('names the same host and path as another request does', () => {
    const other = newStream().map(
      77,
      b.latin1('GET /accounts/4711/report HTTP/1.1\r\nhost:intranet.example.com\r\n\r\n'),
    )
    assert.equal(readHttpRequest(other)!.host, readHttpRequest(b.latin1(request))!.host)
    assert.equal(readHttpRequest(other)!.path, readHttpRequest(b.latin1(request))!.path.split('?')[0])
  })

  it('has no field that it did not have, whatever the noise', () => {
    for (let port = 0; port < 300; port++) {
      const stream = new Streams(pseudonyms).of(b.bytes(b.zeros(10), b.u16(port)))
      const head = stream.map(
        1,
        b.latin1('GET / HTTP/1.1\r\nHos: a\r\nHosting: b\r\nConnectiox: close\r\nExpec: 100-continue\r\n\r\n'),
      )
      assert.deepEqual(readHttpRequest(head), readHttpRequest(b.latin1('GET / HTTP/1.1\r\n\r\n')))
    }
  })
})

describe('an HTTP response', () => {
  it('is still the response that a verdict reads, and keeps no secret', () => {
    const response = mapped(RESPONSE)
    const { server: _, ...expected } = readHttpResponse(b.latin1(RESPONSE))!
    const { server: __, ...found } = readHttpResponse(response)!
    assert.deepEqual(found, expected)
    assert.doesNotMatch(text(response), SECRETS)
  })
})

describe('a ClientHello', () => {
  it('is still the hello that a verdict reads, and keeps no secret', () => {
    const hello = mapped(HELLO)
    const { serverName, alpn, ...rest } = readClientHello(hello)!
    const { serverName: _, alpn: __, ...expected } = readClientHello(HELLO)!
    assert.deepEqual(rest, expected)
    assert.match(serverName!, /^[a-z]{8}\.[a-z]{7}\.[a-z]{3}$/)
    assert.equal(alpn![0], 'h2')
    assert.doesNotMatch(text(hello), SECRETS)
  })

  it('names the host as an HTTP request does', () => {
    assert.equal(readClientHello(mapped(HELLO))!.serverName, readHttpRequest(mapped(REQUEST))!.host)
  })

  it('keeps nothing of what is random or tells its program', () => {
    const hello = b.tlsRecords(b.clientHello({ padding: 200 }))
    hello.fill(0x5a, 11, 43)
    const random = mapped(hello).subarray(11, 43)
    assert.ok(random.filter((octet) => octet === 0x5a).length < 4)
  })
})

describe('other payload', () => {
  it('keeps the head of a TLS record, and which kind a handshake message is', () => {
    const certificate = b.tlsRecords(b.bytes(11, b.u24(50), b.latin1('CN=intranet.example.com'.padEnd(50))))
    const found = mapped(certificate)
    assert.equal(readTlsRecordType(found), 22)
    assert.deepEqual(found.subarray(0, 6), certificate.subarray(0, 6))
    assert.doesNotMatch(text(found), SECRETS)
    assert.equal(readTlsRecordType(mapped(b.tlsRecords(b.latin1('\x02\x28'), [], 21))), 21)
  })

  it('keeps nothing but zeros of what is not recognised', () => {
    const found = mapped('220 intranet.example.com ready\0\0USER coyote')
    assert.doesNotMatch(text(found), SECRETS)
    assert.deepEqual([...found.subarray(30, 32)], [0, 0])
    assert.equal(found.filter((octet) => octet === 0).length, 2)
  })
})

/** A stream, and the segments that bring it: in any order, overlapping, again. */
const CONTENT = [
  b.latin1(REQUEST + REQUEST),
  HELLO,
  b.latin1(RESPONSE),
  b.bytes(HELLO, b.tlsRecords(b.latin1('x'.repeat(60)), [20, 40], 23)),
]
const cuts = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 14 })

describe('a stream', () => {
  it('law: however it is cut, sent again or out of order, an octet of it always becomes the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONTENT), cuts, (content, segments) => {
        const stream = newStream()
        const became = new Map<number, number>()
        for (const [start, length] of segments) {
          const from = start % content.length
          const segment = content.subarray(from, from + length)
          for (const [i, octet] of stream.map((SEQ + from) >>> 0, segment).entries()) {
            assert.equal(octet, became.get(from + i) ?? octet, `position ${from + i}`)
            became.set(from + i, octet)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('law: in two segments it is the same as in one, if the first shows what it is', () => {
    const beginnings = [
      [b.latin1(REQUEST), 5],
      [b.latin1(RESPONSE), 5],
      [HELLO, 6],
    ] as const
    for (const [content, least] of beginnings) {
      const whole = mapped(content)
      for (let cut = least; cut < content.length; cut++) {
        const stream = newStream()
        const first = stream.map(SEQ, content.subarray(0, cut))
        const second = stream.map((SEQ + cut) >>> 0, content.subarray(cut))
        assert.deepEqual(b.bytes(first, second), whole, `cut at ${cut}`)
      }
    }
  })

  it('another version of a message is read as well, and differs from the first', () => {
    const stream = newStream()
    const first = stream.map(1, b.latin1(RESPONSE))
    const second = stream.map(1, b.latin1(RESPONSE.replace('302 See intranet', '200 OK')))
    assert.equal(readHttpResponse(first)!.status, 302)
    assert.equal(readHttpResponse(second)!.status, 200)
  })

  it('law: other octets for the same positions stay other octets', () => {
    const change = fc.record({ at: fc.nat(99), by: fc.integer({ min: 1, max: 255 }) })
    const content = fc.uint8Array({ minLength: 1, maxLength: 100 })
    fc.assert(
      fc.property(content, change, (octets, { at, by }) => {
        const place = at % octets.length
        const stream = newStream()
        const first = stream.map(1, octets)
        const second = stream.map(
          1,
          octets.map((octet, i) => (i === place ? octet ^ by : octet)),
        )
        assert.deepEqual(
          [...first].map((octet, i) => octet === second[i]),
          [...octets].map((_, i) => i !== place),
        )
      }),
    )
  })
})
