import { readFileSync } from 'node:fs'
import { resource } from './resources.js'

/** The JSON Schema of `--format json`. */
export const schemaText = (): string => readFileSync(resource('docs/rstrace-1.schema.json'), 'utf8')
