import type { Language } from '../../core/report/build.js'
import { en } from './en.js'
import type { CliWords } from './types.js'
import { zh } from './zh.js'

export const cliWords: Readonly<Record<Language, CliWords>> = { en, zh }
