/** Forged resets in the names of several servers with one header signature: one device speaks for them all. */
import type { CaseVerdict } from '../analysis.js'
import { TcpFlag } from '../wire/tcp.js'
import { type Cut, cuts, groupBy, streamsOf } from './cut.js'
import type { FoundPattern } from './model.js'

export function sameDevices(verdicts: CaseVerdict[]): FoundPattern[] {
  return [...groupBy(cuts(verdicts), signatureOf)].flatMap(([value, group]) => {
    const servers = new Set(group.map((cut) => cut.verdict.file[cut.reset.context.accused].address))
    if (servers.size < 2) return []
    return [
      { kind: 'same-device' as const, value, streams: streamsOf(group), died: group.length, lived: 0, othersLived: 0 },
    ]
  })
}

function signatureOf({ reset }: Cut): string | undefined {
  const { hopLimit, window, dontFragment, flags } = reset.context.reset
  if (hopLimit === undefined) return undefined
  return `TTL ${hopLimit}, window ${window}, ${dontFragment ? 'DF' : 'no DF'}, ${flags & TcpFlag.ack ? 'RST+ACK' : 'RST'}`
}
