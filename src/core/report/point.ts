/** One capture point (one file, or all files of a rotated capture), and how its frames are counted file by file. */
import type { Analysis, CaptureSource, CaseVerdict } from '../analysis.js'
import type { Moment } from '../capture/format.js'
import type { Words } from '../words/types.js'
import { captureName } from './capture-name.js'
import { clean } from './clean.js'
import { after } from './time.js'

export interface AnalysedPoint {
  analysis: Analysis
  verdicts: CaseVerdict[]
}

/** Where a frame is: which of the report's captures, and its number there. */
export interface FramePlace {
  capture: number
  frame: number
}

export function framesOf(points: readonly AnalysedPoint[]): Frames[] {
  const all: Frames[] = []
  let captures = 0
  for (const point of points) {
    all.push(new Frames(point, captures, all))
    captures += point.analysis.sources.length
  }
  return all
}

export class Frames {
  private readonly sources: CaptureSource[]
  private readonly start: Moment
  /** What was anonymised keeps its names to itself. */
  private readonly tellsNames: boolean

  /**
   * @param firstCapture index of the point's first file among the report's captures
   * @param all of every point, in their order
   */
  constructor(
    { analysis }: AnalysedPoint,
    private readonly firstCapture: number,
    private readonly all: readonly Frames[] = [],
  ) {
    this.sources = analysis.sources
    this.tellsNames = analysis.anonymizer === undefined
    this.start = { seconds: analysis.scan.firstSeconds, nanoseconds: analysis.scan.firstNanos }
  }

  /** Those of another point; undefined when this report is of one point alone. */
  of(point: number): Frames | undefined {
    return this.all[point]
  }

  /** Indices of the point's files among the report's captures. */
  get captures(): number[] {
    return this.sources.map((_, i) => this.firstCapture + i)
  }

  /** What sentences call its first file. */
  name(words: Words): string {
    return captureName(clean(this.sources[0].label), words)
  }

  /** Seconds from the other point's first packet to this one's, by their own clocks. */
  startsAfter({ start }: Frames): number {
    return this.start.seconds - start.seconds + (this.start.nanoseconds - start.nanoseconds) / 1e9
  }

  /** Streams are counted over all files of a point; with several, Wireshark's own count differs from file to file. */
  get streamsMatchWireshark(): boolean {
    return this.sources.length === 1
  }

  place(frame: number): FramePlace {
    const index = this.fileOf(frame)
    return { capture: this.firstCapture + index, frame: frame - this.sources[index].framesBefore }
  }

  private fileOf(frame: number): number {
    let index = this.sources.length - 1
    while (index > 0 && this.sources[index].framesBefore >= frame) index--
    return index
  }

  /** The numbers of those frames that are in the same file as `home`. */
  besides(home: number, frames: readonly number[]): number[] {
    const index = this.fileOf(home)
    const { framesBefore } = this.sources[index]
    const own = new Set<number>()
    for (const frame of frames) if (this.fileOf(frame) === index) own.add(frame - framesBefore)
    return [...own].sort((a, b) => a - b)
  }

  /** A frame as a sentence names it: with the file when that is another one than `home` is in. */
  label(home: number, frame: number, words: Words): string {
    const place = this.place(frame)
    if (place.capture === this.place(home).capture) return String(place.frame)
    const { label } = this.sources[place.capture - this.firstCapture]
    return `${place.frame} (${captureName(clean(label), words)})`
  }

  /** What the point's captures themselves call an address. */
  nameOf(address: string): string | undefined {
    if (!this.tellsNames) return undefined
    const named = this.sources.find(({ feed }) => feed.parser?.names?.has(address))
    return named && clean(named.feed.parser?.names?.get(address) ?? '')
  }

  moment(time: number): Moment {
    return after(this.start, time)
  }
}
