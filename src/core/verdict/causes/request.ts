/** The HTTP request that the trigger is, or is part of. */
import type { HttpExchange } from '../../casefile/model.js'
import type { CauseContext } from './define.js'

export function requestOf({ file, trigger, reset }: CauseContext): HttpExchange | undefined {
  if (trigger.kind !== 'http-request' && trigger.kind !== 'data') return undefined
  const frame = trigger.segment?.frame ?? 0
  const exchange = file.http.findLast((e) => e.requestFrame <= frame && e.requestFrame < reset.frame)
  if (!exchange || (exchange.responseFrame !== undefined && exchange.responseFrame < frame)) return undefined
  return exchange
}
