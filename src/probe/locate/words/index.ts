/** What `locate` and `ping` say, in each of the tool's languages. */
import type { Language } from '../../../core/words/types.js'
import { en } from './en.js'
import type { LocateWords } from './types.js'
import { zh } from './zh.js'

export const locateWords: Readonly<Record<Language, LocateWords>> = { en, zh }
