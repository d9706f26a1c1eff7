/** How Node waits for a source: a signal ends the waiting, and a stream may be idle. */
import { setImmediate } from 'node:timers/promises'
import type { ReadOptions } from '../core/reading/read.js'

/** A stream that says nothing for so long is idle, in milliseconds. */
const IDLE_MS = 2000

/** @param onIdle nothing arrived for two seconds */
export function patience(signal?: AbortSignal, onIdle?: () => Promise<void>): ReadOptions {
  const arrival = async (read: Promise<number>): Promise<number> => {
    const count = await before(read, signal, onIdle ? IDLE_MS : undefined)
    if (count !== undefined) return count
    await onIdle?.()
    return (await before(read, signal)) ?? 0
  }
  return { arrival, breathe: () => setImmediate() }
}

/** What a read brings: 0 when the signal comes first, undefined when so many milliseconds pass first. */
function before(read: Promise<number>, signal?: AbortSignal, milliseconds?: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(0)
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
    const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds, undefined)
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
    read.then(resolve, reject).finally(done)
  })
}
