/** A router or host says by ICMP that it does not let the connection through. */
import { defineDetector } from './define.js'

export const icmpReject = defineDetector({
  kind: 'icmp-reject',
  detect(file) {
    const error = file.icmp.find((e) => e.kind === 'unreachable')
    if (!error) return []
    const target = file[error.about === 'client' ? 'server' : 'client'].address
    const fromTarget = error.from === target
    return [
      {
        kind: 'icmp-reject' as const,
        severity: 'warn' as const,
        frame: error.frame,
        frames: file.icmp.filter((e) => e.kind === 'unreachable').map((e) => e.frame),
        who: fromTarget
          ? error.about === 'client'
            ? ('server' as const)
            : ('client' as const)
          : ('middlebox' as const),
        confidence: 0.95,
        trigger: file.segments.findLast((s) => s.from === error.about && s.time <= error.time),
        facts: {
          from: error.from,
          code: error.code,
          type: error.type,
          ipVersion: file.ipVersion,
          fromTarget,
          hopLimit: error.hopLimit ?? 0,
        },
      },
    ]
  },
})
