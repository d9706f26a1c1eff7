/** A load balancer or monitor that opens the port to see that it opens, and leaves with a reset: nothing was asked. */
import { hasFlag } from '../../casefile/segment.js'
import { TcpFlag } from '../../wire/tcp.js'
import { type CauseContext, defineCause, frameOf } from './define.js'

/** Checks seen before their rhythm is believed. */
const ENOUGH = 3
/** Largest deviation of the intervals from their mean. */
const STEADY = 0.25

export const healthCheck = defineCause({
  id: 'health-check',
  made: 'end',
  benign: true,
  match(context) {
    const { accused, situation, before, reset, trigger, form, earlier } = context
    if (accused !== 'client' || form === 'stray' || earlier.length > 0) return undefined
    if (situation.dataFromAccused || situation.dataFromReceiver) return undefined
    if (!before.some((s) => s.from === 'server' && hasFlag(s, TcpFlag.syn))) return undefined
    if (reset.time - before[0].time > 5) return undefined
    const { times, interval, steady } = rhythm(context)
    const fit = steady ? 0.93 : situation.stage === 'handshake' && trigger.kind !== 'syn-ack' ? 0.6 : 0.3
    return { fit, frames: frameOf(before[0], reset), facts: { times, interval } }
  },
})

/** How often the same client opened the same port without saying anything, and how regularly. */
function rhythm({ neighbours, file, before }: CauseContext): { times: number; interval: number; steady: boolean } {
  const starts = neighbours
    .filter((n) => n.client.address === file.client.address && n.server.address === file.server.address)
    .filter((n) => n.server.port === file.server.port && n.bytes === 0 && n.stream !== file.stream)
    .map((n) => n.firstTime)
  starts.push(before[0].time)
  starts.sort((a, b) => a - b)
  const gaps = starts.slice(1).map((t, i) => t - starts[i])
  const mean = gaps.reduce((a, b) => a + b, 0) / Math.max(1, gaps.length)
  const steady = starts.length >= ENOUGH && mean >= 0.5 && gaps.every((gap) => Math.abs(gap - mean) <= STEADY * mean)
  return { times: starts.length, interval: mean, steady }
}
