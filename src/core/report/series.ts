/**
 * The packets of a finding's connection as columns, for plots. Not part of the result: asked for one finding at a time,
 * while the analysis is at hand.
 */
import { add } from '../casefile/baseline.js'
import type { CaseFile, HopLimits, Segment, Side } from '../casefile/model.js'
import { hasAck, hasFlag, isReset } from '../casefile/segment.js'
import { flagLetters } from '../wire/flag-letters.js'
import { TcpFlag } from '../wire/tcp.js'
import { inOrder, type Judged } from './judged.js'
import { type AnalysedPoint, type Frames, framesOf } from './point.js'
import { likelyTriggers } from './resets.js'
import { baseSequences, relative } from './sequence.js'

/** Packets in one series; a longer connection keeps its ends, its control packets and what the finding is about. */
export const MOST_POINTS = 2000

/** Columns of equal length, one entry a packet, in the order of the capture. Plain data, fit for JSON. */
export interface Series {
  /** Packets of the connection in the capture, those left out here included. */
  of: number
  frame: number[]
  /** Index into the report's captures. */
  capture: number[]
  /** Seconds since the first of these packets. */
  time: number[]
  from: Side[]
  /** TTL or hop limit; null where the capture does not show it. */
  hopLimit: (number | null)[]
  /** IPv4 identification; null in IPv6 and where the capture does not show it. */
  ipId: (number | null)[]
  /** Sequence number as Wireshark counts it from the connection's start; null when it lies in no window of it. */
  seq: (number | null)[]
  /** Acknowledgment number, counted so; null without the ACK flag. */
  ack: (number | null)[]
  /** Payload bytes. */
  length: number[]
  /** As in the header, not scaled. */
  window: number[]
  /** In tcpdump's letters. */
  flags: string[]
  /** `reset` and `subject`: what the finding is about; `trigger`: what set it off. */
  mark: ('reset' | 'subject' | 'trigger' | null)[]
  /** Hop limits of each host's packets that are no resets, over all its connections in the capture; commonest first. */
  hostHopLimits: Record<Side, number[]>
}

/**
 * The series of one finding.
 *
 * @param points those that the report was built from
 * @param id of a finding of that report
 * @returns undefined when the report has no such finding, or no packet of its connection was kept
 */
export function seriesOf(points: readonly AnalysedPoint[], id: string): Series | undefined {
  let before = 0
  for (const [i, { verdicts }] of points.entries()) {
    const judged = inOrder(verdicts)
    const found = judged[Number(id) - 1 - before]
    if (found) return found.file.segments.length > 0 ? columns(found, framesOf(points)[i]) : undefined
    before += judged.length
  }
  return undefined
}

function columns(judged: Judged, frames: Frames): Series {
  const { file } = judged
  const marks = marksOf(judged)
  const kept = thin(file.segments, marks)
  const base = baseSequences(file.segments)
  const other = { client: base.server, server: base.client }
  const places = kept.map((s) => frames.place(s.frame))
  return {
    of: Math.max(file.packets.client + file.packets.server, file.segments.length),
    frame: places.map((place) => place.frame),
    capture: places.map((place) => place.capture),
    time: kept.map((s) => Number((s.time - kept[0].time).toFixed(9))),
    from: kept.map((s) => s.from),
    hopLimit: kept.map((s) => s.hopLimit ?? null),
    ipId: kept.map((s) => s.ipId ?? null),
    seq: kept.map((s) => near(relative(s.seq, base[s.from]))),
    ack: kept.map((s) => (hasAck(s) ? near(relative(s.ack, other[s.from])) : null)),
    length: kept.map((s) => s.length),
    window: kept.map((s) => s.window),
    flags: kept.map((s) => flagLetters(s.flags)),
    mark: kept.map((s) => marks.get(s) ?? null),
    hostHopLimits: { client: hostHopLimits(file, 'client'), server: hostHopLimits(file, 'server') },
  }
}

type Marks = Map<Segment, NonNullable<Series['mark'][number]>>

function marksOf(judged: Judged): Marks {
  const marks: Marks = new Map()
  for (const s of triggersOf(judged)) marks.set(s, 'trigger')
  for (const s of subjectsOf(judged)) marks.set(s, isReset(s) ? 'reset' : 'subject')
  return marks
}

/** Of an anomaly that somebody made, the packet that was put in: the others that it names are the real ones. */
function subjectsOf(judged: Judged): readonly Segment[] {
  if ('reset' in judged) return judged.reset.context.group
  const { who, frame, frames } = judged.anomaly
  const about = who === 'middlebox' ? [frame] : frames
  return judged.file.segments.filter((s) => about.includes(s.frame))
}

function triggersOf(judged: Judged): readonly Segment[] {
  if ('reset' in judged) return likelyTriggers(judged.reset)
  return judged.anomaly.trigger ? [judged.anomaly.trigger] : []
}

/** Marked packets first, then control packets, then those of both ends of the connection; in order again at the end. */
function thin(segments: readonly Segment[], marks: Marks): readonly Segment[] {
  if (segments.length <= MOST_POINTS) return segments
  const fromBothEnds = segments.map((_, i) => segments.at(i % 2 === 0 ? i / 2 : -(i + 1) / 2)!)
  const wanted = [...fromBothEnds.filter((s) => marks.has(s)), ...fromBothEnds.filter(isControl), ...fromBothEnds]
  const chosen = new Set<Segment>()
  for (const s of wanted) if (chosen.size < MOST_POINTS) chosen.add(s)
  return segments.filter((s) => chosen.has(s))
}

const isControl = (s: Segment): boolean => hasFlag(s, TcpFlag.syn | TcpFlag.fin | TcpFlag.rst)

/** Further ahead than any window reaches (RFC 7323 §2.3), a number belongs to another connection, or to none. */
const LARGEST_WINDOW = 2 ** 30

const near = (number: number): number | null => (number <= LARGEST_WINDOW ? number : null)

function hostHopLimits({ host }: CaseFile, side: Side): number[] {
  const all: HopLimits = new Map()
  for (const counts of Object.values(host[side].hopLimits)) for (const [value, n] of counts) add(all, value, n)
  return [...all.keys()].sort((a, b) => all.get(b)! - all.get(a)!)
}
