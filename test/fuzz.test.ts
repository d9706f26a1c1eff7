/**
 * The whole pipeline on damaged captures: nothing but `CaptureError` is ever thrown, and no capture of a few packets
 * takes a second. `FUZZ_RUNS` and `FUZZ_SEED` make a longer search, or another one.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { CaptureError } from '../src/core/capture/format.js'
import { readStory } from './story.js'
import { type Container, type Link, wrap } from './story-frames.js'
import type { StagedPacket } from './story-packet.js'
import { stage } from './story-stage.js'
import { conclude } from './story-verdict.js'

const folder = fileURLToPath(new URL('../../test/stories/', import.meta.url))
const plays = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.story'))
  .sort()
  .map((file) => stage(readStory(file, readFileSync(folder + file, 'utf8'))).packets)

/** What happens to the order of the packets, and then to the bytes. */
type Damage =
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'overwrite'; at: number; value: number; size: number }
  | { kind: 'cut'; at: number }
  | { kind: 'drop'; at: number; length: number }

/** A share of the capture, anywhere in it alike: numbers near 0 would only ever hit its first bytes. */
const place = fc.noBias(fc.nat(2 ** 24 - 1)).map((n) => n / 2 ** 24)
/** Lengths, offsets and counts at the edges of what a field holds. */
const edge = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff)
const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('overwrite' as const),
      at: place,
      value: edge,
      size: fc.constantFrom(1, 2, 4),
    }),
  },
  // These two leave nothing to read behind them in most containers.
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: place }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('drop' as const), at: place, length: fc.integer({ min: 1, max: 40 }) }),
  },
)

const shuffle = fc.record({ from: place, to: place, again: fc.boolean() })

interface Case {
  play: number
  shuffles: { from: number; to: number; again: boolean }[]
  link: Link
  container: Container
  ipVersion6: boolean
  damages: Damage[]
}

const cases: fc.Arbitrary<Case> = fc.record({
  play: fc.nat(plays.length - 1),
  shuffles: fc.array(shuffle, { maxLength: 4 }),
  link: fc.constantFrom<Link>('ethernet', 'vlan', 'vxlan', 'cooked', 'cooked2'),
  container: fc.constantFrom<Container>('pcap-ns', 'pcap-us', 'pcap-us-be', 'pcapng'),
  ipVersion6: fc.boolean(),
  damages: fc.array(damage, { maxLength: 8 }),
})

function captureOf({ play, shuffles, damages, ...wrapping }: Case): Uint8Array {
  const packets = shuffles.reduce(moved, plays[play])
  return damages.reduce(damaged, wrap(packets, wrapping))
}

/** A packet in another place, or there as well. */
function moved(packets: StagedPacket[], { from, to, again }: Case['shuffles'][number]): StagedPacket[] {
  const source = Math.floor(from * packets.length)
  const rest = again ? packets : packets.toSpliced(source, 1)
  return rest.toSpliced(Math.floor(to * (rest.length + 1)), 0, packets[source])
}

function damaged(bytes: Uint8Array, d: Damage): Uint8Array {
  const at = Math.floor(d.at * bytes.length)
  if (d.kind === 'cut') return bytes.slice(0, at)
  if (d.kind === 'drop') return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + d.length)])
  const copy = bytes.slice()
  if (d.kind === 'flip' && at < copy.length) copy[at] ^= 1 << d.bit
  if (d.kind === 'overwrite')
    for (let i = 0; i < d.size && at + i < copy.length; i++) copy[at + i] = (d.value >>> (8 * i)) & 255
  return copy
}

function survives(capture: Uint8Array, key?: Uint8Array): void {
  const start = performance.now()
  try {
    conclude(capture, undefined, key)
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error
  }
  assert.ok(performance.now() - start < 1000, 'it took more than a second')
}

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 600)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_101)

test('damaged captures are read as far as they go', () => {
  fc.assert(
    fc.property(cases, (each) => survives(captureOf(each))),
    { numRuns, seed },
  )
})

test('so are they when they are anonymised', () => {
  fc.assert(
    fc.property(cases, (each) => survives(captureOf(each), new Uint8Array(32))),
    { numRuns: Math.ceil(numRuns / 4), seed: seed + 1 },
  )
})

test('most damage leaves a capture that is read and still tells something', () => {
  const judged = fc.sample(cases, { numRuns: 60, seed }).filter((each) => {
    try {
      return conclude(captureOf(each)).findings.length > 0
    } catch {
      return false
    }
  })
  assert.ok(judged.length >= 18, `only ${judged.length} of 60`)
})
