/** The page before any browser sees it: its list, its size, what its source must not hold, and reports made from it. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { analyze } from '../src/core/index.js'
import { embed, htmlReport } from '../src/core/report/html.js'
import type { Language } from '../src/core/words/index.js'
import { applyFilter, causesIn, type Filter } from '../src/web/list/filter.js'
import { itemsOf } from '../src/web/list/items.js'
import { overviewOf, type Row } from '../src/web/overview.js'
import { saidIn } from '../src/web/words/index.js'
import { hostileCapture, MARKUP, manyRefused } from './web-samples.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(join(root, 'dist/web/index.html'), 'utf8')
const said = saidIn('en')

const rowsOf = (...examples: string[]): Row[] => {
  const captures = examples.map((name) => readFileSync(join(root, 'examples', name)))
  return overviewOf(analyze(captures)).findings
}

const contentOf = (element: RegExp, text = page): string => element.exec(text)?.[1] ?? ''

describe('the list of findings', () => {
  const rows = rowsOf('article.pcap', 'blocked-sni.pcap', 'port-closed.pcap')
  const shownBy = (filter: Partial<Filter>) => applyFilter(rows, { text: '', ...filter }, said)

  it('is narrowed by who, by cause, by words and by ids', () => {
    assert.ok(shownBy({ who: 'middlebox' }).length > 0)
    assert.ok(shownBy({ who: 'middlebox' }).every(({ origin }) => origin.who === 'middlebox'))
    assert.deepEqual(
      shownBy({ cause: 'port-closed' }).map(({ cause }) => cause.id),
      ['port-closed'],
    )
    assert.deepEqual(shownBy({ among: [rows[1].id] }), [rows[1]])
    assert.equal(shownBy({}).length, rows.length)
  })

  it('finds names, addresses and causes, every word of them, in any case', () => {
    const blocked = rows.find(({ cause }) => cause.id === 'blocked-sni')
    assert.ok(blocked)
    const name = blocked.connection.tls?.serverName ?? ''
    const named = shownBy({ text: name.toUpperCase() })
    assert.ok(name !== '' && named.includes(blocked))
    assert.ok(named.every(({ connection }) => connection.tls?.serverName === name))
    assert.ok(shownBy({ text: blocked.connection.server.address }).includes(blocked))
    assert.deepEqual(shownBy({ text: `${name} no-such-word` }), [])
  })

  it('finds what the capture calls a host', () => {
    const [first, ...others] = rows
    const named = {
      ...first,
      connection: { ...first.connection, server: { ...first.connection.server, name: 'Web-1' } },
    }
    assert.deepEqual(applyFilter([named, ...others], { text: 'web-1' }, said), [named])
  })

  it('names each cause once, the commonest first', () => {
    const causes = causesIn(rows, said)
    assert.equal(new Set(causes.map(({ id }) => id)).size, causes.length)
    assert.equal(
      causes.reduce((sum, { count }) => sum + count, 0),
      rows.length,
    )
    assert.ok(causes.every(({ count }, i) => i === 0 || count <= causes[i - 1].count))
  })

  it('folds the harmless at its end, and unfolds them', () => {
    const folded = itemsOf(rows, new Set())
    assert.equal(folded.at(-1)?.kind, 'harmless')
    const open = itemsOf(rows, new Set(['harmless']))
    assert.ok(open.length > folded.length)
    assert.deepEqual(
      open
        .flatMap((item) => (item.kind === 'finding' ? [item.row.id] : []))
        .sort()
        .join(),
      rows
        .map(({ id }) => id)
        .sort()
        .join(),
    )
  })

  it('tells alike findings once, and gives every line a key of its own', () => {
    const alike = Array.from({ length: 5 }, (_, i) => ({ ...rows[0], id: `a${i}` }))
    assert.deepEqual(
      itemsOf(alike, new Set()).map(({ kind }) => kind),
      ['finding', 'alike'],
    )
    const open = itemsOf(alike, new Set(['alike-a0']))
    assert.equal(open.length, 6)
    assert.equal(new Set(open.map(({ key }) => key)).size, 6)
  })
})

describe('the page', () => {
  it('is below 250 kB compressed, worker, style and examples included', (t) => {
    const size = gzipSync(page).length
    t.diagnostic(`${size} bytes compressed`)
    assert.ok(size < 250_000, `${size} bytes`)
  })

  it('allows its own script and style by their hashes, and no network', () => {
    const policy = contentOf(/http-equiv="Content-Security-Policy" content="([^"]*)"/)
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const script = contentOf(/<script>(.*?)<\/script>/s)
    const style = contentOf(/<style>(.*?)<\/style>/s)
    assert.ok(script.length > 10_000 && style.length > 1000)
    const rules = Object.fromEntries(policy.split('; ').map((rule) => rule.split(/ (.*)/).slice(0, 2)))
    assert.equal(rules['default-src'], "'none'")
    assert.equal(rules['connect-src'], "'none'")
    assert.equal(rules['script-src'], hashOf(script))
    assert.equal(rules['style-src'], hashOf(style))
    assert.equal(rules['require-trusted-types-for'], "'script'")
  })

  it('never makes markup out of text', () => {
    const sources = filesIn(join(root, 'src/web')).filter((path) => /\.tsx?$/.test(path))
    assert.ok(sources.length > 30)
    const markup = /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML|srcdoc|\beval\(/
    assert.deepEqual(
      sources.filter((path) => markup.test(readFileSync(path, 'utf8'))),
      [],
    )
  })
})

describe('the report made from the page', () => {
  const capture = hostileCapture()
  const embedded = (bytes: Uint8Array) =>
    embed({
      language: 'en',
      report: (language: Language) => analyze(bytes, { language, names: [MARKUP] }),
      seriesOf: () => undefined,
    })

  it('carries the result in both languages, and no part that analyses captures', () => {
    const html = htmlReport(page, embedded(capture))
    const carried = JSON.parse(contentOf(/<script type="application\/json" id="result">(.*?)<\/script>/s, html))
    assert.deepEqual(carried.reports.en, JSON.parse(JSON.stringify(analyze(capture, { names: [MARKUP] }))))
    assert.equal(carried.reports.zh.language, 'zh')
    assert.ok(page.includes('<script type="text/plain" id="analyst">'))
    assert.ok(!html.includes('<script type="text/plain" id="analyst">'))
    assert.ok(html.length < page.length)
  })

  it('keeps markup from a capture inside the data', () => {
    const html = htmlReport(page, embedded(capture))
    assert.ok(!html.includes('<img src=x'))
    assert.ok(html.includes('\\u003cimg src=x'))
    assert.equal(
      html.match(/<\/script>/g)?.length,
      htmlReport(page, embedded(manyRefused(1))).match(/<\/script>/g)?.length,
    )
  })

  it('leaves out the least serious findings of a large result, and counts them', () => {
    const report = analyze([manyRefused(100), readFileSync(join(root, 'examples/article.pcap'))])
    const most = 50_000
    const { reports, omitted } = embed({ language: 'en', report: () => report, seriesOf: () => undefined }, most)
    assert.ok(omitted > 0)
    assert.equal(reports.en.findings.length + omitted, report.findings.length)
    assert.ok(JSON.stringify(reports.en.findings).length < most + 1000)
    assert.ok(reports.en.findings.some(({ severity }) => severity === 'error'))
  })

  it('is made from this page and no other', () => {
    assert.throws(() => htmlReport('<html></html>', embedded(capture)), /no place for a result/)
    assert.throws(() => htmlReport(htmlReport(page, embedded(capture)), embedded(capture)), /no place for a result/)
  })
})

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}
