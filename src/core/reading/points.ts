/** Which files are pieces of one rotated capture, and which were taken at different places. */
import { Analysis, type CaptureSource } from '../analysis.js'
import type { Anonymizer } from '../anonymize/anonymizer.js'
import type { Problems } from '../capture/problems.js'
import type { Glimpse } from '../pair/glimpse.js'
import type { AnalysedPoint, FilesAre } from '../report/build.js'
import type { Source } from './source.js'

/** A file to be read. */
export interface OpenFile {
  source: Source
  /** What is amiss with its compression. */
  problems: Problems
  /** Its place among the paths. */
  order: number
  /** Its beginning; not looked at in the only file, nor in a stream. */
  glimpse?: Glimpse
}

/** A capture point being analysed: its sources are numbered as the analysis numbers them. */
export interface OpenPoint extends AnalysedPoint {
  sources: Source[]
  /** The beginnings of its files. */
  glimpses: Glimpse[]
  /** Place of its first file among the paths. */
  order: number
}

/** A rotated capture's next file may begin this much before the last packet of the one before: packets pass in queues. */
const REORDERING_SECONDS = 0.001

/** A rotated capture goes on where the file before ended: what begins later may have been taken by another clock. */
const AT_ONCE_SECONDS = 1

export class Points {
  readonly list: OpenPoint[] = []

  /** @param anonymizer under whose pseudonyms everything is analysed */
  constructor(
    private readonly as: FilesAre | undefined,
    private readonly anonymizer?: Anonymizer,
  ) {}

  /** Files in the order of their first packets; those whose time is not known, last. */
  inTime(files: readonly OpenFile[]): OpenFile[] {
    if (this.as === 'points') return [...files]
    return [...files].sort((a, b) => timeOf(a) - timeOf(b))
  }

  /**
   * Begins the next file, in the point that it continues or in one of its own.
   * @param isElsewhere whether a file that begins a while after the end of a point has packets of it, looked for in all of it
   */
  async add(
    file: OpenFile,
    isElsewhere: (point: OpenPoint) => Promise<boolean>,
  ): Promise<{ point: OpenPoint; opened: CaptureSource }> {
    const point = (await this.continued(file, isElsewhere)) ?? this.create(file.order)
    point.order = Math.min(point.order, file.order)
    point.sources.push(file.source)
    if (file.glimpse) point.glimpses.push(file.glimpse)
    // A file's name may tell whose it is.
    const label = this.anonymizer ? `capture ${file.order + 1}` : file.source.name
    return { point, opened: point.analysis.open(file.source.name, label) }
  }

  /** Forgets a point of which nothing could be read. */
  remove(point: OpenPoint): void {
    this.list.splice(this.list.indexOf(point), 1)
  }

  /** In the order in which their first files were named. */
  inOrder(): OpenPoint[] {
    return this.list
      .filter((point) => point.analysis.sources.some((s) => s.feed.format))
      .sort((a, b) => a.order - b.order)
  }

  private create(order: number): OpenPoint {
    const point = { analysis: new Analysis(this.anonymizer?.again()), verdicts: [], sources: [], glimpses: [], order }
    this.list.push(point)
    return point
  }

  private async continued(
    file: OpenFile,
    isElsewhere: (point: OpenPoint) => Promise<boolean>,
  ): Promise<OpenPoint | undefined> {
    for (const point of this.list) {
      if (!this.continues(file, point)) continue
      const isAtOnce = this.as || file.glimpse!.firstTime! - endOf(point) <= AT_ONCE_SECONDS
      if (isAtOnce || !(await isElsewhere(point))) return point
    }
    return undefined
  }

  /**
   * Each point takes the files that begin after all it has: so pieces taken at two places in turn are told apart. A file
   * that holds the same packets is of another point, though its clock may show another hour.
   */
  private continues({ glimpse }: OpenFile, { analysis, glimpses }: OpenPoint): boolean {
    if (this.as || glimpse?.firstTime === undefined) return this.as === 'rotated'
    if (glimpses.some((other) => other.sharesPacketsWith(glimpse))) return false
    return glimpse.firstTime >= endOf({ analysis }) - REORDERING_SECONDS
  }
}

/** Of its last packet so far, in seconds since 1970. */
const endOf = ({ analysis: { scan } }: Pick<OpenPoint, 'analysis'>): number => scan.lastSeconds + scan.lastNanos / 1e9

const timeOf = ({ glimpse }: OpenFile): number => glimpse?.firstTime ?? Number.MAX_VALUE
