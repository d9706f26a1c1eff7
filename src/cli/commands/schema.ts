import { type CommandDefinition, choice } from './command.js'

/** `rstrace schema`. */
export const schemaCommand: CommandDefinition = (_program, { words, subcommand }) => {
  subcommand('schema', words.schema)
    .addOption(choice('--lang <LANG>', words.options.lang, ['en', 'zh'], words))
    .action(async () => {
      const { schemaText } = await import('../schema.js')
      process.stdout.write(schemaText())
    })
}
