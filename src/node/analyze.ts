/** Files and streams into verdicts. */
import { randomFillSync } from 'node:crypto'
import { statSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { CaptureError } from '../core/capture/format.js'
import { seedHash } from '../core/flow/table.js'
import type { ReadOptions } from '../core/reading/read.js'
import {
  type FilesAnalysis,
  type Host,
  type Input,
  knownSize,
  type RunOptions,
  runAnalysis,
  type Settle,
} from '../core/reading/run.js'
import type { Source } from '../core/reading/source.js'
import { patience } from './read.js'
import { openSource } from './source.js'

export type { FilesAnalysis, UnreadableFile } from '../core/reading/run.js'
export type { FilesAre } from '../core/report/build.js'

/** How long a reset connection must be quiet, in seconds of capture time, before a live stream's verdict is given. */
const SETTLED_SECONDS = 2
/** A live stream is looked through for settled connections this often, in milliseconds. */
const SETTLE_EVERY_MS = 200

export interface AnalyzeFilesOptions extends RunOptions {
  /** Bytes read so far, and in all: called now and then while files of known size are read. */
  onProgress?: (bytes: number, total: number) => void
  signal?: AbortSignal
}

/**
 * Analyses capture files; `-` is standard input.
 *
 * @throws RangeError when the key to anonymise with has not 32 octets; nothing for what a file contains or when it
 *   cannot be read: see `unreadable`
 */
export function analyzeFiles(paths: readonly string[], options: AnalyzeFilesOptions = {}): Promise<FilesAnalysis> {
  const [a, b] = randomFillSync(new Uint32Array(2))
  seedHash(a, b)
  return runAnalysis(paths.map(inputOf), new NodeHost(options), options)
}

const inputOf = (path: string): Input => ({
  name: path,
  repeatable: isFile(path),
  open: (problems) => openSource(path, problems),
})

/** What is no file can be read only once: its first packet cannot be looked for beforehand. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

class NodeHost implements Host {
  private lookedAt = 0

  constructor(private readonly options: AnalyzeFilesOptions) {}

  breathe(): Promise<void> {
    return setImmediate()
  }

  reading(source: Source, { before, all }: { before: number; all: number }, settle: Settle): ReadOptions {
    const { signal, onProgress } = this.options
    if (source.name === '-') {
      return { ...patience(signal, () => settle(0)), onRead: () => this.settleNowAndThen(settle) }
    }
    if (knownSize(source) === 0) return patience(signal)
    return { ...patience(signal), onRead: (position) => onProgress?.(before + position, all) }
  }

  /** The system may refuse to read on, in the middle of a file too. Every other error is a fault of ours. */
  captureError(error: unknown): CaptureError {
    if (error instanceof CaptureError) return error
    if (error instanceof Error && 'syscall' in error)
      return new CaptureError({ why: 'system', message: error.message }, 0)
    throw error
  }

  private async settleNowAndThen(settle: Settle): Promise<void> {
    const now = performance.now()
    if (now - this.lookedAt < SETTLE_EVERY_MS) return
    this.lookedAt = now
    await settle(SETTLED_SECONDS)
  }
}
