/**
 * The result, `rstrace/1`: what `--format json` prints and every other format is made from. Names are fixed; fields may
 * be added. `docs/rstrace-1.schema.json` is generated from this file.
 */
import type { ProblemKind } from '../capture/problems.js'
import type { ChangedField, PacketCounts } from '../casefile/pair.js'
import type { PatternKind } from '../pattern/model.js'
import type { AnomalyKind } from '../verdict/anomalies/define.js'
import type { CauseId } from '../verdict/causes/index.js'
import type { TriggerKind } from '../verdict/trigger.js'
import type { TunnelId } from '../wire/headers.js'
import type { Probe } from './probe-model.js'

export type * from './probe-model.js'

export interface Report {
  schema: 'rstrace/1'
  tool: { name: 'rstrace'; version: string }
  /** Language of every `text` below. */
  language: 'en' | 'zh'
  captures: CaptureSummary[]
  /** How several captures belong together; absent for one. */
  arrangement?: Arrangement
  /** Every two capture points that were compared. */
  pairs?: CapturePair[]
  connections: ConnectionCounts
  findings: Finding[]
  /** Findings that are not among these, because others were asked for; absent when nothing was chosen. */
  leftOut?: number
  patterns: Pattern[]
  /** Experiments on the network. */
  probes?: Probe[]
}

export interface CaptureSummary {
  /** The file; `-` is standard input. */
  name: string
  format: 'pcap' | 'pcapng' | 'tcpdump-text'
  linkTypes: string[]
  packets: number
  bytes: number
  /** RFC 3339 with nanoseconds, UTC. Absent when the capture holds no packet. */
  firstTime?: string
  durationSeconds: number
  vantage: { at: 'client' | 'server' | 'middle' | 'unknown'; why: string }
  problems: { kind: ProblemKind; count: number; firstFrame?: number; firstPosition?: number; text: string }[]
}

/** What several captures are: pieces of one that was rotated, taken at different points, or both. */
export interface Arrangement {
  as: 'rotated' | 'points' | 'both'
  /** Told from their times, by the packets that several of them hold, or by whoever named the files. */
  told: 'times' | 'packets' | 'caller'
  /** The captures of each point, by index. */
  points: number[][]
  /** Of three points or more: their first captures in the order of the path from client to server, as hop limits tell. */
  path?: number[]
  text: string
}

/** Two capture points of the same traffic. */
export interface CapturePair {
  /** Index into `captures` of each point's first capture. */
  captures: [number, number]
  /** Connections in common, of those that were examined; without any, nothing below is known. */
  connections: number
  /** Pairs of connections that carry the same request, as the legs of a proxy do. */
  legs?: number
  /** How far the second clock is ahead of the first, at the middle of the connection that shows it best. */
  clockOffsetSeconds?: number
  /** The offset may be wrong by so much; absent when packets of one direction only tell it. */
  uncertaintySeconds?: number
  /** What the second clock gains on the first, in parts per million; only where the connection is long enough to tell. */
  driftPpm?: number
  /** Routers between the two points, as hop limits show them. */
  hopsBetween?: number
  /** What became of all packets, with `--every`: of the connections that both hold; `alone` counts the others. */
  every?: { connections: number; alone: [number, number]; client: PacketCounts; server: PacketCounts }
  text: string
}

export interface ConnectionCounts {
  /** TCP connections in all captures; one that several capture points hold counts once. */
  total: number
  /** Those with at least one reset. */
  reset: number
  /** Those in which something went wrong and which were looked at closely. */
  examined: number
  /** TCP packets. */
  packets: number
}

export type { PacketCounts, TriggerKind }

export type FindingKind = 'reset' | AnomalyKind

/** Wireshark's words; a benign reset is `info`. */
export type Severity = 'info' | 'note' | 'warn' | 'error'

export type Who = 'client' | 'server' | 'middlebox' | 'unknown'

export interface Finding {
  id: string
  kind: FindingKind
  severity: Severity
  /** One plain sentence: who, why, set off by what. */
  summary: string
  /** Index into `captures`. */
  capture: number
  frame: number
  /** All frames the finding is about: copies of one reset in a burst are one finding. */
  frames: number[]
  /** RFC 3339 with nanoseconds, UTC. */
  time: string
  /** The same packet in the capture of another point. */
  alsoSeen?: { capture: number; frame: number }
  connection: Connection
  /** Resets only: did the receiver accept it. */
  effect: 'closed' | 'ignored' | 'unknown'
  origin: { who: Who; confidence: number; alternatives: { who: Who; confidence: number }[] }
  cause: {
    id: CauseId | 'unknown'
    confidence: number
    alternatives: { id: CauseId | 'unknown'; confidence: number }[]
  }
  trigger: Trigger
  place: Place
  evidence: Evidence[]
  advice: Advice[]
  /** With a capture of another point: what became of the connection's packets on their way between the two. */
  comparison?: PacketComparison
  /** A proxy ends this connection and carries its request on in another. */
  otherLeg?: ProxyLeg
  /** Which next capture or probe would decide what is still open. */
  settle: string[]
  /** The packets that matter, in time order. */
  ladder: LadderRow[]
  /** Wireshark display filter that shows them. */
  filter: string
}

export interface NamedEndpoint {
  address: string
  port: number
  /** What the capture calls the address: a name resolution block of pcapng, or a text printed without `-n`. */
  name?: string
}

export interface Connection {
  /** Equal to Wireshark's `tcp.stream`. */
  stream: number
  client: NamedEndpoint
  server: NamedEndpoint
  tls?: { serverName?: string }
  http?: { host?: string; method?: string; path?: string }
  /** The tunnel that it was captured in, and the outer addresses that the client's and the server's packets came from. */
  tunnel?: { protocols: TunnelId[]; client?: string; server?: string }
}

export interface Trigger {
  kind: TriggerKind
  /** The likeliest packet that set it off; absent for `idle`, `none`, `unknown`. */
  frame?: number
  /** Other packets that fit the numbers as well. */
  orFrames?: number[]
  /** Index into `captures`, when the packet is in another file of a rotated capture than the finding. */
  capture?: number
  /** Why this one, in words. */
  text?: string
}

export interface HopRange {
  best: number
  min: number
  max: number
}

/** Where the sender of the reset sits. An estimate is an interval; what cannot be estimated is absent and `text` says why. */
export interface Place {
  hopsFromClient?: HopRange
  hopsFromServer?: HopRange
  /** Round-trip distance from the capture point to the sender, in seconds. */
  secondsFromCapture?: { min: number; max: number }
  /** Captures between which it sits: the last on its way that holds the packet, and the first that does not. */
  between?: { holds: number; lacks: number }
  side: 'client' | 'middle' | 'server' | 'unknown'
  text: string
}

export interface Evidence {
  /** Name of the observation: `rstrace explain ID` prints its page. */
  id: string
  /** Whom it speaks for. */
  for: 'client' | 'server' | 'middlebox'
  /** Which of the observation's weights applied: its name in the table of weights. */
  rule?: string
  /** Log-likelihood ratio (natural logarithm) in favour of `for`; always positive. */
  weight: number
  /** False when a stronger clue of the same family already counts and this one is shown only. */
  counted: boolean
  frames: number[]
  text: string
}

export interface Advice {
  text: string
  command?: string
}

export interface PacketComparison {
  /** By who sent them. */
  client: PacketCounts
  server: PacketCounts
  /** The first few packets that arrived otherwise than they left. */
  changed: ChangedPacket[]
  /** A device moved the sequence numbers: what they have more at the other point, modulo 2^32, by who counts them. */
  sequenceShift?: { client: number; server: number }
  text: string
}

/** The connection on the other side of a proxy, in the capture of another point. */
export interface ProxyLeg {
  capture: number
  stream: number
  client: { address: string; port: number }
  server: { address: string; port: number }
  /** Told by the same first bytes, by the same request line, or by time alone, which says no more than "may be". */
  by: 'bytes' | 'request' | 'timing'
  /** Which of the two ended first; `unknown` where the clocks do not tell. */
  diedFirst: 'this' | 'other' | 'unknown'
  /** How it ended: by which packet, in whose name. */
  ended?: { by: 'reset' | 'fin'; from: 'client' | 'server'; capture: number; frame: number }
  text: string
}

export interface ChangedPacket {
  from: 'client' | 'server'
  capture: number
  frame: number
  other: { capture: number; frame: number }
  /** What differs beyond TTL, addresses, ports, IP identification and checksums; the values where they are numbers. */
  fields: {
    field: ChangedField
    here?: number
    there?: number
  }[]
  /** Where the payload differs: offset in it, length of the stretch, and its first bytes as hexadecimal digits, unless
   * they may be a secret. */
  content?: { offset: number; size: number; here?: string; there?: string }
}

export interface LadderRow {
  frame: number
  /** Index into `captures`, when the packet is in another file of a rotated capture than the finding. */
  capture?: number
  /** Seconds since the first row. */
  time: number
  from: 'client' | 'server'
  /** In tcpdump's letters: S, S., ., P., F., R, R. */
  flags: string
  seq: { relative: number; absolute: number }
  ack?: { relative: number; absolute: number }
  length: number
  window: number
  hopLimit?: number
  ipId?: number
  /** The packet at the other point: `time` is on the axis of this ladder, by this capture's clock. */
  other?: { capture: number; frame: number; time: number; hopLimit?: number }
  /** The packet never came past the other point, whose capture would hold it. */
  absentThere?: true
  /** 'reset', 'trigger', or nothing. */
  mark?: 'reset' | 'trigger'
  /** What it carries, when that is known: `ClientHello www.example.com`, `GET /x`. */
  note?: string
  /** What the capture itself says of the packet: comments that somebody, or the capturing tool, wrote into it. */
  comments?: string[]
}

export interface Pattern {
  kind: PatternKind
  by: string
  value: string
  /** Ids of the findings it joins. */
  findings: string[]
  text: string
}
