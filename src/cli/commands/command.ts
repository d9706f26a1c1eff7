/** What a command of the command line is: what it adds to the program, loading its own code only when it is run. */
import { type Command, Option } from 'commander'
import type { Language } from '../../core/words/index.js'
import { type ColorMode, colorModes } from '../color.js'
import { UsageError } from '../failure.js'
import type { CliWords } from '../words/types.js'

export interface CommandContext {
  language: Language
  words: CliWords
  /** A subcommand, with help in the user's language; the epilogue stands at its end. */
  subcommand(nameAndArguments: string, description: string, epilogue?: string): Command
}

/** Adds the command to the program. */
export type CommandDefinition = (program: Command, context: CommandContext) => void

export const option = (flags: string, description: string): Option => new Option(flags, description)

/** An option with a closed set of values. @throws UsageError when parsing another */
export function choice(flags: string, description: string, allowed: readonly string[], words: CliWords): Option {
  return option(flags, description).argParser((value) => {
    if (allowed.includes(value)) return value
    throw new UsageError(words.badValue(nameOf(flags), value, allowed))
  })
}

export interface NumberRange {
  least: number
  most: number
  whole?: boolean
}

/** An option with a number. @throws UsageError when parsing another text, or a number out of range */
export function number(flags: string, description: string, range: NumberRange, words: CliWords): Option {
  const { least, most, whole } = range
  return option(flags, description).argParser((value) => {
    const given = value.trim() === '' ? Number.NaN : Number(value)
    if (given >= least && given <= most && (!whole || Number.isInteger(given))) return given
    throw new UsageError(words.badNumber(nameOf(flags), value, least, most))
  })
}

/** An option with a word that is sent to a server. @throws UsageError when parsing what a request cannot hold */
export function word(flags: string, description: string, words: CliWords): Option {
  return option(flags, description).argParser((value) => {
    if (/^[\x21-\x7e]{1,2000}$/.test(value)) return value
    throw new UsageError(words.badWord(nameOf(flags), value))
  })
}

/** `--max-hops` of `--max-hops <N>`. */
const nameOf = (flags: string): string => flags.replace(/^.*(?=--)| .*$/g, '')

/** How an experiment's result is printed. */
export interface ResultOptions {
  format: 'text' | 'json'
  json?: boolean
  output?: string
  color: ColorMode
}

/** The options of `ResultOptions`, and the language. */
export function resultOptions(words: CliWords): Option[] {
  const o = words.options
  return [
    choice('--format <FORMAT>', o.textOrJson, ['text', 'json'], words).default('text'),
    option('--json', o.json),
    option('-o, --output <FILE>', o.outputFile),
    languageOption(words),
    choice('--color <WHEN>', o.color, colorModes, words).default('auto'),
  ]
}

export const languageOption = (words: CliWords): Option =>
  choice('--lang <LANG>', words.options.lang, ['en', 'zh'], words)

/** The parser of an option that may be given several times. */
export const listOf =
  <T>(parse: (value: string) => T) =>
  (value: string, list: T[]): T[] => [...list, parse(value)]
