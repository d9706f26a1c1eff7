/** What experiments say, in each of the tool's languages. */
import type { Language } from '../../core/words/types.js'
import { en } from './en.js'
import type { ProbeWords } from './types.js'
import { zh } from './zh.js'

export const probeWords: Record<Language, ProbeWords> = { en, zh }
export type { ProbeWords } from './types.js'
