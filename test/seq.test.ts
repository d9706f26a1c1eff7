import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seqAdd, seqDifference, seqLess, seqMax } from '../src/core/flow/seq.js'

const SPACE = 2 ** 32
const number = fc.oneof(fc.integer({ min: 0, max: SPACE - 1 }), fc.constantFrom(0, 1, 2 ** 31 - 1, 2 ** 31, SPACE - 1))
/** How far one number may be ahead of another and still be known to be: less than half of the space (RFC 9293 §3.4). */
const distance = fc.oneof(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.constantFrom(1, 2 ** 31 - 1))

const holds = <T extends [unknown, ...unknown[]]>(name: string, ...law: Parameters<typeof fc.property<T>>) =>
  test(name, () => fc.assert(fc.property<T>(...law), { numRuns: 2000 }))

holds('a sum is an unsigned number of 32 bits, modulo 2^32', number, distance, (a: number, n: number) => {
  assert.equal(seqAdd(a, n), (a + n) % SPACE)
  assert.equal(seqAdd(a, -n), (a - n + SPACE) % SPACE)
})

holds('a difference says how far ahead, on either side of the wrap', number, distance, (a: number, n: number) => {
  assert.equal(seqDifference(seqAdd(a, n), a), n)
  assert.equal(seqDifference(a, seqAdd(a, n)), -n)
  assert.equal(seqDifference(a, a), 0)
})

holds('less and maximum agree with the difference', number, distance, (a: number, n: number) => {
  const b = seqAdd(a, n)
  assert.deepEqual([seqLess(a, b), seqLess(b, a), seqLess(a, a)], [true, false, false])
  assert.deepEqual([seqMax(a, b), seqMax(b, a), seqMax(a, a)], [b, b, a])
})

holds(
  'shifting both numbers changes no comparison',
  number,
  distance,
  number,
  (a: number, n: number, shift: number) => {
    const [x, y] = [seqAdd(a, shift), seqAdd(seqAdd(a, n), shift)]
    assert.equal(seqLess(x, y), true)
    assert.equal(seqDifference(y, x), n)
  },
)
