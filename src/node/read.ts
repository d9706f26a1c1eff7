/** Reading a source to its end, without ever keeping the event loop from hearing Ctrl-C. */
import { setImmediate } from 'node:timers/promises'
import type { CaptureFeed } from '../core/capture/feed.js'
import type { Source } from './source.js'

/** Plain files are read without waiting; this often the event loop gets its turn. */
const BREATHE_EVERY_BYTES = 16 << 20
/** A stream that says nothing for so long is idle, in milliseconds. */
const IDLE_MS = 2000

export interface ReadOptions {
  signal?: AbortSignal
  /** Bytes of the decompressed stream read so far. */
  onRead?: (position: number) => void | Promise<void>
  /** Nothing arrived for two seconds. */
  onIdle?: () => void | Promise<void>
}

/**
 * Feeds a source to its end, or to where the signal stops it.
 * @throws CaptureError when it cannot be read any further
 */
export async function readSource(source: Source, feed: CaptureFeed, options: ReadOptions): Promise<void> {
  let breath = 0
  for (;;) {
    const read = source.read(feed.space())
    const count = typeof read === 'number' ? read : await arrival(read, options)
    if (count === 0) break
    feed.commit(count)
    if (typeof read === 'number' && feed.position - breath < BREATHE_EVERY_BYTES) continue
    breath = feed.position
    await options.onRead?.(breath)
    await setImmediate()
    if (options.signal?.aborted) break
  }
  feed.end()
}

async function arrival(read: Promise<number>, { signal, onIdle }: ReadOptions): Promise<number> {
  const count = await before(read, signal, onIdle ? IDLE_MS : undefined)
  if (count !== undefined) return count
  await onIdle?.()
  return (await before(read, signal)) ?? 0
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
