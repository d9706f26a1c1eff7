/**
 * Which connections get a closer look. Generous on purpose: the case file decides, this only saves its time. Each rule
 * is one that a healthy connection does not meet.
 */
import { TcpFlag } from '../wire/tcp.js'
import { Dir, directionAt, Flow, FlowBit } from './table.js'

/** Seconds after which a SYN without any answer is worth a look (the first retransmission comes after one, RFC 6298). */
const SYN_PATIENCE = 3
/** Retransmissions of the same place without a sign of life: a black hole rather than a lost packet. */
const SILENCE = 3
/** Harmful loss: this many retransmissions, and one in so many segments. */
const LOSS_COUNT = 5
const LOSS_ONE_IN = 50

const SURE = FlowBit.reset | FlowBit.overlap | FlowBit.afterFin | FlowBit.icmp

export function isSuspicious(r: Uint32Array, flow: number, nowSeconds: number): boolean {
  if (r[flow + Flow.bits] & SURE) return true
  return unansweredSyn(r, flow, nowSeconds) || lossy(r, directionAt(flow, 0)) || lossy(r, directionAt(flow, 1))
}

function unansweredSyn(r: Uint32Array, flow: number, nowSeconds: number): boolean {
  const a = directionAt(flow, 0)
  const b = directionAt(flow, 1)
  if (r[a + Dir.packets] > 0 && r[b + Dir.packets] > 0) return false
  const sender = r[a + Dir.packets] > 0 ? a : b
  const flags = r[sender + Dir.bits]
  if (!(flags & TcpFlag.syn) || flags & TcpFlag.ack) return false
  return (r[flow + Flow.bits] & FlowBit.synTwice) !== 0 || nowSeconds - r[flow + Flow.lastSeconds] >= SYN_PATIENCE
}

function lossy(r: Uint32Array, dir: number): boolean {
  if (((r[dir + Dir.again] >>> 8) & 0xff) >= SILENCE) return true
  const again = r[dir + Dir.again] >>> 16
  return again >= LOSS_COUNT && again * LOSS_ONE_IN >= r[dir + Dir.segments]
}
