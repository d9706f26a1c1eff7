/** A second and different answer in the same place of the stream: one of the two was put in by somebody else. */

import { defineDetector } from './define.js'
import { overlaps } from './overlap.js'

export const injectedResponse = defineDetector({
  kind: 'injected-response',
  detect(file) {
    const overlap = overlaps(file).find((o) => o.first.from === 'server' && o.odd !== undefined)
    if (!overlap) return []
    const odd = overlap.odd!
    const real = odd === overlap.first ? overlap.second : overlap.first
    const request = file.segments.findLast((s) => s.from === 'client' && s.length > 0 && s.time < odd.time)
    return [
      {
        kind: 'injected-response' as const,
        severity: 'error' as const,
        frame: odd.frame,
        frames: [odd.frame, real.frame],
        who: 'middlebox' as const,
        confidence: 0.93,
        trigger: request,
        facts: {
          injected: odd.frame,
          real: real.frame,
          hopLimit: odd.hopLimit ?? 0,
          usual: real.hopLimit ?? 0,
          ipId: odd.ipId ?? 0,
          first: odd === overlap.first,
          copiesId: request?.ipId !== undefined && request.ipId !== 0 && request.ipId === odd.ipId,
          noTimestamps: file.baseline.server.timestamps && odd.options.timestamps === undefined,
        },
      },
    ]
  },
})
