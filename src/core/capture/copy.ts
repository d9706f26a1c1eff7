/**
 * Copies of captures, as pcapng: all packets or some of them, with comments. A pcapng stream is copied block by block, and
 * what is not changed stays as it is byte for byte; the packets of any other format are wrapped into blocks.
 */
import type { CopyPlan, Write } from './copy-plan.js'
import { CaptureFeed } from './feed.js'
import { PcapngCopier } from './pcapng-copier.js'
import { PcapngWriter } from './pcapng-writer.js'
import { Problems } from './problems.js'

/** Feed a capture into it, from its beginning, and it writes the copy. */
export function copyFeed(plan: CopyPlan, write: Write): CaptureFeed {
  const problems = new Problems()
  const writer = new PcapngWriter(plan, write)
  return new CaptureFeed(writer, problems, (format) => {
    if (format.id === 'pcapng') return new PcapngCopier(plan, write)
    writer.begin()
    return format.open(problems)
  })
}
