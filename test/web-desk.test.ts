/** What the page's worker does with files, held against what Node makes of the same bytes. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { analyze, type Report } from '../src/core/index.js'
import { overviewOf } from '../src/web/overview.js'
import { Desk } from '../src/web/work/desk.js'
import { gunzip } from '../src/web/work/gunzip.js'
import { manyRefused, refusedBeforeNoise } from './web-samples.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const article = readFileSync(join(root, 'examples/article.pcap'))
const articleServer = readFileSync(join(root, 'examples/article-server.pcap'))

const ignore = (): void => undefined
const fileOf = (bytes: Uint8Array, name = 'article.pcap'): File => new File([bytes as Uint8Array<ArrayBuffer>], name)
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** A stream of such pieces, which ends with the error if there is one. `bytes`: it can fill a buffer. */
function streamOf(pieces: Uint8Array[], { type, error }: { type?: 'bytes'; error?: Error } = {}) {
  const left = [...pieces]
  const pull = (controller: ReadableByteStreamController | ReadableStreamDefaultController<Uint8Array>) => {
    const piece = left.shift()
    if (piece) controller.enqueue(Uint8Array.from(piece))
    else if (error) controller.error(error)
    else controller.close()
  }
  const stream = type ? new ReadableStream({ type, pull }) : new ReadableStream({ pull })
  return stream as ReadableStream<Uint8Array<ArrayBuffer>>
}

/** The desk's answer for files, as JSON. @param room bytes that it may keep */
async function answerFor(files: File[], room?: number) {
  const { overview, unreadable } = await new Desk(ignore, room).analyse({ files, language: 'en' })
  return { overview: plain(overview), unreadable }
}

const expected = (report: Report): unknown => plain(overviewOf(report))

describe('the worker’s desk', () => {
  const one = expected(analyze(article, { names: ['article.pcap'] }))

  it('makes the same of a file whether it is kept, read again in slices, or compressed', async () => {
    assert.deepEqual(await answerFor([fileOf(article)]), { overview: one, unreadable: [] })
    assert.deepEqual(await answerFor([fileOf(article)], 0), { overview: one, unreadable: [] })
    assert.deepEqual(await answerFor([fileOf(gzipSync(article))]), { overview: one, unreadable: [] })
    const zstd = spawnSync('zstd', ['-qc'], { input: article })
    if (zstd.status === 0) assert.deepEqual(await answerFor([fileOf(zstd.stdout)]), { overview: one, unreadable: [] })
  })

  it('makes the same of a file whose stream brings pieces and cannot fill a buffer', async () => {
    const file = fileOf(article)
    file.stream = () => streamOf([article.subarray(0, 5000), article.subarray(5000)])
    assert.throws(() => file.stream().getReader({ mode: 'byob' }), TypeError)
    assert.deepEqual(await answerFor([file]), { overview: one, unreadable: [] })
    assert.deepEqual(await answerFor([file], 0), { overview: one, unreadable: [] })
  })

  it('reads all members of a gzip file, wherever they end', async () => {
    for (const cut of [1, 30, 5000, article.length - 1]) {
      const members = [article.subarray(0, cut), new Uint8Array(0), article.subarray(cut)]
      const zipped = Buffer.concat(members.map((member) => gzipSync(member)))
      assert.deepEqual(await answerFor([fileOf(zipped)]), { overview: one, unreadable: [] })
    }
  })

  it('reads a member whose head lies across two reads of the file', async () => {
    const noise = randomBytes(70_000)
    const members = [gzipSync(noise, { level: 0 }), gzipSync(article)]
    const whole = Buffer.concat(members)
    for (let split = members[0].length - 1; split <= members[0].length + 11; split++) {
      const pieces = [whole.subarray(0, split), whole.subarray(split)].map((piece) => Uint8Array.from(piece))
      const made: Uint8Array[] = []
      for await (const piece of gunzip(Readable.from(pieces))) made.push(piece)
      assert.deepEqual(Buffer.concat(made), Buffer.concat([noise, article]))
    }
  })

  it('says so when there is something else behind a gzip file', async () => {
    const { overview } = await new Desk(ignore).analyse({
      files: [fileOf(Buffer.concat([gzipSync(article), gzipSync(articleServer).subarray(0, -9)]))],
      language: 'en',
    })
    assert.ok(overview.captures[0].problems.some(({ kind }) => kind === 'damaged-compression'))
  })

  it('says where reading failed', async () => {
    for (const type of ['bytes', undefined] as const) {
      const file = fileOf(article)
      file.stream = () => streamOf([article.subarray(0, 5000)], { type, error: new Error('the disk is gone') })
      const { unreadable } = await answerFor([file])
      assert.deepEqual(unreadable, [
        { name: 'article.pcap', reason: { why: 'system', message: 'the disk is gone' }, position: 5000 },
      ])
    }
  })

  it('finds records far apart in a file that is not kept', async () => {
    const bytes = manyRefused(400)
    const answer = await answerFor([fileOf(bytes, 'many.pcap')], 0)
    assert.deepEqual(answer.overview, expected(analyze(bytes, { names: ['many.pcap'] })))
  })

  it('tells captures of two points by their times, and compares them', async () => {
    const files = [fileOf(article), fileOf(articleServer, 'article-server.pcap')]
    const { overview } = await new Desk(ignore).analyse({ files, language: 'en' })
    assert.equal(overview.arrangement?.as, 'points')
    assert.equal(overview.pairs?.length, 1)
    assert.ok(overview.findings.some(({ summary }) => summary.includes('was never sent')))
  })

  it('gives a finding in full, with its series, in either language', async () => {
    const desk = new Desk(ignore)
    await desk.analyse({ files: [fileOf(article)], language: 'en' })
    const report = analyze(article, { language: 'zh', names: ['article.pcap'] })
    const detail = await desk.detail({ id: '1', language: 'zh' })
    assert.deepEqual(plain(detail?.finding), plain(report.findings[0]))
    assert.ok(detail?.series?.frame.includes(49))
    assert.equal(await desk.detail({ id: '99', language: 'en' }), undefined)
  })

  it('counts what came before damage, and says that there is some', async () => {
    const zipped = gzipSync(refusedBeforeNoise())
    const { overview, unreadable } = await new Desk(ignore).analyse({
      files: [fileOf(zipped.subarray(0, zipped.length - 20))],
      language: 'en',
    })
    assert.deepEqual(unreadable, [])
    assert.ok(overview.captures[0].problems.some(({ kind }) => kind === 'damaged-compression'))
    assert.equal(overview.findings.length, 1)
  })

  it('says what is wrong with a file that is no capture, and reads the others', async () => {
    const files = [fileOf(new TextEncoder().encode('nothing of the kind\n'.repeat(30)), 'notes.txt'), fileOf(article)]
    const { overview, unreadable } = await new Desk(ignore).analyse({ files, language: 'en' })
    assert.deepEqual(
      unreadable.map(({ name }) => name),
      ['notes.txt'],
    )
    assert.ok(overview.findings.length > 0)
  })

  it('gives the same answer when it is asked while it rehearses', async () => {
    const desk = new Desk(ignore)
    const rehearsed = desk.rehearse({ files: [fileOf(articleServer)] })
    const { overview } = await desk.analyse({ files: [fileOf(article)], language: 'en' })
    assert.deepEqual(plain(overview), one)
    await rehearsed
  })

  it('tells how far reading has come', async () => {
    const told: number[] = []
    const file = fileOf(manyRefused(400))
    await new Desk((bytes, total) => told.push(bytes / total)).analyse({ files: [file], language: 'en' })
    assert.ok(told.length > 0)
    assert.ok(told.every((share) => share > 0 && share <= 1))
  })
})
