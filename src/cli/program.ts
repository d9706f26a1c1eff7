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
    .addHelpText('after', `\n${words.epilogue}`)
  const subcommand = (name: string, description: string) => named(program.command(name), words).description(description)
  for (const command of commands) command(program, { language, words, subcommand })
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!isCommander(error)) throw error
    if (error.exitCode !== 0) throw misunderstood(error, words)
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
  if (code === 'commander.missingArgument') return new UsageError(words.missingArgument(option), hint)
  if (code === 'commander.excessArguments') return new UsageError(words.tooManyArguments, hint)
  return new UsageError(message.replace(/^error: /, ''), hint)
}
