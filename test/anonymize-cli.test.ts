/** `--anonymize` as its users meet it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Report } from '../src/core/report/model.js'
import { keyFromFile, reportFiles } from '../src/node/index.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const blocked = join(root, 'examples/blocked-sni.pcap')
const article = ['article.pcap', 'article-server.pcap'].map((name) => join(root, 'examples', name))
const folder = mkdtempSync(join(tmpdir(), 'rstrace-anonymize-'))
after(() => rmSync(folder, { recursive: true }))

function rstrace(...args: string[]) {
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/rstrace.js'), ...args], { env })
  return { status, stdout: stdout.toString('latin1'), stderr: stderr.toString() }
}

const reportOf = (...args: string[]): Report => JSON.parse(rstrace('--format', 'json', ...args).stdout)
const nameIn = ({ findings }: Report): string | undefined => findings[0].connection.tls?.serverName

const key = join(folder, 'key')
writeFileSync(key, 'a sentence that nobody guesses')
/** The advice names www.example.com of its own accord. */
const ORIGINAL = /blocked\.example|10\.77\.0\.1\b|10\.77\.5\.2\b|02:00:00|blocked-sni\.pcap/i

describe('--anonymize', () => {
  it('takes addresses, names and the file name out of every format', () => {
    for (const format of ['text', 'json', 'jsonl', 'markdown', 'csv']) {
      const { status, stdout } = rstrace('--anonymize', '--format', format, blocked)
      assert.equal(status, 0)
      assert.match(stdout, /capture 1/)
      assert.doesNotMatch(stdout, ORIGINAL, format)
    }
    assert.match(rstrace(blocked).stdout, ORIGINAL)
  })

  it('takes the names of both files out of what is said of a pair', () => {
    for (const format of ['text', 'json', 'jsonl', 'markdown', 'csv']) {
      const { status, stdout } = rstrace('--anonymize', '--every', '--format', format, ...article)
      assert.equal(status, 0)
      assert.doesNotMatch(stdout, /article/, format)
    }
    const out = join(folder, 'pair')
    assert.equal(rstrace('--anonymize', '--format', 'pcapng', '-o', `${out}/`, ...article).status, 0)
    for (const name of readdirSync(out)) assert.doesNotMatch(readFileSync(join(out, name), 'latin1'), /article/)
    assert.match(rstrace(...article).stdout, /Where +Between \S*article\.pcap/)
  })

  it('makes other pseudonyms every time', () => {
    const names = [1, 2, 3].map(() => nameIn(reportOf('--anonymize', blocked)))
    assert.equal(new Set(names).size, 3)
  })

  it('writes a capture that says what the report says', () => {
    for (const whole of [['--annotate'], []]) {
      const out = join(folder, 'out.pcapng')
      assert.equal(rstrace('--anonymize-key', key, '--format', 'pcapng', ...whole, '-o', out, blocked).status, 0)
      assert.doesNotMatch(readFileSync(out, 'latin1'), ORIGINAL)
      assert.equal(nameIn(reportOf(out)), nameIn(reportOf('--anonymize-key', key, blocked)))
    }
  })

  it('numbers the files in a folder', () => {
    const out = join(folder, 'several')
    assert.equal(rstrace('--anonymize', '--format', 'pcapng', '-o', `${out}/`, ...article).status, 0)
    assert.deepEqual(readdirSync(out).sort(), ['capture-1.pcapng', 'capture-2.pcapng'])
    const [finding] = reportOf('--as', 'points', ...readdirSync(out).map((name) => join(out, name))).findings
    assert.equal(finding.origin.who, reportOf(...article).findings[0].origin.who)
  })
})

describe('--anonymize-key', () => {
  it('makes the same pseudonyms of the same file', () => {
    const name = nameIn(reportOf('--anonymize-key', key, blocked))
    assert.equal(nameIn(reportOf('--anonymize-key', key, blocked)), name)
    writeFileSync(join(folder, 'other'), 'another sentence, as long')
    assert.notEqual(nameIn(reportOf('--anonymize-key', join(folder, 'other'), blocked)), name)
  })

  it('is what the library takes', async () => {
    const report = await reportFiles([blocked], { anonymize: keyFromFile(key) })
    assert.equal(nameIn(report), nameIn(reportOf('--anonymize-key', key, blocked)))
  })

  it('says in one line what is wrong, and writes nothing', () => {
    writeFileSync(join(folder, 'short'), 'too short')
    const out = join(folder, 'unwritten')
    const wrong: [string[], RegExp][] = [
      [['--anonymize-key', join(folder, 'short')], /short: too short/],
      [['--anonymize-key', join(folder, 'missing')], /missing: no such file/],
      [['--anonymize', '--keep-secrets', '--format', 'pcapng'], /--keep-secrets/],
    ]
    for (const [args, pattern] of wrong) {
      const { status, stdout, stderr } = rstrace(...args, '-o', out, blocked)
      assert.deepEqual([status, stdout, existsSync(out)], [2, '', false])
      assert.match(stderr, /^rstrace: [^\n]*\n$/)
      assert.match(stderr, pattern)
    }
  })
})
