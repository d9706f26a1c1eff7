import type { Language } from '../../../core/words/types.js'
import { en } from './en.js'
import type { LocateCommandWords } from './types.js'
import { zh } from './zh.js'

export const locateCommandWords: Readonly<Record<Language, LocateCommandWords>> = { en, zh }
export type { LocateCommandWords } from './types.js'
