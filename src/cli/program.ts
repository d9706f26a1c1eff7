/** The command line: its commands, and what is wrong with one that cannot be understood. */
import { Command, type CommanderError, Help } from 'commander'
import { VERSION } from '../core/report/version.js'
import { wrap } from '../core/report/wrap.js'
import type { Language } from '../core/words/index.js'
import { commands } from './commands/index.js'
import { UsageError } from './failure.js'
import { widthOf } from './width.js'
import type { CliWords } from './words/types.js'

/** Parses the command line and runs the command. @throws UsageError */
export async function runProgram(args: readonly string[], language: Language, words: CliWords): Promise<void> {
  const program = named(new Command('rstrace'), words)
    .description(words.description)
    .version(VERSION, '--version', words.options.version)
    .addHelpText('after', epilogue(words.epilogue))
    // Else an option of this name behind a subcommand would be taken for the program's, and the subcommand not see it.
    .enablePositionalOptions()
  let invoked: Command | undefined
  program.hook('preSubcommand', (_, subcommand) => {
    invoked = subcommand
    refuseOptionsBefore(program, subcommand, words)
  })
  const subcommand = (name: string, description: string, more = '') =>
    named(program.command(name), words).description(description).addHelpText('after', epilogue(more))
  for (const command of commands) command(program, { language, words, subcommand })
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!isCommander(error)) throw error
    if (error.exitCode !== 0) throw misunderstood(error, invoked?.name(), words)
  }
}

/** What every command has: help in the user's language, and no printing or exiting of its own. */
function named(command: Command, words: CliWords): Command {
  const standard = new Help()
  const translated = (usage: string) => usage.replace('[options]', words.someOptions)
  return command
    .helpOption('-h, --help', words.options.help)
    .helpCommand(false)
    .configureHelp({
      styleTitle: (title) => words.titles[title as keyof CliWords['titles']] ?? title,
      optionDescription: (option) => option.description,
      commandUsage: (one) => translated(standard.commandUsage(one)),
      subcommandTerm: (one) => translated(standard.subcommandTerm(one)),
      // Commander breaks lines at blanks only, and Chinese has none; a full-width colon brings its own blank.
      boxWrap: (text, width) => wrap(text, width, '', widthOf),
      displayWidth: widthOf,
      formatHelp: (one, help) => standard.formatHelp(one, help).replaceAll('： ', '：'),
    })
    .configureOutput({ writeErr: () => undefined })
    .exitOverride()
}

/** Columns of help: a terminal's own, but no more than are easily read. */
const HELP_WIDTH = Math.min(process.stdout.columns || 80, 100)

/** Commands stay whole, to be copied. */
const COMMAND = /^ +(rstrace|tcpdump) /

/** Each line broken where it is too long, with the indent it begins with. */
const lines = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => {
      if (COMMAND.test(line)) return line
      const [indent] = /^ */.exec(line) ?? ['']
      return wrap(line, width, indent, widthOf)
    })
    .join('\n')

const epilogue = (text: string): string => (text === '' ? '' : `\n${lines(text, HELP_WIDTH)}`)

/** An option before the name of a subcommand is the program's own: the subcommand would not heed it. @throws UsageError */
function refuseOptionsBefore(program: Command, subcommand: Command, words: CliWords): void {
  const given = program.options.find((option) => program.getOptionValueSource(option.attributeName()) === 'cli')
  if (!given || given.long === '--lang') return
  throw new UsageError(
    words.optionBefore(given.long ?? given.flags, subcommand.name()),
    words.seeHelp(subcommand.name()),
  )
}

const isCommander = (error: unknown): error is CommanderError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')

/** Commander's complaint in the user's language: it names options in quotes, and what it thinks was meant. */
function misunderstood({ code, message }: CommanderError, command: string | undefined, words: CliWords): UsageError {
  const option = /'([^' ]+)/.exec(message)?.[1] ?? ''
  const meant = /Did you mean (.+)\?/.exec(message)?.[1]
  const hint = meant ? words.didYouMean(meant) : words.seeHelp(command)
  if (code === 'commander.unknownOption') return new UsageError(words.unknownOption(option), hint)
  if (code === 'commander.optionMissingArgument') {
    return new UsageError(words.needsValue(/--[\w-]+/.exec(message)?.[0] ?? option), hint)
  }
  if (code === 'commander.missingArgument') return new UsageError(words.missingArgument(option), hint)
  if (code === 'commander.excessArguments') return new UsageError(words.tooManyArguments, hint)
  return new UsageError(message.replace(/^error: /, ''), hint)
}
