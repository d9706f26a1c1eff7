import type { CommandDefinition } from './command.js'

/** `rstrace explain [ID]`. */
export const explainCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  subcommand('explain [ID]', words.explain).action(async (id: string | undefined) => {
    const { explain } = await import('../explain.js')
    process.stdout.write(explain(id, language, words))
  })
}
