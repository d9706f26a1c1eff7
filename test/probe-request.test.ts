/** What a probe asks for, as it is read from a command line or a finding. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clean, readTarget, requestOfFinding, shownUrl } from '../src/probe/request.js'

describe('a target', () => {
  const readable: [text: string, url: string][] = [
    ['https://www.example.com/', 'https://www.example.com/'],
    ['HTTP://WWW.Example.com/A', 'http://www.example.com/A'],
    ['https://www.example.com:8443/a?b=c&d', 'https://www.example.com:8443/a?b=…&…'],
    ['https://www.example.com?q=1', 'https://www.example.com/?q=…'],
    ['http://www.example.com/a#part', 'http://www.example.com/a'],
    ['www.example.com', 'https://www.example.com/'],
    ['www.example.com:80', 'http://www.example.com/'],
    ['www.example.com:443', 'https://www.example.com/'],
    ['192.0.2.1:22', 'tcp://192.0.2.1:22'],
    ['[2001:db8::1]:443', 'https://[2001:db8::1]/'],
    ['tcp://[2001:db8::1]:22', 'tcp://[2001:db8::1]:22'],
    ['http://www.example.com/中', 'http://www.example.com/%E4%B8%AD'],
  ]
  for (const [text, url] of readable) {
    it(`${text} is ${url}`, () => assert.equal(shownUrl(readTarget(text)!), url))
  }

  const unreadable = [
    '',
    'ftp://a.test/',
    'https://',
    'a b',
    'https://user:pw@a.test/',
    'a.test:99999',
    'a.test:0',
    'tcp://a.test',
    'a\r\nb',
  ]
  for (const text of unreadable) {
    it(`${JSON.stringify(text)} is none`, () => assert.equal(readTarget(text), undefined))
  }

  it('asks for a server name unless it is an address', () => {
    assert.equal(readTarget('https://www.example.com/')?.serverName, 'www.example.com')
    assert.equal(readTarget('https://192.0.2.1/')?.serverName, undefined)
  })

  it('names a port in the Host field that is not the scheme’s own', () => {
    assert.equal(readTarget('http://a.test:8080/')?.host, 'a.test:8080')
    assert.equal(readTarget('https://a.test/')?.host, 'a.test')
  })
})

describe('the request of a finding', () => {
  const ends = { stream: 0, client: { address: '10.0.0.2', port: 50000 } }

  it('is HTTPS to the server’s address with the name in the ClientHello', () => {
    const server = { address: '192.0.2.1', port: 8443 }
    const { request } = requestOfFinding({ ...ends, server, tls: { serverName: 'www.a.test' } })
    assert.equal(shownUrl(request), 'https://www.a.test:8443/')
    assert.deepEqual(request.addresses, ['192.0.2.1'])
    assert.equal(request.serverName, 'www.a.test')
  })

  it('is HTTP with the Host and the path, without the query, whose values are not known', () => {
    const http = { host: 'www.a.test', method: 'POST', path: '/a?key=…' }
    const { request, queryLost } = requestOfFinding({ ...ends, server: { address: '192.0.2.1', port: 80 }, http })
    assert.equal(shownUrl(request), 'http://www.a.test/a')
    assert.equal(request.method, 'GET')
    assert.equal(queryLost, true)
  })

  it('is a bare connection where nothing was said', () => {
    const { request } = requestOfFinding({ ...ends, server: { address: '192.0.2.1', port: 22 } })
    assert.equal(shownUrl(request), 'tcp://192.0.2.1:22')
  })

  it('takes no name that could end a line of a request', () => {
    const http = { host: 'a.test x', method: 'GET', path: '/' }
    const { request } = requestOfFinding({ ...ends, server: { address: '192.0.2.1', port: 80 }, http })
    assert.equal(request.host, '192.0.2.1')
    assert.ok(!clean('a\r\nb') && !clean('') && clean('a.test:80'))
  })
})
