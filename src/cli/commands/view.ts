import { type CommandDefinition, choice, languageOption, option } from './command.js'

export interface ViewOptions {
  as?: 'rotated' | 'points'
  open: boolean
  progress: boolean
}

/** `rstrace view [FILE...]`. */
export const viewCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  const command = subcommand('view [FILE...]', words.view).action(async (files: string[]) => {
    const { view } = await import('../view.js')
    process.exitCode = await view(files, command.optsWithGlobals<ViewOptions>(), language, words)
  })
  const o = words.options
  command
    .addOption(choice('--as <WHAT>', o.as, ['rotated', 'points'], words))
    .addOption(option('--no-open', o.noOpen))
    .addOption(languageOption(words))
    .addOption(option('--no-progress', o.noProgress))
}
