/** Markdown and CSV: what they say, and that a capture's text in them is text and nothing else. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { analyze, type Finding, type Report, renderCsv, renderMarkdown } from '../src/core/index.js'
import { clean } from '../src/core/report/clean.js'
import { csvColumns } from '../src/core/report/csv.js'
import { codeSpan, escapeMarkdown, fencedBlock, inTable, prose } from '../src/core/report/markdown-escape.js'
import { type Language, words } from '../src/core/words/index.js'
import { pcap, pcapng } from './capture-writers.js'
import { capture, ends, forgedAtHandshake, forgedAtRequest, packets, type Said } from './dialogue.js'

const languages: Language[] = ['en', 'zh']
const refused: Said[] = [
  { at: 0, from: 'client', flags: 'S', seq: 1000 },
  { at: 0.026, from: 'server', flags: 'RA', seq: 0, ack: 1001 },
]
const request = (host: string, path = '/'): Uint8Array =>
  capture(forgedAtRequest(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`))
const forged = (language: Language = 'en'): Report =>
  analyze(capture(forgedAtHandshake), { names: ['forged.pcap'], language })
const manyRefused = (count: number): Report =>
  analyze(
    pcap(
      Array.from({ length: count }, (_, i) =>
        packets(
          refused.map((each) => ({ ...each, at: i * 0.1 + each.at })),
          { ...ends, clientPort: 40_000 + i },
        ),
      ).flat(),
    ),
  )

/** As GitHub renders it, before it looks for mentions and references. */
const html = (markdown: string): string => micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const textOf = (rendered: string): string =>
  rendered
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity])
    .replaceAll('\u200b', '')

/** What GitHub and GitLab act on in the text that a page shows outside code. */
const ACTS = /@[\w-]|#\d|(?<![a-z\d])GH-\d|\w:\/\/|(?<![a-z\d])www\.|:\+?\w*[a-z]\w*:/i
const outsideCode = (rendered: string): string =>
  rendered.replace(/<code[^>]*>[\s\S]*?<\/code>/g, ' ').replace(/<[^>]*>/g, '')

/** Texts of characters that mean something, and of what sites act on. */
const pieces = [...'\\`*_[]()<>#+-.!|~$&@%:/={}"\' a1\n\t', '@team', '#1', 'GH-1', 'https://e.example', 'www.e.example']
const more = [
  '![x](http://e.example/p.png)',
  '<img src=x>',
  '<!--',
  '&lt;',
  '```',
  ':tada:',
  '1. ',
  'x@e.example',
  '概要',
]
const anyText = fc
  .oneof(
    fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 14 }).map((list) => list.join('')),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .map((text) => clean(text).replace(/\s+/g, ' ').trim())

const hostile = 'x|y`z`<img src=x onerror=1> [a](http://e.example) ![b](//e) @team #1 www.e.example :tada: =1+1'

describe('text in Markdown', () => {
  it('comes out as it is: one paragraph without markup, links, images or HTML', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rendered = html(escapeMarkdown(text))
        assert.equal(textOf(rendered), text)
        assert.doesNotMatch(rendered.replace(/^<p>|<\/p>$/g, ''), /</)
        assert.doesNotMatch(rendered, ACTS)
      }),
      { numRuns: 1000 },
    )
  })

  it('is no line across the page', () => {
    for (const text of ['--', '---', '- -', '-']) assert.equal(textOf(html(`- ${escapeMarkdown(text)}`)).trim(), text)
  })

  it('comes out as it is in a list, a heading, a table and in bold', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== ''),
        (text) => {
          const escaped = escapeMarkdown(text)
          const row = `| a | b |\n|---|---|\n| ${inTable(escaped)} | end |`
          for (const page of [`- ${escaped}`, `# ${escaped}`, `**${escaped}**`])
            assert.equal(textOf(html(page)).trim(), text)
          assert.equal(textOf(html(row)).replace(/\n+/g, '\n'), `\na\nb\n${text}\nend\n`)
        },
      ),
    )
  })

  it('comes out as it is in code, in a table too', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== ''),
        (text) => {
          assert.equal(
            html(codeSpan(text))
              .replace(/<\/?p>/g, '')
              .match(/<\/?\w+>/g)
              ?.join(''),
            '<code></code>',
          )
          assert.equal(textOf(html(codeSpan(text))), text)
          // A backslash before a bar is taken off, in code too (GFM §4.10): nothing can be done about it.
          if (text.includes('\\|')) return
          const row = `| a | b |\n|---|---|\n| ${inTable(codeSpan(text))} | end |`
          assert.equal(textOf(html(row)).replace(/\n+/g, '\n'), `\na\nb\n${text}\nend\n`)
        },
      ),
    )
  })

  it('cannot end a block of code', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rendered = html(fencedBlock([text, '```', text], 'sh').join('\n'))
        assert.equal(textOf(rendered), `${text}\n\`\`\`\n${text}\n`)
        assert.match(rendered, /^<pre><code[^>]*>[^<]*<\/code><\/pre>$/)
      }),
    )
  })

  it('shows the names that it speaks of as code', () => {
    assert.equal(prose('The name a_b.example is cut.', ['a_b.example']), 'The name `a_b.example` is cut.')
    assert.equal(prose('From 02:00:5e:00:01:80 to 2001:db8::1.'), 'From `02:00:5e:00:01:80` to `2001:db8::1`.')
    assert.equal(prose('at /abc/::1', ['/abc/']), 'at `/abc/`&#8203;`::1`')
    assert.equal(prose('To 192.0.2.1:443: refused'), 'To 192.0.2.1:443: refused')
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 3 }), anyText, anyText, (names, before, after) => {
        const text = [before, ...names, after].join('')
        const rendered = html(prose(text, names))
        assert.equal(textOf(rendered), text.trim())
        assert.doesNotMatch(outsideCode(rendered), ACTS)
      }),
    )
  })
})

describe('the Markdown report', () => {
  for (const language of languages) {
    it(`has the sentence, evidence, packets, filter and commands: ${language}`, () => {
      const report = forged(language)
      const [finding, harmless] = report.findings
      const page = renderMarkdown(report)
      const rendered = html(page)
      const text = textOf(rendered)
      assert.match(page, /^# .*forged\.pcap/)
      assert.ok(text.includes(finding.summary))
      assert.ok(rendered.includes('<code>tcp.stream == 0 &amp;&amp; frame.number in {2, 3, 4, 5}</code>'))
      for (const { text: said, weight, for: side } of finding.evidence) {
        assert.ok(text.includes(said), said)
        assert.ok(text.includes(`${words[language].who[side]}\n`), side)
        assert.ok(text.includes(weight.toFixed(1)))
      }
      for (const { command } of finding.advice) if (command) assert.ok(text.includes(`${command}\n`), command)
      assert.match(rendered, /<pre><code class="language-text">[^<]*\(3788899387\)/)
      assert.ok(text.includes(words[language].text.benign))
      assert.ok(!text.includes(harmless.summary))
      assert.ok(textOf(html(renderMarkdown(report, { all: true }))).includes(harmless.summary))
      assert.doesNotMatch(page, /\n\n\n|undefined|\[object/)
    })
  }

  it('tells a hundred alike once, and all of them when asked', () => {
    const report = manyRefused(100)
    assert.equal(renderMarkdown(report).match(/^## /gm)?.length, 1)
    assert.match(renderMarkdown(report), /99 more like it: frames 4, 6, 8, /)
    assert.equal(renderMarkdown(report, { all: true }).match(/^## /gm)?.length, 100)
  })

  it('says what was looked at when nothing was found', () => {
    assert.match(renderMarkdown(analyze(pcap([]), { names: ['empty.pcap'] })), /^# No TCP in empty\.pcap: /)
  })

  it('lets nothing of a capture act on whoever reads it', () => {
    for (const language of languages) {
      for (const bytes of [request(hostile), request('a.example', `/${hostile.replaceAll(' ', '%20')}`)]) {
        const report = analyze(bytes, { names: [`@team #1 <b>${hostile}.pcap`], language })
        for (const all of [false, true]) {
          const rendered = html(renderMarkdown(report, { all }))
          assert.doesNotMatch(rendered, /<(?:a|img|b|del|script|input)\b/)
          assert.doesNotMatch(outsideCode(rendered), ACTS)
        }
      }
    }
  })
})

/** Fields of CSV (RFC 4180 §2), read without anything of the writer's. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows[rows.length - 1].push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.filter((row) => row.length > 1)
}

const rowsOf = (report: Report): Record<string, string>[] => {
  const [head, ...rows] = parseCsv(renderCsv(report).slice(1))
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])))
}

/** A report in which the first finding's HTTP host is some text. */
function withHost(host: string): Report {
  const report = forged()
  const [first, ...others] = report.findings
  const connection: Finding['connection'] = { ...first.connection, http: { host } }
  return { ...report, findings: [{ ...first, connection }, ...others] }
}

describe('the CSV report', () => {
  it('is a row for each finding under names that stay', () => {
    const text = renderCsv(forged())
    assert.ok(text.startsWith('\ufeffid,kind,severity,capture,frame,'))
    assert.equal(new Set(csvColumns).size, csvColumns.length)
    for (const row of parseCsv(text.slice(1))) assert.equal(row.length, csvColumns.length)
    const [first, second] = rowsOf(forged())
    const { id, frame, origin, origin_confidence, trigger_frame, trigger_or_frames, http_host, summary } = first
    assert.deepEqual([id, frame, origin, trigger_frame, trigger_or_frames], ['1', '4', 'middlebox', '2', '3'])
    assert.ok(Number(origin_confidence) > 0.9)
    assert.equal(http_host, '')
    assert.equal(summary, forged().findings[0].summary)
    assert.match(first.evidence, /^[a-z-]+(;[a-z-]+)+$/)
    assert.equal(second.cause, 'no-such-connection')
  })

  it('ends lines as RFC 4180 says, and is only a head without findings', () => {
    assert.equal(renderCsv(analyze(pcap([]))), `\ufeff${csvColumns.join(',')}\r\n`)
  })

  it('is the same in both languages but for the summary', () => {
    const plain = (language: Language) => rowsOf(forged(language)).map(({ summary: _, ...row }) => row)
    assert.deepEqual(plain('zh'), plain('en'))
  })

  it('keeps any text as it is, but that no cell begins as a formula', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cell = rowsOf(withHost(text))[0].http_host
        assert.equal(cell.replaceAll("'", ''), text.replaceAll("'", ''))
        for (const part of cell.split(';')) assert.doesNotMatch(part, /^[\s"]*[=+\-@＝＋－＠]/)
      }),
      { numRuns: 300 },
    )
  })

  it('makes text of formulas, behind blanks, separators and in full-width letters too', () => {
    const cells: [string, string][] = [
      ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
      ['+1', "'+1"],
      ['-1+1', "'-1+1"],
      ['@SUM(1)', "'@SUM(1)"],
      ['  =1', "  '=1"],
      ['＝1+1', "'＝1+1"],
      ['a;=1', "a;'=1"],
      ['a;"=1', `a;"'=1`],
      ['\t=1', "'=1"],
      ['a-b.example', 'a-b.example'],
    ]
    for (const [host, cell] of cells) assert.equal(rowsOf(withHost(host))[0].http_host, cell)
  })

  it('has what the capture calls the hosts, and makes no formula of it', () => {
    const names = [
      { address: Uint8Array.of(198, 51, 100, 20), name: 'laptop' },
      { address: Uint8Array.of(203, 0, 113, 10), name: '=1+1' },
    ]
    const [named] = rowsOf(analyze(pcapng(packets(forgedAtHandshake), { names })))
    assert.deepEqual([named.client_name, named.server_name], ['laptop', "'=1+1"])
    const [nameless] = rowsOf(forged())
    assert.deepEqual([nameless.client_name, nameless.server_name], ['', ''])
  })

  it('keeps numbers numbers', () => {
    const numeric = [
      'id',
      'frame',
      'stream',
      'client_port',
      'origin_confidence',
      'trigger_frame',
      'seconds_from_capture_max',
    ]
    for (const name of numeric) assert.match(rowsOf(forged())[0][name], /^\d+(\.\d+)?$/, name)
  })

  it('bounds its lists', () => {
    const [first, ...others] = forged().findings
    const frames = Array.from({ length: 500 }, (_, i) => i + 1)
    const cell = rowsOf({ ...forged(), findings: [{ ...first, frames }, ...others] })[0].frames
    assert.ok(cell.startsWith('1;2;3;') && cell.endsWith(';50;…'))
  })
})
