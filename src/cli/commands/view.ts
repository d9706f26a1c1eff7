import { type CommandDefinition, choice, languageOption, option } from './command.js'

export interface ViewOptions {
  as?: 'rotated' | 'points'
  every?: boolean
  anonymize?: boolean
  anonymizeKey?: string
  open: boolean
  progress: boolean
}

/** `rstrace view [FILE...]`. */
export const viewCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  const command = subcommand('view [FILE...]', words.view, words.viewEpilogue).action(
    async (files: string[], options: ViewOptions) => {
      const { view } = await import('../view.js')
      process.exitCode = await view(files, options, language, words)
    },
  )
  const o = words.options
  command
    .addOption(choice('--as <WHAT>', o.as, ['rotated', 'points'], words))
    .addOption(option('--every', o.every))
    .addOption(option('--anonymize', o.anonymize))
    .addOption(option('--anonymize-key <FILE>', o.anonymizeKey))
    .addOption(option('--no-open', o.noOpen))
    .addOption(languageOption(words))
    .addOption(option('--no-progress', o.noProgress))
}
