/** The packets that findings are about: their whole connections, as far back as the capture's history reaches. */
import type { CaseFile } from '../casefile/model.js'
import type { Finding, LadderRow, Report } from './model.js'
import { type AnalysedPoint, type Frames, framesOf } from './point.js'

/** For each of the report's captures the frames to keep, ascending. */
export function chosenFrames(report: Report, points: readonly AnalysedPoint[]): Uint32Array[] {
  const kept = report.captures.map((): number[] => [])
  const keep: Keep = (capture, frame) => kept[capture].push(frame)
  const all = framesOf(points)
  const shelves = points.flatMap((point, i) => {
    const shelf = new Shelf(point, all[i], keep)
    return all[i].captures.map(() => shelf)
  })
  for (const finding of report.findings) {
    shelves[finding.capture].takeStream(finding.connection.stream)
    for (const { capture, frame } of citedBy(finding)) keep(capture, frame)
    for (const { other } of finding.ladder) if (other) shelves[other.capture].takeFrame(other.capture, other.frame)
  }
  return kept.map((frames) => Uint32Array.from([...new Set(frames)].sort((a, b) => a - b)))
}

type Keep = (capture: number, frame: number) => void

/** The packets that the finding itself names. */
function citedBy({ capture: home, frame, frames, evidence, ladder }: Finding): { capture: number; frame: number }[] {
  const here = [frame, ...frames, ...evidence.flatMap((each) => each.frames)]
  return [
    ...here.map((each) => ({ capture: home, frame: each })),
    ...ladder.map(({ capture = home, frame }: LadderRow) => ({ capture, frame })),
  ]
}

/** The examined connections of one capture point; each is taken once. */
class Shelf {
  private readonly byStream = new Map<number, CaseFile[]>()
  private byFrame: Map<number, CaseFile> | undefined
  private readonly taken = new Set<CaseFile>()

  constructor(
    private readonly point: AnalysedPoint,
    private readonly frames: Frames,
    private readonly keep: Keep,
  ) {
    for (const { file } of point.verdicts) {
      const known = this.byStream.get(file.stream)
      if (known) known.push(file)
      else this.byStream.set(file.stream, [file])
    }
  }

  takeStream(stream: number): void {
    for (const file of this.byStream.get(stream) ?? []) this.take(file)
  }

  /** The connection of a packet that another point's finding shows beside its own. */
  takeFrame(capture: number, frame: number): void {
    this.keep(capture, frame)
    const { sources } = this.point.analysis
    this.byFrame ??= new Map(this.point.verdicts.flatMap(({ file }) => file.segments.map((s) => [s.frame, file])))
    const file = this.byFrame.get(sources[capture - this.frames.captures[0]].framesBefore + frame)
    if (file) this.take(file)
  }

  private take(file: CaseFile): void {
    if (this.taken.has(file)) return
    this.taken.add(file)
    for (const frame of this.framesOf(file)) {
      const place = this.frames.place(frame)
      this.keep(place.capture, place.frame)
    }
  }

  /** The case file may have left out the middle of a long connection; the history knows it. */
  private framesOf({ segments, icmp }: CaseFile): number[] {
    const examined = [...segments, ...icmp].map(({ frame }) => frame)
    const last = segments.at(-1)?.frame
    return last === undefined ? examined : [...this.point.analysis.scan.history.frames(last).frames, ...examined]
  }
}
