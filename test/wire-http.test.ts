import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readHttpRequest, readHttpResponse } from '../src/core/wire/http-head.js'
import { latin1 } from './bytes.js'

const request = (text: string) => readHttpRequest(latin1(text))
const response = (text: string) => readHttpResponse(latin1(text))
const defined = (value: object | undefined) => JSON.parse(JSON.stringify(value ?? null))

const POST =
  'POST /upload/a?user=bob&token=s3cret HTTP/1.1\r\nHost: www.example.com:8080\r\nContent-Length: 1234\r\n' +
  'Expect: 100-continue\r\nConnection: Close, TE\r\nCookie: sid=s3cret\r\nAuthorization: Bearer s3cret\r\n\r\nbody'

test('a request', () => {
  assert.deepEqual(defined(request(POST)), {
    method: 'POST',
    path: '/upload/a?user=…&token=…',
    host: 'www.example.com:8080',
    contentLength: 1234,
    expectContinue: true,
    connectionClose: true,
    complete: true,
  })
})

test('a plain request', () => {
  assert.deepEqual(defined(request('GET / HTTP/1.1\r\nhost:a\r\n\r\n')), {
    method: 'GET',
    path: '/',
    host: 'a',
    complete: true,
  })
})

test('chunked bodies, bare newlines, HTTP/1.0', () => {
  assert.equal(request('PUT /x HTTP/1.1\nTransfer-Encoding: gzip, Chunked\n\n')?.chunked, true)
  assert.equal(request('GET /x HTTP/1.0\r\n\r\n')?.connectionClose, true)
  assert.equal(request('GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n')?.connectionClose, undefined)
})

test('values of a query never get out', () => {
  const cases = [
    ['/a?k=v', '/a?k=…'],
    ['/a?k=v=w&&l=&m', '/a?k=…&&l=…&…'],
    ['/a?s3cret', '/a?…'],
    ['/a?=s3cret', '/a?=…'],
    ['?k=s3cret', '?k=…'],
    ['/a?x=s3cret?y=s3cret', '/a?x=…'],
    ['/a;jsessionid=s3cret/b;v=1?k=s3cret', '/a;jsessionid=…/b;v=…?k=…'],
    ['http://user:s3cret@host/p?k=s3cret', 'http://host/p?k=…'],
    ['http://user:s3cret@x@host/p', 'http://host/p'],
    ['/a%3Fsig=s3cret%3fx=s3cret/b&Signature=s3cret?k=s3cret', '/a%3Fsig=…/b&Signature=…?k=…'],
    ['/a#access_token=s3cret', '/a'],
    ['/a?k=v#s3cret', '/a?k=…'],
    ['/mail/bob@example.com', '/mail/bob@example.com'],
    ['/a b?k=s3 cret&l=s3', '/a b?k=…&l=…'],
    ['*', '*'],
  ]
  for (const [target, path] of cases) assert.equal(request(`GET ${target} HTTP/1.1\r\n\r\n`)?.path, path)
  assert.equal(request('CONNECT user:s3cret@host:443 HTTP/1.1\r\n\r\n')?.path, 'host:443')
})

test('a Host field names host and port, whatever else was put into it', () => {
  const cases = [
    ['bob:s3cret@host:8080', 'host:8080'],
    ['host/p?k=s3cret', 'host'],
    ['host?s3cret@x', 'host'],
    ['[2001:db8::1]:80', '[2001:db8::1]:80'],
  ]
  for (const [field, host] of cases) assert.equal(request(`GET / HTTP/1.1\r\nHost: ${field}\r\n\r\n`)?.host, host)
})

test('law: a request cut anywhere keeps its secrets', () => {
  const absolute = POST.replace('/upload', 'http://bob:s3cret@www.example.com/upload')
  for (const text of [POST, absolute]) {
    for (let length = 0; length < text.length; length++) {
      const head = request(text.slice(0, length))
      assert.doesNotMatch(JSON.stringify(head ?? null), /s3/, text.slice(0, length))
      if (length < text.length - 4) assert.notEqual(head?.complete, true)
    }
  }
})

test('a request line cut short still names method and path', () => {
  assert.deepEqual(defined(request('GET /some/pa')), { method: 'GET', path: '/some/pa', complete: false })
  assert.equal(request('GET /some/path HTTP/1.1\r\nHost: www.exam')?.host, undefined)
  assert.equal(request('GET / HTTP/1.1\r\nHost: a\r\nUser-Ag')?.host, 'a')
  assert.equal(request('GE'), undefined)
  assert.equal(request('HELO mail.example.com'), undefined)
})

test('what is no request', () => {
  for (const text of [
    '',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET  / HTTP/1.1\r\n\r\n',
    'GET /\r\n',
    '\x16\x03\x01\x00\x05',
  ]) {
    assert.equal(request(text), undefined, JSON.stringify(text))
  }
})

test('a response', () => {
  const text =
    'HTTP/1.1 403 Forbidden\r\nServer: nginx\r\nVia: 1.1 proxy\r\nContent-Length: 0\r\nConnection: close\r\n' +
    'Set-Cookie: s3cret\r\n\r\n'
  assert.deepEqual(defined(response(text)), {
    status: 403,
    contentLength: 0,
    connectionClose: true,
    server: 'nginx',
    via: '1.1 proxy',
    complete: true,
  })
  assert.equal(response(text.slice(0, -2))?.complete, false)
  assert.equal(response('HTTP/1.1 200')?.status, 200)
  assert.equal(response('HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')?.chunked, true)
  for (const none of ['HTTP/1.1 20', 'HTTP/1.1 999 X', 'HTTP/2 200', 'GET / HTTP/1.1'])
    assert.equal(response(none), undefined)
})

test('lengths are bounded and control characters go', () => {
  const head = request(`GET /${'a'.repeat(9000)} HTTP/1.1\r\nHost: ${'h'.repeat(3000)}\r\n\r\n`)
  assert.deepEqual([head?.path.length, head?.host?.length], [2048, 255])
  assert.equal(request('GET /\x1b[2J\x9b HTTP/1.1\r\nHost: a\x07\x00b\r\n\r\n')?.path, '/[2J')
  assert.equal(request('GET / HTTP/1.1\r\nHost: a\x07\x00b\r\n\r\n')?.host, 'ab')
  assert.equal(response('HTTP/1.1 200 OK\r\nServer: \x1b]0;x\x07\r\n\r\n')?.server, ']0;x')
})

test('lengths that are no numbers say nothing, and the first of two fields counts', () => {
  assert.equal(request('POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n')?.contentLength, undefined)
  assert.equal(request('POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n')?.contentLength, 5)
})

test('law: any octets', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(POST.length), (noise, keep) => {
      const text = POST.slice(0, keep) + String.fromCharCode(...noise)
      const head = request(text)
      assert.ok((head?.path.length ?? 0) <= 2048)
      response(`HTTP/1.1 200 OK\r\n${text}`)
    }),
    { numRuns: 1000 },
  )
})
