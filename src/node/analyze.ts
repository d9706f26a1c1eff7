/** Files and streams into verdicts: opens, reads, fetches what the analysis wants to see again. Decides nothing. */
import { randomFillSync } from 'node:crypto'
import { statSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { Batch, CaptureSource, CaseVerdict } from '../core/analysis.js'
import { CaptureError } from '../core/capture/format.js'
import { Problems } from '../core/capture/problems.js'
import { seedHash } from '../core/flow/table.js'
import { compareEvery } from '../core/pair/every.js'
import { type PointPair, pairUp, takes } from '../core/pair/index.js'
import type { AnalysedPoint } from '../core/report/build.js'
import { type OpenFile, type OpenPoint, Points } from './points.js'
import { type ReadOptions, readSource } from './read.js'
import { glimpseOf } from './rotated.js'
import { openSource, type Source } from './source.js'

/** How long a reset connection must be quiet, in seconds of capture time, before a live stream's verdict is given. */
const SETTLED_SECONDS = 2
/** A live stream is looked through for settled connections this often, in milliseconds. */
const SETTLE_EVERY_MS = 200

/**
 * Several files: `rotated`, one capture in pieces; `points`, captures of the same traffic at different places. Files
 * that follow each other in time are pieces, and files that overlap are points.
 */
export type FilesAre = 'rotated' | 'points'

export interface AnalyzeFilesOptions {
  /** What several files are; when absent, what their times say. */
  as?: FilesAre
  /** Compare every connection of several points packet by packet, healthy ones too. */
  every?: boolean
  /** Bytes read so far, and in all: called now and then while files of known size are read. */
  onProgress?: (bytes: number, total: number) => void
  /** Verdicts as they are reached. `live`: the stream goes on, and the point's `analysis` will know more. */
  onVerdicts?: (point: AnalysedPoint, verdicts: CaseVerdict[], live: boolean) => void
  /** Stops the reading: what was read of a stream is still judged. */
  signal?: AbortSignal
}

/** A file that could not be read, or not to its end. */
export interface UnreadableFile {
  name: string
  error: CaptureError
}

export interface FilesAnalysis {
  /** One per capture point, in the order in which their first files were named. */
  points: AnalysedPoint[]
  unreadable: UnreadableFile[]
  /** Every two points compared, by their places in `points`. */
  pairs: PointPair[]
}

/**
 * Analyses capture files; `-` is standard input.
 *
 * @throws nothing for what a file contains or when it cannot be read: see `unreadable`
 */
export async function analyzeFiles(
  paths: readonly string[],
  options: AnalyzeFilesOptions = {},
): Promise<FilesAnalysis> {
  const [a, b] = randomFillSync(new Uint32Array(2))
  seedHash(a, b)
  const run = new Run(options)
  try {
    await run.open(paths)
    for (const file of run.points.inTime(run.files)) await run.read(file)
    for (const point of run.points.list) await run.finish(point)
    await run.compare()
  } finally {
    run.close()
  }
  return { points: run.points.inOrder(), unreadable: run.unreadable, pairs: run.pairs }
}

class Run {
  readonly unreadable: UnreadableFile[] = []
  readonly files: OpenFile[] = []
  readonly points: Points
  pairs: PointPair[] = []
  private bytesBefore = 0
  private total = 0
  private lookedAt = 0

  constructor(private readonly options: AnalyzeFilesOptions) {
    this.points = new Points(options.as)
  }

  async open(paths: readonly string[]): Promise<void> {
    for (const [order, path] of paths.entries()) {
      await this.guard(path, async () => {
        const glimpse = paths.length > 1 && isFile(path) ? await glimpseOf(path) : undefined
        const problems = new Problems()
        const source = await openSource(path, problems)
        this.files.push({ source, problems, order, glimpse })
        this.total += knownSize(source)
      })
    }
  }

  close(): void {
    for (const { source } of this.files) source.close()
  }

  async read(file: OpenFile): Promise<void> {
    if (this.options.signal?.aborted) return
    const { source } = file
    const { point, opened } = this.points.add(file)
    await this.guard(source.name, () => readSource(source, opened.feed, this.reading(point, source)))
    for (const { kind, firstPosition: position, count } of file.problems.list()) {
      opened.problems.add(kind, { position }, count)
    }
    this.bytesBefore += knownSize(source)
  }

  async finish(point: OpenPoint): Promise<void> {
    if (this.isAbandoned(point)) return
    point.analysis.end()
    await this.judge(point, false)
  }

  /** Captures of several points: has each take what the other found suspicious, and judges what belongs together again. */
  async compare(): Promise<void> {
    const points = this.points.inOrder()
    if (points.length < 2 || points.some((point) => this.isAbandoned(point))) return
    for (const take of takes) {
      take(points)
      for (const point of points) await this.judge(point, false)
    }
    this.pairs = pairUp(points)
    if (!this.options.every) return
    for (const _ of compareEvery(points, this.pairs)) for (const point of points) await this.judge(point, false)
  }

  private reading(point: OpenPoint, source: Source): ReadOptions {
    const { signal, onProgress } = this.options
    if (source.name === '-') {
      return { signal, onRead: () => this.settleNowAndThen(point), onIdle: () => this.settle(point, 0) }
    }
    if (knownSize(source) === 0) return { signal }
    return { signal, onRead: (position) => onProgress?.(this.bytesBefore + position, this.total) }
  }

  private async settleNowAndThen(point: OpenPoint): Promise<void> {
    const now = performance.now()
    if (now - this.lookedAt < SETTLE_EVERY_MS) return
    this.lookedAt = now
    await this.settle(point, SETTLED_SECONDS)
  }

  private async settle(point: OpenPoint, patienceSeconds: number): Promise<void> {
    point.analysis.settle(patienceSeconds)
    await this.judge(point, true)
  }

  private async judge(point: OpenPoint, live: boolean): Promise<void> {
    for (const batch of point.analysis.batches()) {
      await setImmediate()
      if (this.isAbandoned(point)) return
      for (const [index, source] of point.sources.entries()) {
        await supply(batch, index, source, point.analysis.sources[index])
      }
      const verdicts = batch.judge()
      for (const verdict of verdicts) point.verdicts.push(verdict)
      this.options.onVerdicts?.(point, verdicts, live)
    }
  }

  /** Interrupted: half a file says nothing, but a stream was to be interrupted and what was read of it counts. */
  private isAbandoned({ sources }: OpenPoint): boolean {
    return Boolean(this.options.signal?.aborted) && !sources.some(({ name }) => name === '-')
  }

  /** Does what may find a file unreadable. */
  private async guard(name: string, action: () => Promise<void>): Promise<void> {
    try {
      await action()
    } catch (error) {
      this.unreadable.push({ name, error: captureError(error) })
    }
  }
}

/** The system may refuse to read on, in the middle of a file too. Every other error is a fault of ours. */
function captureError(error: unknown): CaptureError {
  if (error instanceof CaptureError) return error
  if (error instanceof Error && 'syscall' in error) return new CaptureError(error.message, 0)
  throw error
}

/** Bytes to read, where that is known beforehand. */
const knownSize = ({ compression, size }: Source): number => (compression === 'none' ? (size ?? 0) : 0)

/** What is no file can be read only once: its first packet cannot be looked for beforehand. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** Fetches the records that a batch wants from one of the sources. */
async function supply(batch: Batch, index: number, source: Source, opened: CaptureSource): Promise<void> {
  const end = opened.feed.replayBytes?.length ?? opened.feed.position
  const wanted = new Map(batch.wanted.filter((w) => w.source === index).map((w) => [w.position, w]))
  if (wanted.size === 0) return
  // The last record of a file is said to reach to the first one of the next file.
  const records = [...wanted.values()].map((w) => ({ ...w, length: Math.min(w.length, end - w.position) }))
  const visit = (position: number, bytes: Uint8Array) => batch.supply(wanted.get(position)!, bytes)
  const replay = opened.feed.replayBytes
  if (!replay) await source.fetch(records, visit)
  else for (const { position, length } of records) visit(position, replay.subarray(position, position + length))
}
