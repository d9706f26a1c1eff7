import { Problems } from '../core/capture/problems.js'
import { firstTimeIn } from '../core/reading/first-time.js'
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
export async function firstTimeOf(path: string): Promise<number | undefined> {
  const problems = new Problems()
  const source = await openSource(path, problems)
  try {
    return await firstTimeIn(source, problems)
  } finally {
    source.close()
  }
}
