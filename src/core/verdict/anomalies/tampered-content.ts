/** The same bytes sent twice with different content, and no header that tells which one is foreign. */

import { defineDetector } from './define.js'
import { overlaps } from './overlap.js'

export const tamperedContent = defineDetector({
  kind: 'tampered-content',
  detect(file) {
    const overlap = overlaps(file).find((o) => o.odd === undefined || o.first.from === 'client')
    // A keep-alive probe repeats the last byte as zero or garbage, and a coalesced retransmission is longer, not different.
    if (!overlap || overlap.second.length <= 1 || overlap.first.length <= 1) return []
    const { first, second, differsAt } = overlap
    return [
      {
        kind: 'tampered-content' as const,
        severity: 'warn' as const,
        frame: second.frame,
        frames: [first.frame, second.frame],
        who: 'unknown' as const,
        confidence: 0.5,
        facts: { from: first.from, first: first.frame, second: second.frame, offset: differsAt },
      },
    ]
  },
})
