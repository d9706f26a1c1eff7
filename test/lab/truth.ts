/**
 * Who made each reset of a case, and why: from the captures at both ends, the kernel's tracepoint, the injector's log and
 * what the scenario arranged. A reset that left through the claimed sender's own interface was made there; one that never
 * did was made on the path. Nothing here comes from rstrace. A reset whose maker stays in doubt is not listed.
 */
import type { Frame } from './frames.js'
import type { Forgery } from './injector.js'
import type { KernelReset } from './kernel.js'
import { answers, RST, type SegmentKey, SYN, sameSegment, sameWay } from './segments.js'

export type Maker = 'client' | 'server' | 'middlebox'

/** A reset and its maker, before the scenario has said why. */
export interface Made {
  frame: Frame
  maker: Maker
  towards: 'client' | 'server'
  reason?: string
  state?: string
  trigger?: SegmentKey & { time?: number }
}

/** The scenario's word on the resets it arranged; the first that fits counts. */
export interface Explanation {
  from: Maker
  when?: (reset: Made) => boolean
  /** Accepted cause ids; none when only the maker is known. */
  cause?: string[]
  /** No packet set it off (an abort, a timer). */
  untriggered?: boolean
  /** Its hop limit tells no distance: copied, random, or of an unusual start. */
  unusableTtl?: boolean
  /** The sender's own firewall made it: no kernel event. */
  byFirewall?: boolean
  decidable?: string
  /**
   * A scenario in which an end made a reset that captures at both ends show in the same way: where there is one, not even
   * the two together can tell.
   */
  twin?: string
  alsoOrigin?: Maker[]
  why: string
}

/** One label of truth.json. */
export interface Label {
  frame: number
  /** Which capture of a pair, from 0; the only one when absent. */
  capture?: number
  origin: Maker
  alsoOrigin?: Maker[]
  cause: string[] | null
  trigger: number | null
  triggerAlso?: number[]
  hops?: number
  decidable: string
  twin?: string
  why: string
}

/** Frames seen at one capture point. */
export interface View {
  name: string
  /** Addresses of the captured interface: what leaves with them was sent by this host. Empty on the path. */
  own: string[]
  frames: Frame[]
}

export interface Evidence {
  views: View[]
  /** Addresses that speak for each side, wherever they are seen. */
  addresses: { client: string[]; server: string[] }
  /** Nothing when the tracepoint is not available. */
  kernel?: KernelReset[]
  forgeries: Forgery[]
  explanations: Explanation[]
  /** Seconds from one end to the other. */
  transit: number
  /** Times the hop limit is counted down from the client to the router where things happen. */
  hops: number
}

export interface Verdict {
  labels: Label[]
  /** What could not be settled, in words. */
  doubts: string[]
}

export function truthAt(view: View, evidence: Evidence): Verdict {
  const verdict: Verdict = { labels: [], doubts: [] }
  const seen: Frame[] = []
  for (const frame of view.frames.filter((f) => f.flags & RST)) {
    if (seen.some((earlier) => isCopy(earlier, frame))) continue
    seen.push(frame)
    const label = labelOf(frame, view, evidence)
    if (typeof label === 'string') verdict.doubts.push(`${view.name} frame ${frame.number}: ${label}`)
    else verdict.labels.push(label)
  }
  return verdict
}

/** The same packet seen twice by one capture (all interfaces of a router or bridge). */
function isCopy(a: Frame, b: Frame): boolean {
  return sameSegment(a, b) && a.id === b.id && a.ttl !== b.ttl && Math.abs(a.time - b.time) < 0.0005
}

function labelOf(frame: Frame, view: View, evidence: Evidence): Label | string {
  const towards = sideOf(frame.target, evidence)
  const claimed = sideOf(frame.source, evidence)
  if (!towards || !claimed || towards === claimed)
    return `addresses ${frame.source} > ${frame.target} belong to no side`
  const made = makerOf(frame, view, claimed, evidence)
  const explanation = evidence.explanations.find((e) => e.from === made.maker && (e.when?.(made) ?? true))
  const doubt = doubtAbout(made, explanation, evidence)
  return doubt ?? toLabel(made, explanation, frame, view, evidence)
}

function doubtAbout(made: Made, explanation: Explanation | undefined, evidence: Evidence): string | undefined {
  if (made.maker === 'middlebox') return explanation ? undefined : 'made on the path, and nothing there was to make one'
  if (!evidence.kernel || made.reason || explanation?.byFirewall) return undefined
  return `left the ${made.maker} without a kernel event`
}

function sideOf(address: string, { addresses }: Evidence): 'client' | 'server' | undefined {
  if (addresses.client.includes(address)) return 'client'
  return addresses.server.includes(address) ? 'server' : undefined
}

function makerOf(frame: Frame, view: View, claimed: 'client' | 'server', evidence: Evidence): Made {
  const towards = claimed === 'client' ? 'server' : 'client'
  for (const own of evidence.views) {
    const sent = departure(frame, view, own, evidence)
    if (sent) return { ...sentBy(sent, own, evidence), maker: claimed, towards }
  }
  const forgery = evidence.forgeries.find(({ forged }) => sameSegment(forged, frame))
  const victim = evidence.views.find((v) => v.own.includes(frame.target))
  const trigger = forgery ? forgery.trigger : victim && rejected(frame, victim.frames, evidence)
  return { frame, maker: 'middlebox', towards, trigger }
}

function sentBy(sent: Frame, own: View, { kernel }: Evidence): Pick<Made, 'frame' | 'reason' | 'state' | 'trigger'> {
  const event = kernel && eventOf(sent, kernel)
  return { frame: sent, reason: event?.reason, state: event?.state, trigger: replyTrigger(sent, own.frames, 0.02) }
}

/**
 * How `frame` of `view` looked when it left through the interface of `own`: the same numbers, as long ago as the path is
 * long. Of several alike, the one that holds the same place in their order.
 */
function departure(frame: Frame, view: View, own: View, evidence: Evidence): Frame | undefined {
  if (own.name === view.name) return isSource(frame, own) ? frame : undefined
  const left = own.frames.filter((f) => sameSegment(f, frame) && isSource(f, own))
  const seen = view.frames.filter((f) => sameSegment(f, frame) && left.some((sent) => leftAs(sent, f, view, evidence)))
  const fitting = left.filter((sent) => leftAs(sent, frame, view, evidence))
  const inOrder = left[seen.findIndex((f) => f.number === frame.number)]
  return seen.length === left.length && fitting.includes(inOrder) ? inOrder : fitting[0]
}

const isSource = (frame: Frame, view: View) => view.own.includes(frame.source)

function leftAs(sent: Frame, seen: Frame, view: View, { transit }: Evidence): boolean {
  const age = seen.time - sent.time
  const wholePath = ['client', 'server'].includes(view.name)
  return seen.ttl <= sent.ttl && age >= (wholePath ? 0.6 * transit : -0.0005) && age < 2 * transit + 0.1
}

function eventOf(sent: Frame, kernel: KernelReset[]): KernelReset | undefined {
  // A reset in a listener's name carries the listener's addresses: no peer, port 0.
  const peer = (e: KernelReset) => e.targetPort === sent.targetPort || e.targetPort === 0
  const ports = (e: KernelReset) => e.sourcePort === sent.sourcePort && peer(e)
  const near = kernel.filter((e) => ports(e) && Math.abs(e.time - sent.time) < 0.02)
  return near.sort((a, b) => Math.abs(a.time - sent.time) - Math.abs(b.time - sent.time))[0]
}

/** What the reset answers, among what its sender had received. */
function replyTrigger(reset: Frame, frames: Frame[], within: number): Frame | undefined {
  return frames.findLast((f) => answers(reset, f) && f.time <= reset.time && reset.time - f.time < within)
}

/** What a firewall on the path rejected: the last segment with a body, or the SYN, that the victim sent and that fits. */
function rejected(reset: Frame, sent: Frame[], { transit }: Evidence): Frame | undefined {
  const fits = sent.filter((f) => answers(reset, f) && f.time <= reset.time && reset.time - f.time < 2 * transit + 0.1)
  return fits.findLast((f) => f.length > 0 || f.flags & SYN) ?? fits.at(-1)
}

function toLabel(
  made: Made,
  explanation: Explanation | undefined,
  frame: Frame,
  view: View,
  evidence: Evidence,
): Label {
  const { maker } = made
  const triggers = made.trigger && !explanation?.untriggered ? copiesOf(made.trigger, frame, view) : []
  return {
    frame: frame.number,
    origin: maker,
    ...(explanation?.alsoOrigin && { alsoOrigin: explanation.alsoOrigin }),
    cause: acceptedCauses(made, explanation, triggers),
    trigger: triggers[0]?.number ?? null,
    ...(triggers.length > 1 && { triggerAlso: triggers.slice(1).map((f) => f.number) }),
    ...(maker === 'middlebox' && !explanation?.unusableTtl && { hops: evidence.hops }),
    decidable: explanation?.decidable ?? 'yes',
    ...(explanation?.twin && { twin: explanation.twin }),
    why: [explanation?.why, made.reason && `kernel: ${made.reason}, ${made.state}`].filter(Boolean).join('; '),
  }
}

/** Why a device forged cannot be told where the packet that set it off was not seen. */
function acceptedCauses(
  { maker, trigger }: Made,
  explanation: Explanation | undefined,
  seen: Frame[],
): string[] | null {
  if (!explanation?.cause) return null
  const blind = maker === 'middlebox' && trigger && seen.length === 0
  return blind ? [...explanation.cause, 'forged-unknown'] : explanation.cause
}

/** The trigger in this capture, nearest in time first, with its retransmissions. */
function copiesOf(trigger: SegmentKey, reset: Frame, view: View): Frame[] {
  const bytes = (f: SegmentKey) => f.seq === trigger.seq && f.length === trigger.length
  const kind = (f: SegmentKey) => !(f.flags & RST) && (f.flags & SYN) === (trigger.flags & SYN)
  const copies = view.frames.filter((f) => bytes(f) && sameWay(f, trigger) && kind(f))
  const exact = copies.filter((f) => sameSegment(f, trigger))
  const pool = trigger.length > 0 || trigger.flags & SYN ? copies : exact
  return [...pool].sort((a, b) => rank(a, trigger, reset) - rank(b, trigger, reset))
}

function rank(frame: Frame, trigger: SegmentKey, reset: Frame): number {
  return Math.abs(frame.time - reset.time) + (sameSegment(frame, trigger) ? 0 : 1000)
}
