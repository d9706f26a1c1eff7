/** What several files are, where their times say one thing and what lies deep in them another. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { analyzeFiles } from '../src/node/index.js'

const load = async (name: string): Promise<unknown> => import(new URL(`../../bench/${name}`, import.meta.url).href)
type Write = (bytes: Uint8Array) => void
const { generate } = (await load('generate.mjs')) as { generate(plan: object, write: Write): void }
const { large } = (await load('plans.mjs')) as { large(factor: number): object }
const { secondPoint } = (await load('second-point.mjs')) as { secondPoint(first: Buffer): Buffer[] }

const folder = mkdtempSync(join(tmpdir(), 'rstrace-late-'))
after(() => rmSync(folder, { recursive: true }))

const pieces: Uint8Array[] = []
generate(large(0.02), (bytes) => pieces.push(bytes.slice()))
const capture = Buffer.concat(pieces)
const [fileHeader, ...elsewhere] = secondPoint(Buffer.from(capture))

const HEADER = 24
const RECORD = 16
const DAY = 86_400

function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = []
  for (let at = HEADER; at < file.length; at += records.at(-1)!.length) {
    records.push(file.subarray(at, at + RECORD + file.readUInt32LE(at + 8)))
  }
  return records
}

/** A capture of some records by a clock that is so many seconds ahead. */
function written(name: string, records: readonly Buffer[], ahead = 0): string {
  const moved = records.map((record) => {
    const copy = Buffer.from(record)
    copy.writeUInt32LE(copy.readUInt32LE(0) + ahead, 0)
    return copy
  })
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat([fileHeader, ...moved]))
  return path
}

const pointsOf = async (...paths: string[]): Promise<number> => (await analyzeFiles(paths)).points.length

describe('of two large captures', () => {
  const here = recordsOf(capture)
  const late = elsewhere.slice(elsewhere.length / 2)
  const first = written('here.pcap', here)

  it('one that began late is of another point, by a clock a day ahead', async () => {
    assert.ok(late.length > 5_000)
    assert.equal(await pointsOf(first, written('ahead.pcap', late, DAY)), 2)
  })

  it('one that began late is of another point, by a clock a day behind', async () => {
    assert.equal(await pointsOf(first, written('behind.pcap', late, -DAY)), 2)
  })

  it('one that goes on with the same connections after a pause is a piece, though it began a while later', async () => {
    const half = here.length / 2
    const paused = here.slice(half + 2_000)
    assert.equal(await pointsOf(written('one.pcap', here.slice(0, half)), written('next.pcap', paused, 60)), 1)
  })
})
