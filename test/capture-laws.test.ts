/** What holds for every capture: the same packets whatever the format, the byte order and the size of the pieces. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CaptureFeed } from '../src/core/capture/feed.js'
import { CaptureError } from '../src/core/capture/format.js'
import { Problems } from '../src/core/capture/problems.js'
import { commentsIn, copyOf, type ReadPacket, readCapture, withoutPosition } from './capture-samples.js'
import { joined, pcap, pcapng, type TestPacket } from './capture-writers.js'

const anyPacket: fc.Arbitrary<TestPacket> = fc.record({
  bytes: fc.uint8Array({ maxLength: 60 }),
  seconds: fc.integer({ min: 0, max: 0xffff_ffff }),
  nanoseconds: fc.integer({ min: 0, max: 999_999_999 }),
  original: fc.constantFrom(60, 1500, 65_535),
})
const anyPackets = fc.array(anyPacket, { maxLength: 12 })
const anyChunks = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 })

const read = (file: Uint8Array, chunks?: readonly number[]) => readCapture(file, chunks).packets.map(withoutPosition)

test('pcap and pcapng, in either byte order, give the packets that were written', () => {
  fc.assert(
    fc.property(anyPackets, (packets) => {
      const written = packets.map(({ bytes, seconds, nanoseconds, original }) => ({
        bytes: [...bytes],
        time: `${seconds}.${String(nanoseconds).padStart(9, '0')}`,
        original,
        direction: 0,
        linkType: 101,
      }))
      for (const endian of ['little', 'big'] as const)
        for (const write of [pcap, pcapng]) assert.deepEqual(read(write(packets, { endian, linkType: 101 })), written)
    }),
  )
})

test('pieces of any size give the same packets and the same problems as the whole', () => {
  fc.assert(
    fc.property(anyPackets, anyChunks, fc.nat(40), (packets, chunks, cut) => {
      for (const file of [
        pcap(packets),
        pcapng(packets),
        joined(pcapng(packets), pcapng(packets, { endian: 'big' })),
      ]) {
        const part = file.subarray(0, Math.max(30, file.length - cut))
        const whole = readCapture(part)
        const pieces = readCapture(part, chunks)
        assert.deepEqual([pieces.packets, pieces.problems], [whole.packets, whole.problems])
      }
    }),
  )
})

test('larger files than any buffer, in pieces of the sizes that sources use', () => {
  const packets = Array.from({ length: 700 }, (_, i) => new Uint8Array(1400).fill(i & 255))
  const whole = read(pcap(packets))
  assert.equal(whole.length, 700)
  for (const size of [7, 65_536, 262_144]) assert.deepEqual(read(pcapng(packets), [size]), whole)
})

test('a record that is read again gives its packet again, and counts nothing twice', () => {
  const packets = [1, 2, 3].map((n) => ({ bytes: Uint8Array.of(n), direction: n & 1, comment: `no ${n}`, dropped: n }))
  for (const file of [pcap(packets), pcapng(packets), joined(pcapng(packets), pcapng(packets, { endian: 'big' }))]) {
    const { packets: first, problems, feed } = readCapture(file)
    const again = first.map((packet) => replayed(feed, file, packet.position))
    assert.deepEqual(again, first)
    assert.deepEqual(readCapture(file).problems, problems)
    assert.equal(commentsIn(file).length, first[0].direction ? first.length : 0)
  }
})

/** Reads the record at `position` again from exactly its own bytes, found by trying. */
function replayed(feed: CaptureFeed, file: Uint8Array, position: number): ReadPacket | undefined {
  let packet: ReadPacket | undefined
  const sink = { packet: (raw: Parameters<typeof copyOf>[0]) => (packet = copyOf(raw)) }
  for (let end = position; end <= file.length; end++) {
    const record = file.slice(position, end)
    const view = new DataView(record.buffer)
    if (feed.parser?.replay(record, view, 0, record.length, position, sink)) return packet
  }
  return undefined
}

test('mutated captures are read or refused with a CaptureError, and packets stay inside their bytes', () => {
  const sample = fc.tuple(anyPackets, fc.constantFrom(pcap, pcapng), fc.constantFrom<'little' | 'big'>('little', 'big'))
  const mutation = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 4, 0x7f, 0x80, 0xff))
  fc.assert(
    fc.property(
      sample,
      fc.array(mutation, { maxLength: 8 }),
      anyChunks,
      ([packets, write, endian], mutations, chunks) => {
        const file = joined(write(packets, { endian }), write(packets, { endian }))
        for (const [at, value] of mutations) file[at % file.length] = value
        readOrRefuse(file, chunks)
      },
    ),
    { numRuns: 1000 },
  )
})

test('anything else is refused with a CaptureError', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), anyChunks, (bytes, chunks) => readOrRefuse(bytes, chunks)))
})

function readOrRefuse(file: Uint8Array, chunks: readonly number[]): void {
  try {
    const { packets } = readCapture(file, chunks)
    for (const { bytes } of packets) assert.ok(bytes.length <= file.length)
  } catch (error) {
    assert.ok(error instanceof CaptureError, String(error))
  }
}

test('what is no capture is named', () => {
  const refusal = (content: Uint8Array | string) => {
    const feed = new CaptureFeed({ packet: () => assert.fail() }, new Problems())
    feed.push(typeof content === 'string' ? Uint8Array.from(content, (c) => c.charCodeAt(0)) : content)
    try {
      feed.end()
    } catch (error) {
      return (error as CaptureError).message
    }
    return assert.fail('not refused')
  }
  assert.match(refusal(''), /^an empty file; expected a pcap or pcapng capture/)
  assert.match(refusal(Uint8Array.of(0x1f, 0x8b, 8, 0)), /gzip.*begins with 1f 8b 08 00/)
  assert.match(refusal('GMBU\0\0\0\0'), /Microsoft Network Monitor/)
  assert.match(refusal('snoop\0\0\0\0\0\0\x02'), /snoop/)
  assert.match(refusal('<!DOCTYPE html><html>'), /HTML/)
  assert.match(refusal('Dear colleague,\r\nplease find attached'), /this looks like text \(it begins with 44 65/)
  assert.match(refusal(Uint8Array.of(1, 2, 3, 250)), /an unknown format \(it begins with 01 02 03 fa\)/)
})

test('a stream that is no capture is refused before it ends', () => {
  const feed = new CaptureFeed({ packet: () => assert.fail() }, new Problems())
  assert.throws(() => feed.push(new Uint8Array(100_000).fill(0xee)), { name: 'CaptureError', position: 0 })
})
