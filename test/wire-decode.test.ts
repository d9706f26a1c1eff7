import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decode } from '../src/core/wire/decode.js'
import { Headers, Stop, Tunnel } from '../src/core/wire/headers.js'
import { LinkType } from '../src/core/wire/link-type.js'
import * as b from './bytes.js'
import { HOP_LIMIT, SAMPLES, type Sample, SEQ } from './wire-samples.js'

function decoded(packet: Uint8Array, linkType: number = LinkType.ethernet): Headers {
  const out = new Headers()
  decode(b.viewOf(packet), 0, packet.length, linkType, out)
  return out
}

for (const sample of SAMPLES) {
  test(`decode: ${sample.name}`, () => {
    const view = b.viewOf(sample.packet)
    const out = decoded(sample.packet, sample.linkType)
    const { ipVersion, vlan, macOffset, direction, tunnels } = sample
    assert.deepEqual(
      { stop: out.stop, ipVersion: out.ipVersion, protocol: out.protocol, hopLimit: out.hopLimit },
      { stop: Stop.none, ipVersion, protocol: 6, hopLimit: HOP_LIMIT },
    )
    assert.deepEqual(
      { vlan: out.vlan, macOffset: out.macOffset, direction: out.direction, tunnels: out.tunnels },
      { vlan, macOffset, direction, tunnels },
    )
    assert.equal(out.trafficClass, 0x28)
    assert.equal(out.dontFragment, 1)
    assert.equal(out.ipId, ipVersion === 4 ? 0x1234 : -1)
    assert.equal(out.flowLabel, ipVersion === 6 ? 0x12345 : -1)
    assert.equal(view.getUint32(out.payloadOffset + 4), SEQ)
    assert.equal(out.payloadLength, 20)
    assert.equal(out.capturedEnd, out.payloadOffset + 20)
    assert.equal(view.getUint8(out.ipOffset) >> 4, ipVersion)
    const inIp = tunnels & ~(Tunnel.pppoe | Tunnel.mpls) || /in IP$/.test(sample.name)
    assert.equal(out.outerIpOffset < out.ipOffset, inIp !== 0 && inIp !== false)
  })
}

test('law: a packet cut anywhere is decoded within its bytes, and says so', () => {
  for (const sample of SAMPLES) {
    for (let length = 0; length < sample.packet.length; length++) {
      const out = decoded(sample.packet.slice(0, length), sample.linkType)
      const where = `${sample.name}, ${length} of ${sample.packet.length} octets`
      assert.ok(out.capturedEnd <= length, where)
      const isInner = out.protocol === 6
      if (isInner) assert.deepEqual([out.hopLimit, out.payloadLength], [HOP_LIMIT, 20], where)
      // Before the innermost IP header is whole, decoding stopped early, or was content with the outer packet.
      else assert.ok(out.stop === Stop.truncated || (out.ipVersion !== 0 && out.protocol === 17), where)
    }
  }
})

test('law: where a packet lies in the buffer changes nothing but offsets', () => {
  for (const { packet, linkType, name } of SAMPLES) {
    const shifted = new Headers()
    const buffer = b.bytes(new Uint8Array(37).fill(0xff), packet, new Uint8Array(99).fill(0x45))
    decode(b.viewOf(buffer), 37, packet.length, linkType, shifted)
    const plain = decoded(packet, linkType)
    for (const field of ['ipOffset', 'payloadOffset', 'capturedEnd', 'macOffset', 'outerIpOffset'] as const) {
      if (plain[field] >= 0) plain[field] += 37
    }
    assert.deepEqual(shifted, plain, name)
  }
})

test('law: a header object is the same however often it was used', () => {
  const used = new Headers()
  for (const { packet, linkType, name } of [...SAMPLES, ...[...SAMPLES].reverse()]) {
    decode(b.viewOf(packet), 0, packet.length, linkType, used)
    assert.deepEqual(used, decoded(packet, linkType), name)
  }
})

test('law: whatever is broken in a packet, decoding stays within its bytes', () => {
  const mutation = fc.record({ at: fc.nat(400), value: fc.nat(255) })
  fc.assert(
    fc.property(fc.constantFrom(...SAMPLES), fc.array(mutation, { minLength: 1, maxLength: 6 }), fc.nat(400), breakIt),
    { numRuns: 5000 },
  )
})

function breakIt(sample: Sample, mutations: { at: number; value: number }[], length: number): void {
  const packet = sample.packet.slice(0, Math.max(1, length))
  for (const { at, value } of mutations) packet[at % packet.length] = value
  const out = decoded(packet, sample.linkType)
  assert.ok(out.capturedEnd <= packet.length)
  assert.ok(out.payloadLength >= 0)
  if (out.ipVersion === 0) return
  assert.ok(out.ipOffset >= out.outerIpOffset && out.outerIpOffset >= 0)
  assert.ok(out.payloadOffset > out.ipOffset && out.payloadOffset <= out.capturedEnd)
}

test('law: any bytes under any link type', () => {
  const linkTypes = [...Object.values(LinkType), 77]
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...linkTypes), (packet, linkType) => {
      assert.ok(decoded(packet, linkType).capturedEnd <= packet.length)
    }),
    { numRuns: 3000 },
  )
})

// Lengths ------------------------------------------------------------------------------------------------------------

const RST = b.tcp({ flags: 'R' })

test('padding behind the IP packet is cut off', () => {
  const out = decoded(b.bytes(b.frame(b.ethernet(), b.ipv4(), RST), b.zeros(6)))
  assert.deepEqual([out.payloadLength, out.capturedEnd], [20, 54])
})

test('the trailer behind an LLC frame is cut off', () => {
  const out = decoded(b.bytes(b.frame(b.ethernet(), b.snap(), b.ipv4({ totalLength: 0 }), RST), b.zeros(6)))
  assert.equal(out.payloadLength, 20)
})

test('the length of a GTP-U message cuts off what follows it', () => {
  const message = b.frame(b.gtpU(), b.ipv4({ totalLength: 0 }), RST)
  const out = decoded(b.frame(b.ethernet(), b.ipv4(), b.udp({ dport: 2152 }), message, b.zeros(9)))
  assert.deepEqual([out.tunnels, out.payloadLength], [Tunnel.gtpU, 20])
})

test('a snap length leaves the claimed length standing', () => {
  const packet = b.frame(b.ethernet(), b.ipv4(), RST, b.zeros(1000)).slice(0, 60)
  const out = decoded(packet)
  assert.deepEqual([out.stop, out.payloadLength, out.capturedEnd], [Stop.none, 1020, 60])
})

test('total length 0, as offload leaves it, reaches to the end of the capture', () => {
  const out = decoded(b.frame(b.ethernet(), b.ipv4({ totalLength: 0 }), RST, b.zeros(3000)))
  assert.deepEqual([out.stop, out.payloadLength, out.capturedEnd], [Stop.none, 3020, 3054])
})

test('IPv6 payload length 0: the jumbo option, else the end of the capture, else nothing', () => {
  const jumbo = decoded(b.frame(b.ethernet(), b.ipv6({ payloadLength: 0 }), b.jumboPayload(100_028), RST, b.zeros(9)))
  assert.deepEqual([jumbo.stop, jumbo.protocol, jumbo.payloadLength], [Stop.none, 6, 100_020])
  const padded = b.extension(0, b.bytes(0, 1, 1, 0, 0, 0, 0xc2, 4, b.u32(100_036), 1, 0))
  assert.equal(decoded(b.frame(b.ethernet(), b.ipv6({ payloadLength: 0 }), padded, RST)).payloadLength, 100_020)
  const offload = decoded(b.frame(b.ethernet(), b.ipv6({ payloadLength: 0 }), RST, b.zeros(9)))
  assert.equal(offload.payloadLength, 29)
  const empty = decoded(b.bytes(b.frame(b.ethernet(), b.ipv6({ nextHeader: 59 })), b.zeros(6)))
  assert.deepEqual([empty.stop, empty.protocol, empty.payloadLength, empty.capturedEnd], [Stop.none, 59, 0, 54])
})

test('lengths that contradict their header', () => {
  const bad = [b.ipv4({ ihl: 4 }), b.ipv4({ totalLength: 19 }), b.ipv4({ ihl: 15, totalLength: 40 })]
  for (const ip of bad) {
    const out = decoded(b.frame(b.ethernet(), ip, RST))
    assert.deepEqual([out.stop, out.ipVersion], [Stop.badLength, 0])
  }
  const extension = decoded(b.frame(b.ethernet(), b.ipv6(), b.bytes(6, 9, b.zeros(6)), b.zeros(4)))
  assert.equal(extension.protocol, 253)
  const long = decoded(b.frame(b.ethernet(), b.ipv6({ nextHeader: 60 }), b.bytes(6, 9, b.zeros(6))))
  assert.deepEqual([long.stop, long.protocol], [Stop.badLength, 60])
})

// Fragments ----------------------------------------------------------------------------------------------------------

test('a later IPv4 fragment has its IP fields, and no ports are looked for', () => {
  const ip = b.ipv4({ id: 77, fragmentOffset: 1480, moreFragments: true, dontFragment: false, protocol: 17 })
  const out = decoded(b.frame(b.ethernet(), ip, b.udp({ dport: 4789 }), b.zeros(80)))
  assert.deepEqual(
    [out.stop, out.protocol, out.fragmentOffset, out.moreFragments, out.fragmentId, out.dontFragment],
    [Stop.none, 17, 1480, 1, 77, 0],
  )
  assert.deepEqual([out.payloadOffset, out.payloadLength], [34, 88])
})

test('an IPv6 fragment ends at its fragment header', () => {
  const header = b.fragmentHeader({ offset: 1448, more: true, id: 0xfedcba98, protocol: 60 })
  const out = decoded(b.frame(b.ethernet(), b.ipv6(), b.extension(0), header, b.zeros(16)))
  assert.deepEqual(
    [out.stop, out.protocol, out.fragmentOffset, out.moreFragments, out.fragmentId],
    [Stop.none, 60, 1448, 1, 0xfedcba98],
  )
  assert.deepEqual([out.payloadOffset, out.payloadLength], [14 + 40 + 8 + 8, 16])
})

test('first, last and only IPv6 fragments', () => {
  const at = (offset: number, more: boolean) => {
    const header = b.fragmentHeader({ offset, more, id: 1, protocol: 60 })
    const out = decoded(b.frame(b.ethernet(), b.ipv6(), header, b.frame(b.extension(60), RST)))
    return [out.stop, out.protocol, out.payloadLength]
  }
  assert.deepEqual(at(0, true), [Stop.none, 60, 28])
  assert.deepEqual(at(8, false), [Stop.none, 60, 28])
  assert.deepEqual(at(0, false), [Stop.none, 6, 20])
})

test('a piece of a tunnelled packet is not looked into', () => {
  const first = decoded(b.frame(b.ethernet(), b.ipv4({ moreFragments: true, ttl: 9 }), b.gre(), b.ipv4(), RST))
  assert.deepEqual([first.stop, first.protocol, first.hopLimit, first.tunnels], [Stop.none, 47, 9, 0])
})

// What is no tunnel, and what is not IP ------------------------------------------------------------------------------

test('what only looks like a tunnel is left as UDP, with no trace of the inside', () => {
  const outer = [b.ethernet(), b.vlan(5), b.ipv4({ ttl: 200 })]
  const inside: [number, (b.Layer | Uint8Array)[]][] = [
    [4789, [b.zeros(60)]],
    [4789, [b.vxlan(0x0c), b.ethernet(), b.ipv4(), RST]],
    [4789, [b.vxlan(), b.ethernet({ type: 0x0806 }), b.zeros(28)]],
    [4789, [b.vxlan(), b.ethernet(), b.vlan(6), b.ipv4({ ihl: 4 }), RST]],
    [4790, [b.bytes(0x0d, b.zeros(7)), b.ethernet(), b.ipv4(), RST]],
    [6081, [b.bytes(0x40, b.zeros(7)), b.ethernet(), b.ipv4(), RST]],
    [6081, [b.geneve(b.zeros(252))]],
    [2152, [b.gtpU({ messageType: 1 }), b.ipv4(), RST]],
    [2152, [b.gtpU({ extensions: 9 }), b.ipv4(), RST]],
    [3544, [b.ipv6(), RST]],
    [3544, [b.ipv4(), RST]],
  ]
  for (const [dport, layers] of inside) {
    const out = decoded(b.frame(...outer, b.udp({ dport }), ...layers))
    assert.deepEqual(
      [out.stop, out.protocol, out.hopLimit, out.tunnels, out.vlan, out.macOffset, out.ipOffset],
      [Stop.none, 17, 200, 0, 5, 0, 18],
      `port ${dport}`,
    )
  }
})

test('a tunnel that carries something else than IP leaves the outer packet, and no complaint', () => {
  const arp = decoded(b.frame(b.ethernet(), b.ipv4({ ttl: 200 }), b.gre(), b.ethernet({ type: 0x0806 }), b.zeros(28)))
  assert.deepEqual([arp.stop, arp.protocol, arp.hopLimit, arp.tunnels, arp.macOffset], [Stop.none, 47, 200, 0, 0])
})

test('a tunnel cut short says so, and the outer packet stands', () => {
  const out = decoded(b.frame(b.ethernet(), b.ipv4({ ttl: 200 }), b.gre(), b.ipv4(), RST).slice(0, 14 + 20 + 4 + 10))
  assert.deepEqual([out.stop, out.protocol, out.hopLimit, out.tunnels], [Stop.truncated, 47, 200, 0])
})

test('not IP', () => {
  const cases: [number, Uint8Array][] = [
    [LinkType.ethernet, b.frame(b.ethernet({ type: 0x0806 }), b.zeros(28))],
    [LinkType.ethernet, b.frame(b.ethernet({ type: 1501 }), b.zeros(28))],
    [LinkType.ethernet, b.frame(b.ethernet(), b.llc(0x42), b.zeros(35))],
    [LinkType.ethernet, b.frame(b.ethernet(), b.snap(0x00000c), b.zeros(35))],
    [LinkType.ethernet, b.frame(b.ethernet({ type: 0x0800 }), b.ipv6(), RST)],
    [LinkType.ethernet, b.frame(b.ethernet(), b.pppoe(9), b.ipv4(), RST)],
    [LinkType.ethernet, b.frame(b.ethernet(), b.mpls(1), b.bytes(0x10, b.zeros(40)))],
    [LinkType.raw, b.frame(b.bytes(0x50), b.zeros(60))],
    [LinkType.cooked, b.frame(b.cooked(4, 824), b.ipv4(), RST)],
    [LinkType.null, b.frame(b.loopback(7), b.ipv4(), RST)],
    [LinkType.ppp, b.frame(b.ppp(), b.bytes(0xc0, 0x21))],
    [LinkType.wifi, b.frame(b.wifi({ encrypted: true }), b.snap(), b.ipv4(), RST)],
    [LinkType.wifi, b.frame(b.wifi({ fragment: 1 }), b.snap(), b.ipv4(), RST)],
    [LinkType.wifi, b.frame(b.wifi({ control: 0x80 }), b.snap(), b.ipv4(), RST)],
    [LinkType.wifi, b.frame(b.wifi({ control: 0x48 }))],
    [LinkType.wifi, b.hex('d4000000020000000001')],
    [LinkType.radiotap, b.frame(b.radiotap({ flags: 0x40 }), b.wifi(), b.snap(), b.ipv4(), RST)],
  ]
  for (const [linkType, packet] of cases) {
    const out = decoded(packet, linkType)
    assert.deepEqual([out.stop, out.ipVersion], [Stop.notIp, 0], Buffer.from(packet).toString('hex'))
  }
})

test('a link type that is not read', () => {
  assert.equal(decoded(b.frame(b.ipv4(), RST), 77).stop, Stop.unknownLink)
  assert.equal(decoded(b.frame(b.ppi(77), b.ipv4(), RST), LinkType.ppi).stop, Stop.unknownLink)
})

test('nesting is followed to depth 8 and no further', () => {
  const nested = (depth: number) => [
    ...Array.from({ length: depth }, () => b.ipv4({ ttl: 200 })),
    b.ipv4({ ttl: 7 }),
    RST,
  ]
  const deepest = decoded(b.frame(b.ethernet(), ...nested(8)))
  assert.deepEqual([deepest.stop, deepest.hopLimit, deepest.protocol], [Stop.none, 7, 6])
  const tooDeep = decoded(b.frame(b.ethernet(), ...nested(9)))
  assert.deepEqual([tooDeep.stop, tooDeep.hopLimit, tooDeep.protocol], [Stop.tooDeep, 200, 4])
  const tags = Array.from({ length: 9 }, (_, i) => b.vlan(i))
  assert.equal(decoded(b.frame(b.ethernet(), ...tags, b.ipv4(), RST)).stop, Stop.tooDeep)
  const labels = Array.from({ length: 20 }, () => b.mpls(16, false))
  assert.equal(decoded(b.frame(b.ethernet(), ...labels, b.ipv4(), RST)).stop, Stop.tooDeep)
  const extensions = Array.from({ length: 9 }, () => b.extension(60))
  assert.equal(decoded(b.frame(b.ethernet(), b.ipv6(), ...extensions, RST)).stop, Stop.tooDeep)
})
