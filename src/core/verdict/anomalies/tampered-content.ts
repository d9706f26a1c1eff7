/**
 * Content changed on the way, as two captures show it; or the same bytes sent twice with different content, and no header
 * that tells which one is foreign.
 */

import type { CaseFile } from '../../casefile/model.js'
import { hexDigits } from '../../wire/octets.js'
import { defineDetector } from './define.js'
import { overlaps } from './overlap.js'

export const tamperedContent = defineDetector({
  kind: 'tampered-content',
  detect(file) {
    const between = changedBetween(file)
    if (between) return [between]
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
        facts: { from: first.from, first: first.frame, second: second.frame, offset: differsAt, ...ONE_CAPTURE },
      },
    ]
  },
})

const ONE_CAPTURE = { between: false, size: 0, here: '', there: '' }

/** What left with other bytes than it arrived with was changed in between: nobody else could have. */
function changedBetween({ pair, segments }: CaseFile) {
  const change = pair?.comparison.changes.find((one) => one.content)
  if (!change) return undefined
  const { from, frame, frameThere, content } = change
  const { offset, size, bytes } = content!
  return {
    kind: 'tampered-content' as const,
    severity: 'error' as const,
    frame,
    frames: [frame],
    who: 'middlebox' as const,
    confidence: 0.97,
    trigger: segments.find((s) => s.frame === frame),
    facts: {
      from,
      first: frame,
      second: frameThere,
      offset,
      between: true,
      size,
      here: bytes ? hexDigits(bytes.here) : '',
      there: bytes ? hexDigits(bytes.there) : '',
    },
  }
}
