/** Case files of suspicious connections from their packets, which are read again. */

import type { Analysis, Wanted } from './analysis.js'
import { anonymousSink } from './anonymize/sink.js'
import type { CaptureParser, PacketSink, RawPacket } from './capture/format.js'
import { buildCase, rolesOf } from './casefile/build.js'
import { type CaseFile, type IcmpError, otherSide, type Segment } from './casefile/model.js'
import { PayloadPool } from './casefile/payload-pool.js'
import { readSegment } from './casefile/segment.js'
import type { LoggedError } from './flow/icmp-log.js'
import type { Scan } from './flow/scan.js'
import type { Suspect } from './flow/suspects.js'
import { Flow } from './flow/table.js'
import { decode } from './wire/decode.js'
import { Headers } from './wire/headers.js'
import { LinkType } from './wire/link-type.js'
import { TCP_MIN_LENGTH, tcpHeaderLength } from './wire/tcp.js'

/** Gathers the packets of some suspicious connections and builds their case files. */
export class Collector implements PacketSink {
  private readonly headers = new Headers()
  private readonly owner = new Map<number, Suspect>()
  /** Until the roles are known, the higher address stands as the client. */
  private readonly segments = new Map<Suspect, Segment[]>()
  private readonly pool = new PayloadPool()
  private readonly lossy: boolean
  private readonly sink: PacketSink
  /** That is being read. */
  private frame = 0

  constructor(
    private readonly analysis: Analysis,
    suspects: Suspect[],
  ) {
    const anonymizer = analysis.anonymizer?.again()
    this.sink = anonymizer ? anonymousSink(this, anonymizer) : this
    this.lossy = analysis.sources.some((s) => s.problems.list().some((p) => p.kind === 'dropped-packets'))
    for (const suspect of suspects) {
      this.segments.set(suspect, [])
      for (const frame of suspect.frames) this.owner.set(frame, suspect)
    }
  }

  /** The records to be read again, in the order of the stream. */
  wanted(): Wanted[] {
    const { sources, scan } = this.analysis
    const wanted: Wanted[] = []
    for (const frame of [...this.owner.keys()].sort((a, b) => a - b)) {
      const record = scan.history.record(frame)
      if (!record) continue
      const source = this.sourceOf(frame)
      const { bytesBefore, feed } = sources[source]
      const position = record.position - bytesBefore
      // The last record of a file is said to reach to the first one of the next file.
      const end = feed.replayBytes?.length ?? feed.position
      wanted.push({ source, frame, position, length: Math.min(record.length, end - position) })
    }
    return wanted
  }

  private sourceOf(frame: number): number {
    return this.analysis.sources.findLastIndex((s) => s.framesBefore < frame)
  }

  supply({ source, frame, position }: Wanted, bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const parser: CaptureParser = this.analysis.sources[source].feed.parser!
    this.frame = frame
    parser.replay(bytes, view, 0, bytes.length, position, this.sink)
  }

  packet(raw: RawPacket): void {
    const { frame } = this
    const suspect = this.owner.get(frame)!
    const { scan } = this.analysis
    const datagram = scan.suspects.datagrams.get(frame)
    if (datagram) {
      raw.bytes = datagram
      raw.view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength)
      decode(raw.view, 0, datagram.length, LinkType.raw, this.headers)
    } else {
      decode(raw.view, raw.offset, raw.captured, raw.interface.linkType, this.headers)
    }
    if (this.headers.protocol !== 6) return
    const time = secondsSince(scan, raw.seconds, raw.nanoseconds)
    const from = isFromHigh(raw.view, this.headers, suspect) ? 'client' : 'server'
    const segment = readSegment(raw, this.headers, { frame, time, from }, this.pool)
    this.noteMalformed(raw.view, segment)
    this.segments.get(suspect)!.push(segment)
  }

  /** The scan does not look at options: of connections that are not examined, these are not counted. */
  private noteMalformed(view: DataView, { frame, options }: Segment): void {
    const { problems, malformed } = this.analysis
    const short = tcpHeaderLength(view, this.headers.payloadOffset) < TCP_MIN_LENGTH
    if ((!short && !options.malformed) || malformed.has(frame)) return
    malformed.add(frame)
    problems.add(short ? 'bad-length' : 'bad-option', { frame })
  }

  /** @param packetsOnly nothing is wanted but packets: see `CaseInput` */
  build(suspect: Suspect, packetsOnly: boolean): CaseFile {
    const { scan } = this.analysis
    const segments = this.segments.get(suspect)!
    this.segments.delete(suspect)
    const roles = rolesOf(suspect, segments[0]?.from === 'client')
    if (!roles.clientIsHigh) for (const segment of segments) segment.from = otherSide(segment.from)
    const time = (seconds: number, nanos: number) => secondsSince(scan, seconds, nanos)
    const { record } = suspect
    if (suspect.incomplete) this.analysis.problems.add('history-lost', { frame: suspect.frames[0] })
    return buildCase({
      capture: this.sourceOf(suspect.frames[0] ?? 1),
      suspect,
      roles,
      segments,
      icmp: scan.icmp.of(suspect.stream).map((e) => icmpError(e, roles.clientIsHigh, time)),
      hosts: { low: scan.hosts.get(suspect.addresses.low), high: scan.hosts.get(suspect.addresses.high) },
      captureEnd: time(scan.lastSeconds, scan.lastNanos),
      captureLossy: suspect.incomplete || this.lossy,
      packetsOnly,
      firstTime: time(record[Flow.firstSeconds], record[Flow.firstNanos]),
      lastTime: time(record[Flow.lastSeconds], record[Flow.lastNanos]),
    })
  }
}

/** Seconds of the capture at a moment of its clock. */
export const secondsSince = (scan: Scan, seconds: number, nanos: number): number =>
  seconds - scan.firstSeconds + (nanos - scan.firstNanos) / 1e9

/** Whether a packet was sent by the higher address of its connection's key. */
function isFromHigh(view: DataView, h: Headers, { addresses }: Suspect): boolean {
  const { low, high, lowPort, highPort } = addresses
  const at = h.ipVersion === 4 ? h.ipOffset + 12 : h.ipOffset + 8
  let same = true
  for (let i = 0; i < low.length; i++) {
    if (view.getUint32(at + 4 * i) !== low[i]) return true
    if (low[i] !== high[i]) same = false
  }
  return same && lowPort !== highPort && view.getUint16(h.payloadOffset) === highPort
}

function icmpError(e: LoggedError, clientIsHigh: boolean, time: (s: number, n: number) => number): IcmpError {
  return {
    frame: e.frame,
    time: time(e.seconds, e.nanoseconds),
    from: e.from,
    hopLimit: e.hopLimit || undefined,
    kind: e.kind,
    type: e.type,
    code: e.code,
    mtu: e.mtu,
    about: e.aboutLow === clientIsHigh ? 'server' : 'client',
  }
}
