/** Variants of labelled pairs: which packets of the rewritten capture are left, when, and what becomes of the labels. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import * as b from './bytes.js'
import { pcap } from './capture-writers.js'
import { framesOf } from './lab/frames.js'
import type { Case } from './lab/lab.js'
import { transformSet } from './lab/transform.js'

const folder = mkdtempSync(join(tmpdir(), 'rstrace-transform-'))
after(() => rmSync(folder, { recursive: true }))

const PACKETS = 200
const START = 1_700_000_000

/** Both ends in turn, a packet a second; the last is a reset. */
const traffic = Array.from({ length: PACKETS }, (_, i) => {
  const [src, dst] = i % 2 ? ['203.0.113.9', '10.0.0.2'] : ['10.0.0.2', '203.0.113.9']
  const tcp = b.tcp({ sport: 1, dport: 2, seq: i, flags: i === PACKETS - 1 ? 4 : 16 })
  return { bytes: b.frame(b.ethernet(), b.ipv4({ src, dst }), tcp), seconds: START + i, nanoseconds: 123_456_789 }
})
const label = { frame: PACKETS, origin: 'server', cause: null, trigger: PACKETS - 1, decidable: 'yes', why: 'test' }
for (const name of ['client.pcap', 'server.pcap']) writeFileSync(join(folder, name), pcap(traffic))
const pair = { files: ['client.pcap', 'server.pcap'], scenario: 'test', resets: [{ ...label, capture: 1 }] }
writeFileSync(join(folder, 'truth.json'), JSON.stringify([pair]))

function variants(what: string): Case[] {
  const target = join(folder, what)
  transformSet(folder, what, target)
  return JSON.parse(readFileSync(join(target, 'truth.json'), 'utf8'))
}

describe('a transformed pair', () => {
  it('has one capture changed at a time and the other as it was', () => {
    const [first, second] = variants('late')
    assert.deepEqual(
      [first, second].map(({ files }) => files!.map((file) => framesOf(file).length)),
      [
        [120, PACKETS],
        [PACKETS, 120],
      ],
    )
    assert.deepEqual([first.resets[0].frame, first.resets[0].trigger], [PACKETS, PACKETS - 1])
    assert.deepEqual([second.resets[0].frame, second.resets[0].trigger], [120, 119])
  })

  it('lacks about a twentieth of its packets, always the same ones', () => {
    const [left, again] = [variants('drops'), variants('drops')].map(([one]) => framesOf(one.files![0]))
    assert.ok(left.length > 0.88 * PACKETS && left.length < PACKETS, `${left.length} are left`)
    assert.deepEqual(left, again)
  })

  it('shows another time, and drifts', () => {
    const frames = framesOf(variants('offset')[0].files![0])
    const [first, last] = [frames[0].time, frames.at(-1)!.time]
    assert.equal(Math.round(Math.abs(first - START)), 300)
    assert.ok(Math.abs(Math.abs(last - first - (PACKETS - 1)) - 80e-6 * (PACKETS - 1)) < 1e-5)
  })

  it('holds one end alone, and only those labels whose packets are left', () => {
    for (const { files, resets } of variants('one-way')) {
      const counts = files!.map((file) => new Set(framesOf(file).map(({ source }) => source)).size)
      assert.deepEqual([...counts].sort(), [1, 2])
      const holdsServer = framesOf(files![1]).some(({ source }) => source === '203.0.113.9')
      assert.equal(resets.length, holdsServer ? 1 : 0)
    }
  })
})
