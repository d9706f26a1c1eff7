/** What a command of the command line is: what it adds to the program, loading its own code only when it is run. */
import { type Command, Option } from 'commander'
import type { Language } from '../../core/words/index.js'
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
    throw new UsageError(words.badValue(flags.replace(/^.*(?=--)| .*$/g, ''), value, allowed))
  })
}

/** The parser of an option that may be given several times. */
export const listOf =
  <T>(parse: (value: string) => T) =>
  (value: string, list: T[]): T[] => [...list, parse(value)]
