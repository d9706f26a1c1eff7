import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CaptureError } from '../src/core/capture/format.js'
import { readCapture } from './capture-samples.js'
import { pcap, Writer } from './capture-writers.js'

const PACKET = Uint8Array.of(1, 2, 3, 4, 5)

/** A file header with what the writer of ordinary captures does not offer, and records of PACKET. */
function variant(magic: number, { little = true, version = [2, 4], link = 1, snapLength = 65_535 } = {}): Writer {
  return new Writer(little).u32(magic).u16(version[0]).u16(version[1]).u32(0).u32(0).u32(snapLength).u32(link)
}

test('seconds and their fraction, in microseconds and in nanoseconds', () => {
  const packet = { bytes: PACKET, seconds: 4_000_000_000, nanoseconds: 123_456_789 }
  assert.equal(readCapture(pcap([packet], { nanos: true })).packets[0].time, '4000000000.123456789')
  assert.equal(readCapture(pcap([packet], { nanos: false })).packets[0].time, '4000000000.123456000')
})

test('a fraction of a second and more is carried', () => {
  const file = variant(0xa1b2c3d4).u32(10).u32(2_500_000).u32(5).u32(5).bytes(PACKET).done()
  assert.equal(readCapture(file).packets[0].time, '12.500000000')
})

test('a cut packet keeps its original length', () => {
  const [packet] = readCapture(pcap([{ bytes: PACKET, original: 1500 }])).packets
  assert.deepEqual([packet.bytes.length, packet.original], [5, 1500])
})

test('record headers of the modified format are 8 bytes longer', () => {
  const file = variant(0xa1b2cd34)
  for (const second of [1, 2]) file.u32(second).u32(0).u32(5).u32(5).u32(3).u16(0x800).u8(4).u8(0).bytes(PACKET)
  const { packets } = readCapture(file.done())
  assert.deepEqual(
    packets.map(({ time, bytes }) => [time, bytes]),
    [
      ['1.000000000', [1, 2, 3, 4, 5]],
      ['2.000000000', [1, 2, 3, 4, 5]],
    ],
  )
})

test('the "lcap" file header is 4 bytes longer', () => {
  for (const magic of [0x1c0001ac, 0x1c0001ab]) {
    const file = variant(magic).u32(21).u32(1).u32(7).u32(5).u32(5).bytes(PACKET).done()
    assert.equal(readCapture(file).packets[0].time, '1.000007000')
  }
})

test('the link type does not include what the upper bits say of the frame check sequence', () => {
  const file = variant(0xa1b2c3d4, { link: 0x4400_0071 }).u32(1).u32(0).u32(5).u32(5).bytes(PACKET).done()
  assert.equal(readCapture(file).packets[0].linkType, 0x71)
})

test('lengths stand the other way round before version 2.3, and either way in it', () => {
  const record = (file: Writer, first: number, second: number) =>
    file.u32(1).u32(0).u32(first).u32(second).bytes(PACKET)
  const lengths = (file: Writer) => readCapture(file.done()).packets.map((p) => [p.bytes.length, p.original])
  assert.deepEqual(lengths(record(variant(0xa1b2c3d4, { version: [2, 2] }), 90, 5)), [[5, 90]])
  const either = variant(0xa1b2c3d4, { version: [2, 3] })
  assert.deepEqual(lengths(record(record(either, 90, 5), 5, 90)), [
    [5, 90],
    [5, 90],
  ])
})

test('an unknown version is refused', () => {
  assert.throws(() => readCapture(variant(0xa1b2c3d4, { version: [3, 0] }).done()), /pcap version 3\.0/)
})

test('a file that ends inside a record: the packets before it, and a problem', () => {
  const file = pcap([PACKET, PACKET])
  for (const missing of [1, 5, 6, 20]) {
    const { packets, problems } = readCapture(file.subarray(0, file.length - missing))
    assert.equal(packets.length, 1)
    assert.deepEqual(problems, [{ kind: 'cut-off-file', count: 1, firstFrame: undefined, firstPosition: 24 + 21 }])
  }
})

test('a file that ends inside its header is refused', () => {
  assert.throws(() => readCapture(pcap([]).subarray(0, 23)), {
    name: 'CaptureError',
    message: /ends inside its pcap header/,
  })
})

test('an impossible length ends the reading; as the first it refuses the file', () => {
  const broken = (file: Writer) => file.u32(1).u32(0).u32(0x7fff_ffff).u32(5).bytes(new Uint8Array(1000)).done()
  const good = () => variant(0xa1b2c3d4).u32(1).u32(0).u32(5).u32(5).bytes(PACKET)
  const { packets, problems } = readCapture(broken(good()))
  assert.equal(packets.length, 1)
  assert.deepEqual(
    problems.map(({ kind, firstPosition }) => [kind, firstPosition]),
    [['bad-record', 45]],
  )
  assert.throws(() => readCapture(broken(variant(0xa1b2c3d4))), CaptureError)
})

test('packets longer than the snapshot length are believed up to 256 KiB', () => {
  const long = new Uint8Array(262_144).fill(7)
  const file = variant(0xa1b2c3d4, { snapLength: 96 }).u32(1).u32(0).u32(long.length).u32(long.length).bytes(long)
  assert.equal(readCapture(file.done()).packets[0].bytes.length, long.length)
})

test('a jumbo record that fits no buffer at first is read', () => {
  const jumbo = new Uint8Array(3_000_000).fill(9)
  const { packets } = readCapture(pcap([PACKET, jumbo, PACKET], { snapLength: 4_000_000 }), [100_000])
  assert.deepEqual(
    packets.map(({ bytes }) => bytes.length),
    [5, 3_000_000, 5],
  )
})
