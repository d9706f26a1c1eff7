/** One capture point (one file, or all files of a rotated capture), and how its frames are counted file by file. */
import type { Analysis, CaptureSource, CaseVerdict } from '../analysis.js'
import { clean } from './clean.js'
import { after, type Moment } from './time.js'

export interface AnalysedPoint {
  analysis: Analysis
  verdicts: CaseVerdict[]
}

/** Where a frame is: which of the report's captures, and its number there. */
export interface FramePlace {
  capture: number
  frame: number
}

export class Frames {
  private readonly sources: CaptureSource[]
  private readonly start: Moment

  /** @param firstCapture index of the point's first file among the report's captures */
  constructor(
    { analysis }: AnalysedPoint,
    private readonly firstCapture: number,
  ) {
    this.sources = analysis.sources
    this.start = { seconds: analysis.scan.firstSeconds, nanoseconds: analysis.scan.firstNanos }
  }

  /** Streams are counted over all files of a point; with several, Wireshark's own count differs from file to file. */
  get streamsMatchWireshark(): boolean {
    return this.sources.length === 1
  }

  place(frame: number): FramePlace {
    const index = Math.max(
      0,
      this.sources.findLastIndex((source) => source.framesBefore < frame),
    )
    return { capture: this.firstCapture + index, frame: frame - this.sources[index].framesBefore }
  }

  /** The numbers of those frames that are in the same file as `home`. */
  besides(home: number, frames: readonly number[]): number[] {
    const { capture } = this.place(home)
    const places = frames.map((frame) => this.place(frame)).filter((place) => place.capture === capture)
    return [...new Set(places.map((place) => place.frame))].sort((a, b) => a - b)
  }

  /** A frame as a sentence names it: with the file when that is another one than `home` is in. */
  label(home: number, frame: number): string {
    const place = this.place(frame)
    if (place.capture === this.place(home).capture) return String(place.frame)
    return `${place.frame} (${clean(this.sources[place.capture - this.firstCapture].name)})`
  }

  moment(time: number): Moment {
    return after(this.start, time)
  }
}
