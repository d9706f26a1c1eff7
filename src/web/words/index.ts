/** The words of the page and those of the report, in one language. */
import { type Language, type Words, words } from '../../core/words/index.js'
import { en } from './en.js'
import type { PageWords } from './types.js'
import { zh } from './zh.js'

export type { PageWords } from './types.js'

const pageWords: Record<Language, PageWords> = { en, zh }

export interface Said {
  language: Language
  page: PageWords
  report: Words
}

export const saidIn = (language: Language): Said => ({ language, page: pageWords[language], report: words[language] })
