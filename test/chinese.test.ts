/** How Chinese is set: full-width punctuation, and a blank between Chinese and what is not. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { analyze } from '../src/core/index.js'
import { renderMarkdown } from '../src/core/report/markdown.js'
import { renderText } from '../src/core/report/text.js'
import { badlySet } from './chinese-setting.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Files below a folder whose path from the root matches. */
function files(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => pattern.test(path))
}

const linesOf = (path: string): string[] => readFileSync(join(root, path), 'utf8').split('\n')

const assertSet = (lines: string[], where: string): void => assert.deepEqual(badlySet(lines), [], where)

/** What is code, and where links go, keeps to its own rules; in a shell the comment is Chinese. */
function prose(lines: string[]): string[] {
  let fence = ''
  return lines.map((line) => {
    const mark = /^```(\w*)/.exec(line)
    if (mark) {
      fence = fence === '' ? mark[1] || 'text' : ''
      return ''
    }
    if (fence !== '') return fence === 'sh' ? (/ # (.*)/.exec(line)?.[1] ?? '') : ''
    return line.replace(/`[^`]*`/g, '`').replace(/\]\([^)]*\)/g, ']')
  })
}

describe('Chinese is set as Chinese', () => {
  const sources = files('src', /\/words\/(.*[/-])?zh(\/\w+)?\.ts$/)

  it('in the words', () => {
    assert.ok(sources.length > 15, `${sources.length} files of words`)
    for (const path of sources) assertSet(linesOf(path), path)
  })

  it('on the pages', () => {
    const pages = files('docs/zh', /\.md$/)
    assert.ok(pages.length > 60, `${pages.length} pages`)
    for (const path of pages) assertSet(prose(linesOf(path)), path)
  })

  it('around the names of captures, which may be Chinese themselves', () => {
    const captures = ['article', 'article-server'].map((name) => readFileSync(join(root, 'examples', `${name}.pcap`)))
    for (const names of [
      ['-', 'b.pcap'],
      ['客户端', '服务端'],
      ['a.pcap', 'b.pcap'],
    ]) {
      const report = analyze(captures, { names, language: 'zh' })
      const lines = [renderText(report, { all: true, width: 1000 }), renderMarkdown(report)].join('\n').split('\n')
      const said = lines.filter((line) => /标准输入|[ab]\.pcap|客户端|服务端/.test(line))
      assert.ok(said.length > 10)
      assertSet(prose(said), names.join())
    }
  })

  it('in the reports made of the words', () => {
    for (const name of readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.pcap'))) {
      const bytes = new Uint8Array(readFileSync(join(root, 'examples', name)))
      const report = analyze(bytes, { names: [name], language: 'zh' })
      const text = [true, false].flatMap((all) => renderText(report, { all }).split('\n'))
      assertSet(
        text.filter((line) => !/^ *\$ /.test(line)).map((line) => line.trim()),
        name,
      )
      assertSet(prose(renderMarkdown(report, { all: true }).split('\n')), name)
    }
  })
})
