import { once } from 'node:events'
import { closeSync, openSync, writeSync } from 'node:fs'
import { refusal, UsageError } from './failure.js'
import { isSameFile } from './targets.js'
import type { CliWords } from './words/types.js'

/** Where the answer goes. */
export interface Output {
  /** Text, or bytes that are valid during the call only. */
  write(content: string | Uint8Array): void
  /** Waits for a reader that is slower than we are. */
  drained?(signal: AbortSignal): Promise<void>
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
    write: (content) => void (open && stdout.write(typeof content === 'string' ? content : content.slice())),
    drained: async (signal) => {
      if (open && stdout.writableNeedDrain) await once(stdout, 'drain', { signal }).catch(() => undefined)
    },
    close: () => undefined,
    isTerminal: Boolean(stdout.isTTY),
    columns: stdout.columns,
  }
}

/** The file of `-o`. @throws UsageError when it cannot be written or is one of the files that are read */
export function fileOutput(path: string, inputs: readonly (string | undefined)[], words: CliWords): Output {
  if (inputs.some((input) => input !== undefined && isSameFile(input, path)))
    throw new UsageError(words.outputIsInput(path))
  const file = orRefused(path, words, () => openSync(path, 'w'))
  return {
    write: (content) => orRefused(path, words, () => writeAll(file, bytesOf(content))),
    close: () => closeSync(file),
    isTerminal: false,
  }
}

/** The bytes themselves, or those of the text. */
const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content

/** Many small pieces cost many system calls. */
const GATHERED = 256 * 1024

/** The same output, written to in larger pieces. */
export function gathered(output: Output): Output {
  const buffer = new Uint8Array(GATHERED)
  let filled = 0
  const flush = () => {
    if (filled > 0) output.write(buffer.subarray(0, filled))
    filled = 0
  }
  const write = (content: string | Uint8Array) => {
    const bytes = bytesOf(content)
    if (filled + bytes.length > GATHERED) flush()
    if (bytes.length > GATHERED) return output.write(bytes)
    buffer.set(bytes, filled)
    filled += bytes.length
  }
  const close = () => {
    flush()
    output.close()
  }
  return { ...output, write, close }
}

/** Does what the system may refuse. */
function orRefused<T>(path: string, words: CliWords, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw new UsageError(words.cannotWrite(path, refusal(error, words)))
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}
