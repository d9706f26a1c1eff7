import { CaptureFeed } from '../capture/feed.js'
import type { Problems } from '../capture/problems.js'
import { Glimpse } from '../pair/glimpse.js'
import type { Source } from './source.js'

/**
 * When a source begins and which packets it begins with. Reads from the source.
 * @throws CaptureError when it cannot be read
 */
export async function glimpseIn(source: Source, problems: Problems): Promise<Glimpse> {
  const seen = new Glimpse()
  const feed = new CaptureFeed(seen, problems)
  while (!seen.isEnough) {
    const count = await source.read(feed.space())
    if (count === 0) {
      feed.end()
      break
    }
    feed.commit(count)
  }
  return seen
}
