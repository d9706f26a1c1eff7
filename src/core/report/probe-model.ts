/** What `rstrace/1` says of experiments on the network: `probes` of the report. */
import type { CauseId } from '../verdict/causes/index.js'
import type { Who } from './model.js'

/** One experiment. Each kind has its own shape. */
export type Probe = MatrixProbe | LocateProbe | PingProbe

/** `rstrace probe`: connections that differ from the request in one thing each. */
export interface MatrixProbe {
  kind: 'matrix'
  /** One plain sentence: what it depends on, in how many of how many connections. */
  summary: string
  /** RFC 3339, UTC. */
  startedAt: string
  durationSeconds: number
  target: ProbeTarget
  /** Stopped before its end: what is known is in it all the same. */
  interrupted?: true
  /** Every variant that was tried, and how it fared; the request itself first. */
  rows: MatrixRow[]
  /** Every connection, in the order in which they were made. */
  attempts: Attempt[]
  verdict: MatrixVerdict
  residual?: ResidualBlock
  /** With a finding of a capture. */
  combined?: Combined
}

/** The request that is varied. */
export interface ProbeTarget {
  /** What was asked for, as a URL without the values of its query; `tcp://` for a bare connection. */
  url: string
  name: string
  addresses: string[]
  port: number
  serverName?: string
  host?: string
}

export type FactorId = 'address' | 'port' | 'tls' | 'server-name' | 'host' | 'path' | 'query' | 'method' | 'segments'

export type Phase = 'dns' | 'connect' | 'hello' | 'request' | 'response'

/**
 * How a connection ended: `ok` answered as asked; `answered` answered in another way that shows that the server got it
 * (a TLS alert, another protocol); `altered` an answer that is not the server's; `reset`, `refused` (to the SYN),
 * `timeout`, `eof`; `unreachable` an ICMP error; `failed` this host could not even try.
 */
export type AttemptOutcome =
  | 'ok'
  | 'answered'
  | 'altered'
  | 'reset'
  | 'refused'
  | 'timeout'
  | 'eof'
  | 'unreachable'
  | 'failed'

export interface MatrixRow {
  /** `given`, `control`, or the factor with its value: `server-name none`. */
  id: string
  factor?: FactorId
  /** What is different, in words. */
  text: string
  tries: number
  /** Of these, how many got past the point at which the request fails. */
  passed: number
  /** Ends with their counts: `hello reset` 5; answers by their HTTP status. */
  ends: { phase: Phase; outcome: AttemptOutcome; status?: number; count: number }[]
  /** Why it says nothing about what is blocked, when it does not. */
  notComparable?: string
}

export interface Attempt {
  row: string
  /**
   * What it was for: to see whether the request fails, to vary each thing once, to confirm what helped, or to weigh how
   * often the request fails.
   */
  stage: 'look' | 'screen' | 'confirm' | 'weigh'
  /** Nothing had failed before it without a control that worked since. */
  quiet: boolean
  /** A control straight after a failure. */
  afterFailure?: true
  address: string
  port: number
  /** Seconds since the start. */
  time: number
  phase: Phase
  outcome: AttemptOutcome
  /** Seconds from the SYN to its answer. */
  connectSeconds?: number
  /** Seconds from what was sent last to the end. */
  endSeconds?: number
  /** HTTP status. */
  status?: number
  /** The server's own word for it, such as the name of a TLS alert or of a system error. */
  detail?: string
  certificate?: { subject: string; issuer: string; matchesName: boolean }
}

export type MatrixVerdictId =
  | 'nothing-wrong'
  | 'blocked-address'
  | 'blocked-port'
  | 'blocked-sni'
  | 'blocked-host'
  | 'blocked-url'
  | 'blocked-content'
  | 'altered-answer'
  | 'port-refused'
  | 'inside-tls'
  | 'needs-server-name'
  | 'server-declines'
  | 'packet-loss'
  | 'unsteady'
  | 'no-address'
  | 'cannot-try'
  | 'unknown'

export interface MatrixVerdict {
  id: MatrixVerdictId
  /** Where and how the request itself fails most often; absent when it does not. */
  fails?: { phase: Phase; outcome: AttemptOutcome; count: number; of: number }
  /** Factors whose change cures it, the one that matters most first. */
  cures: Cure[]
  /**
   * The server did not end the connections: `count` of `of` times the end came within `endSeconds`, and the fastest
   * round trip to the server took `roundTripSeconds`.
   */
  notTheServer?: { count: number; of: number; endSeconds: number; roundTripSeconds: number }
  meaning: string[]
  next: { text: string; command?: string }[]
}

export interface Cure {
  factor: FactorId
  row: string
  passed: number
  tries: number
  /**
   * Upper bound of the probability that the difference to the request is chance: Fisher's exact test, one-sided, times
   * the number of variants that were compared.
   */
  chance: number
}

/** For a while after a failure harmless connections fail too. */
export interface ResidualBlock {
  /** Controls straight after a failure that failed. */
  failed: number
  of: number
  /** How long it lasted: between the last control that failed and the first that did not, in seconds after the failure. */
  seconds?: { min: number; max: number }
  /**
   * What it keeps out: everything between the two addresses, or only what goes to the same port. Told by `otherPort` of
   * the same address, which works in quiet. Absent when that was not measured, or no other port works.
   */
  keepsOut?: { by: 'address' | 'address-and-port'; otherPort: number }
}

/** `rstrace locate`: the same packet with ever larger hop limits, until it meets what interferes with it. */
export interface LocateProbe {
  kind: 'locate'
  /** One plain sentence: between which hops, and how sure that is. */
  summary: string
  /** RFC 3339, UTC. */
  startedAt: string
  durationSeconds: number
  target: ProbeTarget
  /** The address that was used. */
  address: string
  /** Stopped before its end: what is known is in it all the same. */
  interrupted?: true
  /** What is interfered with, and the harmless counterpart, in words. */
  trigger: string
  control?: string
  /** Arriving packets could be seen, with their hop limits (CAP_NET_RAW). */
  packetsSeen: boolean
  /** Every hop limit that was tried, smallest first. */
  hops: LocateHop[]
  verdict: LocateVerdict
  /** With a finding of a capture. */
  combined?: Combined
}

export interface LocateHop {
  /** The hop limit; the last one is as large as any path needs. */
  hop: number
  /** Routers that said a packet ended with them: several where packets take different paths, none where it is silent. */
  routers: Router[]
  /** What came of each SYN that was to name the router, each control, each trigger. */
  route: LocateSign[][]
  control: LocateSign[][]
  trigger: LocateSign[][]
}

export interface Router {
  address: string
  /** By reverse DNS, when it was asked for. */
  name?: string
  /** From the databases that were given. */
  as?: { number: number; organization?: string }
  country?: string
  city?: string
}

/** `exceeded`: a router said the hop limit ran out; `unsent`: the connection did not come about. */
export type LocateSign = 'exceeded' | 'unreachable' | 'connected' | 'refused' | 'reset' | 'data' | 'fin' | 'unsent'

/**
 * What becomes of the trigger. `reset`; `answered` by somebody before the server; `swallowed`; `nothing`, it fares as the
 * control does; `residual`: after it the control no longer goes through either, so that further experiments would say
 * nothing; `unsteady`: it is reset now and then; `unreachable`: neither it nor the control is answered; `failed`: this
 * machine could not even try; `unclear`: stopped, or too much lost, before anything could be told.
 */
export type LocateOutcome =
  | 'reset'
  | 'answered'
  | 'swallowed'
  | 'nothing'
  | 'residual'
  | 'unsteady'
  | 'unreachable'
  | 'failed'
  | 'unclear'

/** How many of how many. */
export interface Share {
  yes: number
  of: number
}

export interface LocateFinding {
  outcome: LocateOutcome
  /** The packet in question: the SYN, or the first data of an established connection. */
  packet: 'syn' | 'data'
  /** The system's word, when it failed. */
  failure?: string
  /** Hops from the client between which it sits: at router `min` at the nearest, at router `max` at the farthest. */
  place?: { min: number; max?: number }
  /** Hops to the server: the smallest hop limit that reaches it. */
  distance?: number
  /** As far away as the server itself: the server, or something right before it. */
  atServer: boolean
  /** The control fares no better: whoever it is does not look at what differs between the two. */
  controlToo: boolean
  /** Whether the trigger ends in it (`in`) or only comes by and travels on (`on`). */
  path: 'in' | 'on' | 'unknown'
  /** Triggers that were seen behind it, of those with which that could be seen. */
  beyond: Share
  /** Hop limit with which its resets arrive. */
  resetHopLimit?: number
  /** Its resets take their hop limit from the packet that they answer, so that those of near ones do not arrive. */
  copiesHopLimit: boolean
  /** The place that the arriving hop limit speaks of, by a usual initial value. */
  hopLimitPlace?: { initial: number; hop: number; agrees: boolean }
  /** What became of the mark (DSCP) of a trigger in its reset. */
  mark?: 'mirrored' | 'cleared'
  /** Triggers with the hop limit at which it begins, and with one less, that met it. */
  at: Share
  before: Share
  /** Below the hop limit at which the majority met it, some did: paths differ, or packets were lost. */
  varies: boolean
  /** 0 to 1. Steps that were chosen, not measured. */
  confidence: number
}

export interface LocateVerdict extends LocateFinding {
  meaning: string[]
  next: { text: string; command?: string }[]
}

/** `rstrace ping`: the hop limit with which the target's own answers arrive, next to those of a capture. */
export interface PingProbe {
  kind: 'ping'
  summary: string
  startedAt: string
  durationSeconds: number
  name: string
  address: string
  /** Each answer; fewer than were asked for when some did not come. */
  replies: { hopLimit?: number; seconds: number }[]
  asked: number
  /** By the usual initial value above it: routers between here and the target. */
  hops?: { initial: number; routers: number }
  /** Next to the findings of a capture. */
  compared: { finding: string; resetHopLimit?: number; serverHopLimit?: number; text: string }[]
  meaning: string[]
}

/**
 * A finding of a capture and an experiment, taken together. The finding itself stands in `findings` as the capture shows
 * it.
 */
export interface Combined {
  /** Id of the finding. */
  finding: string
  agreement: 'agree' | 'differ' | 'not-reproduced' | 'open'
  /** What is believed now. Where the two contradict each other it is `unknown`, with confidence 0. */
  origin: { who: Who; confidence: number }
  cause: { id: CauseId | 'unknown'; confidence: number }
  /** Hops from the client between which the sender sits, as in `LocateFinding`; absent when not known or contradicted. */
  place?: { min: number; max?: number }
  /** What the experiment does to the finding, and why. */
  steps: CombinedStep[]
  /** The same as a paragraph. */
  text: string
}

export interface CombinedStep {
  about: 'finding' | 'origin' | 'cause' | 'place'
  does: 'supports' | 'decides' | 'contradicts' | 'leaves'
  reason: CombinedReason
  text: string
}

/**
 * Of the finding: `another-request` was tried; `not-reproduced`; `another-failure`, at another point or in another way;
 * `by-client`, which no experiment made here can show; `undecided`.
 *
 * Of its origin: what ended the connections came `too-soon` for the server, or from `before-server` by hop count; a reset
 * bears the mark of our packet, as a host's kernel does it (`marked`); it comes from as far as the server (`at-server`),
 * which resets harmless connections too (`harmless-at-server`).
 *
 * Of its cause: the `same-cause`; one that the capture had `left-open`; `other-cause`; `harmless-too`, connections without
 * what the finding blames fail as well; `server-decides`, the server sent it and it depends on this; `who-open`, it
 * depends on this, whoever it is.
 *
 * Of its place: `same-place`, the stretches overlap; `only-place`, the capture had none; `other-place`.
 */
export type CombinedReason =
  | 'another-request'
  | 'not-reproduced'
  | 'another-failure'
  | 'by-client'
  | 'undecided'
  | 'too-soon'
  | 'before-server'
  | 'marked'
  | 'at-server'
  | 'harmless-at-server'
  | 'same-cause'
  | 'left-open'
  | 'other-cause'
  | 'harmless-too'
  | 'server-decides'
  | 'who-open'
  | 'same-place'
  | 'only-place'
  | 'other-place'
