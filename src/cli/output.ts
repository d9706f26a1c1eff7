import { closeSync, existsSync, openSync, realpathSync, writeSync } from 'node:fs'
import { UsageError } from './failure.js'
import type { CliWords } from './words/types.js'

/** Where the answer goes. */
export interface Output {
  write(text: string): void
  close(): void
  readonly isTerminal: boolean
  /** Columns, of a terminal. */
  readonly columns?: number
}

/**
 * Standard output. Its reader may leave early (`| head`): then nothing more is written, and `onClosed` may end the run.
 */
export function standardOutput(onClosed: () => void): Output {
  const { stdout } = process
  let open = true
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    open = false
    onClosed()
  })
  return {
    write: (text) => void (open && stdout.write(text)),
    close: () => undefined,
    isTerminal: Boolean(stdout.isTTY),
    columns: stdout.columns,
  }
}

/** The file of `-o`. @throws UsageError when it cannot be written or is one of the captures */
export function fileOutput(path: string, inputs: readonly string[], words: CliWords): Output {
  if (existsSync(path) && inputs.some((input) => existsSync(input) && realpathSync(input) === realpathSync(path))) {
    throw new UsageError(words.outputIsInput(path))
  }
  const file = open(path, words)
  return {
    write: (text) => void writeAll(file, Buffer.from(text)),
    close: () => closeSync(file),
    isTerminal: false,
  }
}

function open(path: string, words: CliWords): number {
  try {
    return openSync(path, 'w')
  } catch (error) {
    throw new UsageError(words.cannotWrite(path, (error as NodeJS.ErrnoException).code ?? String(error)))
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}
