#!/usr/bin/env node
import { ExitCode } from './exit-code.js'
import { complain, UsageError } from './failure.js'
import { languageOf } from './language.js'
import { runProgram } from './program.js'
import { cliWords } from './words/index.js'

const args = process.argv.slice(2)
const language = languageOf(args, process.env)
const words = cliWords[language]

// Whoever reads the answer may leave early (`rstrace explain | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  await runProgram(args, language, words)
} catch (error) {
  process.exitCode = error instanceof UsageError ? ExitCode.usage : ExitCode.bug
  if (error instanceof UsageError) complain(error.hint ? words.complaint(error.message, error.hint) : error.message)
  else if (process.env['RSTRACE_DEBUG']) console.error(error)
  else complain(words.bug(error instanceof Error ? error.message : String(error)))
}
