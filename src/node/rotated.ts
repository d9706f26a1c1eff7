import { CaptureFeed } from '../core/capture/feed.js'
import type { PacketSink, RawPacket } from '../core/capture/format.js'
import { Problems } from '../core/capture/problems.js'
import { openSource, type Source } from './source.js'

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
export async function firstTimeOf(path: string): Promise<number | undefined> {
  const problems = new Problems()
  const source = await openSource(path, problems)
  try {
    return await firstTime(source, problems)
  } finally {
    source.close()
  }
}

async function firstTime(source: Source, problems: Problems): Promise<number | undefined> {
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
