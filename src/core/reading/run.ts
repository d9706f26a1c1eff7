/**
 * Captures into verdicts: opens, reads, fetches what the analysis wants to see again, compares. Decides nothing. Node
 * and a browser differ only in their `Host`.
 */
import type { Batch, CaptureSource, CaseVerdict, Wanted } from '../analysis.js'
import { Anonymizer } from '../anonymize/anonymizer.js'
import { CaptureFeed } from '../capture/feed.js'
import type { CaptureError } from '../capture/format.js'
import { Problems } from '../capture/problems.js'
import { compareEvery } from '../pair/every.js'
import type { Glimpse } from '../pair/glimpse.js'
import { type PointPair, pairUp, takes } from '../pair/index.js'
import { OpeningsSought } from '../pair/openings.js'
import type { AnalysedPoint, FilesAre } from '../report/build.js'
import { glimpseIn } from './glimpse-in.js'
import { type OpenFile, type OpenPoint, Points } from './points.js'
import { type ReadOptions, readSource, type Stop } from './read.js'
import type { Source } from './source.js'

/** A capture that can be opened. */
export interface Input {
  readonly name: string
  /** It can be opened more than once, and has its beginning each time. */
  readonly repeatable: boolean
  /** @throws CaptureError when it cannot be opened */
  open(problems: Problems): Promise<Source>
}

/** Where the analysis runs: how it waits there. */
export interface Host {
  /** Lets everything else have its turn. */
  breathe(): Promise<void>
  /**
   * How a source is waited for, and what is done meanwhile.
   * @param size bytes of the sources read before this one, and of all, as far as their sizes are known
   * @param settle has the verdicts given on connections that were quiet for so many seconds
   */
  reading(source: Source, size: { before: number; all: number }, settle: Settle): ReadOptions
  /** An error that is a fault of the file or the system. @throws every other */
  captureError(error: unknown): CaptureError
}

export type Settle = (patienceSeconds: number) => Promise<void>

export interface RunOptions {
  /** What several files are; when absent, what their times say. */
  as?: FilesAre
  /** Compare every connection of several points packet by packet, healthy ones too. */
  every?: boolean
  /** 32 secret octets: everything is anonymised with them before it is analysed, the files' names included. */
  anonymize?: Uint8Array
  /** Verdicts as they are reached. `live`: the stream goes on, and the point's `analysis` will know more. */
  onVerdicts?: (point: AnalysedPoint, verdicts: CaseVerdict[], live: boolean) => void
  /** Stops the reading: what was read of a stream is still judged. */
  signal?: Stop
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
 * @throws RangeError when the key to anonymise with has not 32 octets; nothing for what a capture contains or when it
 *   cannot be read: see `unreadable`
 */
export async function runAnalysis(inputs: readonly Input[], host: Host, options: RunOptions): Promise<FilesAnalysis> {
  const run = new Run(inputs, host, options)
  try {
    await run.open()
    for (const file of run.points.inTime(run.files)) await run.read(file)
    for (const point of run.points.list) await run.finish(point)
    await run.compare()
  } finally {
    run.close()
  }
  return { points: run.points.inOrder(), unreadable: run.unreadable, pairs: run.pairs }
}

/** Packets of healthy connections compared at a time where to read any of a file again is to read all of it. */
const COMPRESSED_AT_A_TIME = 20_000

class Run {
  readonly unreadable: UnreadableFile[] = []
  readonly files: OpenFile[] = []
  readonly points: Points
  pairs: PointPair[] = []
  private bytesBefore = 0

  constructor(
    private readonly inputs: readonly Input[],
    private readonly host: Host,
    private readonly options: RunOptions,
  ) {
    this.points = new Points(options.as, options.anonymize && new Anonymizer(options.anonymize))
  }

  async open(): Promise<void> {
    const { inputs } = this
    for (const [order, input] of inputs.entries()) {
      await this.guard(input.name, async () => {
        const glimpse = inputs.length > 1 && input.repeatable ? await glimpseOf(input) : undefined
        const problems = new Problems()
        this.files.push({ source: await input.open(problems), problems, order, glimpse })
      })
    }
  }

  close(): void {
    for (const { source } of this.files) source.close()
  }

  async read(file: OpenFile): Promise<void> {
    if (this.options.signal?.aborted) return
    const { source } = file
    const { point, opened } = await this.points.add(file, (other) => this.isElsewhere(file, other))
    const size = { before: this.bytesBefore, all: this.files.reduce((sum, { source }) => sum + knownSize(source), 0) }
    const reading = this.host.reading(source, size, (patience) => this.settle(point, patience))
    const options = { ...reading, signal: this.options.signal }
    const isRead = await this.guard(source.name, () => readSource(source, opened.feed, options))
    if (!isRead && point.sources.length === 1 && point.analysis.scan.frames === 0) this.points.remove(point)
    for (const { kind, firstPosition: position, count } of file.problems.list()) {
      opened.problems.add(kind, { position }, count)
    }
    this.bytesBefore += knownSize(source)
  }

  /** Whether a file saw a connection opened that the point had seen opened and used: see `OpeningsSought`. */
  private async isElsewhere({ order }: OpenFile, { analysis }: OpenPoint): Promise<boolean> {
    const sought = new OpeningsSought(analysis.scan.table)
    const { signal } = this.options
    const stop = {
      get aborted() {
        return sought.found || Boolean(signal?.aborted)
      },
    }
    const problems = new Problems()
    // What is amiss with the file is told when it is read for good.
    const source = await this.inputs[order].open(problems).catch(() => undefined)
    if (!source) return false
    const feed = new CaptureFeed(sought, problems)
    await readSource(source, feed, { breathe: () => this.host.breathe(), signal: stop }).catch(() => undefined)
    source.close()
    return sought.found
  }

  async finish(point: OpenPoint): Promise<void> {
    if (this.isAbandoned(point)) return
    point.analysis.end()
    const early = point.verdicts.splice(0).map(({ file }) => file)
    await this.judge(point, false)
    if (early.length > 0) point.verdicts.unshift(...point.analysis.judgeInTheEnd(early))
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
    for (const _ of compareEvery(points, this.pairs, this.packetsAtATime))
      for (const point of points) await this.judge(point, false)
  }

  private get packetsAtATime(): number | undefined {
    return this.files.some(({ source }) => source.compression !== 'none') ? COMPRESSED_AT_A_TIME : undefined
  }

  private async settle(point: OpenPoint, patienceSeconds: number): Promise<void> {
    point.analysis.settle(patienceSeconds)
    await this.judge(point, true)
  }

  private async judge(point: OpenPoint, live: boolean): Promise<void> {
    for (const batch of point.analysis.batches()) {
      await this.host.breathe()
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

  /** Does what may find a file unreadable. @returns whether it was readable to its end */
  private async guard(name: string, action: () => Promise<void>): Promise<boolean> {
    try {
      await action()
      return true
    } catch (error) {
      this.unreadable.push({ name, error: this.host.captureError(error) })
      return false
    }
  }
}

/** Bytes to read, where that is known beforehand. */
export const knownSize = ({ compression, size }: Source): number => (compression === 'none' ? (size ?? 0) : 0)

async function glimpseOf(input: Input): Promise<Glimpse> {
  const problems = new Problems()
  const source = await input.open(problems)
  try {
    return await glimpseIn(source, problems)
  } finally {
    source.close()
  }
}

/** Fetches the records that a batch wants from one of the sources. */
async function supply(batch: Batch, index: number, source: Source, opened: CaptureSource): Promise<void> {
  const records = batch.wanted.filter((one) => one.source === index)
  if (records.length === 0) return
  const wanted = new Map<number, Wanted>()
  for (const one of records) wanted.set(one.position, one)
  const visit = (position: number, bytes: Uint8Array) => batch.supply(wanted.get(position)!, bytes)
  const replay = opened.feed.replayBytes
  if (!replay) await source.fetch(records, visit)
  else for (const { position, length } of records) visit(position, replay.subarray(position, position + length))
}
