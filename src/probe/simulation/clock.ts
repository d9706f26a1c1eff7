/**
 * Virtual time. It stands still while whoever uses the network is at work, and leaps to the next event when everybody
 * waits: hours pass in milliseconds, and every run is the same.
 */
import type { StopSignal } from '../network.js'

interface Waiter {
  deadline: number
  ready(): boolean
  settle(inTime: boolean): void
}

/** Lets whoever was woken go on until it waits again; promises take a turn of the job queue for each `await`. */
const TURNS = 32
const letOthersGoOn = async (): Promise<void> => {
  for (let turn = 0; turn < TURNS; turn++) await undefined
}

export class VirtualClock {
  /** Seconds. */
  now = 0
  private readonly events: { time: number; action: () => void }[] = []
  private readonly waiters = new Set<Waiter>()
  private running = false

  /** @param idle waits until nobody has anything to do; the default suits code that awaits nothing but this network */
  constructor(private readonly idle: () => Promise<void> = letOthersGoOn) {}

  after(seconds: number, action: () => void): void {
    const time = this.now + seconds
    let at = this.events.length
    while (at > 0 && this.events[at - 1].time > time) at--
    this.events.splice(at, 0, { time, action })
  }

  /** Resolves with true once `ready` says so, with false after `seconds`. @throws the signal's reason */
  wait(ready: () => boolean, seconds: number, signal?: StopSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const stop = () => {
        this.waiters.delete(waiter)
        reject(signal?.reason)
      }
      const waiter: Waiter = {
        deadline: this.now + seconds,
        ready,
        settle: (inTime) => {
          this.waiters.delete(waiter)
          signal?.removeEventListener('abort', stop)
          resolve(inTime)
        },
      }
      signal?.addEventListener('abort', stop, { once: true })
      this.waiters.add(waiter)
      if (!this.running) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.running = true
    do await this.idle()
    while (this.waiters.size > 0 && this.advance())
    this.running = false
  }

  /** To where somebody need not wait any longer. False when that will never be. */
  private advance(): boolean {
    while (!this.settleSome()) if (!this.leap()) return false
    return true
  }

  private settleSome(): boolean {
    let settled = false
    for (const waiter of this.waiters) {
      const ready = waiter.ready()
      if (!ready && waiter.deadline > this.now) continue
      waiter.settle(ready)
      settled = true
    }
    return settled
  }

  /** To the next event, or to where the first wait ends. False when neither will ever come. */
  private leap(): boolean {
    let deadline = Number.POSITIVE_INFINITY
    for (const waiter of this.waiters) deadline = Math.min(deadline, waiter.deadline)
    const next = this.events[0]
    if (next !== undefined && next.time <= deadline) {
      this.events.shift()
      this.now = next.time
      next.action()
      return true
    }
    if (deadline === Number.POSITIVE_INFINITY) return false
    this.now = deadline
    return true
  }
}
