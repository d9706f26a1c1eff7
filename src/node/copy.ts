/** Copies of capture files: read once more, and written as pcapng, whole or in part, with comments. */
import { Anonymizer } from '../core/anonymize/anonymizer.js'
import { anonymousCopyFeed } from '../core/anonymize/copy.js'
import { copyFeed } from '../core/capture/copy.js'
import type { CopyPlan, Write } from '../core/capture/copy-plan.js'
import { Problems } from '../core/capture/problems.js'
import { readSource } from '../core/reading/read.js'
import { patience } from './read.js'
import { openSource } from './source.js'

export interface CopyFileOptions {
  /** 32 secret octets: the copy is anonymised with them, as an analysis with the same ones is. */
  anonymize?: Uint8Array
  /** Stops the copying; what was written by then is a capture all the same. */
  signal?: AbortSignal
  /** Called now and then; the copying goes on when its promise is fulfilled. */
  onRead?: () => void | Promise<void>
}

/**
 * Copies a capture file, compressed or not. Its size does not matter: no more than a few pieces are held at a time.
 *
 * @param write takes the pieces of the pcapng stream, each valid during the call only
 * @throws CaptureError when the file cannot be read
 * @throws RangeError when the key to anonymise with has not 32 octets
 */
export async function copyFile(
  path: string,
  plan: CopyPlan,
  write: Write,
  { anonymize, signal, onRead }: CopyFileOptions = {},
): Promise<void> {
  const source = await openSource(path, new Problems())
  try {
    const feed = anonymize ? anonymousCopyFeed(plan, write, new Anonymizer(anonymize)) : copyFeed(plan, write)
    await readSource(source, feed, { ...patience(signal), signal, onRead })
  } finally {
    source.close()
  }
}
