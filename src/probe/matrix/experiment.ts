/**
 * Which connection comes next. The course of an experiment, written as it runs: it yields a step, is given what came of
 * it, and does nothing else, so that it can be played against a network, a simulation, or a list of outcomes.
 *
 *   look      Does the request fail, and always alike?
 *   screen    Each thing that could matter in that phase is varied once.
 *   confirm   What seemed to help is tried again and again, among the request itself, in random order.
 *   weigh     Instead of both, when the request fails only sometimes: how often, and does the control too?
 *
 * After each failure comes a control, and as long as controls fail that worked before, nothing else is tried: what a
 * device remembers of the last failure must not be taken for the fate of the next connection.
 */
import type { Attempt } from '../../core/report/probe-model.js'
import { type Random, shuffled } from '../random.js'
import type { Ending } from './attempt.js'
import { controlOf, elsewhereOf, type Ground, variantsFor } from './factors.js'
import { type Failure, isComparable, isOk, isOwn, of, passes, type Trial, usualFailure, works } from './table.js'
import type { Variant } from './variant.js'

export interface Plan extends Ground {
  /** Connections in all. */
  most: number
  /** How often each candidate is tried; the request itself once more. */
  rounds: number
  /** Seconds to wait for a residual block to end. */
  patience: number
  /** When there is a residual block, set it off once more at the end and measure it. */
  measureResidual?: boolean
}

/** `afterFailure`: at once. */
export type Step = { try: Variant; afterFailure?: true } | { wait: number }

/** What came of a step: the time at which it ended and, of a connection, its ending. */
export interface StepResult {
  time: number
  ending?: Ending
}

const LOOKS_MORE = 3
const WEIGHINGS = 8
const MAX_CANDIDATES = 3
/** Seconds between controls while waiting; the last one over and over. */
const WAITS = [1, 2, 4, 8, 15, 30, 60]
/** In so many steps the end of a residual block is looked for. */
const MEASURE_STEPS = 4
/** Tries of another port during the block. */
const ELSEWHERE_TRIES = 2
/** So many controls straight after a failure show a residual block; further ones would only cost connections. */
const ENOUGH_CONTROLS = 3

export class Experiment {
  readonly table: Trial[] = []
  /** For how long the block lasted each time, in seconds after the failure. */
  readonly residual: { min: number; max: number }[] = []
  /** It ended early: no connections left, or a residual block that did not end. */
  stopped?: 'connections' | 'patience'
  private readonly given: Variant
  private readonly control?: Variant
  private time = 0
  private stage: Attempt['stage'] = 'look'
  /** When something failed after which controls fail. */
  private blockedSince?: number
  /** Connections kept back for measuring a residual block. */
  private kept: number

  constructor(
    private readonly plan: Plan,
    private readonly random: Random,
  ) {
    this.given = { id: 'given', value: '', exchange: plan.given }
    this.control = controlOf(plan)
    this.kept = plan.measureResidual ? MEASURE_STEPS + 2 : 0
  }

  *run(): Generator<Step, void, StepResult> {
    yield* this.look()
    const given = of(this.table, 'given')
    const failure = usualFailure(given)
    // What the server says in its own words needs no search.
    if (failure === undefined || failure.outcome === 'answered' || this.cannotTry() || this.stopped) return
    if (failure.count < given.length) {
      yield* this.weigh()
      return
    }
    const candidates = yield* this.screen(failure)
    if (candidates.length > 0) yield* this.confirm(candidates)
    if (this.plan.measureResidual && this.residual.length > 0) yield* this.measure()
  }

  /** Sets the block off and looks for its end in small steps around the time that is known roughly. */
  private *measure(): Generator<Step, void, StepResult> {
    yield* this.untilQuiet()
    this.kept = 0
    const spare = this.plan.most - this.table.length - (MEASURE_STEPS + 2)
    const elsewhere = this.openElsewhere()
    const failed = yield* this.connect(this.given)
    if (!failed || isOk(failed)) return
    this.blockedSince = failed.endTime
    // One is kept back to see that it works again.
    const isKeptOut = elsewhere && (yield* this.failsDuring(elsewhere, Math.min(ELSEWHERE_TRIES, spare - 1)))
    yield* this.untilOver(failed.endTime)
    if (isKeptOut && this.blockedSince === undefined) yield* this.connect(elsewhere)
  }

  private *untilOver(since: number): Generator<Step, void, StepResult> {
    const { min, max } = this.residual[0]
    let failedAt = since
    yield* this.wait(since + min - this.time)
    for (;;) {
      const control = yield* this.connect(this.control!)
      if (!control) return
      if (works(control)) {
        this.blockedSince = undefined
        this.residual.unshift({ min: failedAt - since, max: control.time - since })
        return
      }
      failedAt = control.time
      yield* this.wait(Math.max(1, (max - min) / MEASURE_STEPS))
    }
  }

  /** Another port of the same address where the screening was answered. */
  private openElsewhere(): Variant | undefined {
    const { address } = this.plan.given
    const open = this.table.filter((trial) => trial.quiet && works(trial) && trial.variant.exchange.address === address)
    return elsewhereOf(this.plan).find(({ exchange }) =>
      open.some(({ variant }) => variant.exchange.port === exchange.port),
    )
  }

  /** More than once when it fails: a packet may be lost. */
  private *failsDuring(elsewhere: Variant, tries: number): Generator<Step, boolean, StepResult> {
    for (let i = 0; i < tries; i++) {
      const trial = yield* this.connect(elsewhere)
      if (!trial || works(trial)) return false
    }
    return tries > 0
  }

  /** Controls first: before anything could have set a block off. */
  private *look(): Generator<Step, void, StepResult> {
    yield* this.each([this.control, this.given, this.given, this.control, this.given])
    if (this.allOk('given')) yield* this.each(Array(LOOKS_MORE).fill(this.given))
  }

  private *weigh(): Generator<Step, void, StepResult> {
    this.stage = 'weigh'
    const both = Array(WEIGHINGS).fill([this.given, this.control]).flat()
    yield* this.each(shuffled(both, this.random))
  }

  /** What fails in another way than the request gets a second chance: it may have been lost. */
  private *screen(failure: Failure): Generator<Step, Variant[], StepResult> {
    this.stage = 'screen'
    const variants = variantsFor(failure, this.plan)
    for (const variant of shuffled(variants, this.random)) {
      yield* this.one(variant)
      const first = of(this.table, variant.id).at(-1)
      if (first && !passes(first, failure) && first.outcome !== failure.outcome) yield* this.one(variant)
    }
    const helped = variants.filter(({ id }) =>
      of(this.table, id).some((trial) => isComparable(trial, failure) && passes(trial, failure)),
    )
    return helped.slice(0, MAX_CANDIDATES)
  }

  private *confirm(candidates: Variant[]): Generator<Step, void, StepResult> {
    this.stage = 'confirm'
    const left = this.plan.most - this.kept - this.table.length
    const rounds = Math.max(1, Math.min(this.plan.rounds, Math.floor((left - 2) / (candidates.length + 2))))
    const all = [...candidates, this.given].flatMap((variant) => Array<Variant>(rounds).fill(variant))
    yield* this.each(shuffled([...all, this.given], this.random))
  }

  private *each(variants: (Variant | undefined)[]): Generator<Step, void, StepResult> {
    for (const variant of variants) if (variant && !this.cannotTry()) yield* this.one(variant)
  }

  /** A connection in quiet, and the control behind its failure. */
  private *one(variant: Variant): Generator<Step, void, StepResult> {
    yield* this.untilQuiet()
    const trial = yield* this.connect(variant)
    if (!trial || isOk(trial) || variant === this.control || !this.controlTells(variant)) return
    const after = this.table.filter(({ afterFailure }) => afterFailure)
    if (this.residual.length > 0 && after.length >= ENOUGH_CONTROLS) this.blockedSince = trial.endTime
    else yield* this.controlAfter(trial)
  }

  private *controlAfter(failed: Trial): Generator<Step, void, StepResult> {
    const control = yield* this.connect(this.control!, true)
    if (control && !works(control)) this.blockedSince = failed.endTime
  }

  /** Tries controls at growing intervals until one works. */
  private *untilQuiet(): Generator<Step, void, StepResult> {
    const since = this.blockedSince
    if (since === undefined) return
    let failedAt = since
    const known = Math.max(0, ...this.residual.map(({ max }) => max))
    yield* this.wait(known > 0 ? since + known - this.time : 0)
    for (let i = 0; this.blockedSince !== undefined && !this.stopped; i++) {
      yield* this.wait(WAITS[Math.min(i, WAITS.length - 1)])
      const control = yield* this.connect(this.control!)
      if (!control) return
      // After the known time the block should be over: this control is one in quiet, whatever comes of it.
      if (known > 0 && i === 0) control.quiet = true
      if (works(control)) {
        this.blockedSince = undefined
        if (known === 0) this.residual.push({ min: failedAt - since, max: control.time - since })
      } else failedAt = control.time
      if (this.time - since > this.plan.patience)
        this.stopped ??= this.blockedSince === undefined ? undefined : 'patience'
    }
  }

  private *wait(seconds: number): Generator<Step, void, StepResult> {
    if (seconds <= 0) return
    const { time } = yield { wait: seconds }
    this.time = time
  }

  private *connect(variant: Variant, afterFailure?: true): Generator<Step, Trial | undefined, StepResult> {
    if (this.table.length >= this.plan.most - this.kept) this.stopped ??= 'connections'
    if (this.stopped) return undefined
    const start = this.time
    const { time, ending } = yield { try: variant, afterFailure }
    this.time = time
    if (!ending) return undefined
    const quiet = this.blockedSince === undefined && !afterFailure
    const trial: Trial = {
      ...ending,
      variant,
      stage: this.stage,
      quiet,
      time: start,
      endTime: time,
      ...(afterFailure && { afterFailure }),
    }
    this.table.push(trial)
    return trial
  }

  /** A control that never worked in quiet has nothing to say, and neither has one at another address. */
  private controlTells({ exchange }: Variant): boolean {
    if (!this.control || exchange.address !== this.plan.given.address) return false
    return of(this.table, 'control').some((trial) => trial.quiet && works(trial))
  }

  private allOk(id: string): boolean {
    return of(this.table, id).every(isOk)
  }

  /** This host has no way to that address. */
  cannotTry(): boolean {
    return this.table.some(({ variant, outcome }) => isOwn(variant) && outcome === 'failed')
  }
}
