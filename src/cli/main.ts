#!/usr/bin/env node
import { ExitCode } from './exit-code.js'
import { complain, UsageError } from './failure.js'
import { languageOf } from './language.js'
import { type Commands, runProgram } from './program.js'
import { cliWords } from './words/index.js'

const args = process.argv.slice(2)
const language = languageOf(args, process.env)
const words = cliWords[language]

/** Each command loads its own code: `--version` must not wait for the analysis. */
const commands: Commands = {
  analyse: async (files, options) => {
    const { analyse } = await import('./analyse.js')
    process.exitCode = await analyse(files, options, language, words)
  },
  explain: async (id) => {
    const { explain } = await import('./explain.js')
    process.stdout.write(explain(id, language, words))
  },
  schema: async () => {
    const { schemaText } = await import('./schema.js')
    process.stdout.write(schemaText())
  },
}

try {
  await runProgram(args, words, commands)
} catch (error) {
  process.exitCode = error instanceof UsageError ? ExitCode.usage : ExitCode.bug
  if (error instanceof UsageError) complain(error.hint ? `${error.message} (${error.hint})` : error.message)
  else if (process.env['RSTRACE_DEBUG']) console.error(error)
  else complain(words.bug(error instanceof Error ? error.message : String(error)))
}
