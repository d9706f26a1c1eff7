/** Puts a staged story into a capture: any IP version, link layer and container. */
import * as b from './bytes.js'
import { pcap, pcapng, type TestPacket } from './capture-writers.js'
import type { StagedPacket } from './story-packet.js'

export type Link = 'ethernet' | 'vlan' | 'vxlan' | 'cooked' | 'cooked2'
export type Container = 'pcap-ns' | 'pcap-us' | 'pcap-us-be' | 'pcapng'

export interface Wrapping {
  link?: Link
  container?: Container
  ipVersion6?: boolean
  address?: (address: string) => string
  /** Seconds of the first packet, and nanoseconds on top. */
  start?: { seconds: number; nanoseconds: number }
  snap?: number
}

const LINK_TYPES: Record<Link, number> = { ethernet: 1, vlan: 1, vxlan: 1, cooked: 113, cooked2: 276 }
const START = { seconds: 1_700_000_000, nanoseconds: 0 }

/** The bytes of a capture that holds these packets. */
export function wrap(packets: readonly StagedPacket[], wrapping: Wrapping = {}): Uint8Array {
  // Only cooked captures and pcapng say which way a packet went.
  const directed = packets.some((p) => p.direction !== undefined)
  const link = wrapping.link ?? (directed ? 'cooked' : 'ethernet')
  const records = packets.map((p) => recordOf(p, link, wrapping))
  const linkType = LINK_TYPES[link]
  const container = wrapping.container ?? 'pcap-ns'
  if (container === 'pcapng') return pcapng(records, { linkType })
  return pcap(records, {
    linkType,
    nanos: container === 'pcap-ns',
    endian: container === 'pcap-us-be' ? 'big' : 'little',
  })
}

function recordOf(p: StagedPacket, link: Link, wrapping: Wrapping): TestPacket {
  const start = wrapping.start ?? START
  const nanoseconds = start.nanoseconds + p.time
  const bytes = frameOf(p, link, wrapping)
  return {
    bytes: wrapping.snap ? bytes.slice(0, wrapping.snap) : bytes,
    original: bytes.length,
    seconds: start.seconds + Math.floor(nanoseconds / 1e9),
    nanoseconds: nanoseconds - Math.floor(nanoseconds / 1e9) * 1e9,
    direction: p.direction === undefined ? 0 : p.direction === 'sent' ? 2 : 1,
  }
}

function frameOf(p: StagedPacket, link: Link, wrapping: Wrapping): Uint8Array {
  const inner = [...network(p, wrapping), ...transport(p, wrapping)]
  const ethernet = b.ethernet({ src: p.sourceMac, dst: p.destinationMac || '02:00:00:00:00:ff' })
  const tagged = p.vlan === undefined ? [ethernet] : [ethernet, b.vlan(p.vlan)]
  const sent = p.direction === 'sent' ? 4 : 0
  if (link === 'cooked') return b.frame(b.cooked(sent), ...inner)
  if (link === 'cooked2') return b.frame(b.cooked2(sent), ...inner)
  if (link === 'vlan') return b.frame(ethernet, b.vlan(p.vlan ?? 7), ...inner)
  if (link === 'vxlan') return b.frame(...UNDERLAY, ...tagged, ...inner)
  return b.frame(...tagged, ...inner)
}

const UNDERLAY = [b.ethernet(), b.ipv4({ src: '192.168.50.1', dst: '192.168.50.2', ttl: 61 }), b.udp(), b.vxlan()]

const isV6 = (address: string): boolean => address.includes(':')

function addressOf(address: string, { ipVersion6, address: map }: Wrapping): string {
  const mapped = map?.(address) ?? address
  return ipVersion6 && !isV6(mapped) ? `fd00::${mapped}` : mapped
}

function network(p: StagedPacket, wrapping: Wrapping): b.Layer[] {
  const src = addressOf(p.source, wrapping)
  const dst = addressOf(p.destination, wrapping)
  if (isV6(src)) return [b.ipv6({ src, dst, hopLimit: p.ttl, trafficClass: p.tos, flowLabel: p.flow })]
  return [b.ipv4({ src, dst, ttl: p.ttl, id: p.id, tos: p.tos, dontFragment: p.df })]
}

function transport(p: StagedPacket, wrapping: Wrapping): (b.Layer | Uint8Array)[] {
  if (p.icmp) return errorMessage(p, wrapping)
  if (!p.tcp) return [b.udp(), b.zeros(20)]
  const { payload, urgent, ...fields } = p.tcp
  return [b.tcp({ ...fields, urgent }), payload]
}

function errorMessage({ icmp, source }: StagedPacket, wrapping: Wrapping): (b.Layer | Uint8Array)[] {
  const v6 = isV6(addressOf(source, wrapping))
  if (icmp!.kind === 'echo-reply') return [v6 ? b.icmpv6(129) : b.icmp(0), b.zeros(16)]
  // Administratively prohibited is code 13, 10 or 9 in ICMP (RFC 1812 §5.2.7.1) and 1 in ICMPv6 (RFC 4443 §3.1).
  const [type, code] = icmp!.kind === 'unreachable' ? (v6 ? [1, 1] : [3, icmp!.code]) : v6 ? [3, 0] : [11, 0]
  const about = icmp!.about!
  const quoted = b.frame(...network(about, wrapping), ...transport(about, wrapping)).slice(0, v6 ? 60 : 28)
  return [v6 ? b.icmpv6(type, code) : b.icmp(type, code), quoted]
}
