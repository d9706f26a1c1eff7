/** The reference pages say what the code says: one page an id and language, whole, with the code's own numbers. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { formats } from '../src/cli/commands/analyse.js'
import { observations } from '../src/core/evidence/index.js'
import { type WeightId, weights } from '../src/core/evidence/weights.js'
import { csvColumns } from '../src/core/report/csv.js'
import { detectors } from '../src/core/verdict/anomalies/index.js'
import { causes } from '../src/core/verdict/causes/index.js'
import { timers } from '../src/core/verdict/causes/timers.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const docs = join(root, 'docs')

const languages = ['en', 'zh'] as const
type Language = (typeof languages)[number]

const shelves = {
  causes: [...causes.map(({ id }) => id), 'unknown'],
  evidence: observations.map(({ id }) => id),
  kinds: [...detectors.map(({ kind }) => kind), 'reset'],
} satisfies Record<string, string[]>
type Shelf = keyof typeof shelves

const account = {
  en: 'What happens|What it looks like|What rstrace looks for|What it is mistaken for|How to confirm|How to fix|Sources',
  zh: '发生了什么|抓包特征|rstrace 的判断依据|容易混淆的情况|如何确认|如何解决|资料来源',
}
const clue = {
  en: 'What it looks at|Why it means something|What it is worth|When it misleads|See it in Wireshark|Sources',
  zh: '看什么|为什么有意义|分量|什么时候会误导|在 Wireshark 里看|资料来源',
}
const headings = { causes: account, kinds: account, evidence: clue }

const label = {
  en: { id: 'Id', made: { end: 'an end', middlebox: 'a middlebox' }, yes: 'yes', no: 'no' },
  zh: { id: '标识', made: { end: '端点主机', middlebox: '中间设备' }, yes: '是', no: '否' },
}

const read = (language: Language, shelf: Shelf, id: string): string =>
  readFileSync(join(docs, language, shelf, `${id}.md`), 'utf8')

function eachPage(visit: (page: string, language: Language, shelf: Shelf, id: string) => void): void {
  for (const language of languages) {
    for (const shelf of Object.keys(shelves) as Shelf[]) {
      for (const id of shelves[shelf]) visit(read(language, shelf, id), language, shelf, id)
    }
  }
}

describe('the reference pages', () => {
  for (const language of languages) {
    for (const shelf of Object.keys(shelves) as Shelf[]) {
      it(`${language}/${shelf}: one page an id, and none besides`, () => {
        const pages = readdirSync(join(docs, language, shelf)).sort()
        assert.deepEqual(pages, shelves[shelf].map((id) => `${id}.md`).sort())
      })
    }
  }

  it('have a title, their id, and all headings with something below each', () => {
    eachPage((page, language, shelf, id) => {
      const where = `${language}/${shelf}/${id}`
      assert.match(page, /^# \S/, where)
      assert.ok(page.includes(`**${label[language].id}** \`${id}\``), `${where} names its id`)
      assert.equal(
        sections(page)
          .map(({ heading }) => heading)
          .join('|'),
        headings[shelf][language],
        where,
      )
      for (const { heading, body } of sections(page)) assert.notEqual(body.trim(), '', `${where}: ${heading}`)
    })
  })

  it('say of each cause who makes it and whether it is benign', () => {
    for (const { id, made, benign } of causes) {
      const { en, zh } = label
      assert.ok(
        read('en', 'causes', id).includes(`**Made by** ${en.made[made]} · **Benign** ${benign ? en.yes : en.no}`),
        id,
      )
      assert.ok(
        read('zh', 'causes', id).includes(`**发送者** ${zh.made[made]} · **无害** ${benign ? zh.yes : zh.no}`),
        id,
      )
    }
  })

  it('say of each observation its family, and its weights with the numbers in use', () => {
    const used = weightsInSource()
    for (const { id, family } of observations) {
      for (const language of languages) {
        const page = read(language, 'evidence', id)
        assert.match(page, new RegExp(`^.*\\*\\*(Family|类别)\\*\\* ${family}$`, 'm'), `${language} ${id}`)
        assert.deepEqual(weightsOnPage(page), used.get(id), `${language} ${id}`)
      }
    }
  })

  it('carry the table of timers on both idle-timeout pages', () => {
    for (const id of ['idle-timeout', 'middlebox-idle-timeout']) {
      for (const language of languages) {
        const rows = read(language, 'causes', id).matchAll(/^\| (.+?) \| (\d+) \| .+\|$/gm)
        const table = [...rows].map(([, product, seconds]) => ({ product, seconds: Number(seconds) }))
        const known = timers.map(({ product, seconds }) => ({ product, seconds }))
        assert.deepEqual(table, known, `${language} ${id}`)
      }
    }
  })

  it('show the same filters and packets in both languages', () => {
    eachPage((page, language, shelf, id) => {
      if (language === 'zh') assert.deepEqual(blocks(page), blocks(read('en', shelf, id)), `${shelf}/${id}`)
    })
  })

  it('are all in the index', () => {
    const index = readFileSync(join(docs, 'README.md'), 'utf8')
    eachPage((_, language, shelf, id) => {
      assert.ok(index.includes(`(${language}/${shelf}/${id}.md)`), `${language}/${shelf}/${id}`)
    })
  })

  it('name every column of CSV, and every format', () => {
    for (const language of languages) {
      const page = readFileSync(join(docs, language, 'formats.md'), 'utf8')
      const rows = page
        .split('## CSV')[1]
        .split('## pcapng')[0]
        .matchAll(/^\| (`.*?) \|/gm)
      const named = [...rows].flatMap(([, cell]) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name))
      assert.deepEqual(named, csvColumns, language)
      for (const format of formats) assert.ok(page.includes(`| \`${format}\` |`), `${language} ${format}`)
    }
  })

  it('link only to what is there', () => {
    for (const file of markdown(docs)) {
      for (const [, target] of prose(readFileSync(file, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue
        const [path, anchor] = target.split('#')
        const to = path === '' ? file : resolve(dirname(file), path)
        assert.ok(existsSync(to), `${file}: ${target}`)
        if (anchor) assert.ok(anchors(readFileSync(to, 'utf8')).includes(anchor), `${file}: ${target}`)
      }
    }
  })
})

function sections(page: string): { heading: string; body: string }[] {
  const parts = prose(page)
    .split(/^## (.+)$/m)
    .slice(1)
  return parts.flatMap((heading, i) => (i % 2 === 0 ? [{ heading, body: parts[i + 1] }] : []))
}

/** The page with its code blocks reduced to a mark, so that nothing in them passes for a heading or a link. */
const prose = (page: string): string => page.replace(/^```[\s\S]*?^```$/gm, '<code>')

/** Code blocks without what is translated in them: comments, and remarks in a ladder of packets. */
const blocks = (page: string): string[] =>
  (page.match(/^```[\s\S]*?^```$/gm) ?? []).map((block) =>
    block.replace(/#.*$| {3,}\D*$|no options|no timestamps|无选项|无时间戳/gm, '').replace(/ +$/gm, ''),
  )

const anchors = (page: string): string[] =>
  sections(page).map(({ heading }) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

function weightsOnPage(page: string): Record<string, number> {
  const named = page.matchAll(/`([a-z-]+)`[,，] ?(?:weight|权重) (\d+\.\d)/g)
  return Object.fromEntries([...named].map(([, id, weight]) => [id, Number(weight)]))
}

/** Which weights each observation's file can give. */
function weightsInSource(): Map<string, Record<string, number>> {
  const folder = join(root, 'src/core/evidence')
  const found = new Map<string, Record<string, number>>()
  for (const file of readdirSync(folder).filter((name) => name !== 'weights.ts' && name.endsWith('.ts'))) {
    const source = readFileSync(join(folder, file), 'utf8')
    const id = /^ {2}id: '([a-z-]+)',\n {2}family:/m.exec(source)?.[1]
    if (id) found.set(id, Object.fromEntries(quoted(source).map((name) => [name, weights[name]])))
  }
  return found
}

/** Observations and weights may share a name (`no-hops`): the one behind `id:` is not a weight. */
const quoted = (source: string): WeightId[] =>
  [...source.matchAll(/(?<!\bid: )'([a-z-]+)'/g)].map(([, name]) => name).filter(isWeight)

const isWeight = (name: string): name is WeightId => Object.hasOwn(weights, name)

const markdown = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
