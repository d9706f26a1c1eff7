/** IP identification of the packet against the counter that the accused end's packets follow. */
import type { Segment } from '../casefile/model.js'
import { hasFlag, isReset } from '../casefile/segment.js'
import { TcpFlag } from '../wire/tcp.js'
import { isOfSocket, type PacketContext } from './context.js'
import { defineObservation } from './define.js'

/** A host's counter runs on between two packets of one connection, for what it sends to others. */
const RUN = 256

export const ipId = defineObservation({
  id: 'ip-id',
  family: 'ip-id',
  about: 'packet',
  observe(context) {
    const { packet, before, after, accused, form, file } = context
    if (packet.ipId === undefined) return undefined
    const last = before.findLast((s) => s.from === accused && s.ipId !== undefined && !isReset(s) && countsOn(s))
    // A stack's replies carry 0 on Linux whatever its sockets count (kernel's ip_send_unicast_reply).
    if (packet.ipId === 0) return notCounted(context, last)
    if (!last) return notZero(packet.ipId, context)
    const step = (packet.ipId - last.ipId!) & 0xffff
    const facts = { id: packet.ipId, last: last.ipId!, step, side: accused }
    const frames = [last.frame, packet.frame]
    if (follows(packet.ipId, last.ipId!)) return { for: 'end', weight: 'ip-id-continues', frames, facts }
    // Its next packet goes on where the last one stood: this packet between them is not of that series.
    const next = after.find((s) => s.from === accused && s.ipId !== undefined && follows(s.ipId, last.ipId!))
    if (next) return { for: 'middlebox', weight: 'ip-id-skipped', frames: [...frames, next.frame], facts }
    if (file.baseline[accused].ipId.class !== 'counter' || form === 'refusal') return undefined
    return { for: 'middlebox', weight: 'ip-id-breaks', frames, facts }
  },
})

/** A kernel that numbers its SYN-ACKs 0 numbers its replies 0 as well (Linux: both are sent without a socket). */
function notZero(id: number, { file, form, accused, packet }: PacketContext) {
  const synAck = file.handshake.synAck
  if (accused !== 'server' || form !== 'reply' || synAck?.ipId !== 0) return undefined
  const facts = { id, last: 0, step: id, side: accused }
  return { for: 'middlebox' as const, weight: 'ip-id-not-zero' as const, frames: [synAck.frame, packet.frame], facts }
}

/** A socket that has numbered every packet so far numbers this one too (Linux: ip_queue_xmit). */
function notCounted(context: PacketContext, last: Segment | undefined) {
  const { packet, accused, before } = context
  if (!isOfSocket(context) || !last) return undefined
  const own = before.filter((s) => s.from === accused && s.ipId !== undefined && !isReset(s) && countsOn(s))
  if (own.length < 2 || own.some((s) => s.ipId === 0)) return undefined
  const facts = { id: 0, last: last.ipId!, step: 0, side: accused }
  return { for: 'middlebox' as const, weight: 'ip-id-zero' as const, frames: [last.frame, packet.frame], facts }
}

const follows = (id: number, last: number): boolean => {
  const step = (id - last) & 0xffff
  return step >= 1 && step <= RUN
}

/** Linux sends SYN-ACKs with 0: they say nothing of the counter. */
const countsOn = (s: Segment): boolean => !(hasFlag(s, TcpFlag.syn) && s.ipId === 0)
