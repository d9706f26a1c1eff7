/**
 * What the tool says, by kind of finding. Every language is one value of `Words`: a kind that has no words in one of
 * them does not compile.
 */
import type { ProblemKind } from '../capture/problems.js'
import type { Unreadable } from '../capture/unreadable.js'
import type { LegFacts } from '../casefile/leg.js'
import type { Endpoint, Side, Vantage } from '../casefile/model.js'
import type { ChangedField, Comparison } from '../casefile/pair.js'
import type { FactsOf, ObservationId } from '../evidence/index.js'
import type { FoundPattern } from '../pattern/model.js'
import type { AnomalyFactsOf, DetectedKind } from '../verdict/anomalies/index.js'
import type { CauseFactsOf, CauseId } from '../verdict/causes/index.js'
import type { Effect } from '../verdict/effect.js'
import type { Origin } from '../verdict/origin.js'
import type { Place } from '../verdict/place.js'
import type { Severity } from '../verdict/severity.js'
import type { TriggerVerdict } from '../verdict/trigger.js'

export type Language = 'en' | 'zh'

/** The connection as the words speak of it. Text that stems from the capture has been cleaned. */
export interface Scene {
  client: Endpoint
  server: Endpoint
  ipVersion: 4 | 6
  /** The end whose address the packet in question carries, and the other one. */
  accused: Side
  receiver: Side
  /** Where the capture was taken. */
  vantage: Vantage['at']
  /** TLS server name, else HTTP host. */
  name?: string
  tls: boolean
  /** Path of the HTTP request. */
  path?: string
  /** A frame number as the reader of that file counts it; with the file's name when it is another file. */
  frame(number: number): string
}

export interface ClueScene extends Scene {
  for: 'end' | 'middlebox'
}

/** Clauses begin in lower case and have no full stop: they are joined into sentences. */
export interface ObservationWords<Facts> {
  name: string
  text(facts: Facts, scene: ClueScene): string
}

export interface AdviceWords {
  text: string
  /** A shell command; everything in it that stems from the capture is quoted. */
  command?: string
}

export interface CauseWords<Facts> {
  /** Short noun phrase. */
  name: string
  /** Clause that goes on behind "because". */
  because(facts: Facts, scene: Scene): string
  advice(facts: Facts, scene: Scene): AdviceWords[]
}

/** Clauses: the strongest clues for a forgery, and for the end. */
export interface Signs {
  forForgery: string[]
  forEnd: string[]
}

export interface AnomalyWords<Facts> {
  name: string
  /** A few whole sentences. */
  summary(facts: Facts, scene: Scene, signs: Signs): string
  place(facts: Facts, scene: Scene): string
  advice(facts: Facts, scene: Scene): AdviceWords[]
  settle(facts: Facts, scene: Scene): string[]
}

/** A packet that may have set the reset off. */
export interface TriggerPhrase {
  kind: TriggerVerdict['kind']
  /** Its number, as the reader counts. */
  frame?: string
  also: { kind: TriggerVerdict['kind']; frame: string }[]
  why: TriggerVerdict['why']
}

/** What the one plain sentence about a reset is made from. */
export interface ResetSummary extends Signs {
  frames: string[]
  who: Origin['who']
  undecided: Origin['undecided']
  trigger: TriggerPhrase
  /** Clause behind "because"; absent when nothing is known of the reason. */
  because?: string
  sureness: 'sure' | 'probable' | 'possible'
  effect: Effect
  /** Text in the reset's own payload. */
  payload?: string
  idle: number
}

export interface SettleWords {
  /** Capture at the end in whose name the reset speaks. */
  otherEnd(scene: Scene): string
  /** Two captures have shown that it was made between them: a third one in the middle halves the stretch. */
  halve(scene: Scene): string
  /** The capture is at that end already: note the direction of each packet. */
  direction(scene: Scene): string
  /** That host did not send it: find out whether others answer for its address. */
  machines(scene: Scene): string
  /** Capture the whole connection, and its hosts. */
  whole(scene: Scene): string
  /** Learn the usual hop limit of the accused end. */
  echo(scene: Scene): string
  /** Ask the accused end's kernel. */
  kernel(scene: Scene): string
}

export interface Counts {
  packets: number
  tcpPackets: number
  connections: number
  /** Connections with at least one reset, and those looked at closely. */
  reset: number
  examined: number
  /** Reset packets in findings, by who made them. */
  forged: number
  genuine: number
  open: number
  /** Of all findings, those that need no attention. */
  benign: number
  other: number
}

/** Phrases of the report for people. */
export interface TextWords {
  headline(counts: Counts, names: string[]): string
  nothing(names: string[], counts: Counts): string
  /** Behind the headline: findings that were not asked for. */
  leftOut(findings: number): string
  /** There are findings, none of which was asked for. */
  nothingChosen(names: string[], leftOut: number): string
  noTcp(names: string[], counts: Counts): string
  effect: string
  patterns: string
  evidence: string
  evidenceKey: string
  notCounted: string
  packets: string
  columns: Record<
    | 'frame'
    | 'time'
    | 'direction'
    | 'flags'
    | 'seq'
    | 'ack'
    | 'length'
    | 'window'
    | 'hopLimit'
    | 'ipId'
    | 'frameThere'
    | 'hopLimitThere'
    | 'speaksFor'
    | 'weight'
    | 'observation'
    | 'frames',
    string
  >
  marks: Record<'reset' | 'trigger', string>
  connection: string
  confidence: string
  otherCauses: string
  compared: string
  otherLeg: string
  place: string
  wireshark: string
  advice: string
  settle: string
  /** What the capture itself says of some frames. */
  comment(frames: string): string
  /** Frames of the other findings of a group. */
  alike(count: number, frames: string): string
  frames(count: number, list: string): string
  title(kind: string, cause: string): string
  parenthesis(text: string): string
  benign: string
  group(count: number, what: string, ends: string, frames: string): string
  /** Groups that are left out. */
  more(count: number): string
  unfold: string
  /** What standard input is called where a capture's name stands. */
  standardInput: string
  /** Where and how long a capture was taken; named when there are several. */
  capture(vantage: string, seconds: number, name?: string): string
  separator: string
  /** A connection was captured inside a tunnel. */
  inTunnel(tunnel: string): string
  /** What several captures are, and how that was told; names by point. */
  arrangement(as: 'rotated' | 'points' | 'both', told: 'times' | 'packets' | 'caller', names: string[][]): string
  /** What became of a connection's packets between two points. */
  comparison(found: Comparison): string
  /** Between which two captures a device sits: the last that holds its packet, and the first that does not. */
  between(holds: string, lacks: string): string
  /** Capture points in the order of the path. */
  path(names: string[]): string
  leg(found: LegFound): string
  /** All connections of two points were compared: how many both hold, and one alone. */
  every(found: { connections: number; alone: [number, number] }): string
  /** A device moved the sequence numbers by so much, modulo 2^32. */
  shifted(shift: Record<Side, number>): string
  /** Between two sentences. */
  behindSentence: string
  /** What comparing the captures of two points gave. */
  pair(first: string, second: string, found: PairFound): string
}

/** Comments in a capture, which Wireshark shows at their packets. */
export interface CommentWords {
  /** The packet that a finding's frame answers. */
  trigger(frame: string, what: string): string
  /** A packet that shows something about a finding's frame. */
  evidence(frame: string, text: string): string
  /** One more of the packets that a finding is about. */
  another(frame: string): string
  /** In a capture of chosen packets, whose numbers are others: those of the capture that they were taken from hold. */
  numbers(name: string): string
  frame(frame: string, name?: string): string
  more(count: number): string
}

/** What is said of the other leg of a proxied connection. */
export interface LegFound {
  /** Name of the file that it is in, and its stream there. */
  file: string
  stream: number
  client: Endpoint
  server: Endpoint
  by: LegFacts['by']
  diedFirst: LegFacts['diedFirst']
  /** How the other one ended, and this one. */
  ended?: LegEndFound
  here?: LegEndFound
}

export interface LegEndFound {
  by: 'reset' | 'fin'
  from: Side
  frame: number
}

/** What comparing two points gave, as far as it is known. */
export interface PairFound {
  connections: number
  legs?: number
  clockOffsetSeconds?: number
  uncertaintySeconds?: number
  driftPpm?: number
  hopsBetween?: number
}

export interface Words {
  language: Language
  /** A clause as a sentence: capital letter, full stop. */
  sentence(clause: string): string
  side: Record<Side, string>
  who: Record<Origin['who'], string>
  kind: Record<'reset' | DetectedKind, string>
  severity: Record<Severity, string>
  observation: { [Id in ObservationId]: ObservationWords<FactsOf<Id>> }
  cause: { [Id in CauseId]: CauseWords<CauseFactsOf<Id>> }
  unknownCause: string
  anomaly: { [Kind in DetectedKind]: AnomalyWords<AnomalyFactsOf<Kind>> }
  trigger: Record<TriggerVerdict['kind'], string>
  triggerWhy: Record<TriggerVerdict['why'], string>
  place(place: Place, scene: Scene): string
  /** Did the receiver accept the reset. */
  effect: Record<Effect, (receiver: Side) => string>
  summary(reset: ResetSummary, scene: Scene): string
  settle: SettleWords
  pattern: Record<FoundPattern['kind'], (pattern: FoundPattern) => string>
  problem: Record<ProblemKind, (count: number, where: string) => string>
  /** Why a capture cannot be read; fits behind its name and a colon. */
  unreadable(reason: Unreadable): string
  /** Where a problem begins. */
  where: { frame(number: number): string; byte(position: number): string }
  vantage: Record<Vantage['why'] | 'mixed', (at: Vantage['at']) => string>
  changedField: Record<ChangedField, string>
  note: { payload(text: string): string; answer(status: number): string }
  text: TextWords
  comment: CommentWords
}
