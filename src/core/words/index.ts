/** What the tool says, in each of its languages. */
import { en } from './en.js'
import type { Language, Words } from './types.js'
import { zh } from './zh.js'

export const words: Record<Language, Words> = { en, zh }
export type { Language, Words } from './types.js'
