/** `rstrace explain`: the pages on kinds of findings, causes and observations. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Language } from '../core/report/build.js'
import { UsageError } from './failure.js'
import { nearest } from './nearest.js'
import { resource } from './resources.js'
import type { CliWords } from './words/types.js'

const shelves = ['kinds', 'causes', 'evidence'] as const

interface Page {
  id: string
  file: URL
}

/** One page, or the list of all. @throws UsageError when there is no such page */
export function explain(id: string | undefined, language: Language, words: CliWords): string {
  if (id === undefined) return shelves.map((shelf) => contents(shelf, language, words)).join('\n')
  const all = shelves.flatMap((shelf) => pages(shelf, language))
  const page = all.find((one) => one.id === id)
  if (page) return readFileSync(page.file, 'utf8')
  const near = nearest(
    id,
    all.map((one) => one.id),
  )
  throw new UsageError(words.noSuchPage(id), near ? words.didYouMean(`rstrace explain ${near}`) : words.listPages)
}

function contents(shelf: (typeof shelves)[number], language: Language, words: CliWords): string {
  const list = pages(shelf, language)
  const width = Math.max(...list.map(({ id }) => id.length), 0)
  return [words.shelves[shelf], ...list.map((page) => `  ${page.id.padEnd(width)}  ${titleOf(page)}`), ''].join('\n')
}

function pages(shelf: string, language: Language): Page[] {
  const folder = resource(`docs/${language}/${shelf}/`)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : []
  return names.sort().map((name) => ({ id: name.slice(0, -3), file: new URL(name, folder) }))
}

const titleOf = ({ file }: Page): string => /^# (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
