import { type CommandDefinition, choice } from './command.js'

/** `rstrace explain [ID]`. */
export const explainCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  subcommand('explain', words.explain)
    .argument('[ID]', words.explainId)
    .addOption(choice('--lang <LANG>', words.options.lang, ['en', 'zh'], words))
    .action(async (id: string | undefined) => {
      const { explain } = await import('../explain.js')
      process.stdout.write(explain(id, language, words))
    })
}
