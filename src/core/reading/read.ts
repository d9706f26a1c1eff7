/** Reading a source to its end, without ever keeping what else waits (Ctrl-C, a message) from its turn. */
import type { CaptureFeed } from '../capture/feed.js'
import type { Source } from './source.js'

/** Sources that answer at once are read without waiting; this often everything else gets its turn. */
const BREATHE_EVERY_BYTES = 16 << 20

/** Set by another to end what is going on: an `AbortSignal`, as far as it matters here. */
export interface Stop {
  readonly aborted: boolean
}

export interface ReadOptions {
  signal?: Stop
  /** Lets everything else have its turn. */
  breathe(): Promise<void>
  /** Waits for bytes that are not there yet; 0 ends the reading. Absent: as long as it takes. */
  arrival?(read: Promise<number>): Promise<number>
  /** Bytes of the decompressed stream read so far. */
  onRead?(position: number): void | Promise<void>
}

/**
 * Feeds a source to its end, or to where the signal stops it.
 * @throws CaptureError when it cannot be read any further
 */
export async function readSource(source: Source, feed: CaptureFeed, options: ReadOptions): Promise<void> {
  let breath = 0
  for (;;) {
    const read = source.read(feed.space())
    const count = typeof read === 'number' ? read : await (options.arrival?.(read) ?? read)
    if (count === 0) break
    feed.commit(count)
    if (typeof read === 'number' && feed.position - breath < BREATHE_EVERY_BYTES) continue
    breath = feed.position
    await options.onRead?.(breath)
    await options.breathe()
    if (options.signal?.aborted) break
  }
  feed.end()
}
