/** `rstrace FILE…`, the command that needs no name. */
import type { Option } from 'commander'
import { type ColorMode, colorModes } from '../color.js'
import { type FailOn, failureKinds } from '../exit-code.js'
import { UsageError } from '../failure.js'
import type { CliWords } from '../words/types.js'
import { type CommandDefinition, choice, languageOption, listOf, option } from './command.js'

export interface AnalyseOptions {
  read: string[]
  format: Format
  only: string[]
  stream: number[]
  all?: boolean
  quiet?: boolean
  annotate?: boolean
  keepSecrets?: boolean
  output?: string
  anonymize?: boolean
  anonymizeKey?: string
  failOn?: FailOn
  as?: 'rotated' | 'points'
  every?: boolean
  color: ColorMode
  progress: boolean
}

export const formats = ['text', 'json', 'jsonl', 'markdown', 'csv', 'html', 'pcapng'] as const
export type Format = (typeof formats)[number]

export const analyseCommand: CommandDefinition = (program, { language, words }) => {
  program
    .usage(words.usage)
    .argument('[FILE...]', words.files)
    .action(async (files: string[], options: AnalyseOptions) => {
      const { analyse } = await import('../analyse.js')
      process.exitCode = await analyse([...options.read, ...files], options, language, words)
    })
  for (const one of analyseOptions(words)) program.addOption(one)
}

function analyseOptions(words: CliWords): Option[] {
  const o = words.options
  const stream = (value: string): number => {
    if (/^\d+$/.test(value)) return Number(value)
    throw new UsageError(words.badStream(value))
  }
  return [
    option('-r, --read <FILE>', o.read).argParser(listOf(String)).default([]),
    choice('--format <FORMAT>', o.format, formats, words).default('text'),
    option('--only <WHAT>', o.only).argParser(listOf(String)).default([]),
    option('--stream <N>', o.stream).argParser(listOf(stream)).default([]),
    option('--all', o.all),
    option('-q, --quiet', o.quiet),
    option('-o, --output <FILE>', o.output),
    option('--annotate', o.annotate),
    option('--keep-secrets', o.keepSecrets),
    option('--anonymize', o.anonymize),
    option('--anonymize-key <FILE>', o.anonymizeKey),
    choice('--fail-on <WHAT>', o.failOn, failureKinds, words),
    choice('--as <WHAT>', o.as, ['rotated', 'points'], words),
    option('--every', o.every),
    languageOption(words),
    choice('--color <WHEN>', o.color, colorModes, words).default('auto'),
    option('--no-progress', o.noProgress),
  ]
}
