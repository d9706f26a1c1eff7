import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { CaptureFeed } from '../src/core/capture/feed.js'
import { type Problem, Problems } from '../src/core/capture/problems.js'
import type { Source } from '../src/core/reading/source.js'
import { analyzeFiles } from '../src/node/analyze.js'
import { Ring } from '../src/node/ring.js'
import { openSource } from '../src/node/source.js'
import { openStream } from '../src/node/stream.js'
import { joined, pcap } from './capture-writers.js'

const folder = mkdtempSync(join(tmpdir(), 'rstrace-'))
after(() => rmSync(folder, { recursive: true }))

function file(name: string, content: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Bytes that do not compress to nothing, the same in every run. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 24) & 0x3f
  })
}

const PACKETS = Array.from({ length: 900 }, (_, i) => noise(600 + (i % 7) * 100, i))
const CAPTURE = pcap(PACKETS)
const RECORDS = records()

function records(): { position: number; length: number }[] {
  let position = 24
  return PACKETS.map(({ length }) => {
    const record = { position, length: 16 + length }
    position += record.length
    return record
  })
}

interface ReadSource {
  readonly source: Source
  readonly packets: number
  readonly problems: Problem[]
}

async function readSource(open: (problems: Problems) => Promise<Source>): Promise<ReadSource> {
  const problems = new Problems()
  let packets = 0
  const feed = new CaptureFeed({ packet: () => packets++ }, problems)
  const source = await open(problems)
  for (let count = await source.read(feed.space()); count > 0; count = await source.read(feed.space()))
    feed.commit(count)
  feed.end()
  return { source, packets, problems: problems.list() }
}

const readFile = (path: string) => readSource((problems) => openSource(path, problems))
const kinds = ({ problems }: ReadSource) => problems.map(({ kind }) => kind)

/** Every third record, and the last ones next to each other. */
const WANTED = RECORDS.filter((_, i) => i % 3 === 1 || i > 890)

async function assertFetches(source: Source, wanted = WANTED): Promise<void> {
  const visited: number[] = []
  await source.fetch(wanted, (position, bytes) => {
    visited.push(position)
    const { length } = wanted.find((one) => one.position === position)!
    assert.equal(Buffer.compare(bytes, CAPTURE.subarray(position, position + length)), 0)
  })
  assert.deepEqual(
    visited,
    wanted.map(({ position }) => position),
  )
}

const zstd = (content: Uint8Array): Uint8Array | undefined => {
  const { status, stdout } = spawnSync('zstd', ['-qc'], { input: content, maxBuffer: 1 << 28 })
  return status === 0 ? stdout : undefined
}

test('a plain file is read at once, and any record again', async () => {
  const read = await readFile(file('plain.pcap.gz', CAPTURE))
  assert.deepEqual([read.packets, read.source.compression, read.source.size], [900, 'none', CAPTURE.length])
  assert.equal(read.source.read(new Uint8Array(9)), 0)
  await assertFetches(read.source)
  let visited = 0
  await read.source.fetch([{ position: CAPTURE.length - 5, length: 6 }], () => visited++)
  assert.equal(visited, 0)
  read.source.close()
})

test('gzip is told by its content, in one member or several', async () => {
  const members = joined(gzipSync(CAPTURE.subarray(0, 300_000)), gzipSync(CAPTURE.subarray(300_000)))
  for (const content of [gzipSync(CAPTURE), members]) {
    const read = await readFile(file('compressed.pcap', content))
    assert.deepEqual([read.packets, read.source.compression, read.problems], [900, 'gzip', []])
    await assertFetches(read.source)
    read.source.close()
  }
})

test('Zstandard, by the program and by the library', async (t) => {
  const content = zstd(CAPTURE)
  if (!content) return t.skip('no zstd program here to compress with')
  const path = file('compressed.zst', content)
  const PATH = process.env.PATH
  for (const search of [PATH, folder]) {
    process.env.PATH = search
    try {
      const read = await readFile(path)
      assert.deepEqual([read.packets, read.source.compression, read.problems], [900, 'zstd', []])
      await assertFetches(read.source)
      read.source.close()
    } finally {
      process.env.PATH = PATH
    }
  }
})

test('damaged compression is a problem, and what came before it counts', async () => {
  const whole = gzipSync(CAPTURE)
  const cut = await readFile(file('cut.gz', whole.subarray(0, whole.length / 2)))
  assert.ok(cut.packets > 400 && cut.packets < 500, `${cut.packets} packets`)
  assert.deepEqual(kinds(cut).sort(), ['cut-off-file', 'damaged-compression'])
  await assertFetches(cut.source, RECORDS.slice(0, cut.packets))
  cut.source.close()

  const wrongSum = Uint8Array.from(whole)
  wrongSum[wrongSum.length - 8] ^= 1
  const damaged = await readFile(file('damaged.gz', wrongSum))
  assert.ok(damaged.packets > 890, `${damaged.packets} packets`)
  assert.ok(kinds(damaged).includes('damaged-compression'))
  damaged.source.close()
})

test('compressed data of which nothing is readable is refused', async () => {
  const nothing = joined(gzipSync(CAPTURE).subarray(0, 10), new Uint8Array(100).fill(0xff))
  await assert.rejects(readFile(file('nothing.gz', nothing)), { name: 'CaptureError', message: /damaged gzip data/ })
})

test('what cannot be opened is refused in clear words', async () => {
  await assert.rejects(readFile(join(folder, 'absent.pcap')), { name: 'CaptureError', message: 'no such file' })
  await assert.rejects(readFile(folder), { name: 'CaptureError', message: /is a directory/ })
})

const streamOf = (content: Uint8Array, piece: number) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < content.length; at += piece) yield content.subarray(at, at + piece)
    })(),
    { objectMode: false },
  )

test('a stream in pieces of any size, compressed or not', async () => {
  for (const [content, compression] of [
    [CAPTURE, 'none'],
    [gzipSync(CAPTURE), 'gzip'],
  ] as const)
    for (const piece of [997, 65_536]) {
      const read = await readSource((problems) => openStream('-', streamOf(content, piece), problems))
      assert.deepEqual([read.packets, read.source.compression, read.problems], [900, compression, []])
      await assertFetches(read.source)
      read.source.close()
    }
})

test('a stream that comes byte by byte is told by its first bytes all the same', async () => {
  const small = pcap(PACKETS.slice(0, 2))
  for (const [content, compression] of [
    [small, 'none'],
    [gzipSync(small), 'gzip'],
  ] as const) {
    const read = await readSource((problems) => openStream('-', streamOf(content, 1), problems))
    assert.deepEqual([read.packets, read.source.compression], [2, compression])
    read.source.close()
  }
})

test('standard input is read', () => {
  const script = `
    const { openSource } = await import(${JSON.stringify(new URL('../src/node/source.js', import.meta.url).href)})
    const { Problems } = await import(${JSON.stringify(new URL('../src/core/capture/problems.js', import.meta.url).href)})
    const source = await openSource('-', new Problems())
    let bytes = 0
    for (let n; (n = await source.read(new Uint8Array(1000))) > 0; ) bytes += n
    console.log(bytes)
    source.close()`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { input: CAPTURE })
  assert.equal(String(stdout).trim(), String(CAPTURE.length))
})

test('a ring remembers the last bytes, also where it wraps', () => {
  const limit = 2 << 20
  const ring = new Ring(limit)
  const stream = noise(5_000_000, 1)
  for (let at = 0; at < stream.length; at += 70_001) ring.append(stream.subarray(at, at + 70_001))
  const wanted = [
    { position: 100, length: 10 },
    { position: stream.length - limit - 1, length: 10 },
    { position: stream.length - limit, length: 10 },
    { position: 2 * limit - 5, length: 10 },
    { position: stream.length - 10, length: 10 },
    { position: stream.length - 9, length: 10 },
  ]
  const visited: number[] = []
  ring.fetch(wanted, (position, bytes) => {
    visited.push(wanted.findIndex((one) => one.position === position))
    assert.deepEqual([...bytes], [...stream.subarray(position, position + 10)])
  })
  assert.deepEqual(visited, [2, 3, 4])
})

test('the files of a rotated capture in the order of their packets', async () => {
  const at = (seconds: number) => pcap([{ bytes: Uint8Array.of(1), seconds, nanoseconds: 500_000_000 }])
  const late = file('a.pcap', at(300))
  const early = file('b.pcap', gzipSync(at(100)))
  const empty = file('c.pcap', pcap([]))
  const middle = file('d.pcap', at(200))
  const { points } = await analyzeFiles([late, empty, early, middle], { as: 'rotated' })
  const read = points.map(({ analysis }) => analysis.sources.map(({ name }) => name))
  assert.deepEqual(read, [[early, middle, late, empty]])
})
