import { CaptureFeed } from '../core/capture/feed.js'
import { Problems } from '../core/capture/problems.js'
import { Glimpse } from '../core/pair/glimpse.js'
import { openSource } from './source.js'

/**
 * Puts the files of a rotated capture into the order of their first packets, which their names need not tell. Files
 * without packets come last; equals keep their order.
 * @throws CaptureError when one of them cannot be read
 */
export async function inTimeOrder(paths: readonly string[]): Promise<string[]> {
  const timed: { path: string; time: number }[] = []
  for (const path of paths) timed.push({ path, time: (await firstTimeOf(path)) ?? Number.MAX_VALUE })
  return timed.sort((a, b) => a.time - b.time).map(({ path }) => path)
}

/**
 * The time of a file's first packet, in seconds since 1970; `undefined` when it holds none.
 * @throws CaptureError when it cannot be read
 */
export const firstTimeOf = async (path: string): Promise<number | undefined> =>
  (await glimpse(path, ({ firstTime }) => firstTime !== undefined)).firstTime

/**
 * When a file begins and which packets it begins with.
 * @throws CaptureError when it cannot be read
 */
export const glimpseOf = (path: string): Promise<Glimpse> => glimpse(path, ({ isEnough }) => isEnough)

async function glimpse(path: string, isEnough: (glimpse: Glimpse) => boolean): Promise<Glimpse> {
  const problems = new Problems()
  const source = await openSource(path, problems)
  const seen = new Glimpse()
  const feed = new CaptureFeed(seen, problems)
  try {
    while (!isEnough(seen)) {
      const count = await source.read(feed.space())
      if (count === 0) {
        feed.end()
        break
      }
      feed.commit(count)
    }
  } finally {
    source.close()
  }
  return seen
}
