/** The connection was over on both sides and this end remembered it in TIME-WAIT (RFC 9293 §3.10.7.4) when one more packet came. */
import { isFin, isSyn } from '../../casefile/segment.js'
import { defineCause, frameOf } from './define.js'

export const timeWait = defineCause({
  id: 'time-wait',
  made: 'end',
  benign: true,
  match({ trigger, situation, reset, neighbours, file, form }) {
    const { ownFin, peerFin } = situation
    if (!trigger.segment) return undefined
    if (isSyn(trigger.segment)) {
      // A SYN on addresses and ports that were in use until a moment ago.
      const old = neighbours.find(
        (n) => n.stream !== file.stream && n.established && sameTuple(n, file) && within(n.lastTime, reset.time),
      )
      return old
        ? { fit: 0.5, frames: frameOf(trigger.segment, reset), facts: { since: reset.time - old.lastTime } }
        : undefined
    }
    if (form !== 'reply' || !ownFin || !peerFin || isFin(trigger.segment)) return undefined
    const since = trigger.segment.time - Math.max(ownFin.time, peerFin.time)
    if (since < 0.5 || ownFin.time > peerFin.time) return undefined
    return { fit: 0.8, frames: frameOf(ownFin, peerFin, trigger.segment, reset), facts: { since } }
  },
})

/** 2 MSL: two minutes by RFC 9293, one on Linux. */
const within = (then: number, now: number): boolean => now >= then && now - then <= 120

const sameTuple = (
  n: { client: { address: string; port: number }; server: { address: string; port: number } },
  file: { client: { address: string; port: number }; server: { address: string; port: number } },
): boolean =>
  n.client.address === file.client.address &&
  n.client.port === file.client.port &&
  n.server.address === file.server.address &&
  n.server.port === file.server.port
