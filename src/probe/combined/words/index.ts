import type { Language } from '../../../core/words/index.js'
import { en } from './en.js'
import type { CombinedWords } from './types.js'
import { zh } from './zh.js'

export const combinedWords: Record<Language, CombinedWords> = { en, zh }
