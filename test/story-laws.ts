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

/** One way to tell the same story. */
interface Telling {
  staged: Staged
  /** The packets of the capture: those of the story, and what was put beside them. */
  packets: StagedPacket[]
  /** Those of the second capture, if there is one, and how they are put into frames. */
  second?: StagedPacket[]
  secondStart?: { seconds: number; nanoseconds: number }
  swapped?: boolean
  wrapping: Wrapping
  chunk?: number
  /** As a stream: at its last packet all that it holds is judged, and then it turns out to be over. */
  live?: boolean
  /** Anonymised with this key. */
  key?: Uint8Array
}

/** What must not change a verdict: another outside of the same story. */
export interface Law {
  name: string
  /** Mark of the stories that it does not hold for. */
  except?: string
  /** Numbers that an end's sequence numbers pass in the middle of what it sends. */
  boundary?: number
  retell?(telling: Telling): Telling
}

/** The verdict on a story that is told in all these ways at once. */
export function verdictUnder(story: Story, laws: readonly Law[]): Verdict {
  const boundary = laws.find((law) => law.boundary !== undefined)?.boundary
  const staged = boundary === undefined ? stage(story) : shifted(story, boundary)
  const telling = laws.reduce((told, law) => law.retell?.(told) ?? told, firstTelling(staged))
  const lists = telling.second ? [telling.packets, telling.second] : [telling.packets]
  const order = telling.swapped ? lists.map((_, i) => lists.length - 1 - i) : lists.map((_, i) => i)
  const captures = capturesIn(telling)
  const report = conclude(
    order.map((i) => captures[i]),
    telling.chunk,
    telling.key,
    telling.live,
  )
  return verdictOf(report, lists, order)
}

/** The captures of a story as it is told first. */
export const capturesOf = (staged: Staged): Uint8Array[] => capturesIn(firstTelling(staged))

const firstTelling = (staged: Staged): Telling => ({
  staged,
  packets: staged.packets,
  second: staged.second?.packets,
  wrapping: { snap: staged.snap },
})

function capturesIn({ staged, packets, second, secondStart, wrapping }: Telling): Uint8Array[] {
  const first = wrap(packets, wrapping)
  if (!second) return [first]
  const start = secondStart ?? wrapping.start
  return [first, wrap(second, { ...wrapping, snap: staged.second!.snap, start })]
}

/** @param order which capture of the story each capture of the report is */
function verdictOf({ findings }: Report, lists: StagedPacket[][], order: number[]): Verdict {
  return findings
    .map(({ kind, capture, frame, origin, cause, trigger, effect, severity }) => {
      const which = order[capture]
      const lineOf = (number: number) => lists[which][number - 1].line
      const by = trigger.frame === undefined ? '' : ` by line ${lineOf(trigger.frame)}`
      return `${which === 0 ? '' : 'there, '}line ${lineOf(frame)}: ${kind} ${origin.who} ${cause.id} ${trigger.kind}${by} ${effect} ${severity}`
    })
    .sort()
}

function shifted(story: Story, boundary: number): Staged {
  const plain = stage(story)
  return stage(story, { shift: (connection, side) => boundary - middleOf(plain, connection, side) })
}

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

const wrapped = (name: string, wrapping: Wrapping, except?: string): Law => ({
  name,
  except,
  retell: (t) => ({ ...t, wrapping: { ...t.wrapping, ...wrapping } }),
})

/** Fed byte by byte only where that takes no time. */
const SMALL = 6000

const chunked = (chunk: number): Law => ({
  name: `chunks of ${chunk}`,
  retell: (t) => ({ ...t, chunk: chunk === 1 && wrap(t.packets, t.wrapping).length > SMALL ? 7 : chunk }),
})

/** Only the link layers that say which way a packet went will do for a story that tells it. */
const inside = (link: Link): Law => ({
  name: `inside ${link}`,
  except: 'link-bound',
  retell(t) {
    const tells = link === 'cooked' || link === 'cooked2' || t.packets.every((p) => p.direction === undefined)
    return tells ? { ...t, wrapping: { ...t.wrapping, link } } : t
  },
})

const contained = (container: Container): Law => wrapped(`as ${container}`, { container })
const started = (seconds: number, nanoseconds: number): Law =>
  wrapped(`from second ${seconds} on`, { start: { seconds, nanoseconds } })
const crossing = (boundary: number): Law => ({ name: `numbers across ${boundary.toString(16)}`, boundary })
const version6 = wrapped('IPv6', { ipVersion6: true }, 'ipv4-only')

/** Other addresses, in the opposite order. */
const renumbered: Law = {
  name: 'renumbered',
  retell(t) {
    const all = [...new Set([...t.packets, ...(t.second ?? [])].flatMap((p) => [p.source, p.destination]))]
      .sort(byOctets)
      .reverse()
    const address = (old: string) => `${old.includes(':') ? '2001:db8:77::' : '10.77.0.'}${1 + all.indexOf(old)}`
    return { ...t, wrapping: { ...t.wrapping, address } }
  },
}

const byOctets = (a: string, b: string): number => padded(a).localeCompare(padded(b))
const padded = (address: string): string => address.replace(/\d+/g, (n) => n.padStart(4, '0'))

/** A mirror port: each packet is there twice, as it was or one hop later. */
const twice = (hops: number): Law => ({
  name: hops === 0 ? 'captured twice' : 'captured before and after a router',
  except: 'not-duplicable',
  retell: (t) => ({ ...t, packets: doubled(t.packets, hops), second: t.second && doubled(t.second, hops) }),
})

const doubled = (packets: StagedPacket[], hops: number): StagedPacket[] =>
  packets.flatMap((p, i) => [p, copyOf(p, packets[i + 1], hops)])

function copyOf(p: StagedPacket, next: StagedPacket | undefined, hops: number): StagedPacket {
  const gap = (next?.time ?? p.time + 1e6) - p.time
  const copy = { ...p, time: p.time + Math.min(gap, 4000), ttl: p.ttl - hops }
  return hops > 0 ? { ...copy, sourceMac: '02:00:00:00:00:aa' } : copy
}

/** Connections of others, whole and healthy, between the packets. */
const crowded: Law = {
  name: 'among others',
  retell: (t) => ({ ...t, packets: t.packets.flatMap((p, i) => [...bystanders(i, p.time), p]) }),
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

const swapped: Law = { name: 'files in the other order', retell: (t) => ({ ...t, swapped: true }) }

/** The second clock shows another day. */
const otherClock: Law = {
  name: 'another clock there',
  retell: (t) => ({ ...t, secondStart: { seconds: 1_700_086_400, nanoseconds: 321_000_000 } }),
}

/** What was judged while the stream went on does not stay as it was judged then. */
const live: Law = { name: 'live', retell: (t) => ({ ...t, live: t.second === undefined }) }

const anonymised: Law = {
  name: 'anonymised',
  retell: (t) => ({ ...t, key: Uint8Array.from({ length: 32 }, (_, i) => 5 * i) }),
}

/** Laws that are tried together; a verdict that changes is tried again under each of them alone. */
export const rounds: readonly (readonly Law[])[] = [
  [chunked(1), contained('pcap-us'), started(1_234_567, 999_999_000), crossing(0x8000_0000), inside('cooked')],
  [live],
  [anonymised],
  [anonymised, chunked(7), contained('pcap-us-be'), renumbered, version6, inside('cooked2')],
  [anonymised, chunked(4096), contained('pcapng'), started(4_100_000_000, 123_456_000), inside('vlan')],
  [anonymised, crossing(0x1_0000_0000), crowded, inside('vxlan')],
  [twice(0)],
  [twice(1)],
]

/** The same for stories that two captures tell. */
export const roundsOfTwo: readonly (readonly Law[])[] = [[swapped], [otherClock], [swapped, otherClock, anonymised]]
