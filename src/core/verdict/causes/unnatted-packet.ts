/**
 * A packet arrived without its address being translated back (conntrack INVALID and relatives): the host knows no
 * connection with that address and resets it, although it has one with the same ports under another address.
 */

import type { Segment } from '../../casefile/model.js'
import { hasFlag, isReset } from '../../casefile/segment.js'
import { isOutOfWindow } from '../../casefile/window.js'
import { TcpFlag } from '../../wire/tcp.js'
import { type CauseContext, defineCause, frameOf, type Neighbour } from './define.js'

export const unnattedPacket = defineCause({
  id: 'unnatted-packet',
  made: 'end',
  benign: false,
  match(context) {
    const { form, trigger, before, accused, reset, file, after } = context
    if (form !== 'reply' || !trigger.segment) return undefined
    if (isOutOfWindow(before, trigger.segment) && after.some((s) => s.from === accused && !isReset(s))) {
      // No other connection tells what the address should have been.
      const facts = { expected: '', came: '', stream: -1 }
      return { fit: 0.85, frames: frameOf(trigger.segment, reset), facts }
    }
    if (before.some((s) => s.from === accused && !isReset(s))) return undefined
    const twin = findTwin(context)
    if (!twin) return undefined
    const expected = accused === 'client' ? twin.server.address : twin.client.address
    const came = accused === 'client' ? file.server.address : file.client.address
    // What comes back right after a SYN and is no SYN-ACK is an earlier connection speaking.
    const fit = answersSyn(twin, trigger.segment) && !hasFlag(trigger.segment, TcpFlag.syn) ? 0.4 : 0.92
    return { fit, frames: frameOf(trigger.segment, reset), facts: { expected, came, stream: twin.stream } }
  },
})

/** A connection that this end has with the same port under another address. */
export const findTwin = (context: CauseContext): Neighbour | undefined =>
  context.neighbours.find((n) => isTwin(n, context))

/** The same end and port, alive at that time, with another peer address; on a connection that this end did open. */
function isTwin(n: Neighbour, { file, accused, reset }: CauseContext): boolean {
  if (n.stream === file.stream || n.firstTime > reset.time) return false
  const end = file[accused]
  const mine = [n.client, n.server].find((e) => e.address === end.address && e.port === end.port)
  if (!mine) return false
  const theirs = mine === n.client ? n.server : n.client
  return theirs.address !== (accused === 'client' ? file.server.address : file.client.address)
}

/** Came within a second of one of the connection's SYNs. */
export const answersSyn = (n: Neighbour, s: Segment): boolean => n.syns.some((t) => s.time >= t && s.time - t < 1)
