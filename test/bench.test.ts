/** The captures that speed is measured on are what they claim to be; nothing is measured here. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { type HeapProfiler, Session } from 'node:inspector/promises'
import { test } from 'node:test'
import { Analysis } from '../src/core/analysis.js'
import { analyzeCapture } from '../src/core/drive.js'
import { seedHash } from '../src/core/flow/table.js'
import { buildReport } from '../src/core/report/build.js'

interface Plan {
  readonly flows: number
  readonly oneResetIn?: number
  readonly concurrent: number
}

interface Facts {
  readonly packets: number
  readonly bytes: number
  readonly streams: number
  /** Connections by what reset them. */
  readonly resets: Readonly<Record<string, number>>
}

interface Generator {
  generate(plan: Plan, write: (bytes: Uint8Array) => void): Facts
}

interface Plans {
  large(factor: number, seed?: number): Plan
  small(factor: number, seed?: number): Plan
}

/** Plain JavaScript outside the compiled tree, hence loaded by address. */
const load = async (name: string): Promise<unknown> => import(new URL(`../../bench/${name}`, import.meta.url).href)
const { generate } = (await load('generate.mjs')) as Generator
const { large, small } = (await load('plans.mjs')) as Plans
const { secondPoint } = (await load('second-point.mjs')) as { secondPoint(first: Buffer): Buffer[] }

function digest(plan: Plan): string {
  const hash = createHash('sha256')
  generate(plan, (bytes) => hash.update(bytes))
  return hash.digest('hex')
}

function scanned(plan: Plan): { facts: Facts; analysis: Analysis } {
  const analysis = new Analysis()
  const { feed } = analysis.open('generated')
  const facts = generate(plan, (bytes) => feed.push(bytes))
  feed.end()
  analysis.end()
  return { facts, analysis }
}

test('the same plan gives the same capture, another seed another one', () => {
  const first = digest(large(0.004))
  assert.equal(digest(large(0.004)), first)
  assert.notEqual(digest(large(0.004, 2)), first)
})

for (const [name, plan] of Object.entries({ large: large(0.02), small: small(0.01) })) {
  test(`${name}: every packet, connection and reset is read`, () => {
    const { facts, analysis } = scanned(plan)
    const resets = Object.values(facts.resets).reduce((sum, count) => sum + count, 0)
    assert.equal(facts.streams, plan.flows)
    assert.ok(resets > 0)
    assert.equal(analysis.scan.frames, facts.packets)
    assert.equal(analysis.scan.tcpPackets, facts.packets)
    assert.equal(analysis.scan.streams, facts.streams)
    assert.equal(analysis.scan.resetStreams, resets)
    assert.equal(analysis.sources[0].bytes, facts.bytes)
    assert.deepEqual(analysis.sources[0].problems.list(), [])
    assert.deepEqual(analysis.problems.list(), [])
  })
}

test('the random hash of a run changes nothing in its result', () => {
  const pieces: Uint8Array[] = []
  generate({ ...large(0.02), oneResetIn: 10 }, (bytes) => pieces.push(bytes.slice()))
  const capture = Buffer.concat(pieces)
  const results = [1, 0x1234_5679, 0xdead_beef].map((seed) => {
    seedHash(seed, Math.imul(seed, 7))
    return buildReport([analyzeCapture(capture, 'large.pcap')], 'en')
  })
  assert.ok(results[0].findings.length > 10)
  for (const other of results.slice(1)) assert.deepEqual(other, results[0])
})

test('large: packets have a mean of about 800 bytes, whatever the size', () => {
  const { bytes, packets } = scanned(large(0.02)).facts
  assert.ok(Math.abs(bytes / packets - 800) < 120, `${bytes / packets}`)
})

test('small: ten packets a connection, and no more bytes than their headers and a line', () => {
  const { bytes, packets, streams } = scanned(small(0.01)).facts
  assert.ok(Math.abs(packets / streams - 10) < 0.1)
  assert.ok(bytes / packets < 130)
})

test('the second point holds sound headers, and nothing of what was forged farther away than a packet can come from', () => {
  const pieces: Uint8Array[] = []
  const { packets } = generate({ ...small(0.002), oneResetIn: 4 }, (bytes) => pieces.push(bytes.slice()))
  const [, ...records] = secondPoint(Buffer.concat(pieces))
  assert.ok(records.length < packets && records.length > 0.9 * packets)
  for (const record of records) assert.equal(sumOfWords(record.subarray(30, 50)), 0xffff)
})

/** A header whose checksum is right has this one's complement sum (RFC 1071 §1). */
function sumOfWords(header: Buffer): number {
  let sum = 0
  for (let at = 0; at < header.length; at += 2) sum += header.readUInt16BE(at)
  return sum % 0xffff || 0xffff
}

/** Bytes that `work` allocates on the heap, whatever becomes of them. */
async function allocated(work: () => void): Promise<number> {
  const session = new Session()
  session.connect()
  const collected = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true }
  await session.post('HeapProfiler.startSampling', { samplingInterval: 1024, ...collected })
  work()
  const { profile } = await session.post('HeapProfiler.stopSampling')
  session.disconnect()
  const sum = (node: HeapProfiler.SamplingHeapProfileNode): number =>
    node.selfSize + node.children.reduce((all, child) => all + sum(child), 0)
  return sum(profile.head)
}

test('once it is warm, the scan allocates nothing per packet', async () => {
  const pieces: Uint8Array[] = []
  const { packets } = generate({ ...small(0.02), oneResetIn: 1e9 }, (bytes) => pieces.push(bytes.slice()))
  const capture = Buffer.concat(pieces)
  const analysis = new Analysis()
  let least = Number.POSITIVE_INFINITY
  // Until it is compiled, numbers are objects, and when it is compiled is for the machine to say.
  for (let round = 0; round < 12; round++) {
    const bytes = await allocated(() => analysis.open(`round ${round}`).feed.push(capture))
    least = Math.min(least, bytes)
  }
  // Not one number for every second packet: a number on the heap takes sixteen bytes.
  assert.ok(least < 8 * packets, `${least} bytes for ${packets} packets`)
})
