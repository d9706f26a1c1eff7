/** Checks what a story expects against what was concluded. */
import assert from 'node:assert/strict'
import { observations } from '../src/core/evidence/index.js'
import type { Finding, Report } from '../src/core/index.js'
import { causes } from '../src/core/verdict/causes/index.js'
import { type Line, type Story, Words } from './story.js'
import { capturesOf } from './story-laws.js'
import type { StagedPacket } from './story-packet.js'
import { type Staged, stage } from './story-stage.js'
import { causesOf, conclude } from './story-verdict.js'

/** @throws AssertionError for the first expectation that is not met */
export function checkStory(story: Story): void {
  const staged = stage(story)
  const report = conclude(capturesOf(staged))
  for (const line of story.expectations) new Check(line, staged, report).run()
}

const CAUSE_WORDS = new Set(['names', 'not-cause'])
const CAUSES = causes.map((c) => c.id)
const OBSERVATIONS = observations.map((o) => o.id)
const SEVERITIES = ['info', 'note', 'warn', 'error']

class Check {
  private readonly w: Words
  private finding?: Finding
  /** Which of the story's captures the line speaks of. */
  private capture = 0

  constructor(
    private readonly line: Line,
    private readonly staged: Staged,
    private readonly report: Report,
  ) {
    this.w = new Words(line)
  }

  run(): void {
    if (this.w.peek() === 'there') this.capture = this.w.next() === 'there' ? 1 : 0
    if (this.w.peek()?.startsWith('@')) this.finding = this.findingAt(this.frameOf(this.w.label()))
    while (this.w.more) this.check(this.w.next())
  }

  private check(word: string): void {
    const fact = FACTS[word]
    const test = this.clueTests[word]
    if (fact) this.demand([fact(this.verdict())], this.alternatives(), word)
    else if (test) while (this.w.more && !isExpectation(this.w.peek()!)) test(this.known(word, this.w.next()))
    else (this.others[word] ?? this.w.fail(`${word} cannot be expected`))()
  }

  private readonly others: Record<string, () => void> = {
    no: () => (this.absences[this.w.next()] ?? this.w.fail('that cannot be absent'))(),
    not: () => this.forbid([this.verdict().origin.who], this.w.next(), 'origin'),
    kind: () => this.kind(this.w.next()),
    hops: () => this.hops(this.w.number()),
    place: () => this.place(this.w.next()),
    leg: () => this.leg(),
    compared: () => this.compared(),
    changes: () => this.changes(this.w.next()),
    'seen-there': () => this.seenThere(this.w.label()),
    pair: () => this.pair(),
    pattern: () => this.demand(this.patterns(), this.alternatives(), 'pattern'),
  }

  private readonly absences: Record<string, () => void> = {
    pattern: () => this.forbid(this.patterns(), this.w.next(), 'pattern'),
    kind: () => this.forbid(this.kinds(), this.w.next(), 'kind'),
    finding: () => this.noFinding(),
  }

  private patterns(): string[] {
    return this.report.patterns.map((p) => p.kind)
  }

  private alternatives(): string[] {
    return this.w.next().split('|')
  }

  private kinds(): string[] {
    return this.report.findings.map((f) => f.kind)
  }

  /** A misspelt id would be ruled out for ever. */
  private known(word: string, id: string): string {
    const ids: string[] | undefined = word === 'trigger' ? undefined : CAUSE_WORDS.has(word) ? CAUSES : OBSERVATIONS
    if (ids && !ids.includes(id)) this.w.fail(`${id} is not known`)
    return id
  }

  private readonly clueTests: Record<string, (id: string) => void> = {
    evidence: (id) => this.demand(this.clues(), [id], 'evidence'),
    accusing: (id) => this.demand(this.clues('middlebox'), [id], 'accusing'),
    clearing: (id) => this.demand(this.clues('end'), [id], 'clearing'),
    silent: (id) => this.forbid(this.clues(), id, 'evidence'),
    'not-accusing': (id) => this.forbid(this.clues('middlebox'), id, 'accusing'),
    names: (id) => this.demand(causesOf(this.verdict()), [id], 'causes'),
    'not-cause': (id) => this.forbid([this.verdict().cause.id], id, 'cause'),
    trigger: (what) => this.trigger(what),
  }

  /** Ids of the observations that speak for a middlebox, for the end, or for either. */
  private clues(side?: 'middlebox' | 'end'): string[] {
    return this.verdict()
      .evidence.filter((clue) => side === undefined || (clue.for === 'middlebox') === (side === 'middlebox'))
      .map((clue) => clue.id)
  }

  /** A kind of packet, or the packet itself. */
  private trigger(what: string): void {
    const { kind, frame } = this.verdict().trigger
    const wanted = what.split('|')
    if (what.startsWith('@'))
      this.demand(
        [String(frame)],
        wanted.map((l) => String(this.frameOf(l.slice(1)))),
        'trigger frame',
      )
    else this.demand([kind], wanted, 'trigger')
  }

  private hops(wanted: number): void {
    this.demand([String(this.verdict().place.hopsFromClient?.best)], [String(wanted)], 'hops from the client')
  }

  /** Words that must be in what is said of the place. */
  private place(words: string): void {
    const { text } = this.verdict().place
    if (!text.includes(words)) this.fail(`the place is "${text}", without "${words}"`)
  }

  /** `leg bytes other`: how the other leg was told, and which died first. */
  private leg(): void {
    const { otherLeg } = this.verdict()
    this.demand([`${otherLeg?.by} ${otherLeg?.diedFirst}`], [`${this.w.next()} ${this.w.next()}`], 'other leg')
  }

  /** `compared server passed 5 lostBetween 2`: what became of a side's packets. */
  private compared(): void {
    const side = this.w.next()
    const comparison = this.verdict().comparison ?? this.fail('nothing was compared')
    const counts: Record<string, number> = { ...(side === 'client' ? comparison.client : comparison.server) }
    while (this.w.peek() !== undefined && this.w.peek()! in counts) {
      const what = this.w.next()
      this.demand([String(counts[what])], [this.w.next()], `${side} ${what}`)
    }
  }

  private changes(field: string): void {
    const fields = this.verdict().comparison?.changed.flatMap((one) => one.fields.map((f) => f.field)) ?? []
    this.demand(fields, [field], 'changed fields')
  }

  /** The finding's packet in the other capture. */
  private seenThere(label: string): void {
    const { alsoSeen } = this.verdict()
    this.capture = 1 - this.capture
    const wanted = `${this.capture} ${this.frameOf(label)}`
    this.capture = 1 - this.capture
    this.demand([`${alsoSeen?.capture} ${alsoSeen?.frame}`], [wanted], 'frame in the other capture')
  }

  /** `pair connections 1 offset 300.01 within 0.001 drift 50 hops 10` */
  private pair(): void {
    const [pair] = this.report.pairs ?? this.fail('nothing was compared')
    while (this.w.more) {
      const what = this.w.next()
      const wanted = this.w.number()
      const tolerance = this.w.numberAfter('within') ?? 0
      const found = {
        connections: pair.connections,
        offset: pair.clockOffsetSeconds,
        drift: pair.driftPpm,
        hops: pair.hopsBetween,
      }
      const value = Object.entries(found).find(([name]) => name === what)?.[1]
      if (value === undefined || Math.abs(value - wanted) > tolerance) this.fail(`${what} is ${value}, not ${wanted}`)
    }
  }

  private kind(kind: string): void {
    const found = this.report.findings.find((f) => f.kind === kind)
    this.finding = found ?? this.fail(`no ${kind} was found, only ${this.all()}`)
  }

  /** None at all, or none above a severity. */
  private noFinding(): void {
    const above = this.w.peek() === 'above'
    if (above) this.w.next()
    const floor = above ? SEVERITIES.indexOf(this.w.next()) : -1
    const found = this.report.findings.filter((f) => SEVERITIES.indexOf(f.severity) > floor)
    if (found.length > 0) this.fail(`found ${this.all()}`)
  }

  private all(): string {
    return this.report.findings
      .map((f) => `${f.kind} ${f.origin.who} ${f.cause.id} ${f.severity} in frame ${f.frames}`)
      .join(', ')
  }

  private frameOf(label: string): number {
    const packet = this.staged.labels.get(label) ?? this.w.fail(`@${label} is not there`)
    const index = this.capture === 0 ? this.staged.packets.indexOf(packet) : this.indexThere(packet)
    return index < 0 ? this.w.fail(`@${label} was not captured`) : index + 1
  }

  private indexThere(packet: StagedPacket): number {
    const { second } = this.staged
    const seen = second?.seen.get(packet)
    return seen ? second!.packets.indexOf(seen) : -1
  }

  private findingAt(frame: number): Finding {
    const found = this.report.findings.filter((f) => f.capture === this.capture && f.frames.includes(frame))
    return (
      found.find((f) => f.kind === 'reset') ?? found[0] ?? this.fail(`nothing in frame ${frame}, only ${this.all()}`)
    )
  }

  private verdict(): Finding {
    return this.finding ?? this.w.fail('no finding is named')
  }

  private demand(found: string[], wanted: string[], what: string): void {
    if (!found.some((value) => wanted.includes(value)))
      this.fail(`${what} is ${found.join(' ') || 'absent'}, not ${wanted.join(' or ')}`)
  }

  private forbid(found: string[], unwanted: string, what: string): void {
    if (found.includes(unwanted)) this.fail(`${what} is ${found.join(' ')}`)
  }

  private fail(what: string): never {
    assert.fail(
      `line ${this.line.number}: ${this.line.words.join(' ')}\n  ${what}${this.finding ? `\n  ${summary(this.finding)}` : ''}`,
    )
  }
}

const FACTS: Record<string, (f: Finding) => string> = {
  origin: (f) => f.origin.who,
  cause: (f) => f.cause.id,
  effect: (f) => f.effect,
  severity: (f) => f.severity,
  side: (f) => f.place.side,
}

const OTHERS = [
  'hops',
  'place',
  'leg',
  'compared',
  'changes',
  'seen-there',
  'no',
  'not',
  'kind',
  'pattern',
  'evidence',
  'accusing',
  'clearing',
  'silent',
  'not-accusing',
  'names',
  'not-cause',
  'trigger',
]
const isExpectation = (word: string): boolean => word in FACTS || OTHERS.includes(word)

function summary(f: Finding): string {
  const clues = f.evidence.map((c) => `${c.counted ? '' : '('}${c.id} ${c.for} ${c.weight}${c.counted ? '' : ')'}`)
  const { kind, frame } = f.trigger
  return `${f.origin.who} ${causesOf(f).slice(0, 3).join('/')} ${kind}@${frame} ${f.effect} ${f.severity}: ${clues.join(', ')}`
}
