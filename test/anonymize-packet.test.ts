/** Packets of every kind: what stays of them, and that nothing else does. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Anonymizer } from '../src/core/anonymize/anonymizer.js'
import { ipv4Checksum, tcpChecksum } from '../src/core/wire/checksum.js'
import { decode } from '../src/core/wire/decode.js'
import { Headers } from '../src/core/wire/headers.js'
import { readIcmp } from '../src/core/wire/icmp.js'
import { LinkType } from '../src/core/wire/link-type.js'
import { parseTcpOptions } from '../src/core/wire/tcp.js'
import * as b from './bytes.js'
import { SAMPLES } from './wire-samples.js'

const KEY = Uint8Array.from({ length: 32 }, (_, i) => 13 * i + 1)
const anonymised = (packet: Uint8Array, linkType: number = LinkType.ethernet): Uint8Array =>
  new Anonymizer(KEY).packet(packet, linkType)

function headersOf(packet: Uint8Array, linkType: number = LinkType.ethernet): Headers {
  const headers = new Headers()
  decode(b.viewOf(packet), 0, packet.length, linkType, headers)
  return headers
}

/** Does any run of `secret` that long show in `packet`? */
const shows = (packet: Uint8Array, secret: Uint8Array): boolean => Buffer.from(packet).includes(Buffer.from(secret))

const SECRET = 'the secret of acme'
const CLIENT = '10.20.30.40'
const SERVER = '93.184.215.14'
const ETHERNET = b.ethernet({ src: '00:1a:2b:3c:4d:5e', dst: '00:aa:bb:cc:dd:ee' })
const IP = b.ipv4({ src: CLIENT, dst: SERVER, ttl: 57, id: 0x1234 })
const IP6 = b.ipv6({ src: '2a00:1450:4001:829::200e', dst: '2606:2800:21f:cb07:6820:80da:af6b:8b2c' })
const HIDDEN = [
  ...['001a2b3c4d5e', '00aabbccddee', '1a2b3c4d', 'aabbccdd'].map(b.hex),
  ...[CLIENT, SERVER].map(b.address),
  b.hex('40018290000'),
  b.address('2606:2800:21f:cb07:6820:80da:af6b:8b2c').subarray(4),
  ...['secret', 'acme', SECRET].map(b.latin1),
]

function assertHidden(packet: Uint8Array, name = ''): void {
  for (const secret of HIDDEN) assert.ok(!shows(packet, secret), `${name} shows ${Buffer.from(secret).toString('hex')}`)
}

describe('every link layer and tunnel', () => {
  for (const { name, packet, linkType } of SAMPLES) {
    it(name, () => {
      const after = anonymised(packet, linkType)
      assert.equal(after.length, packet.length)
      const [before, now] = [headersOf(packet, linkType), headersOf(after, linkType)]
      assert.deepEqual({ ...now }, { ...before })
      assert.equal(tcpChecksum(b.viewOf(after), now), tcpChecksum(b.viewOf(packet), before))
      assert.ok(!shows(after, b.address('192.0.2.1')) && !shows(after, b.address('198.51.100.2')))
      assert.ok(!shows(after, b.hex('020000000001')) && !shows(after, b.hex('020000000002')))
    })
  }
})

describe('what goes', () => {
  const packets: Record<string, Uint8Array> = {
    'TCP payload': b.frame(ETHERNET, IP, b.tcp({ flags: 'A' }), SECRET),
    'TCP over IPv6': b.frame(ETHERNET, IP6, b.tcp({ flags: 'A' }), SECRET),
    'UDP payload': b.frame(ETHERNET, IP, b.udp({ dport: 53 }), SECRET),
    'UDP that looks like a tunnel': b.frame(ETHERNET, IP, b.udp({ dport: 4789 }), SECRET),
    'an unknown IP protocol': b.frame(ETHERNET, b.ipv4({ src: CLIENT, dst: SERVER, protocol: 132 }), SECRET),
    'ICMP echo': b.frame(ETHERNET, IP, b.icmp(8), SECRET),
    'an unknown EtherType': b.frame(
      b.ethernet({ src: '00:1a:2b:3c:4d:5e', dst: '00:aa:bb:cc:dd:ee', type: 0x88cc }),
      SECRET,
    ),
    padding: b.bytes(b.frame(ETHERNET, IP, b.tcp({ flags: 'A' })), b.latin1(SECRET)),
    ARP: b.bytes(
      b.hex('ffffffffffff 001a2b3c4d5e 0806 0001 0800 06 04 0001 001a2b3c4d5e'),
      b.address(CLIENT),
      b.hex('00aabbccddee'),
      b.address(SERVER),
      b.latin1(SECRET),
    ),
    'IPv4 routes': b.frame(
      ETHERNET,
      b.ipv4({ src: CLIENT, dst: SERVER, options: b.bytes(7, 11, 12, b.address(CLIENT), b.address(SERVER), 1) }),
      b.tcp(),
    ),
    'TCP options': b.frame(
      ETHERNET,
      IP,
      b.tcp({ options: [b.bytes(254, 8, b.u16(4321), b.address(CLIENT)), b.bytes(28, 8, b.latin1('acme'), 0, 0)] }),
    ),
    'a GRE tunnel': b.frame(ETHERNET, IP, b.gre(), b.ipv4({ src: SERVER, dst: CLIENT }), b.tcp({ flags: 'A' }), SECRET),
    'a VXLAN tunnel': b.frame(ETHERNET, IP, b.udp(), b.vxlan(), ETHERNET, IP6, b.tcp({ flags: 'A' }), SECRET),
    'Geneve options': b.frame(
      ETHERNET,
      IP,
      b.udp(),
      b.geneve(b.latin1('acme')),
      ETHERNET,
      IP,
      b.tcp({ flags: 'A' }),
      SECRET,
    ),
    'a later fragment': b.frame(
      ETHERNET,
      b.ipv4({ src: CLIENT, dst: SERVER, fragmentOffset: 24, protocol: 6 }),
      SECRET,
    ),
    'a link type that is not read': b.latin1(SECRET),
  }
  for (const [name, packet] of Object.entries(packets)) {
    it(name, () => {
      const linkType = name === 'a link type that is not read' ? 9999 : LinkType.ethernet
      for (let length = 0; length <= packet.length; length++) {
        const after = anonymised(packet.slice(0, length), linkType)
        assert.equal(after.length, length)
        assertHidden(after, `cut at ${length}`)
      }
    })
  }

  it('what is quoted by an ICMP error, whose ends stay known', () => {
    const quoted = b.frame(IP, b.tcp({ sport: 1234, dport: 443, seq: 77, flags: 'A' }), SECRET)
    const error = b.frame(ETHERNET, b.ipv4({ src: '77.1.2.3', dst: CLIENT }), b.icmp(3, 13), quoted)
    const after = anonymised(error)
    assertHidden(after)
    const h = headersOf(after)
    const { quoted: found } = readIcmp(b.viewOf(after), h.payloadOffset, h.capturedEnd, 4)!
    assert.deepEqual([found!.sourcePort, found!.destinationPort, found!.seq], [1234, 443, 77])
    const original = anonymised(b.frame(IP, b.tcp({ sport: 1234, dport: 443, seq: 77, flags: 'A' })), LinkType.raw)
    assert.deepEqual(
      after.subarray(found!.sourceOffset, found!.sourceOffset + 8),
      original.subarray(12, 20),
      'the same pseudonyms as in the packet itself',
    )
    assert.equal(b.internetChecksum(after.subarray(h.payloadOffset)), 0)
  })
})

describe('what stays', () => {
  it('the header of TCP, and the options that say how it works', () => {
    const options = [b.bytes(2, 4, b.u16(1460), 4, 2, 8, 10, b.u32(7), b.u32(9), 3, 3, 7, 30, 4, 0x81, 3, 1, 1, 0)]
    const packet = b.frame(ETHERNET, IP, b.tcp({ sport: 1, dport: 2, seq: 3, ack: 4, window: 5, flags: 'RA', options }))
    const after = anonymised(packet)
    const at = headersOf(packet).payloadOffset
    assert.deepEqual(after.subarray(at, at + 16), packet.subarray(at, at + 16))
    const parsed = (bytes: Uint8Array) => parseTcpOptions(b.viewOf(bytes), at + 20, bytes.length)
    assert.deepEqual(parsed(after), parsed(packet))
  })

  it('the kind of a payload in a reset, and the beginning by which a product is known', () => {
    const kinds: [string | Uint8Array, RegExp][] = [
      ['BIG-IP: [0x1:2] acme pool', /^BIG-IP: [\x20-\x7e]{17}$/],
      ['acme says no', /^(?!acme)[\x20-\x7e]{12}$/],
      [b.bytes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), /^\x01\x02\x03\x04\x05\x06\x07\x08\0\0$/],
      [b.bytes(0x33, 0xaa, 0, 5, 0, 0, 0, 1), /^3\xaa\0\x05\0\0\0\x01$/],
      [b.bytes(0xde, 0xad, 0xbe, 0xef, 0x61), /^\0{5}$/],
    ]
    for (const [payload, expected] of kinds) {
      const after = anonymised(b.frame(ETHERNET, IP, b.tcp({ flags: 'R' }), payload))
      assert.match(String.fromCharCode(...after.subarray(54)), expected)
    }
  })
})

describe('checksums', () => {
  const state = (packet: Uint8Array) => {
    const h = headersOf(packet)
    const view = b.viewOf(packet)
    return [tcpChecksum(view, h), h.ipVersion === 4 ? ipv4Checksum(view, h.ipOffset, packet.length) : 'good']
  }
  const payload = fc.uint8Array({ maxLength: 60 })
  const ip = fc.boolean().map((six) => (six ? IP6 : IP))

  it('law: right ones stay right', () => {
    fc.assert(
      fc.property(ip, payload, (network, content) => {
        const packet = b.frame(ETHERNET, network, b.tcp({ flags: 'A', seq: 9 }), content)
        assert.deepEqual(state(packet), ['good', 'good'])
        assert.deepEqual(state(anonymised(packet)), ['good', 'good'])
      }),
    )
  })

  it('law: wrong ones stay wrong, by the same difference', () => {
    const wrong = fc.integer({ min: 1, max: 0xfffe })
    fc.assert(
      fc.property(ip, payload, wrong, (network, content, by) => {
        const right = b.frame(ETHERNET, network, b.tcp({ flags: 'A', seq: 9 }), content)
        const field = headersOf(right).payloadOffset + 16
        const packet = right.slice()
        const sum = b.viewOf(right).getUint16(field) + by
        b.viewOf(packet).setUint16(field, (sum & 0xffff) + (sum >>> 16))
        fc.pre(state(packet)[0] === 'bad')
        const after = anonymised(packet)
        assert.equal(state(after)[0], 'bad')
        const difference = b.viewOf(after).getUint16(field) - b.viewOf(anonymised(right)).getUint16(field)
        assert.equal((difference + 2 * 0xffff - by) % 0xffff, 0)
      }),
    )
  })

  it('law: what offload leaves stays that', () => {
    fc.assert(
      fc.property(ip, payload, fc.boolean(), (network, content, withLength) => {
        const packet = b.frame(ETHERNET, network, b.tcp({ flags: 'A', seq: 9 }), content)
        const h = headersOf(packet)
        const addresses = packet.subarray(h.ipOffset + (h.ipVersion === 4 ? 12 : 8), h.payloadOffset)
        const pseudo = b.bytes(addresses, b.u16(6), b.u16(withLength ? h.payloadLength : 0))
        b.viewOf(packet).setUint16(h.payloadOffset + 16, ~b.internetChecksum(pseudo) & 0xffff)
        fc.pre(state(packet)[0] === 'partial')
        assert.equal(state(anonymised(packet))[0], 'partial')
      }),
    )
  })

  it('of UDP, ICMP and GRE follow as well', () => {
    const udp = b.frame(ETHERNET, IP6, b.udp({ dport: 53 }), SECRET)
    const sum = (packet: Uint8Array) =>
      b.internetChecksum(b.bytes(packet.subarray(22, 54), b.u32(packet.length - 54), b.u32(17), packet.subarray(54)))
    b.viewOf(udp).setUint16(60, sum(udp))
    assert.equal(sum(anonymised(udp)), 0)
    assert.equal(b.internetChecksum(anonymised(b.frame(ETHERNET, IP, b.icmp(8), SECRET)).subarray(34)), 0)
    const gre = b.frame(ETHERNET, IP, b.gre({ checksum: true }), IP6, b.tcp({ flags: 'A' }), SECRET)
    b.viewOf(gre).setUint16(38, b.internetChecksum(gre.subarray(34)))
    assert.equal(b.internetChecksum(anonymised(gre).subarray(34)), 0)
  })

  it('a UDP checksum that was left out stays out', () => {
    const udp = b.frame(ETHERNET, IP, b.udp({ dport: 53 }), SECRET)
    assert.equal(b.viewOf(anonymised(udp)).getUint16(40), 0)
  })

  it('over a fragmented datagram stay right', () => {
    const datagram = b.frame(b.ipv4({ src: CLIENT, dst: SERVER }), b.tcp({ flags: 'A', seq: 5 }), 'x'.repeat(101))
    const content = datagram.subarray(20)
    const pieces = [
      [0, 48],
      [48, 96],
      [96, content.length],
    ].map(([start, end]) =>
      anonymised(
        b.frame(
          b.ipv4({ src: CLIENT, dst: SERVER, protocol: 6, fragmentOffset: start, moreFragments: end < content.length }),
          content.subarray(start, end),
        ),
        LinkType.raw,
      ),
    )
    const whole = b.bytes(...pieces.map((piece) => piece.subarray(20)))
    const pseudo = b.bytes(pieces[0].subarray(12, 20), 0, 6, b.u16(whole.length))
    assert.equal(b.internetChecksum(b.bytes(pseudo, whole)), 0)
    assert.ok(!shows(whole, b.latin1('xxx')))
  })
})

describe('any octets', () => {
  const linkType = fc.constantFrom(...Object.values(LinkType), 9999)

  it('law: never throw, keep their length, and are not changed themselves', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), linkType, (octets, type) => {
        const before = octets.slice()
        assert.equal(anonymised(octets, type).length, octets.length)
        assert.deepEqual(octets, before)
      }),
      { numRuns: 2000 },
    )
  })

  it('law: nor do packets of every kind that were damaged or cut', () => {
    const anonymizer = new Anonymizer(KEY)
    const damage = fc.array(fc.tuple(fc.nat(199), fc.nat(255)), { maxLength: 6 })
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), damage, fc.nat(200), (sample, changes, length) => {
        const packet = sample.packet.slice(0, length)
        for (const [at, value] of changes) if (at < packet.length) packet[at] = value
        assert.equal(anonymizer.packet(packet, sample.linkType).length, packet.length)
      }),
      { numRuns: 5000 },
    )
  })
})
