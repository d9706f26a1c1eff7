import { CaptureFeed } from '../capture/feed.js'
import type { PacketSink, RawPacket } from '../capture/format.js'
import type { Problems } from '../capture/problems.js'
import type { Source } from './source.js'

/**
 * The time of a source's first packet, in seconds since 1970; `undefined` when it holds none. Reads from the source.
 * @throws CaptureError when it cannot be read
 */
export async function firstTimeIn(source: Source, problems: Problems): Promise<number | undefined> {
  const first = new FirstTime()
  const feed = new CaptureFeed(first, problems)
  while (first.seconds === undefined) {
    const count = await source.read(feed.space())
    if (count === 0) {
      feed.end()
      break
    }
    feed.commit(count)
  }
  return first.seconds
}

class FirstTime implements PacketSink {
  seconds: number | undefined

  packet({ seconds, nanoseconds }: RawPacket): void {
    this.seconds ??= seconds + nanoseconds / 1e9
  }
}
