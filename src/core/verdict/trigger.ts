/** Which packet set the reset off, once it is decided who made it. */
import { isKeepAlive } from '../casefile/loss.js'
import type { Segment } from '../casefile/model.js'
import { wasTakenIn } from '../casefile/reset-form.js'
import { isFin, isReset, isSyn, isSynAck, sequenceEnd, sequenceLength } from '../casefile/segment.js'
import type { TriggerFit } from '../casefile/triggers.js'
import type { ResetContext } from '../evidence/context.js'
import { seqMax } from '../flow/seq.js'
import { isHttpRequest } from '../wire/http-head.js'
import { looksLikeClientHello } from '../wire/tls-hello.js'
import type { Origin } from './origin.js'
import { idleBefore } from './situation.js'

export type TriggerKind =
  | 'syn'
  | 'syn-ack'
  | 'ack'
  | 'client-hello'
  | 'http-request'
  | 'data'
  | 'fin'
  | 'keep-alive'
  | 'idle'
  | 'none'
  | 'unknown'

export interface TriggerVerdict {
  kind: TriggerKind
  segment?: Segment
  /** Other packets that fit the numbers as well. */
  also: Segment[]
  why:
    | 'only-one-fits'
    | 'one-round-trip'
    | 'carries-content'
    | 'nearest'
    | 'own-timer'
    | 'own-decision'
    | 'nothing-fits'
}

/** A device answers what it sees at once; anything older than this did not set it off. */
const DEVICE_PATIENCE = 1
/** Silence from which a reset without trigger is called the end of an idle time. */
export const IDLE_SECONDS = 4.5

export function findTrigger(context: ResetContext, origin: Origin): TriggerVerdict {
  if (origin.who === 'middlebox') return deviceTrigger(context)
  if (origin.who === 'unknown' && origin.forged > 0.5) return deviceTrigger(context)
  return endTrigger(context)
}

function endTrigger(context: ResetContext): TriggerVerdict {
  const { form, fits } = context
  if (form === 'reply' || form === 'refusal') {
    const answers = fits.filter((fit) => fit.fit === 'answers')
    if (answers.length > 0) return pickAnswer(context, answers)
  }
  return withoutTrigger(context)
}

/** Stacks answer in the order of arrival: the n-th reset belongs to the n-th packet that fits, and one round trip after. */
function pickAnswer(context: ResetContext, answers: TriggerFit[]): TriggerVerdict {
  const { accusedRtt = 0, reset, before, accused } = context
  const earlier = before.findLast((s) => isReset(s) && s.from === accused && s.seq !== reset.seq)
  // What had reached that end before it sent an earlier reset with another number was answered by that.
  const unheard = answers.filter((fit) => !earlier || fit.segment.time > earlier.time - 0.8 * accusedRtt)
  const possible = (unheard.length > 0 ? unheard : answers).filter((fit) => fit.delay >= 0.8 * accusedRtt)
  const inTime = possible.length > 0 ? possible : answers
  const sameSeq = before.filter((s) => isReset(s) && s.from === accused && s.seq === reset.seq).length
  // The first packet that a closed socket could answer is the first one that is not older than two round trips.
  const recent = inTime.filter((fit) => fit.delay <= Math.max(2 * accusedRtt, accusedRtt + 0.25))
  const pool = (recent.length > 0 ? recent : [inTime[0]]).toReversed()
  const queue = answerable(context, pool)
  const chosen = queue[Math.min(sameSeq, queue.length - 1)]
  const also = queue.filter((fit) => fit !== chosen).map((fit) => fit.segment)
  return {
    kind: kindOf(chosen.segment, context),
    segment: chosen.segment,
    also,
    why: also.length === 0 ? 'only-one-fits' : accusedRtt > 0 ? 'one-round-trip' : 'nearest',
  }
}

/**
 * Leaves out what that end took in before, and bare ACKs where a packet that it could not take is there as well: a
 * closing socket takes the ACK of its FIN in silence, and who has no socket at all answers each of the packets.
 */
function answerable({ before, accused, file, reset }: ResetContext, pool: TriggerFit[]): TriggerFit[] {
  const open = pool.filter((fit) => !wasTakenIn(before, fit.segment, accused))
  const rest = open.length > 0 ? open : pool
  const heavy = rest.filter((fit) => sequenceLength(fit.segment) > 0)
  const resets = file.segments.filter((s) => isReset(s) && s.from === accused && s.seq === reset.seq).length
  const tookAcks = before.some((s) => s.from === accused && isFin(s)) || resets < rest.length
  return heavy.length > 0 && tookAcks ? heavy : rest
}

function withoutTrigger(context: ResetContext): TriggerVerdict {
  const idle = idleBefore(context)
  if (idle >= IDLE_SECONDS) return { kind: 'idle', also: [], why: 'own-timer' }
  if (context.form === 'abort' || context.form === 'live') return { kind: 'none', also: [], why: 'own-decision' }
  return { kind: 'unknown', also: [], why: 'nothing-fits' }
}

/** A device acts on what it sees: of the packets that fit, the one that carries something worth acting on. */
function deviceTrigger(context: ResetContext): TriggerVerdict {
  const recent = context.fits.filter((fit) => fit.delay <= DEVICE_PATIENCE)
  if (recent.length === 0) {
    const idle = idleBefore(context)
    const near = nearestContent(context)
    if (near) return { kind: kindOf(near, context), segment: near, also: [], why: 'nearest' }
    return {
      kind: idle >= IDLE_SECONDS ? 'idle' : 'unknown',
      also: [],
      why: idle >= IDLE_SECONDS ? 'own-timer' : 'nothing-fits',
    }
  }
  const chosen = mostAppealing(recent, context)
  const also = recent.filter((fit) => fit !== chosen && fit.delay <= chosen.delay + 0.5).map((fit) => fit.segment)
  return {
    kind: kindOf(chosen.segment, context),
    segment: chosen.segment,
    also,
    why: also.length === 0 ? 'only-one-fits' : hasContent(chosen.segment) ? 'carries-content' : 'nearest',
  }
}

/** The latest of those that appeal most. */
function mostAppealing(fits: TriggerFit[], context: ResetContext): TriggerFit {
  let best = fits[0]
  let most = -1
  for (const fit of fits) {
    const its = appeal(fit, context)
    if (its <= most) continue
    best = fit
    most = its
  }
  return best
}

/** Numbers that fit nothing: what its receiver had just sent is the only thing that the device can have acted on. */
function nearestContent({ before, receiver, reset, accusedRtt = 0.05 }: ResetContext): Segment | undefined {
  const last = before.findLast((s) => s.from === receiver && hasContent(s))
  return last && reset.time - last.time <= accusedRtt + 0.005 ? last : undefined
}

/** What a device acts on, by what it is known to look at: names before handshakes before data before bare ACKs. */
function appeal(fit: TriggerFit, context: ResetContext): number {
  if (fit.fit === 'quotes' && fit.segment.ipId === context.reset.ipId && fit.segment.ipId) return 5
  const kind = kindOf(fit.segment, context)
  if (kind === 'client-hello' || kind === 'http-request') return 4
  if (isHandshake(fit.segment)) return fit.fit === 'quotes' ? 1 : 3
  // A packet of its own side that the reset continues is a weaker fit than one of the other that it answers.
  if (fit.segment.length > 0) return fit.fit === 'forward' ? 1 : 2
  return fit.fit === 'forward' ? 0 : 1
}

const isHandshake = (s: Segment): boolean => isSyn(s) || isSynAck(s)
const hasContent = (s: Segment): boolean => s.length > 0 || isHandshake(s)

export function kindOf(s: Segment, context: Pick<ResetContext, 'before'>): TriggerVerdict['kind'] {
  if (isSyn(s)) return 'syn'
  if (isSynAck(s)) return 'syn-ack'
  if (s.length > 1 || (s.length === 1 && !isProbe(s, context))) return contentKind(s)
  if (isFin(s)) return 'fin'
  return isProbe(s, context) ? 'keep-alive' : 'ack'
}

function contentKind(s: Segment): TriggerVerdict['kind'] {
  if (looksLikeClientHello(s.payload)) return 'client-hello'
  return s.from === 'client' && isHttpRequest(s.payload) ? 'http-request' : 'data'
}

function isProbe(s: Segment, { before }: Pick<ResetContext, 'before'>): boolean {
  let next: number | undefined
  for (const o of before) {
    if (o === s) break
    if (o.from === s.from && !isReset(o)) next = next === undefined ? sequenceEnd(o) : seqMax(next, sequenceEnd(o))
  }
  // A bare ACK after hours of silence is a keep-alive too, on stacks that probe with the next number (as VOS does).
  return isKeepAlive(s, next)
}
