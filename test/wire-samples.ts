/** One packet for every link type and every way of wrapping IP that is read: each carries the same reset inside. */
import { Tunnel } from '../src/core/wire/headers.js'
import { LinkType } from '../src/core/wire/link-type.js'
import * as b from './bytes.js'

export interface Sample {
  readonly name: string
  readonly linkType: number
  readonly packet: Uint8Array
  readonly ipVersion: 4 | 6
  /** What `Headers` must say; -1, -1, 0, 0 unless given. */
  readonly vlan: number
  readonly macOffset: number
  readonly direction: number
  readonly tunnels: number
}

export const HOP_LIMIT = 57
export const SEQ = 0x01020304

const IP4 = b.ipv4({ src: '192.0.2.1', dst: '198.51.100.2', ttl: HOP_LIMIT, id: 0x1234, tos: 0x28 })
const IP6 = b.ipv6({
  src: '2001:db8::1',
  dst: '2001:db8::2',
  hopLimit: HOP_LIMIT,
  trafficClass: 0x28,
  flowLabel: 0x12345,
})
const RST = b.tcp({ seq: SEQ, flags: 'R', window: 512 })
const OUTER = b.ipv4({ ttl: 200, id: 0x9999 })
const OUTER6 = b.ipv6({ hopLimit: 200 })

interface Expected {
  linkType?: number
  vlan?: number
  mac?: number
  direction?: number
  tunnels?: number
}

/** Layers are followed by IPv4 and the reset, unless they end with it. */
function sample(
  name: string,
  layers: (b.Layer | Uint8Array)[],
  expected: Expected = {},
  ip: b.Layer[] = [IP4],
): Sample {
  const linkType = expected.linkType ?? LinkType.ethernet
  return {
    name,
    linkType,
    packet: b.frame(...layers, ...ip, RST),
    ipVersion: ip[0] === IP6 ? 6 : 4,
    vlan: expected.vlan ?? -1,
    macOffset: expected.mac ?? (linkType === LinkType.ethernet ? 0 : -1),
    direction: expected.direction ?? 0,
    tunnels: expected.tunnels ?? 0,
  }
}

const raw = { linkType: LinkType.raw }
const E = b.ethernet()
/** Offset of what Ethernet, IPv4, UDP and an overlay header of eight octets carry. */
const OVERLAY = 14 + 20 + 8 + 8

const LINKS: Sample[] = [
  sample('Ethernet', [E]),
  sample('Ethernet, IPv6', [E], {}, [IP6]),
  sample('Ethernet with LLC and SNAP', [E, b.snap()]),
  sample('Ethernet with the bridge tunnel of 802.1H', [E, b.snap(0xf8)]),
  sample('Ethernet with LLC alone', [E, b.llc(6)]),
  sample('802.1Q', [E, b.vlan(100, 0x8100, 5)], { vlan: 100 }),
  sample('802.1ad', [E, b.vlan(200, 0x88a8), b.vlan(100)], { vlan: 100 }),
  sample('QinQ of old', [E, b.vlan(200, 0x9100), b.vlan(100)], { vlan: 100 }),
  sample('802.1Q with SNAP', [E, b.vlan(7), b.snap()], { vlan: 7 }),
  sample('Linux cooked, received', [b.cooked(0)], { linkType: LinkType.cooked, direction: 1 }),
  sample('Linux cooked, to another host', [b.cooked(3)], { linkType: LinkType.cooked, direction: 1 }),
  sample('Linux cooked, sent', [b.cooked(4)], { linkType: LinkType.cooked, direction: 2 }),
  sample('Linux cooked, odd packet type', [b.cooked(9)], { linkType: LinkType.cooked }),
  sample('Linux cooked with a tag', [b.cooked(0), b.vlan(3)], { linkType: LinkType.cooked, direction: 1, vlan: 3 }),
  sample('Linux cooked with LLC', [b.cooked(0), b.snap()], { linkType: LinkType.cooked, direction: 1 }),
  sample('Linux cooked 2, received', [b.cooked2(1)], { linkType: LinkType.cooked2, direction: 1 }),
  sample('Linux cooked 2, sent', [b.cooked2(4)], { linkType: LinkType.cooked2, direction: 2 }, [IP6]),
  sample('loopback, little-endian', [b.loopback(2)], { linkType: LinkType.null }),
  sample('loopback, big-endian', [b.loopback(2, false)], { linkType: LinkType.null }),
  ...[10, 23, 24, 28, 30].map((family) =>
    sample(`loopback, IPv6 as family ${family}`, [b.loopback(family)], { linkType: LinkType.null }, [IP6]),
  ),
  sample('OpenBSD loopback', [b.loopback(2, false)], { linkType: LinkType.loop }),
  sample('OpenBSD IPsec', [b.enc(2)], { linkType: LinkType.enc }),
  ...[LinkType.rawDlt12, LinkType.rawDlt14, LinkType.raw, LinkType.ipv4].map((linkType) =>
    sample(`raw IP, link type ${linkType}`, [], { linkType }),
  ),
  sample('raw IP, IPv6', [], raw, [IP6]),
  sample('raw IPv6', [], { linkType: LinkType.ipv6 }, [IP6]),
  sample('PPP', [b.ppp()], { linkType: LinkType.ppp }),
  sample('PPP, IPv6', [b.ppp()], { linkType: LinkType.ppp }, [IP6]),
  sample('PPP, compressed', [b.ppp({ start: [], short: true })], { linkType: LinkType.ppp }),
  sample('PPP, no address and control', [b.ppp({ start: [] })], { linkType: LinkType.ppp }),
  sample('PPP over HDLC', [b.ppp()], { linkType: LinkType.pppHdlc }),
  sample('PPP over HDLC: Cisco', [b.ciscoHdlc()], { linkType: LinkType.pppHdlc }),
  sample('Cisco HDLC', [b.ciscoHdlc()], { linkType: LinkType.ciscoHdlc }, [IP6]),
  sample('pppd, received', [b.ppp({ start: [0, 3] })], { linkType: LinkType.pppd, direction: 1 }),
  sample('pppd, sent', [b.ppp({ start: [1, 3] })], { linkType: LinkType.pppd, direction: 2 }),
  sample('PPP with direction', [b.ppp({ start: [1, 0xff, 3] })], { linkType: LinkType.pppWithDirection, direction: 2 }),
  sample('PPPoE', [E, b.pppoe(), b.ppp({ start: [] })], { tunnels: Tunnel.pppoe }),
  sample('PPPoE, MPLS', [E, b.pppoe(), b.ppp({ start: [] }), b.mpls(16)], { tunnels: Tunnel.pppoe | Tunnel.mpls }),
  sample('PPPoE link type', [b.pppoe(), b.ppp({ start: [] })], { linkType: LinkType.pppEther, tunnels: Tunnel.pppoe }),
]

const wifi = { linkType: LinkType.wifi }
const WIFI: Sample[] = [
  sample('802.11 between stations', [b.wifi(), b.snap()], { ...wifi, mac: 4 }),
  sample('802.11 to the access point', [b.wifi({ toDs: true }), b.snap()], wifi),
  sample('802.11 from the access point, QoS', [b.wifi({ fromDs: true, qos: true }), b.snap()], wifi),
  sample('802.11 with HT control', [b.wifi({ fromDs: true, qos: true, htControl: true }), b.snap()], wifi),
  sample('802.11 with four addresses', [b.wifi({ fromDs: true, toDs: true, qos: true }), b.snap()], wifi, [IP6]),
  sample('802.11 aggregate', [b.wifi({ fromDs: true, qos: true, amsdu: true }), b.snap()], { ...wifi, mac: 26 }),
  sample('radiotap', [b.radiotap(), b.wifi({ toDs: true }), b.snap()], { linkType: LinkType.radiotap }),
  sample(
    'radiotap that says the header is padded',
    [b.radiotap({ tsft: true, flags: 0x30, more: 1 }), b.wifi({ toDs: true, qos: true, pad: 2 }), b.snap()],
    { linkType: LinkType.radiotap },
  ),
  sample('Prism', [b.prism(), b.wifi({ toDs: true }), b.snap()], { linkType: LinkType.prism }),
  sample('Prism, big-endian', [b.prism(true), b.wifi({ toDs: true }), b.snap()], { linkType: LinkType.prism }),
  sample('Prism that is AVS', [b.avs(), b.wifi({ toDs: true }), b.snap()], { linkType: LinkType.prism }),
  sample('AVS', [b.avs(), b.wifi({ toDs: true }), b.snap()], { linkType: LinkType.avs }),
  sample('PPI', [b.ppi(LinkType.wifi), b.wifi({ toDs: true }), b.snap()], { linkType: LinkType.ppi }),
]

const IP: Sample[] = [
  sample('IPv4 options', [b.ipv4({ ttl: HOP_LIMIT, id: 0x1234, tos: 0x28, options: b.bytes(0x94, 4, 0, 0) })], raw, []),
  ...[0, 43, 60].map((protocol) => sample(`IPv6 extension ${protocol}`, [], raw, [IP6, b.extension(protocol)])),
  sample('IPv6 extensions in a row', [], raw, [IP6, b.extension(0), b.extension(43, b.zeros(22)), b.extension(60)]),
  sample('IPv6 atomic fragment', [], raw, [IP6, b.fragmentHeader({ id: 7 })]),
  sample('IPv6 authentication', [], raw, [IP6, b.authentication()]),
  sample('IPv4 authentication', [], raw, [IP4, b.authentication()]),
]

const gre = { tunnels: Tunnel.gre }
const TUNNELS: Sample[] = [
  sample('MPLS', [E, b.mpls(16)], { tunnels: Tunnel.mpls }),
  sample('MPLS stack, IPv6', [E, b.mpls(16, false), b.mpls(17, false), b.mpls(2)], { tunnels: Tunnel.mpls }, [IP6]),
  sample('MPLS pseudowire', [E, b.mpls(16), b.controlWord(), E], { tunnels: Tunnel.mpls, mac: 22 }),
  sample('MPLS in IP', [E, OUTER, b.mpls(16)], { tunnels: Tunnel.mpls }),
  sample('IP in IP', [E, OUTER], { tunnels: Tunnel.ipInIp }),
  sample('6in4', [E, OUTER], { tunnels: Tunnel.ipInIp }, [IP6]),
  sample('4in6', [E, OUTER6, b.extension(60)], { tunnels: Tunnel.ipInIp }),
  sample('6in6', [E, OUTER6], { tunnels: Tunnel.ipInIp }, [IP6]),
  sample('GRE', [E, OUTER, b.gre()], gre),
  sample('GRE with everything', [E, OUTER, b.gre({ checksum: true, key: 1, sequence: 2, routing: true })], gre, [IP6]),
  sample('GRE with a key in IPv6', [E, OUTER6, b.gre({ key: 1 })], gre),
  sample('GRE bridging', [E, OUTER, b.gre(), E, b.vlan(9)], { ...gre, vlan: 9, mac: 14 + 20 + 4 }),
  sample('PPTP', [E, OUTER, b.gre({ key: 1, sequence: 1, acknowledgment: 1 }), b.ppp()], gre),
  sample('ERSPAN I', [E, OUTER, b.gre(), b.erspan(1), E], { ...gre, mac: 38 }),
  sample('ERSPAN II', [E, OUTER, b.gre({ sequence: 1 }), b.erspan(2), E], { ...gre, mac: 50 }),
  sample('ERSPAN III', [E, OUTER, b.gre({ sequence: 1 }), b.erspan(3), E], { ...gre, mac: 54 }),
  sample('ERSPAN III with subheader', [E, OUTER, b.gre({ sequence: 1 }), b.erspan(3, true), E], { ...gre, mac: 62 }),
  sample('ERSPAN III of bare IP', [E, OUTER, b.gre({ sequence: 1 }), b.erspan(3, true, 2)], gre, [IP6]),
  sample('WCCP', [E, OUTER, b.gre(), b.redirect()], gre),
  sample('WCCP without redirect header', [E, OUTER, b.gre({ type: 0x883e })], gre),
  sample('VXLAN', [E, OUTER, b.udp(), b.vxlan(), E], { tunnels: Tunnel.vxlan, mac: OVERLAY }),
  sample('VXLAN on 8472', [E, OUTER, b.udp({ dport: 8472 }), b.vxlan(), E], { tunnels: Tunnel.vxlan, mac: OVERLAY }),
  sample('VXLAN with group policy', [E, OUTER, b.udp(), b.vxlan(0x88), E], { tunnels: Tunnel.vxlan, mac: OVERLAY }),
  sample('VXLAN in IPv6', [E, OUTER6, b.udp(), b.vxlan(), E], { tunnels: Tunnel.vxlan, mac: OVERLAY + 20 }),
  sample('VXLAN-GPE, IP', [E, OUTER, b.udp(), b.vxlanGpe()], { tunnels: Tunnel.vxlan }, [IP6]),
  sample('VXLAN-GPE, Ethernet', [E, OUTER, b.udp(), b.vxlanGpe(), E], { tunnels: Tunnel.vxlan, mac: OVERLAY }),
  sample('Geneve', [E, OUTER, b.udp(), b.geneve(), E], { tunnels: Tunnel.geneve, mac: OVERLAY }),
  sample('Geneve with options, IP', [E, OUTER, b.udp(), b.geneve(b.zeros(12))], { tunnels: Tunnel.geneve }, [IP6]),
  sample('GTP-U', [E, OUTER, b.udp(), b.gtpU()], { tunnels: Tunnel.gtpU }),
  sample('GTP-U with a sequence number', [E, OUTER, b.udp(), b.gtpU({ sequence: true })], { tunnels: Tunnel.gtpU }),
  sample('GTP-U with extensions', [E, OUTER, b.udp(), b.gtpU({ extensions: 2 })], { tunnels: Tunnel.gtpU }, [IP6]),
  sample('GRE in VXLAN', [E, OUTER, b.udp(), b.vxlan(), E, OUTER, b.gre()], { tunnels: 6, mac: OVERLAY }),
]

const TEREDO = b.ipv6({
  src: '2001:0:4136:e378::1',
  dst: '2001:db8::2',
  hopLimit: HOP_LIMIT,
  trafficClass: 0x28,
  flowLabel: 0x12345,
})
const TEREDO_REPLY = b.ipv6({
  src: '2001:db8::2',
  dst: '2001:0:4136:e378::1',
  hopLimit: HOP_LIMIT,
  trafficClass: 0x28,
  flowLabel: 0x12345,
})
const teredo = { tunnels: Tunnel.teredo }
const TEREDO_SAMPLES: Sample[] = [
  sample('Teredo', [E, OUTER, b.udp(), b.teredo(), TEREDO], teredo, []),
  sample('Teredo with origin', [E, OUTER, b.udp(), b.teredo({ origin: true }), TEREDO], teredo, []),
  sample(
    'Teredo, answered, with both indications',
    [E, OUTER, b.udp({ sport: 3544, dport: 4000 }), b.teredo({ authentication: true, origin: true }), TEREDO_REPLY],
    teredo,
    [],
  ),
].map((s) => ({ ...s, ipVersion: 6 as const }))

export const SAMPLES: readonly Sample[] = [...LINKS, ...WIFI, ...IP, ...TUNNELS, ...TEREDO_SAMPLES]
