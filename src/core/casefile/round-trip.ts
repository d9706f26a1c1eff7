/**
 * Round trips between the capture point and each end: how long after a packet towards an end the first packet came
 * back that acknowledges it. Resets are not samples: whether they are answers is the question.
 */
import { seqLess } from '../flow/seq.js'
import type { Handshake, RoundTrip, Segment, Side } from './model.js'
import { otherSide } from './model.js'
import { hasAck, isReset, isSyn, isSynAck, sequenceEnd, sequenceLength } from './segment.js'

export function roundTrips(segments: Segment[], handshake: Handshake): Partial<Record<Side, RoundTrip>> {
  const trips: Partial<Record<Side, RoundTrip>> = {}
  for (const side of ['client', 'server'] as const) {
    const samples = samplesTo(segments, side)
    if (samples.length === 0) continue
    trips[side] = { min: Math.min(...samples), samples: samples.length, handshake: handshakeTrip(handshake, side) }
  }
  return trips
}

function handshakeTrip({ syn, synAck, ack }: Handshake, side: Side): number | undefined {
  if (side === 'server') return syn && synAck ? synAck.time - syn.time : undefined
  return synAck && ack ? ack.time - synAck.time : undefined
}

/** Times from a packet towards `side` to the first answer that covers it; packets sent twice are no samples (Karn). */
function samplesTo(segments: Segment[], side: Side): number[] {
  const waiting: Segment[] = []
  let answered = 0
  const sentTwice = retransmitted(segments, otherSide(side))
  const samples: number[] = []
  for (const s of segments) {
    if (isReset(s)) continue
    if (s.from !== side) {
      if (sequenceLength(s) > 0 && !sentTwice.has(sequenceEnd(s))) waiting.push(s)
      continue
    }
    if (!hasAck(s)) continue
    for (; answered < waiting.length && !seqLess(s.ack, sequenceEnd(waiting[answered])); answered++) {
      const sent = waiting[answered]
      if (s.ack === sequenceEnd(sent) && s.time > sent.time) samples.push(s.time - sent.time)
    }
  }
  return samples
}

/** Ends of segments that their sender sent more than once. */
function retransmitted(segments: Segment[], from: Side): Set<number> {
  const seen = new Set<number>()
  const twice = new Set<number>()
  for (const s of segments) {
    if (s.from !== from || isReset(s) || sequenceLength(s) === 0) continue
    const end = sequenceEnd(s)
    if (seen.has(end)) twice.add(end)
    seen.add(end)
  }
  return twice
}

export function findHandshake(segments: Segment[]): Handshake {
  const syn = segments.find((s) => isSyn(s) && s.from === 'client')
  const synAck = segments.find((s) => isSynAck(s) && s.from === 'server' && (!syn || s.ack === sequenceEnd(syn)))
  const ack = synAck && segments.find((s) => isHandshakeAck(s, synAck))
  return { syn, synAck, ack, complete: syn !== undefined && synAck !== undefined && ack !== undefined }
}

function isHandshakeAck(s: Segment, synAck: Segment): boolean {
  return s.from === 'client' && s.time >= synAck.time && hasAck(s) && !isReset(s) && s.ack === sequenceEnd(synAck)
}
