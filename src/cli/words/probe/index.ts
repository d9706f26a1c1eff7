import type { Language } from '../../../core/words/index.js'
import { en } from './en.js'
import type { ProbeCommandWords } from './types.js'
import { zh } from './zh.js'

export const probeCommandWords: Record<Language, ProbeCommandWords> = { en, zh }
export type { ProbeCommandWords } from './types.js'
