/** Copies of captures: what is not to be changed is not changed, and what comes out reads as what went in. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { copyFeed } from '../src/core/capture/copy.js'
import type { CopyPlan } from '../src/core/capture/copy-plan.js'
import { CaptureError } from '../src/core/capture/format.js'
import { commentsIn, type ReadPacket, readCapture } from './capture-samples.js'
import { block, joined, pcap, pcapng, type TestPacket, Writer } from './capture-writers.js'

const SECTION_HEADER = 0x0a0d0d0a
const SECRETS = 10
const summary = 'summary: 概要'
const everything: CopyPlan = { comments: new Map(), summary, keepSecrets: false, application: 'rstrace test' }

/** Feeds a capture in pieces of a size and joins what is written. */
function copied(file: Uint8Array, plan: CopyPlan, size = file.length || 1): Uint8Array {
  const pieces: Uint8Array[] = []
  const feed = copyFeed(plan, (bytes) => pieces.push(bytes.slice()))
  for (let at = 0; at < file.length; at += size) feed.push(file.subarray(at, at + size))
  feed.end()
  return joined(...pieces)
}

const commentOn = (frame: number): string => `frame ${frame}: 注释`
const commentsOn = (frames: readonly number[]): Map<number, string> => new Map(frames.map((f) => [f, commentOn(f)]))

const plain = ({ position: _, ...packet }: ReadPacket) => packet
const packetsOf = (file: Uint8Array) => readCapture(file).packets.map(plain)

/** A block, as it stands in a generated file, and whether it is a packet. */
interface Made {
  bytes: Uint8Array
  little: boolean
  frame: boolean
}

/** Options of any codes; sometimes without the mark of their end, as some writers leave them. */
const anyOptions = fc.record({
  options: fc.array(fc.tuple(fc.constantFrom(1, 2, 4, 5, 2988, 40_000), fc.uint8Array({ maxLength: 9 })), {
    maxLength: 3,
  }),
  ended: fc.boolean(),
})
type Options = typeof anyOptions extends fc.Arbitrary<infer T> ? T : never

function writeOptions(body: Writer, { options, ended }: Options): void {
  for (const [code, value] of options) body.option(code, (v) => v.bytes(value))
  if (ended && options.length > 0) body.u32(0)
}

type Maker = (little: boolean) => Made

const anyBytes = fc.uint8Array({ maxLength: 40 })
const make = (type: number, frame: boolean, write: (body: Writer) => void): Maker => {
  return (little) => ({ bytes: block(little, type, write), little, frame })
}

const enhanced = fc.tuple(anyBytes, anyOptions, fc.nat(1)).map(([bytes, options, id]) =>
  make(6, true, (body) => {
    body
      .u32(id)
      .u32(395_000)
      .u32(77)
      .u32(bytes.length)
      .u32(bytes.length + 5)
      .bytes(bytes)
      .pad()
    writeOptions(body, options)
  }),
)
const obsolete = fc.tuple(anyBytes, anyOptions).map(([bytes, options]) =>
  make(2, true, (body) => {
    body.u16(0).u16(0).u32(395_000).u32(78).u32(bytes.length).u32(bytes.length).bytes(bytes).pad()
    writeOptions(body, options)
  }),
)
const simple = fc
  .uint8Array({ minLength: 15, maxLength: 40 })
  .map((bytes) => make(3, true, (body) => body.u32(bytes.length).bytes(bytes)))
/** It says more bytes than it has: no packet, and no frame. */
const contradictory = fc.tuple(anyBytes, fc.integer({ min: 1, max: 40 })).map(([bytes, excess]) =>
  make(6, false, (body) => {
    const said = ((bytes.length + 3) & ~3) + excess
    body.u32(0).u32(0).u32(0).u32(said).u32(said).bytes(bytes)
  }),
)
const custom = anyBytes.map((bytes) => make(0x0bad, true, (body) => body.u32(32_473).bytes(bytes)))
const unknown = anyBytes.map((bytes) => make(0x8000_0001, false, (body) => body.bytes(bytes)))
const secrets = anyBytes.map((bytes) =>
  make(SECRETS, false, (body) => body.u32(0x544c_534b).u32(bytes.length).bytes(bytes)),
)
const statistics = anyOptions.map((options) =>
  make(5, false, (body) => {
    body.u32(0).u32(0).u32(0)
    writeOptions(body, options)
  }),
)
const names = make(4, false, (body) => body.option(1, (v) => v.bytes([192, 0, 2, 1]).text('host').u8(0)).u32(0))
const described = fc.tuple(fc.constantFrom(0, 20, 65_535), anyOptions).map(([snapLength, options]) =>
  make(1, false, (body) => {
    body.u16(1).u16(0).u32(snapLength)
    writeOptions(body, options)
  }),
)
const anyBlock = fc.oneof(
  { weight: 6, arbitrary: enhanced },
  obsolete, simple, contradictory, custom, unknown, secrets, statistics, fc.constant(names), described,
) // biome-ignore format: a list

const anySection = fc.record({
  little: fc.boolean(),
  stated: fc.boolean(),
  options: anyOptions,
  first: described,
  blocks: fc.array(anyBlock, { maxLength: 10 }),
})

/** The blocks of a file of one to three sections. */
const anyFile: fc.Arbitrary<Made[]> = fc.array(anySection, { minLength: 1, maxLength: 3 }).map((sections) =>
  sections.flatMap(({ little, stated, options, first, blocks }) => {
    const made = [first, ...blocks].map((maker) => maker(little))
    const length = made.reduce((sum, each) => sum + each.bytes.length, 0)
    const header = make(SECTION_HEADER, false, (body) => {
      body.u32(0x1a2b3c4d).u16(1).u16(0)
      body.u64(stated ? BigInt(length) : 0xffff_ffff_ffff_ffffn)
      writeOptions(body, options)
    })
    return [header(little), ...made]
  }),
)

const fileOf = (blocks: readonly Made[]): Uint8Array => joined(...blocks.map(({ bytes }) => bytes))
const typeOf = ({ bytes, little }: Made): number => new DataView(bytes.buffer).getUint32(0, little)

/** The blocks of a copy: their lengths, by the byte order that the originals have. */
function blocksOf(file: Uint8Array, originals: readonly Made[]): Uint8Array[] {
  let at = 0
  return originals.map(({ little }) => {
    const length = new DataView(file.buffer, file.byteOffset + at).getUint32(4, little)
    at += length
    return file.subarray(at - length, at)
  })
}

/** A block without the comment that was added to it last; its lengths, and its mark of the end, as they were. */
function without(comment: string, copy: Uint8Array, { bytes: original, little }: Made): Uint8Array {
  const option = new Writer(little).option(1, (value) => value.text(comment)).done()
  const at = Buffer.from(copy).indexOf(option)
  assert.ok(at > 0, `no comment '${comment}'`)
  const rest = joined(copy.subarray(0, at), copy.subarray(at + option.length))
  // A block without options got the mark of their end with its first one.
  const shorter = rest.length === original.length + 4 ? joined(rest.subarray(0, -8), rest.subarray(-4)) : rest
  const view = new DataView(shorter.buffer)
  view.setUint32(4, shorter.length, little)
  view.setUint32(shorter.length - 4, shorter.length, little)
  return shorter
}

/** What a section states of its own length is left open in a copy. */
function openLength(section: Uint8Array): Uint8Array {
  const bytes = section.slice()
  bytes.fill(0xff, 16, 24)
  return bytes
}

function assertCopied(copy: Uint8Array, made: Made, comment: string | undefined): void {
  const type = typeOf(made)
  const expected = type === SECTION_HEADER ? openLength(made.bytes) : made.bytes
  if (comment === undefined) assert.deepEqual(copy, expected)
  else if (type !== 3) assert.deepEqual(without(comment, copy, made), expected)
  else assert.equal(new DataView(copy.buffer, copy.byteOffset).getUint32(0, made.little), 6)
}

describe('a copy of a pcapng file', () => {
  it('is the file byte for byte, but for the comments, the length of a section and the secrets', () => {
    fc.assert(
      fc.property(anyFile, fc.func(fc.boolean()), (blocks, choose) => {
        const numbers = blocks.filter(({ frame }) => frame).map((_, i) => i + 1)
        const comments = commentsOn(numbers.filter((frame) => choose(frame)))
        const copy = copied(fileOf(blocks), { ...everything, comments })
        const kept = blocks.filter((made) => typeOf(made) !== SECRETS)
        let frame = 0
        for (const [i, bytes] of blocksOf(copy, kept).entries()) {
          const made = kept[i]
          const custom = typeOf(made) === 0x0bad
          const comment = made.frame ? comments.get(++frame) : i === 0 ? summary : undefined
          assertCopied(bytes, made, custom ? undefined : comment)
        }
      }),
    )
  })

  it('holds the same packets, and its comments at the frames they are for', () => {
    fc.assert(
      fc.property(anyFile, (blocks) => {
        const file = fileOf(blocks)
        const own = commentsIn(file)
        const packets = packetsOf(file)
        const copy = copied(file, { ...everything, comments: commentsOn(packets.map((_, i) => i + 1)) })
        assert.deepEqual(packetsOf(copy), packets)
        const added = commentsIn(copy).filter(({ text }) => text.startsWith('frame '))
        for (const { frame, text } of added) assert.equal(text, commentOn(frame))
        assert.equal(added.length, blocks.filter((made) => [2, 3, 6].includes(typeOf(made)) && made.frame).length)
        const kept = commentsIn(copy).length - added.length
        assert.equal(kept, own.length)
      }),
    )
  })

  it('is the same whatever the size of the pieces', () => {
    fc.assert(
      fc.property(anyFile, fc.integer({ min: 1, max: 50 }), (blocks, size) => {
        const plan = { ...everything, comments: commentsOn([1, 3]) }
        assert.deepEqual(copied(fileOf(blocks), plan, size), copied(fileOf(blocks), plan))
      }),
    )
  })

  it('of chosen frames holds those, in their order', () => {
    fc.assert(
      fc.property(anyFile, fc.func(fc.boolean()), (blocks, choose) => {
        const packets = packetsOf(fileOf(blocks))
        const numbers = packets.map((_, i) => i + 1).filter((frame) => choose(frame))
        const plan = { ...everything, frames: Uint32Array.from(numbers), comments: commentsOn(numbers.slice(1)) }
        assert.deepEqual(
          packetsOf(copied(fileOf(blocks), plan)),
          numbers.map((frame) => packets[frame - 1]),
        )
      }),
    )
  })

  it('of a damaged file never fails otherwise than reading it does, and holds the packets that can be read', () => {
    const damage = fc.array(fc.tuple(fc.noBias(fc.nat()), fc.nat(255)), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(anyFile, damage, fc.nat(30), (blocks, damages, cut) => {
        const whole = fileOf(blocks)
        const file = whole.slice(0, Math.max(12, whole.length - cut))
        for (const [at, value] of damages) file[at % file.length] = value
        const before = attempt(() => packetsOf(file))
        const after = attempt(() => packetsOf(copied(file, everything)))
        assert.deepEqual(after, before)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps a block that was cut off as it is, unless it is one of secrets', () => {
    const file = pcapng([Uint8Array.of(1, 2, 3)])
    const cut = file.subarray(0, -6)
    const tail = Buffer.from(file).lastIndexOf(Buffer.from([6, 0, 0, 0]))
    assert.deepEqual(copied(cut, everything).subarray(-(cut.length - tail)), cut.subarray(tail))
    assert.deepEqual(copied(file.subarray(0, tail + 2), everything).subarray(-2), cut.subarray(tail, tail + 2))
    const keys = joined(file, block(true, SECRETS, (body) => body.text('CLIENT_RANDOM 0123')).subarray(0, -6))
    assert.ok(!Buffer.from(copied(keys, everything)).includes('CLIENT_RANDOM'))
    assert.ok(Buffer.from(copied(keys, { ...everything, keepSecrets: true })).includes('CLIENT_RANDOM'))
  })

  it('leaves secrets out, also long ones and what stands behind damage, unless they are asked for', () => {
    const long = block(true, SECRETS, (body) => body.bytes(new Uint8Array(1_500_000)).text('CLIENT_RANDOM'))
    const damaged = block(true, 6, (body) => body.u32(0)).slice()
    damaged[4] = 7
    const behind = block(true, SECRETS, (body) => body.text('CLIENT_RANDOM'))
    for (const secret of [long, joined(damaged, behind)]) {
      const file = joined(pcapng([Uint8Array.of(1)]), secret)
      const copy = copied(file, everything)
      assert.ok(!Buffer.from(copy).includes('CLIENT_RANDOM'))
      assert.deepEqual(packetsOf(copy), packetsOf(file))
      const kept = copied(file, { ...everything, keepSecrets: true })
      assert.deepEqual(kept.subarray(-secret.length), secret)
    }
  })

  it('marks the end of options that begin with a comment', () => {
    const copy = copied(pcapng([Uint8Array.of(1)]), { ...everything, comments: new Map([[1, 'abc']]) })
    const end = [1, 0, 3, 0, 0x61, 0x62, 0x63, 0, 0, 0, 0, 0, 48, 0, 0, 0]
    assert.deepEqual([...copy.subarray(-end.length)], end)
  })

  it('puts a comment behind those that are there', () => {
    const file = pcapng([{ bytes: Uint8Array.of(1), comment: 'of the capturing tool' }])
    const copy = copied(file, { ...everything, comments: commentsOn([1]) })
    assert.deepEqual(
      commentsIn(copy).map(({ text }) => text),
      ['of the capturing tool', commentOn(1)],
    )
  })
})

describe('a copy of a pcap file', () => {
  const packets: TestPacket[] = [
    { bytes: Uint8Array.of(1, 2, 3), seconds: 1_700_000_000, nanoseconds: 123_456_789, original: 60 },
    { bytes: new Uint8Array(0), seconds: 0xffff_ffff, nanoseconds: 999_999_999, original: 4 },
  ]

  for (const endian of ['little', 'big'] as const) {
    for (const nanos of [true, false]) {
      it(`wraps its packets with link type, snapshot length and times: ${endian}, ${nanos ? 'ns' : 'µs'}`, () => {
        const file = pcap(packets, { endian, nanos, linkType: 113, snapLength: 96 })
        const copy = copied(file, { ...everything, comments: commentsOn([2]) })
        assert.deepEqual(packetsOf(copy), packetsOf(file))
        const { parser, format } = readCapture(copy).feed
        assert.equal(format?.id, 'pcapng')
        assert.deepEqual(parser?.interfaces, [{ id: 0, linkType: 113, snapLength: 96 }])
        assert.deepEqual(commentsIn(copy), [{ frame: 2, text: commentOn(2) }])
        // if_tsresol: code 9, one byte, the number of digits.
        assert.ok(Buffer.from(copy).includes(Buffer.from([9, 0, 1, 0, nanos ? 9 : 6, 0, 0, 0])))
        assert.ok(Buffer.from(copy).includes(summary))
      })
    }
  }

  it('knows the records of modified libpcap', () => {
    const file = pcap(packets, { nanos: false })
    new DataView(file.buffer).setUint32(0, 0xa1b2cd34, true)
    const [first, second] = [file.subarray(24, 40), file.subarray(43)]
    const extra = new Uint8Array(8)
    const modified = joined(file.subarray(0, 24), first, extra, file.subarray(40, 43), second, extra)
    assert.equal(packetsOf(modified).length, 2)
    assert.deepEqual(packetsOf(copied(modified, everything)), packetsOf(modified))
  })

  it('of chosen frames holds those', () => {
    const file = pcap(packets)
    const copy = copied(file, { ...everything, frames: Uint32Array.of(2) })
    assert.deepEqual(packetsOf(copy), [packetsOf(file)[1]])
  })
})

function attempt<T>(action: () => T): T | 'CaptureError' {
  try {
    return action()
  } catch (error) {
    if (error instanceof CaptureError) return 'CaptureError'
    throw error
  }
}
