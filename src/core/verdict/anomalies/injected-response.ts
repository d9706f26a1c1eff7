/** A second and different answer in the same place of the stream: one of the two was put in by somebody else. */
import { segmentContext } from '../compared.js'
import { weighInjected } from '../origin.js'
import { defineDetector } from './define.js'
import { overlaps } from './overlap.js'

export const injectedResponse = defineDetector({
  kind: 'injected-response',
  detect(file) {
    const [overlap, ...others] = overlaps(file).filter((o) => o.first.from === 'server' && o.odd !== undefined)
    if (!overlap) return []
    const odd = overlap.odd!
    const real = odd === overlap.first ? overlap.second : overlap.first
    const request = file.segments.findLast((s) => s.from === 'client' && s.length > 0 && s.time < odd.time)
    const alike = others.map((o) => o.odd!.frame)
    const { who, confidence, clues } = weighInjected(segmentContext(file, odd, alike))
    const sure = who === 'middlebox'
    return [
      {
        kind: 'injected-response' as const,
        severity: sure ? ('error' as const) : ('warn' as const),
        frame: odd.frame,
        frames: [odd.frame, real.frame],
        who,
        confidence,
        clues,
        trigger: request,
        facts: { sure, injected: odd.frame, real: real.frame, first: odd === overlap.first },
      },
    ]
  },
})
