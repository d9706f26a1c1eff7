import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commentsIn, readCapture } from './capture-samples.js'
import { block, joined, pcapng } from './capture-writers.js'

const PACKET = Uint8Array.of(1, 2, 3, 4, 5)
const [SIMPLE_PACKET, PACKET_BLOCK, CUSTOM, UNKNOWN] = [3, 2, 0xbad, 0x0999]

const times = (file: Uint8Array): string[] => readCapture(file).packets.map(({ time }) => time)
const kinds = (file: Uint8Array) => readCapture(file).problems.map(({ kind, count }) => [kind, count])

test('times are exact at every resolution', () => {
  const seconds = 1_700_000_001
  const nanoseconds = 999_999_999
  const shown = (resolution: number) =>
    times(pcapng([{ bytes: PACKET, seconds, nanoseconds }], { interfaces: [{ resolution }] }))[0]
  assert.equal(shown(9), '1700000001.999999999')
  assert.equal(shown(6), '1700000001.999999000')
  assert.equal(shown(3), '1700000001.999000000')
  assert.equal(shown(0), '1700000001.000000000')
  // 2^-20: 1048575 / 2^20 of a second.
  assert.equal(shown(0x80 + 20), '1700000001.999999046')
  // 2^-32 and 10^-10 are past what the fast way does.
  assert.equal(shown(0x80 + 32), '1700000001.999999998')
  assert.equal(shown(10), '1700000001.999999999')
  assert.equal(shown(0x80), '1700000001.000000000')
})

test('times around whole seconds do not slip by one', () => {
  for (const seconds of [0, 1, 4_294_967_295, 2 ** 31, 1_234_567_890])
    for (const nanoseconds of [0, 1, 999_999_999])
      assert.deepEqual(times(pcapng([{ bytes: PACKET, seconds, nanoseconds }])), [
        `${seconds}.${String(nanoseconds).padStart(9, '0')}`,
      ])
})

test('if_tsoffset is added, be it negative', () => {
  for (const offset of [1_000_000_000, -50])
    assert.deepEqual(times(pcapng([{ bytes: PACKET, seconds: 1_700_000_000 }], { interfaces: [{ offset }] })), [
      '1700000000.000000000',
    ])
})

test('each packet belongs to its interface, numbered anew in each section, whose byte order may differ', () => {
  const file = joined(
    pcapng([{ bytes: PACKET, interface: 1 }, PACKET], {
      interfaces: [{ linkType: 1, name: 'eth0' }, { linkType: 101 }],
    }),
    pcapng([PACKET], { linkType: 113, endian: 'big' }),
    pcapng([PACKET], { linkType: 276 }),
  )
  const { packets, feed } = readCapture(file)
  assert.deepEqual(
    packets.map(({ linkType }) => linkType),
    [101, 1, 113, 276],
  )
  assert.deepEqual(
    feed.parser?.interfaces.map(({ id, name }) => [id, name]),
    [
      [0, 'eth0'],
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ],
  )
})

test('a packet of an interface that was not described is delivered, and counted', () => {
  const { packets, problems } = readCapture(pcapng([{ bytes: PACKET, interface: 7 }, PACKET]))
  assert.deepEqual(
    packets.map(({ linkType }) => linkType),
    [-1, 1],
  )
  assert.deepEqual(
    problems.map(({ kind, firstFrame }) => [kind, firstFrame]),
    [['unknown-interface', 1]],
  )
})

test('direction, comment and names', () => {
  const names = [
    { address: Uint8Array.of(192, 0, 2, 1), name: 'client.example' },
    { address: Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? 1 : i === 0 ? 0x20 : 0)), name: 'server.example' },
  ]
  const packets = [
    PACKET,
    { bytes: PACKET, direction: 2, comment: 'sent by us: späť' },
    { bytes: PACKET, direction: 1 },
  ]
  const file = pcapng(packets, { names })
  const { packets: read, feed } = readCapture(file)
  assert.deepEqual(
    read.map(({ direction }) => direction),
    [0, 2, 1],
  )
  assert.deepEqual(commentsIn(file), [{ frame: 2, text: 'sent by us: späť' }])
  assert.deepEqual(
    [...(feed.parser?.names ?? [])],
    [
      ['192.0.2.1', 'client.example'],
      ['2000::1', 'server.example'],
    ],
  )
})

test('lost packets: those told with packets are part of the final count', () => {
  const packets = [PACKET, { bytes: PACKET, dropped: 3 }]
  assert.deepEqual(kinds(pcapng(packets)), [['dropped-packets', 3]])
  assert.deepEqual(kinds(pcapng(packets, { dropped: 10 })), [['dropped-packets', 10]])
  assert.deepEqual(kinds(pcapng(packets, { dropped: 3 })), [['dropped-packets', 3]])
})

test('a simple packet is cut at the snapshot length, and has no time', () => {
  const simple = block(true, SIMPLE_PACKET, (body) => body.u32(9).bytes(PACKET.subarray(0, 4)))
  const { packets } = readCapture(joined(pcapng([], { interfaces: [{ snapLength: 4 }] }), simple))
  assert.deepEqual(
    packets.map(({ bytes, original, time }) => [bytes, original, time]),
    [[[1, 2, 3, 4], 9, '0.000000000']],
  )
})

test('an obsolete packet block is read, and what it says of drops', () => {
  const obsolete = block(true, PACKET_BLOCK, (body) => body.u16(0).u16(2).u32(0).u32(5).u32(5).u32(60).bytes(PACKET))
  const { packets, problems } = readCapture(joined(pcapng([], { interfaces: [{ resolution: 6 }] }), obsolete))
  assert.deepEqual(
    packets.map(({ bytes, original, time }) => [bytes, original, time]),
    [[[...PACKET], 60, '0.000005000']],
  )
  assert.deepEqual(
    problems.map(({ kind, count }) => [kind, count]),
    [['dropped-packets', 2]],
  )
})

test('unknown blocks are passed over, be they larger than any buffer', () => {
  const file = joined(
    pcapng([PACKET]),
    block(true, UNKNOWN, (body) => body.bytes(new Uint8Array(12))),
    block(true, UNKNOWN, (body) => body.bytes(new Uint8Array(2_000_000))),
    pcapng([PACKET]),
  )
  const { packets, problems } = readCapture(file, [60_000])
  assert.deepEqual([packets.length, problems], [2, []])
})

test('a custom block has a frame number, as in Wireshark', () => {
  const custom = block(true, CUSTOM, (body) => body.u32(32_473).u32(0))
  const { packets } = readCapture(joined(pcapng([]), custom, pcapng([PACKET])))
  assert.deepEqual(
    packets.map(({ linkType, bytes }) => [linkType, bytes.length]),
    [
      [-1, 0],
      [1, 5],
    ],
  )
})

test('a trailing length that differs is a problem, and the leading one is right', () => {
  const file = pcapng([PACKET, PACKET])
  file[file.length - 4] ^= 1
  const { packets, problems } = readCapture(file)
  assert.deepEqual([packets.length, problems.map(({ kind }) => kind)], [2, ['bad-record']])
})

test('an impossible block length ends the reading; in the first block it refuses the file', () => {
  const good = pcapng([PACKET])
  for (const length of [0, 8, 33, 0x7fff_fff0]) {
    const file = joined(good, pcapng([PACKET]))
    new DataView(file.buffer).setUint32(good.length + 4, length, true)
    const { packets, problems } = readCapture(file)
    assert.deepEqual([packets.length, problems.map(({ kind }) => kind)], [1, ['bad-record']])
    assert.throws(() => readCapture(file.subarray(good.length)), { name: 'CaptureError' })
  }
})

test('captured bytes that do not fit their block: the block is skipped', () => {
  const good = pcapng([])
  const file = joined(good, pcapng([PACKET]).subarray(good.length), pcapng([PACKET]))
  new DataView(file.buffer).setUint32(good.length + 20, 6 + 4, true)
  const { packets, problems } = readCapture(file)
  assert.deepEqual([packets.length, problems.map(({ kind }) => kind)], [1, ['bad-record']])
})

test('a file that ends inside a block', () => {
  const file = pcapng([PACKET, PACKET])
  const { packets, problems } = readCapture(file.subarray(0, file.length - 1))
  assert.deepEqual([packets.length, problems.map(({ kind }) => kind)], [1, ['cut-off-file']])
  assert.throws(() => readCapture(file.subarray(0, 20)), { name: 'CaptureError' })
})
