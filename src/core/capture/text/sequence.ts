import { TcpFlag } from '../../wire/tcp.js'
import type { PrintedSegment } from './segment.js'

/**
 * Numbers this near to what is expected next belong to the connection. Two absolute numbers are hardly ever both below
 * it: so smaller ones at the beginning of a conversation are relative, and the text begins in the middle.
 */
const NEAR = 2 ** 20

/** One direction of a connection. */
interface Side {
  /** What tcpdump subtracts from this side's numbers. */
  base: number
  /** Sequence number that is expected next; `undefined` before anything is known. */
  next: number | undefined
}

interface Conversation {
  /** False until a segment with ACK was seen: from then on tcpdump prints relative numbers. */
  based: boolean
  /** Whether its numbers are relative, once that has shown. */
  relative: boolean | undefined
  /** What is taken for granted until then. */
  assumed: boolean
  readonly sides: readonly [Side, Side]
}

/** Absolute numbers of a segment. */
export interface Numbers {
  readonly seq: number
  readonly ack: number
  /** For the edges of SACK blocks, which are in the peer's numbers. */
  readonly ofPeer: (value: number) => number
}

/**
 * Turns printed sequence numbers back into those of the packets. Without `-S` tcpdump prints them relative to the first
 * segment with ACK that it saw of a conversation, except in that one, in SYNs, and where there is no ACK.
 */
export class Sequences {
  private readonly conversations = new Map<string, Conversation>()
  /** What the last conversation that told turned out to be. */
  private relative = true

  /**
   * @param from and to name the ends
   * @param learn false for a segment that is only quoted
   */
  resolve(segment: PrintedSegment, from: string, to: string, learn: boolean): Numbers {
    const conversation = this.find(from, to)
    const [own, peer] = from < to ? conversation.sides : [conversation.sides[1], conversation.sides[0]]
    conversation.assumed = this.relative
    const numbers = absoluteNumbers(segment, conversation, own, peer)
    this.relative = conversation.relative ?? this.relative
    if (learn) advance(segment, numbers, own, peer)
    return numbers
  }

  private find(from: string, to: string): Conversation {
    const key = from < to ? `${from} ${to}` : `${to} ${from}`
    const known = this.conversations.get(key)
    if (known) return known
    const sides = [noSide(), noSide()] as const
    const created = { based: false, relative: undefined, assumed: true, sides }
    this.conversations.set(key, created)
    return created
  }
}

const noSide = (): Side => ({ base: 0, next: undefined })

function absoluteNumbers(segment: PrintedSegment, conversation: Conversation, own: Side, peer: Side): Numbers {
  const { flags, seq, ack } = segment
  if (!(flags & TcpFlag.ack)) return { seq: seq ?? own.next ?? 0, ack: 0, ofPeer: (value) => value }
  if (!conversation.based || flags & TcpFlag.syn) setBases(segment, conversation, own, peer)
  else return relativeNumbers(segment, conversation, own, peer)
  return { seq: seq ?? own.next ?? 0, ack, ofPeer: (value) => value }
}

function setBases({ flags, seq, ack }: PrintedSegment, conversation: Conversation, own: Side, peer: Side): void {
  conversation.based = true
  const begun = own.next !== undefined || peer.next !== undefined
  const inTheMiddle = !begun && !(flags & TcpFlag.syn) && (seq ?? 0) < NEAR && ack < NEAR
  own.base = inTheMiddle ? 0 : (seq ?? own.next ?? 0)
  peer.base = inTheMiddle ? 0 : (ack - 1) >>> 0
}

function relativeNumbers(segment: PrintedSegment, conversation: Conversation, own: Side, peer: Side): Numbers {
  const { flags, seq, ack } = segment
  const choose = flags & TcpFlag.rst ? chooseOfReset : chooseNearer
  return {
    seq: seq === undefined ? (own.next ?? own.base) : choose(seq, own, conversation),
    ack: choose(ack, peer, conversation),
    ofPeer: (value) => choose(value, peer, conversation),
  }
}

/** A number as it is or relative to the base: if just one of them is near to what is expected, that one. */
function chooseNearer(value: number, side: Side, conversation: Conversation): number {
  const relative = (side.base + value) >>> 0
  conversation.relative = nearer(value, relative, side) ?? conversation.relative
  return (conversation.relative ?? conversation.assumed) ? relative : value
}

/** A forged reset may be far from what is expected: it was printed as the rest of the conversation was. */
function chooseOfReset(value: number, side: Side, { relative: known, assumed }: Conversation): number {
  const relative = (side.base + value) >>> 0
  return (known ?? nearer(value, relative, side) ?? assumed) ? relative : value
}

/** Whether the relative number alone is near to what is expected; `undefined` when both are, or neither. */
function nearer(value: number, relative: number, { base, next }: Side): boolean | undefined {
  if (base === 0 || next === undefined || isNear(relative, next) === isNear(value, next)) return undefined
  return isNear(relative, next)
}

const isNear = (number: number, expected: number): boolean => Math.abs((number - expected) | 0) < NEAR

/** RFC 9293 §3.4: SYN and FIN each take a sequence number. */
function advance({ flags, length }: PrintedSegment, { seq, ack }: Numbers, own: Side, peer: Side): void {
  if (flags & TcpFlag.rst) return
  const end = (seq + length + (flags & TcpFlag.syn ? 1 : 0) + (flags & TcpFlag.fin ? 1 : 0)) >>> 0
  own.next = flags & TcpFlag.syn ? end : later(own.next, end)
  if (flags & TcpFlag.ack) peer.next = flags & TcpFlag.syn ? ack : later(peer.next, ack)
}

function later(known: number | undefined, number: number): number {
  return known !== undefined && ((number - known) | 0) <= 0 ? known : number
}
