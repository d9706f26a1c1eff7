/** Where two versions of a payload differ, and what of it may be shown. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contentChange } from '../src/core/pair/changes.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const change = (here: string, there: string) => contentChange(bytes(here), bytes(there))

describe('two versions of a payload', () => {
  it('differ from the first byte that does to the last', () => {
    const found = change('the price is 100 dollars', 'the price is 907 dollars')
    assert.deepEqual([found?.offset, found?.size], [13, 3])
    assert.equal(new TextDecoder().decode(found?.bytes?.there), '907')
  })

  it('are the same where one capture cut or blanked what the other holds', () => {
    assert.equal(change('hello world', 'hello'), undefined)
    assert.equal(contentChange(bytes('hello'), new Uint8Array(5)), undefined)
  })

  it('are shown to their first bytes only', () => {
    const found = change('a'.repeat(900), 'b'.repeat(900))
    assert.deepEqual([found?.size, found?.bytes?.here.length], [900, 16])
  })

  it('are not shown where their line may hold a secret', () => {
    const head = (value: string) => `GET / HTTP/1.1\r\nHost: a\r\n${value}\r\n\r\n`
    const secrets = [
      ['Authorization: Bearer abc', 'Authorization: Bearer xyz'],
      ['Cookie: sid=1', 'Cookie: sid=2'],
      ['X-Api-Key: 1', 'X-Api-Key: 2'],
    ]
    for (const [a, b] of secrets) assert.deepEqual(Object.keys(change(head(a), head(b))!), ['offset', 'size'], a)
    assert.equal(change('GET /a?Signature=1 HTTP/1.1\r\n', 'GET /a?Signature=2 HTTP/1.1\r\n')?.bytes, undefined)
    assert.equal(change('user=a&password=hunter2', 'user=a&password=hunter3')?.bytes, undefined)
    // The stretch begins in a harmless line and runs into one that is not.
    assert.equal(change('A: 1\r\nCookie: 1\r\n', 'A: 2\r\nCookie: 2\r\n')?.bytes, undefined)
    assert.ok(change(head('Accept: a'), head('Accept: b'))?.bytes)
  })
})
