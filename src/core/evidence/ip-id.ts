/** IP identification of the reset against the counter that the accused end's packets follow. */
import type { Segment } from '../casefile/model.js'
import { hasAck, hasFlag, isReset } from '../casefile/segment.js'
import { TcpFlag } from '../wire/tcp.js'
import type { ResetContext } from './context.js'
import { defineObservation } from './define.js'

/** A host's counter runs on between two packets of one connection, for what it sends to others. */
const RUN = 256

export const ipId = defineObservation({
  id: 'ip-id',
  family: 'ip-id',
  observe(context) {
    const { reset, before, after, accused, form, file } = context
    if (reset.ipId === undefined) return undefined
    const last = before.findLast((s) => s.from === accused && s.ipId !== undefined && !isReset(s) && countsOn(s))
    // A stack's replies carry 0 on Linux whatever its sockets count (kernel's ip_send_unicast_reply).
    if (reset.ipId === 0) return notCounted(context, last)
    if (!last) return notZero(reset.ipId, context)
    const step = (reset.ipId - last.ipId!) & 0xffff
    const facts = { id: reset.ipId, last: last.ipId!, step, side: accused }
    const frames = [last.frame, reset.frame]
    if (follows(reset.ipId, last.ipId!)) return { for: 'end', weight: 'ip-id-continues', frames, facts }
    // Its next packet goes on where the last one stood: the reset between them is not of that series.
    const next = after.find((s) => s.from === accused && s.ipId !== undefined && follows(s.ipId, last.ipId!))
    if (next) return { for: 'middlebox', weight: 'ip-id-skipped', frames: [...frames, next.frame], facts }
    if (file.baseline[accused].ipId.class !== 'counter' || form === 'refusal') return undefined
    return { for: 'middlebox', weight: 'ip-id-breaks', frames, facts }
  },
})

/** A kernel that numbers its SYN-ACKs 0 numbers its replies 0 as well (Linux: both are sent without a socket). */
function notZero(id: number, { file, form, accused, reset }: ResetContext) {
  const synAck = file.handshake.synAck
  if (accused !== 'server' || form !== 'reply' || synAck?.ipId !== 0) return undefined
  const facts = { id, last: 0, step: id, side: accused }
  return { for: 'middlebox' as const, weight: 'ip-id-not-zero' as const, frames: [synAck.frame, reset.frame], facts }
}

/** An abort leaves through its socket, which has numbered every packet so far (Linux: ip_queue_xmit). */
function notCounted({ reset, form, accused, before }: ResetContext, last: Segment | undefined) {
  if (form !== 'abort' || !hasAck(reset) || !last) return undefined
  const own = before.filter((s) => s.from === accused && s.ipId !== undefined && !isReset(s) && countsOn(s))
  if (own.length < 2 || own.some((s) => s.ipId === 0)) return undefined
  const facts = { id: 0, last: last.ipId!, step: 0, side: accused }
  return { for: 'middlebox' as const, weight: 'ip-id-zero' as const, frames: [last.frame, reset.frame], facts }
}

const follows = (id: number, last: number): boolean => {
  const step = (id - last) & 0xffff
  return step >= 1 && step <= RUN
}

/** Linux sends SYN-ACKs with 0: they say nothing of the counter. */
const countsOn = (s: Segment): boolean => !(hasFlag(s, TcpFlag.syn) && s.ipId === 0)
