/** Readings counted by hop limit, and what they come to: asked by the plan while it goes on, and by the verdict. */
import type { Share } from '../../core/report/probe-model.js'
import { type Experiment, FULL_HOP_LIMIT, type Packet, type Reading, type Role } from './model.js'
import { isAnswered, isReset, isServed } from './reading.js'

export const isMajority = ({ yes, of }: Share): boolean => yes * 2 > of

export function share(readings: readonly Reading[], test: (reading: Reading) => boolean): Share {
  return { of: readings.length, yes: readings.filter(test).length }
}

/**
 * What becomes of the trigger: it is reset; somebody before the server answers it; it is swallowed; nothing.
 */
export type Effect = 'reset' | 'answered' | 'swallowed' | 'nothing'

/** A majority needs so many. */
export const SAMPLES = 3
/** Controls that fail one after another behind a trigger that failed, before anybody speaks of a residual block. */
export const CONTROLS_LOST = 3
/** Connections that do not come about, before anybody speaks of a port that is closed or blocked. */
const UNCONNECTED = 2

export class Tally {
  /** The packet in question; the SYN where no data can be sent or no connection comes about. */
  readonly packet: Packet

  constructor(
    readonly readings: readonly Reading[],
    hasData: boolean,
  ) {
    this.packet = hasData && !this.neverConnects() ? 'data' : 'syn'
  }

  /** The first two connections, before any trigger, did not come about. */
  private neverConnects(): boolean {
    const first = this.readings.filter(({ experiment }) => experiment.packet === 'data').slice(0, UNCONNECTED)
    return first.length === UNCONNECTED && first.every(({ sent }) => !sent)
  }

  /** Experiments of a role that tell of the way: not those that search for a reset's hop limit or mark packets. */
  of(role: Role, hopLimit?: number): Reading[] {
    const packet = role === 'route' ? 'syn' : this.packet
    return this.readings.filter(
      ({ experiment: e, sent }) =>
        sent &&
        isPlain(e) &&
        e.role === role &&
        e.packet === packet &&
        (hopLimit === undefined || e.hopLimit === hopLimit),
    )
  }

  /** All that were meant to arrive. */
  full(role: Role): Reading[] {
    return this.of(role, FULL_HOP_LIMIT)
  }

  /** Hop limits that were tried with a role, smallest first; the full one is left out. */
  limits(role: Role): number[] {
    const limits = new Set(this.of(role).map(({ experiment }) => experiment.hopLimit))
    return [...limits].filter((limit) => limit < FULL_HOP_LIMIT).sort((a, b) => a - b)
  }

  /** The smallest hop limit with which the server is reached. What data reaches counts: a device may answer SYNs. */
  get distance(): number | undefined {
    const served = (role: Role) => this.limits(role).find((limit) => this.of(role, limit).some(isServed))
    return served('control') ?? served('route') ?? (this.packet === 'syn' ? served('trigger') : undefined)
  }

  /** Who said that a packet with this hop limit ended there. */
  routers(hopLimit: number): string[] {
    const all = this.readings.filter(({ experiment }) => experiment.hopLimit === hopLimit)
    return [...new Set(all.flatMap(({ routers }) => routers))]
  }

  get effect(): Effect {
    const full = this.whole
    if (isMajority(share(full, isReset))) return 'reset'
    const early = this.answeredEarly()
    if (early !== undefined) return isMajority(share(this.of('trigger', early), isReset)) ? 'reset' : 'answered'
    // What gets through at times is lost, or overlooked, but not swallowed.
    return full.length > 0 && !full.some(isServed) ? 'swallowed' : 'nothing'
  }

  /** Triggers that were to arrive; those of the sweep that should have, where one connection had to do. */
  private get whole(): Reading[] {
    const full = this.full('trigger')
    if (full.length > 0) return full
    const last = this.limits('trigger').at(-1)
    return last === undefined ? [] : this.of('trigger', last)
  }

  /** A trigger that cannot have reached the server is answered all the same. */
  answeredEarly(): number | undefined {
    const { distance } = this
    if (distance === undefined || this.packet === 'syn') return undefined
    return this.limits('trigger').find((k) => k < distance && isMajority(share(this.of('trigger', k), isAnswered)))
  }

  /** The control fares no better than the trigger: they do not differ in what matters. */
  get controlToo(): boolean {
    const full = this.full('control')
    const isHit = this.effect === 'reset' ? isReset : (reading: Reading) => !isAnswered(reading)
    return this.effect !== 'nothing' && full.length > 0 && isMajority(share(full, isHit))
  }

  /** The control went through until a trigger failed, and then no more. */
  get residual(): boolean {
    const whole = this.readings.filter(({ experiment: e }) => isPlain(e) && e.hopLimit === FULL_HOP_LIMIT)
    const isControl = ({ experiment }: Reading) => experiment.role === 'control'
    const failed = whole.findIndex((reading) => !isControl(reading) && !isServed(reading))
    if (failed < 0 || !whole.slice(0, failed).some((reading) => isControl(reading) && isServed(reading))) return false
    const after = whole.slice(failed).filter(isControl)
    return after.some((_, i) => i + CONTROLS_LOST <= after.length && !after.slice(i, i + CONTROLS_LOST).some(isServed))
  }

  /** What shows that the trigger met the device. */
  isHit(reading: Reading): boolean {
    return this.effect === 'reset' ? isReset(reading) : isAnswered(reading)
  }

  hits(hopLimit: number): Share {
    return share(this.of('trigger', hopLimit), (reading) => this.isHit(reading))
  }

  /** The smallest hop limit with which the trigger meets the device, by majority; and the smallest at all. */
  get firstHit(): { majority: number; any: number } | undefined {
    const limits = this.limits('trigger')
    const majority = limits.find((k) => isMajority(this.hits(k)))
    const any = limits.find((k) => this.hits(k).yes > 0)
    return majority === undefined || any === undefined ? undefined : { majority, any }
  }

  /** The control got as far as this, and was told so. */
  controlSeen(hopLimit: number): boolean {
    return this.of('control', hopLimit).some((reading) => reading.exceeded || isServed(reading))
  }

  /** More than once, since a bare acknowledgment with that hop limit makes a router speak too. */
  private isReached(hopLimit: number): boolean {
    const seen = share(this.of('trigger', hopLimit), ({ exceeded }) => exceeded)
    return seen.yes >= (seen.of < SAMPLES ? 1 : 2)
  }

  /**
   * Where a swallowed trigger is lost: the last router that it reached, and the first point behind it that only the
   * control reached.
   */
  get lost(): { reached: number; missed?: number } {
    const reached = this.limits('trigger').findLast((k) => this.isReached(k)) ?? 0
    const behind = [...this.limits('control'), ...(this.distance === undefined ? [] : [this.distance])]
    return { reached, missed: behind.sort((a, b) => a - b).find((k) => k > reached && this.controlSeen(k)) }
  }
}

export const isPlain = ({ minHopLimit, dscp }: Experiment): boolean => minHopLimit === undefined && dscp === undefined
