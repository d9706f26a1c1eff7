/**
 * The whole pipeline: scan, collect, rebuild, judge. It does no I/O: bytes are fed in, and the records of the packets
 * that it wants to see again are asked for and supplied, by whoever has the capture.
 */

import type { Anonymizer } from './anonymize/anonymizer.js'
import { anonymousSink } from './anonymize/sink.js'
import { CaptureFeed } from './capture/feed.js'
import type { Moment, PacketSink, RawPacket } from './capture/format.js'
import { Problems } from './capture/problems.js'
import { addApplication, hostFacts } from './casefile/build.js'
import type { CaseFile, Endpoint } from './casefile/model.js'
import { Collector, secondsSince } from './collector.js'
import { Scan } from './flow/scan.js'
import type { Suspect } from './flow/suspects.js'
import { Neighbourhood, neighbourOf, resetRecordsOf } from './neighbourhood.js'
import type { Anomaly } from './verdict/anomalies/define.js'
import { findAnomalies } from './verdict/anomalies/index.js'
import {
  explainResets,
  once,
  type ResetVerdict,
  type Surroundings,
  type WeighedReset,
  weighResets,
} from './verdict/judgement.js'

/** Packets of suspicious connections held in memory at a time. */
const BATCH_FRAMES = 5_000
/** Suspicious connections examined; beyond this a capture is an attack or a scan, and all are alike. */
const EXAMINED = 50_000

/** A record to be read again: its place in the stream and its length in bytes. */
export interface Wanted {
  source: number
  frame: number
  position: number
  length: number
}

/** One file of the capture (several when it was rotated). */
export interface CaptureSource {
  /** By which it is found again. */
  name: string
  /** What reports call it. */
  label: string
  feed: CaptureFeed
  problems: Problems
  /** Frames and bytes of the sources before it. */
  framesBefore: number
  bytesBefore: number
  frames: number
  bytes: number
  /** Times of its first packet and of its latest one; none without packets. */
  firstTime?: Moment
  lastTime?: Moment
}

/** What one connection came to. */
export interface CaseVerdict {
  file: CaseFile
  resets: ResetVerdict[]
  anomalies: Anomaly[]
}

/** A batch of suspicious connections: supply the wanted records, then `judge`. */
export interface Batch {
  wanted: Wanted[]
  supply(wanted: Wanted, bytes: Uint8Array): void
  judge(): CaseVerdict[]
}

export class Analysis {
  readonly problems = new Problems()
  readonly scan = new Scan(this.problems)
  readonly sources: CaptureSource[] = []
  readonly neighbourhood = new Neighbourhood()
  /** Frames whose malformed TCP headers were counted: a packet may be looked at more than once. */
  readonly malformed = new Set<number>()
  examined = 0
  private judged = 0
  /** Asked for: the limit is off. */
  private everything = false

  /** @param anonymizer the analysis then sees nothing but what it makes of the packets */
  constructor(readonly anonymizer?: Anonymizer) {}

  /** Begins the next file of the capture; feed its bytes into `feed`. */
  open(name: string, label = name): CaptureSource {
    this.closeSource()
    const problems = new Problems()
    const before = this.sources.at(-1)
    const source: CaptureSource = {
      name,
      label,
      problems,
      feed: new CaptureFeed(this.sinkFor(this.sources.length), problems),
      framesBefore: this.scan.frames,
      bytesBefore: before ? before.bytesBefore + before.feed.position : 0,
      frames: 0,
      bytes: 0,
    }
    this.sources.push(source)
    return source
  }

  private sinkFor(index: number): PacketSink {
    const sink = index === 0 ? this.scan : this.scanFrom(index)
    return this.anonymizer ? anonymousSink(sink, this.anonymizer) : sink
  }

  /**
   * Positions of later files go on behind those of the earlier ones, so that one history serves all; the scan's clock
   * goes on too, so each of them is timed here.
   */
  private scanFrom(index: number): PacketSink {
    return {
      packet: (raw: RawPacket) => {
        const source = this.sources[index]
        raw.position += source.bytesBefore
        keepTime(source, raw)
        this.scan.packet(raw)
      },
    }
  }

  private closeSource(): void {
    const source = this.sources.at(-1)
    if (!source) return
    const { scan } = this
    source.frames = scan.frames - source.framesBefore
    if (this.sources.length === 1 && source.frames > 0) {
      source.firstTime = { seconds: scan.firstSeconds, nanoseconds: scan.firstNanos }
      source.lastTime = { seconds: scan.lastSeconds, nanoseconds: scan.lastNanos }
    }
    source.bytes = source.feed.position
    scan.history.close(source.bytesBefore + (source.feed.replayBytes?.length ?? source.bytes))
  }

  /** Everything was fed. */
  end(): void {
    this.closeSource()
    this.scan.end()
  }

  /** Connections settled while the capture goes on (see `Scan.takeSettled`). */
  settle(patienceSeconds: number): void {
    this.closeSource()
    this.scan.takeSettled(patienceSeconds)
  }

  /** The suspicious connections not judged yet, a batch at a time; the healthy ones to compare them with are in the first. */
  *batches(): Generator<Batch> {
    const { list, contrast } = this.scan.suspects
    while (this.judged < list.length || contrast.length > 0) {
      const batch: Suspect[] = []
      let frames = 0
      while (this.judged < list.length && (this.everything || frames < BATCH_FRAMES)) {
        const suspect = list[this.judged++]
        if (this.examined >= EXAMINED && !this.everything) {
          this.problems.add('not-examined', { frame: suspect.frames[0] })
          continue
        }
        this.examined++
        frames += suspect.frames.length
        batch.push(suspect)
      }
      if (batch.length > 0 || contrast.length > 0) yield this.batchOf(batch, contrast.splice(0))
    }
    list.length = 0
    this.judged = 0
  }

  private batchOf(suspects: Suspect[], contrast: Suspect[]): Batch {
    const collector = new Collector(this, [...contrast, ...suspects])
    const built = (list: Suspect[]) =>
      list.map((suspect) => collector.build(suspect, this.everything)).filter((file) => file.segments.length > 0)
    return {
      wanted: collector.wanted(),
      supply: (wanted, bytes) => collector.supply(wanted, bytes),
      judge: () => {
        const files = built(suspects)
        // Compared packet by packet, and then let go: what is remarkable is judged after that.
        if (this.everything) return files.map((file) => ({ file, resets: [], anomalies: [] }))
        for (const file of [...built(contrast), ...files]) {
          this.neighbourhood.add(neighbourOf(file))
          for (const record of resetRecordsOf(file)) this.neighbourhood.addReset(record)
        }
        return this.judgeAll(files)
      },
    }
  }

  /** Why they were made comes last: then it is known what else was cut. */
  private judgeAll(files: CaseFile[]): CaseVerdict[] {
    const weighed = files.map((file) => this.weigh(file))
    for (const { file, resets } of weighed) {
      const cut = resets.some((v) => v.origin.who === 'middlebox' && v.effect !== 'ignored')
      this.neighbourhood.judged(file.stream, cut)
    }
    return weighed.map(explain)
  }

  /** Judges once more what was judged while the capture went on: now it is known what its other connections are like. */
  judgeInTheEnd(files: readonly CaseFile[]): CaseVerdict[] {
    const { scan } = this
    const facts = ({ address }: Endpoint) => hostFacts(scan.hosts.named(address))
    const captureEnd = secondsSince(scan, scan.lastSeconds, scan.lastNanos)
    return this.judgeAll(
      files.map((file) => ({
        ...file,
        host: { client: facts(file.client), server: facts(file.server) },
        captureEnd,
      })),
    )
  }

  /** Judges a case file once more, after it learned something (see `pair/`). */
  judgeAgain(file: CaseFile): CaseVerdict {
    return this.judgeOne(file)
  }

  /** Judges a connection that was compared only. */
  judgeCompared(file: CaseFile): CaseVerdict {
    addApplication(file)
    return this.judgeOne(file)
  }

  /** Takes connections that another capture point found suspicious, as far as this one holds them. */
  takeAlso(files: readonly CaseFile[]): void {
    this.scan.takeAlso(files)
  }

  /** Takes connections once more with all their packets, of which only a part was looked at. */
  takeWhole(files: readonly CaseFile[]): void {
    this.scan.takeWhole(new Set(files.map(({ stream }) => stream)))
  }

  /**
   * Takes the next connections that were not taken yet, with about so many packets together, and has the others take the
   * same ones; false when none are left.
   */
  takeNext(packets: number, others: readonly Analysis[]): boolean {
    const taken = this.scan.takeNext(packets)
    for (const other of others) other.scan.takeTwins(this.scan, taken)
    for (const analysis of [this, ...others]) analysis.everything = true
    return taken.length > 0
  }

  /** Takes a few healthy connections between the hosts of the suspicious ones, to compare with another capture point. */
  takeSisters(): void {
    this.scan.takeSisters()
  }

  private judgeOne(file: CaseFile): CaseVerdict {
    return explain(this.weigh(file))
  }

  private weigh(file: CaseFile): WeighedCase {
    const anomalies = findAnomalies(file)
    const injected = new Set(anomalies.filter(isPutIn).map((a) => a.frame))
    const around = {
      neighbours: once(() => this.neighbourhood.of(file)),
      resetsLike: (hopLimit: number, time: number) => this.neighbourhood.resetsLike(hopLimit, time),
    }
    return { file, anomalies, around, resets: weighResets(file, around, injected) }
  }
}

/** A connection of which it is known who made its resets. */
interface WeighedCase {
  file: CaseFile
  anomalies: Anomaly[]
  around: Surroundings
  resets: WeighedReset[]
}

const explain = ({ file, anomalies, around, resets }: WeighedCase): CaseVerdict => ({
  file,
  resets: explainResets(resets, around),
  anomalies,
})

/** Nothing is allocated but for the first packet of a file. */
function keepTime(source: CaptureSource, { seconds, nanoseconds }: RawPacket): void {
  source.firstTime ??= { seconds, nanoseconds }
  source.lastTime ??= { seconds, nanoseconds }
  const last = source.lastTime
  if (seconds < last.seconds || (seconds === last.seconds && nanoseconds <= last.nanoseconds)) return
  last.seconds = seconds
  last.nanoseconds = nanoseconds
}

/** Beyond doubt: what may be the end's own speaks for its resets as well. */
const isPutIn = ({ kind, who }: Anomaly): boolean => kind.startsWith('injected-') && who === 'middlebox'
