import type { CommandDefinition } from './command.js'

/** `rstrace schema`. */
export const schemaCommand: CommandDefinition = (_program, { words, subcommand }) => {
  subcommand('schema', words.schema).action(async () => {
    const { schemaText } = await import('../schema.js')
    process.stdout.write(schemaText())
  })
}
