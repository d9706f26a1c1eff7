/** How the connection stood when the reset came: what the causes are told apart by. */
import { isKeepAlive } from '../casefile/loss.js'
import type { Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import { hasAck, isFin, isReset, isSyn, isSynAck, sequenceEnd, sequenceLength } from '../casefile/segment.js'
import type { ResetContext } from '../evidence/context.js'
import { seqMax } from '../flow/seq.js'

export interface Situation {
  /**
   * `syn`: the accused end has sent nothing but resets. `handshake`: no data yet. `open`: data flowed. `closing`: a FIN
   * was seen. `unseen`: the capture does not show the beginning and nothing but this.
   */
  stage: 'syn' | 'handshake' | 'open' | 'closing' | 'unseen'
  /** Seconds of silence before the reset, or before the packet that it answers. */
  idle: number
  /** FIN of the accused end, and of the other. */
  ownFin?: Segment
  peerFin?: Segment
  /** Earlier resets, by whose address they carry. */
  ownReset?: Segment
  peerReset?: Segment
  /** Last data before the reset. */
  lastData?: Segment
  /** Data of the other end that the accused end had received and never answered with data of its own. */
  unanswered?: Segment
  /** The accused end's last word before it: its receive window was full. */
  zeroWindow: boolean
  /** Keep-alive probes of the accused end at the end of the connection that nobody answered. */
  probes: Segment[]
  /**
   * Its keep-alive probes at the end of the connection that were answered as far as the capture shows, when the reset
   * came just when the next was due: the answers were lost behind the capture point.
   */
  probesInVain: Segment[]
  /** The accused end's last segment, sent again and again without an answer: how often it was repeated. */
  retries: Segment[]
  /** Turns in which one side sent data and the other answered with data. */
  exchanges: number
  dataFromAccused: boolean
  dataFromReceiver: boolean
}

const lastOf = (segments: Segment[], test: (s: Segment) => boolean): Segment | undefined => segments.findLast(test)

export function situationOf(context: ResetContext, trigger: Segment | undefined): Situation {
  const { before, accused, receiver } = context
  const live = before.filter((s) => !isReset(s))
  const own = live.filter((s) => s.from === accused)
  const data = live.filter((s) => s.length > 0 && s !== trigger)
  const lastData = data.at(-1)
  return {
    stage: stageOf(live, own, trigger),
    idle: idleBefore(context),
    ownFin: own.find(isFin),
    peerFin: live.find((s) => s.from === receiver && isFin(s) && s !== trigger),
    ownReset: lastOf(before, (s) => isReset(s) && s.from === accused && !context.group.includes(s)),
    peerReset: lastOf(before, (s) => isReset(s) && s.from === receiver),
    lastData,
    unanswered: lastData?.from === receiver ? lastData : undefined,
    zeroWindow: own.at(-1)?.window === 0 && hasAck(own.at(-1)!),
    probes: unansweredProbes(before, accused),
    probesInVain: probesInVain(before, context.reset),
    // What a reset answers came when all was over.
    retries: unansweredRetries(trigger ? before.slice(0, before.indexOf(trigger)) : before, accused),
    exchanges: countExchanges(data),
    dataFromAccused: own.some((s) => s.length > 0),
    dataFromReceiver: data.some((s) => s.from === receiver),
  }
}

function stageOf(live: Segment[], own: Segment[], trigger: Segment | undefined): Situation['stage'] {
  const before = live.filter((s) => s !== trigger)
  if (before.some(isFin)) return 'closing'
  // Data that the accused end never acknowledged opens nothing for it.
  const taken = (s: Segment) => own.includes(s) || own.some((o) => hasAck(o) && ((o.ack - sequenceEnd(s)) | 0) >= 0)
  if (before.some((s) => s.length > 0 && taken(s))) return 'open'
  const started = live.some((s) => isSyn(s) || isSynAck(s))
  if (!started) return before.length > 2 ? 'open' : 'unseen'
  return own.length === 0 ? 'syn' : 'handshake'
}

/** Silence before the reset or before the packet that it answers; keep-alive probes do not break a silence. */
export function idleBefore(context: ResetContext): number {
  const { before, reset, fits, accusedRtt = 0 } = context
  const answered = fits.find(
    (fit) => fit.delay <= Math.max(1, 2 * accusedRtt) && fit.segment.from !== reset.from,
  )?.segment
  const end = answered ?? reset
  const previous = before.slice(0, answered ? before.indexOf(answered) : before.length)
  const last = previous.findLast((s) => !isReset(s) && !isProbeIn(previous, s) && s.time < end.time)
  return last ? end.time - last.time : 0
}

function isProbeIn(segments: Segment[], s: Segment): boolean {
  if (s.length > 1 || sequenceLength(s) > 1) return false
  return isKeepAlive(s, nextBefore(segments, s))
}

function nextBefore(segments: Segment[], until: Segment): number | undefined {
  let next: number | undefined
  for (const s of segments) {
    if (s === until) break
    if (s.from === until.from && !isReset(s)) next = next === undefined ? sequenceEnd(s) : seqMax(next, sequenceEnd(s))
  }
  return next
}

/** The accused end's packets since the other was last heard. */
function lastWords(before: Segment[], accused: Side): Segment[] {
  const heard = before.findLastIndex((s) => s.from === otherSide(accused) && !isReset(s))
  return before.slice(heard + 1).filter((s) => s.from === accused && !isReset(s))
}

function unansweredProbes(before: Segment[], accused: Side): Segment[] {
  return lastWords(before, accused).filter((s) => isProbeIn(before, s))
}

/** An end gives up one interval after its last probe (RFC 9293 §3.8.4; Linux tcp_keepalive_timer). */
const INTERVAL_TOLERANCE = 0.25

function probesInVain(before: Segment[], reset: Segment): Segment[] {
  const own = before.filter((s) => s.from === reset.from && !isReset(s))
  const lastOther = own.findLastIndex((s) => !isProbeIn(before, s))
  const probes = own.slice(lastOther + 1)
  if (probes.length < 2) return []
  const interval = (probes.at(-1)!.time - probes[0].time) / (probes.length - 1)
  const waited = reset.time - probes.at(-1)!.time
  return Math.abs(waited - interval) <= INTERVAL_TOLERANCE * interval ? probes : []
}

function unansweredRetries(before: Segment[], accused: Side): Segment[] {
  const words = lastWords(before, accused).filter((s) => sequenceLength(s) > 0)
  const last = words.at(-1)
  if (!last) return []
  const same = before.filter((s) => s.from === accused && s.seq === last.seq && sequenceLength(s) > 0 && !isReset(s))
  return same.slice(1)
}

function countExchanges(data: Segment[]): number {
  let turns = 0
  for (let i = 1; i < data.length; i++) if (data[i].from !== data[i - 1].from) turns++
  return Math.ceil(turns / 2)
}
