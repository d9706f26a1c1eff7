import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ipv4Checksum, tcpChecksum } from '../src/core/wire/checksum.js'
import { decode } from '../src/core/wire/decode.js'
import { Fragments } from '../src/core/wire/fragments.js'
import { Headers } from '../src/core/wire/headers.js'
import { LinkType } from '../src/core/wire/link-type.js'
import * as b from './bytes.js'

function decoded(packet: Uint8Array): Headers {
  const out = new Headers()
  decode(b.viewOf(packet), 0, packet.length, LinkType.raw, out)
  return out
}

const add = (fragments: Fragments, packet: Uint8Array, seconds = 0) =>
  fragments.add(b.viewOf(packet), decoded(packet), seconds)

const content = Uint8Array.from({ length: 2980 }, (_, i) => i % 251)

interface Cut {
  offset: number
  bytes: Uint8Array
  more: boolean
}

/** Cuts an IP payload into pieces of `size` octets. */
function cut(payload: Uint8Array, size: number): Cut[] {
  const count = Math.ceil(payload.length / size)
  return Array.from({ length: count }, (_, i) => ({
    offset: i * size,
    bytes: payload.slice(i * size, (i + 1) * size),
    more: i + 1 < count,
  }))
}

const whole4 = b.frame(b.ipv4({ id: 7, ttl: 33, tos: 4 }), b.tcp({ seq: 9 }), content)
const whole6 = b.frame(b.ipv6({ hopLimit: 33, flowLabel: 5 }), b.tcp({ seq: 9 }), content)

const fragment4 = (c: Cut, id = 7) =>
  b.frame(
    b.ipv4({ id, ttl: 33, tos: 4, protocol: 6, fragmentOffset: c.offset, moreFragments: c.more, dontFragment: true }),
    c.bytes,
  )
const fragment6 = (c: Cut) =>
  b.frame(
    b.ipv6({ hopLimit: 33, flowLabel: 5 }),
    b.extension(60),
    b.fragmentHeader({ id: 0xdeadbeef, offset: c.offset, more: c.more, protocol: 6 }),
    c.bytes,
  )

const pieces4 = cut(whole4.slice(20), 800).map((c) => fragment4(c))
const pieces6 = cut(whole6.slice(40), 800).map(fragment6)

test('IPv4 datagrams come back whole, in any order of arrival', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(pieces4, { minLength: pieces4.length }), (order) => {
      const fragments = new Fragments()
      const results = order.map((packet) => add(fragments, packet))
      assert.deepEqual(results.pop(), whole4)
      assert.ok(results.every((result) => result === undefined))
      assert.deepEqual([fragments.incomplete, fragments.overlapping], [0, false])
    }),
    { numRuns: 30 },
  )
})

test('the datagram decodes, with good checksums', () => {
  const fragments = new Fragments()
  const datagram = pieces4.map((packet) => add(fragments, packet)).pop()
  assert.ok(datagram)
  const headers = decoded(datagram)
  assert.equal(ipv4Checksum(b.viewOf(datagram), 0, datagram.length), 'good')
  assert.equal(tcpChecksum(b.viewOf(datagram), headers), 'good')
  assert.deepEqual([headers.moreFragments, headers.hopLimit, headers.ipId, headers.payloadLength], [0, 33, 7, 3000])
})

test('IPv6 datagrams come back without their extension headers', () => {
  const fragments = new Fragments()
  assert.deepEqual(
    [...pieces6]
      .reverse()
      .map((packet) => add(fragments, packet))
      .pop(),
    whole6,
  )
})

test('datagrams are told apart by identification, addresses and protocol', () => {
  const fragments = new Fragments()
  const [first, ...rest] = cut(whole4.slice(20), 800)
  add(fragments, fragment4(first, 8))
  assert.deepEqual(
    rest.map((c) => add(fragments, fragment4(c))),
    rest.map(() => undefined),
  )
  assert.equal(fragments.incomplete, 2)
  assert.deepEqual(add(fragments, fragment4(first)), whole4)
  assert.equal(fragments.incomplete, 1)
})

test('where fragments overlap the first to arrive wins, and it is noted', () => {
  const fragments = new Fragments()
  const [a, z] = cut(whole4.slice(20), 1600)
  add(fragments, fragment4(a))
  add(fragments, fragment4({ offset: 1200, bytes: new Uint8Array(600).fill(0xff), more: true }))
  const datagram = add(fragments, fragment4(z))
  assert.ok(datagram)
  assert.equal(fragments.overlapping, true)
  assert.deepEqual(datagram.slice(20, 1620), whole4.slice(20, 1620))
  assert.deepEqual(datagram.slice(1620, 1820), new Uint8Array(200).fill(0xff))
  assert.deepEqual(datagram.slice(1820), whole4.slice(1820))
})

test('copies of fragments are no overlap, and make no second datagram', () => {
  const fragments = new Fragments()
  const datagrams = pieces4.flatMap((packet) => [add(fragments, packet), add(fragments, packet)]).filter(Boolean)
  assert.deepEqual(datagrams, [whole4])
  assert.deepEqual([fragments.overlapping, fragments.incomplete], [false, 0])
})

test('the identification of a datagram that came together can be used again', () => {
  const fragments = new Fragments()
  for (const packet of pieces4) add(fragments, packet)
  const other = whole4.slice(20).map((octet) => octet ^ 1)
  const datagram = cut(other, 800)
    .map((c) => add(fragments, fragment4(c)))
    .pop()
  assert.deepEqual(datagram?.slice(20), other)
  assert.equal(fragments.incomplete, 0)
})

test('after a minute the same identification is another datagram', () => {
  const fragments = new Fragments()
  const [first, ...rest] = pieces4
  add(fragments, first, 1000)
  assert.ok(rest.every((packet) => add(fragments, packet, 1061) === undefined))
  assert.equal(fragments.incomplete, 2)
  assert.deepEqual(add(fragments, first, 1062), whole4)
})

test('a fragment cut by the snap length leaves its datagram incomplete', () => {
  const fragments = new Fragments()
  const results = pieces4.map((packet, i) => add(fragments, i === 1 ? packet.slice(0, 400) : packet))
  assert.ok(results.every((result) => result === undefined))
  assert.equal(fragments.incomplete, 1)
})

test('no more than 64 datagrams are kept, and the oldest go', () => {
  const fragments = new Fragments()
  const [first, ...rest] = cut(whole4.slice(20), 1600)
  for (let id = 0; id < 100; id++) add(fragments, fragment4(first, id))
  assert.equal(fragments.incomplete, 100)
  assert.equal(rest.map((c) => add(fragments, fragment4(c, 30))).pop(), undefined)
  assert.ok(rest.map((c) => add(fragments, fragment4(c, 99))).pop())
})

test('a datagram in shreds is given up', () => {
  const fragments = new Fragments()
  const shreds = cut(whole4.slice(20), 8).map((c) => add(fragments, fragment4(c)))
  assert.ok(shreds.every((result) => result === undefined))
})

test('what would reach past 64 KiB is not taken', () => {
  const fragments = new Fragments()
  add(fragments, fragment4({ offset: 65528, bytes: b.zeros(100), more: false }))
  assert.equal(fragments.incomplete, 0)
  add(fragments, fragment4({ offset: 0, bytes: b.zeros(64000), more: true }))
  add(fragments, fragment4({ offset: 64000, bytes: b.zeros(1516), more: false }))
  assert.equal(fragments.incomplete, 1)
  add(fragments, fragment4({ offset: 0, bytes: b.zeros(64000), more: true }, 8))
  assert.equal(add(fragments, fragment4({ offset: 64000, bytes: b.zeros(1515), more: false }, 8))?.length, 65535)
})
