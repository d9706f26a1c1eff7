/** The command line: its options, its commands, and what is wrong with one that cannot be understood. */
import { Command, type CommanderError, Option } from 'commander'
import { VERSION } from '../core/report/version.js'
import { type ColorMode, colorModes } from './color.js'
import { type FailOn, failureKinds } from './exit-code.js'
import { UsageError } from './failure.js'
import type { CliWords } from './words/types.js'

export interface AnalyseOptions {
  read: string[]
  format: Format
  only: string[]
  stream: number[]
  all?: boolean
  quiet?: boolean
  output?: string
  failOn?: FailOn
  as?: 'rotated' | 'points'
  color: ColorMode
  progress: boolean
}

export const formats = ['text', 'json', 'jsonl'] as const
export type Format = (typeof formats)[number]

export interface Commands {
  analyse(files: string[], options: AnalyseOptions): Promise<void>
  explain(id: string | undefined): Promise<void>
  schema(): Promise<void>
}

/** Parses the command line and runs the command. @throws UsageError */
export async function runProgram(args: readonly string[], words: CliWords, commands: Commands): Promise<void> {
  const program = named(new Command('rstrace'), words)
    .usage(words.usage)
    .argument('[FILE...]', words.files)
    .version(VERSION, '--version', words.options.version)
    .addHelpText('after', `\n${words.epilogue}`)
    .action((files: string[], options: AnalyseOptions) => commands.analyse([...options.read, ...files], options))
  for (const option of analyseOptions(words)) program.addOption(option)
  const explain = named(program.command('explain [ID]'), words).description(words.explain)
  explain.action((id: string | undefined) => commands.explain(id))
  named(program.command('schema'), words)
    .description(words.schema)
    .action(() => commands.schema())
  try {
    await program.description(words.description).parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!isCommander(error)) throw error
    if (error.exitCode !== 0) throw misunderstood(error, words)
  }
}

/** What every command has: help in the user's language, and no printing or exiting of its own. */
function named(command: Command, words: CliWords): Command {
  return command
    .helpOption('-h, --help', words.options.help)
    .helpCommand(false)
    .configureHelp({
      styleTitle: (title) => words.titles[title as keyof CliWords['titles']] ?? title,
      optionDescription: (option) => option.description,
    })
    .configureOutput({ writeErr: () => undefined })
    .exitOverride()
}

function analyseOptions({ options: o, ...words }: CliWords): Option[] {
  const option = (flags: string, description: string) => new Option(flags, description)
  const choice = (flags: string, description: string, allowed: readonly string[]) =>
    option(flags, description).argParser((value) => {
      if (allowed.includes(value)) return value
      throw new UsageError(words.badValue(flags.replace(/^.*(?=--)| .*$/g, ''), value, allowed))
    })
  const stream = (value: string): number => {
    if (/^\d+$/.test(value)) return Number(value)
    throw new UsageError(words.badStream(value))
  }
  return [
    option('-r, --read <FILE>', o.read).argParser(listOf(String)).default([]),
    choice('--format <FORMAT>', o.format, formats).default('text'),
    option('--only <WHAT>', o.only).argParser(listOf(String)).default([]),
    option('--stream <N>', o.stream).argParser(listOf(stream)).default([]),
    option('--all', o.all),
    option('-q, --quiet', o.quiet),
    option('-o, --output <FILE>', o.output),
    choice('--fail-on <WHAT>', o.failOn, failureKinds),
    choice('--as <WHAT>', o.as, ['rotated', 'points']),
    choice('--lang <LANG>', o.lang, ['en', 'zh']),
    choice('--color <WHEN>', o.color, colorModes).default('auto'),
    option('--no-progress', o.noProgress),
  ]
}

/** An option that may be given several times. */
const listOf =
  <T>(parse: (value: string) => T) =>
  (value: string, list: T[]): T[] => [...list, parse(value)]

const isCommander = (error: unknown): error is CommanderError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')

/** Commander's complaint in the user's language: it names options in quotes, and what it thinks was meant. */
function misunderstood({ code, message }: CommanderError, words: CliWords): UsageError {
  const option = /'([^' ]+)/.exec(message)?.[1] ?? ''
  const meant = /Did you mean (.+)\?/.exec(message)?.[1]
  const hint = meant ? words.didYouMean(meant) : words.seeHelp
  if (code === 'commander.unknownOption') return new UsageError(words.unknownOption(option), hint)
  if (code === 'commander.optionMissingArgument') {
    return new UsageError(words.needsValue(/--[\w-]+/.exec(message)?.[0] ?? option), hint)
  }
  if (code === 'commander.excessArguments') return new UsageError(words.tooManyArguments, hint)
  return new UsageError(message.replace(/^error: /, ''), hint)
}
