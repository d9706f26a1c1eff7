import type { CliWords } from './words/types.js'

/** The user asked for something that cannot be done: one line says what, another what to do instead. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message)
    this.name = 'UsageError'
  }
}

/** Why the system refuses a file, in the user's words where there are some. */
export function refusal(error: unknown, { refusals }: CliWords): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return refusals[code] ?? code
}

/** One line on stderr, behind the tool's name as tools do. Text from a capture or a command line cannot break the line. */
export function complain(line: string): void {
  process.stderr.write(`rstrace: ${line.replace(/[\x00-\x1f\x7f-\x9f]/g, '?')}\n`)
}
