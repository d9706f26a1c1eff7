/** A few echo requests to one address. */
import type { Network, PingReply, StopSignal } from '../network.js'

export interface PingTask {
  address: string
  count: number
  timeoutSeconds: number
  signal: StopSignal
}

export interface PingResult {
  replies: PingReply[]
  asked: number
  durationSeconds: number
}

/** Seconds between two requests. */
const PACE = 0.2

/** Stops where the signal does, with what has come by then. */
export async function pingHost(network: Network, task: PingTask): Promise<PingResult> {
  const { address, count, timeoutSeconds, signal } = task
  const began = network.now()
  const result: PingResult = { replies: [], asked: 0, durationSeconds: 0 }
  try {
    while (result.asked < count) {
      if (result.asked > 0) await network.sleep(PACE, signal)
      result.asked++
      const reply = await network.ping?.(address, { timeoutSeconds, signal })
      if (reply?.kind === 'reply') result.replies.push(reply)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return { ...result, durationSeconds: network.now() - began }
}
