/**
 * The laws: what must not change a verdict. Each gives a story's capture another outside, and says where the packets of
 * the story are in it.
 */

import type { Report } from '../src/core/index.js'
import type { Story } from './story.js'
import { type Container, type Link, type Wrapping, wrap } from './story-frames.js'
import { RST, type Side, type StagedPacket } from './story-packet.js'
import { type Staged, stage } from './story-stage.js'
import { conclude } from './story-verdict.js'

/** A verdict in lines of the story instead of frames: origin, cause, trigger, effect and severity of each finding. */
export type Verdict = string[]

export interface Law {
  name: string
  /** Mark of the stories that it does not hold for. */
  except?: string
  verdict(story: Story): Verdict | undefined
}

/** @param lineOf line of the story by frame, counted from 1 */
export function verdictOf({ findings }: Report, lineOf: (frame: number) => number): Verdict {
  return findings
    .map(({ kind, frame, origin, cause, trigger, effect, severity }) => {
      const by = trigger.frame === undefined ? '' : ` by line ${lineOf(trigger.frame)}`
      return `line ${lineOf(frame)}: ${kind} ${origin.who} ${cause.id} ${trigger.kind}${by} ${effect} ${severity}`
    })
    .sort()
}

export function plainVerdict(staged: Staged, wrapping: Wrapping = {}, chunk?: number): Verdict {
  return verdictOfPackets(staged.packets, { snap: staged.snap, ...wrapping }, chunk)
}

function verdictOfPackets(packets: StagedPacket[], wrapping: Wrapping, chunk?: number): Verdict {
  const capture = wrap(packets, wrapping)
  return verdictOf(conclude(capture, chunk), (frame) => packets[frame - 1].line)
}

/** A story whose packets are all so few that feeding it byte by byte takes no time. */
const SMALL = 4000

const chunked = (chunk: number): Law => ({
  name: `chunks of ${chunk}`,
  verdict(story) {
    const staged = stage(story)
    if (chunk === 1 && wrap(staged.packets).length > SMALL) return undefined
    return plainVerdict(staged, {}, chunk)
  },
})

const inside = (link: Link): Law => ({
  name: `inside ${link}`,
  except: 'link-bound',
  verdict(story) {
    const staged = stage(story)
    if (link !== 'cooked' && link !== 'cooked2' && staged.packets.some((p) => p.direction)) return undefined
    return plainVerdict(staged, { link })
  },
})

const contained = (container: Container): Law => ({
  name: `as ${container}`,
  verdict: (story) => plainVerdict(stage(story), { container }),
})

const started = (seconds: number, nanoseconds: number): Law => ({
  name: `from ${seconds}.${nanoseconds} s on`,
  verdict: (story) => plainVerdict(stage(story), { start: { seconds, nanoseconds } }),
})

/** Sequence numbers that pass `boundary` in the middle of the largest packet of each side. */
const crossing = (boundary: number): Law => ({
  name: `sequence numbers across ${boundary.toString(16)}`,
  verdict(story) {
    const plain = stage(story)
    const shift = (connection: string, side: Side) => boundary - middleOf(plain, connection, side)
    return plainVerdict(stage(story, { shift }))
  },
})

/** In the middle of a side's largest payload; right behind its first byte when it has none. */
function middleOf({ packets, owner }: Staged, connection: string, side: Side): number {
  const own = packets.filter((p) => owner.get(p)?.connection === connection && owner.get(p)?.side === side)
  const largest = own.reduce<StagedPacket | undefined>(
    (a, p) => (p.tcp!.payload.length > (a?.tcp?.payload.length ?? 0) && !(p.tcp!.flags & RST) ? p : a),
    undefined,
  )
  if (largest) return largest.tcp!.seq + (largest.tcp!.payload.length >> 1)
  return own.length > 0 ? own[0].tcp!.seq + 0x8000 : 0
}

const version6: Law = {
  name: 'IPv6',
  except: 'ipv4-only',
  verdict: (story) => plainVerdict(stage(story), { ipVersion6: true }),
}

/** Other addresses, in the opposite order. */
const renumbered: Law = {
  name: 'renumbered',
  verdict(story) {
    const staged = stage(story)
    const all = [...new Set(staged.packets.flatMap((p) => [p.source, p.destination]))].sort(byOctets).reverse()
    const address = (old: string) =>
      old.includes(':') ? `2001:db8:77::${1 + all.indexOf(old)}` : `10.77.0.${1 + all.indexOf(old)}`
    return plainVerdict(staged, { address })
  },
}

const byOctets = (a: string, b: string): number => padded(a).localeCompare(padded(b))
const padded = (address: string): string => address.replace(/\d+/g, (n) => n.padStart(4, '0'))

/** A mirror port: each packet is there twice, as it was or one hop later. */
const twice = (hops: number): Law => ({
  name: hops === 0 ? 'captured twice' : 'captured before and after a router',
  except: 'not-duplicable',
  verdict(story) {
    const staged = stage(story)
    const packets = staged.packets.flatMap((p, i) => {
      const gap = (staged.packets[i + 1]?.time ?? p.time + 1e6) - p.time
      const copy = { ...p, time: p.time + Math.min(gap, 4000), ttl: p.ttl - hops }
      if (hops > 0) copy.sourceMac = '02:00:00:00:00:aa'
      return [p, copy]
    })
    return verdictOfPackets(packets, { snap: staged.snap })
  },
})

/** Connections of others, whole and healthy, between the packets. */
const crowded: Law = {
  name: 'among others',
  verdict(story) {
    const staged = stage(story)
    const packets = staged.packets.flatMap((p, i) => [...bystanders(i, p.time), p])
    return verdictOfPackets(packets, { snap: staged.snap })
  },
}

function bystanders(turn: number, time: number): StagedPacket[] {
  const [client, server] = [`192.0.2.${1 + (turn >> 3)}`, `198.51.100.${1 + (turn >> 3)}`]
  const packet = EVERYDAY[turn & 7]
  const fromClient = packet.from === 'client'
  return [
    {
      line: 0,
      time,
      source: fromClient ? client : server,
      destination: fromClient ? server : client,
      sourceMac: fromClient ? '02:00:00:00:01:01' : '02:00:00:00:01:02',
      destinationMac: '02:00:00:00:01:03',
      ttl: fromClient ? 63 : 52,
      id: 0,
      df: true,
      tos: 0,
      flow: 5,
      tcp: {
        sport: fromClient ? 40_000 : 443,
        dport: fromClient ? 443 : 40_000,
        window: 500,
        urgent: 0,
        options: [],
        payload: new Uint8Array(packet.length).fill(0xee),
        seq: packet.seq,
        ack: packet.ack,
        flags: packet.flags,
      },
    },
  ]
}

/** A whole connection: handshake, a request, its answer, and both sides' close. */
const EVERYDAY = [
  { from: 'client', seq: 100, ack: 0, flags: 0x02, length: 0 },
  { from: 'server', seq: 900, ack: 101, flags: 0x12, length: 0 },
  { from: 'client', seq: 101, ack: 901, flags: 0x10, length: 0 },
  { from: 'client', seq: 101, ack: 901, flags: 0x18, length: 50 },
  { from: 'server', seq: 901, ack: 151, flags: 0x18, length: 90 },
  { from: 'client', seq: 151, ack: 991, flags: 0x11, length: 0 },
  { from: 'server', seq: 991, ack: 152, flags: 0x11, length: 0 },
  { from: 'client', seq: 152, ack: 992, flags: 0x10, length: 0 },
] as const

export const laws: readonly Law[] = [
  chunked(1),
  chunked(7),
  chunked(4096),
  contained('pcap-us'),
  contained('pcap-us-be'),
  contained('pcapng'),
  crossing(0x1_0000_0000),
  crossing(0x8000_0000),
  version6,
  renumbered,
  started(1_234_567, 999_999_000),
  started(4_100_000_000, 123_456_000),
  twice(0),
  twice(1),
  inside('vlan'),
  inside('vxlan'),
  inside('cooked'),
  inside('cooked2'),
  crowded,
]
