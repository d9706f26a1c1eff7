/** The pseudonyms: that they keep what they must keep, and nothing else. */
import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AddressMap, sharedBits } from '../src/core/anonymize/addresses.js'
import { chachaBlock } from '../src/core/anonymize/chacha.js'
import { MacMap } from '../src/core/anonymize/macs.js'
import { NameMap } from '../src/core/anonymize/names.js'
import { Noise } from '../src/core/anonymize/noise.js'
import { Prf } from '../src/core/anonymize/prf.js'
import * as b from './bytes.js'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
const prf = (seed = 0) => Prf.of(Uint8Array.from({ length: 32 }, (_, i) => 11 * i + seed))

describe('the primitive', () => {
  const words = (octets: Uint8Array) => new Uint32Array(octets.slice().buffer)
  const block = (secret: Uint8Array, input: Uint8Array) => {
    const out = new Uint32Array(16)
    chachaBlock(words(secret), words(input), out)
    return new Uint8Array(out.buffer)
  }

  it('gives the block of RFC 8439 §2.3.2', () => {
    const secret = Uint8Array.from({ length: 32 }, (_, i) => i)
    assert.deepEqual(
      block(secret, b.hex('01000000 00000009 0000004a 00000000')),
      b.hex(`10f1e7e4 d13b5915 500fdd1f a32071c4 c7d1f4c7 33c06803 0422aa9a c3d46c4e
             d2826446 079faa09 14c2d705 d98b02a2 b5129cd1 de164eb9 cbd083e8 a2503c4e`),
    )
  })

  it('law: is the ChaCha20 of OpenSSL', () => {
    fc.assert(
      fc.property(key, fc.uint8Array({ minLength: 16, maxLength: 16 }), (secret, input) => {
        const expected = createCipheriv('chacha20', secret, input).update(b.zeros(64))
        assert.deepEqual(block(secret, input), new Uint8Array(expected))
      }),
    )
  })

  it('takes keys of 32 octets alone', () => {
    assert.throws(() => Prf.of(b.zeros(16)), RangeError)
  })

  it('law: data of which one is the beginning of the other have nothing in common', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ minLength: 1, maxLength: 40 }), (start, rest) => {
        const short = [...prf().derive(start).words(0)]
        assert.notDeepEqual([...prf().derive(b.bytes(start, rest)).words(0)], short)
      }),
    )
  })
})

/** Octets as the big-endian words that addresses are here. */
const wordsOf = (octets: Uint8Array): number[] =>
  Array.from({ length: octets.length / 4 }, (_, i) => b.viewOf(octets).getUint32(4 * i))

const SPECIAL4 = '0.0.0.0 10.0.0.0 100.64.0.0 127.0.0.1 169.254.0.0 172.16.0.0 192.168.0.0 203.0.113.0 224.0.0.1'
const SPECIAL6 = ':: ::1 ::ffff:10.0.0.0 64:ff9b:: 2001:: 2001:db8:: 2002:: fd00:: fe80:: ff02::1 ff02::1:ff00:0'

/** An address, and often one that shares many bits with a special one. */
const addressNear = (special: string, length: number) =>
  fc.oneof(
    fc.uint8Array({ minLength: length, maxLength: length }),
    fc
      .tuple(
        fc.constantFrom(...special.split(' ').map(b.address)),
        fc.nat(length),
        fc.uint8Array({ minLength: length, maxLength: length }),
      )
      .map(([start, shared, random]) => b.bytes(start.subarray(0, shared), random.subarray(shared))),
  )

/** Two addresses that share a random number of leading bits. */
const related = (special: string, length: number) =>
  fc.tuple(addressNear(special, length), addressNear(special, length), fc.nat(length)).map(([one, other, shared]) => ({
    one: wordsOf(one),
    other: wordsOf(b.bytes(one.subarray(0, shared), other.subarray(shared))),
  }))

describe('addresses', () => {
  const map4 = (map: AddressMap, words: readonly number[]) => [map.ipv4(words[0])]
  const map6 = (map: AddressMap, words: readonly number[]) => map.ipv6(words)

  for (const [name, length, special, map] of [
    ['IPv4', 4, SPECIAL4, map4],
    ['IPv6', 16, SPECIAL6, map6],
  ] as const) {
    it(`law: ${name} addresses share exactly as many leading bits as before`, () => {
      fc.assert(
        fc.property(key, related(special, length), (secret, { one, other }) => {
          const addresses = new AddressMap(Prf.of(secret))
          assert.equal(sharedBits(map(addresses, one), map(addresses, other)), sharedBits(one, other))
        }),
      )
    })

    it(`law: the same key makes the same of ${name} addresses, in whatever order`, () => {
      fc.assert(
        fc.property(key, related(special, length), (secret, { one, other }) => {
          const [first, second] = [new AddressMap(Prf.of(secret)), new AddressMap(Prf.of(secret))]
          const forth = [map(first, one), map(first, other)]
          assert.deepEqual([map(second, other), map(second, one)].reverse(), forth)
        }),
      )
    })
  }

  const octets = (text: string) => wordsOf(b.address(text))
  const many = Array.from({ length: 20 }, (_, seed) => new AddressMap(prf(seed)))

  it('special addresses stay as they are', () => {
    for (const text of ['0.0.0.0', '127.0.0.1', '127.3.2.1', '224.0.0.251', '255.255.255.255']) {
      for (const map of many) assert.deepEqual(map4(map, octets(text)), octets(text), text)
    }
    for (const text of ['::', '::1', 'ff02::1', 'ff02::fb', 'ff02::1:2']) {
      for (const map of many) assert.deepEqual(map6(map, octets(text)), octets(text), text)
    }
  })

  it('addresses of special ranges stay in them, and leave nothing but the range', () => {
    const ranges = [
      ['10.1.2.3', 8],
      ['100.64.9.9', 10],
      ['169.254.7.7', 16],
      ['172.20.1.1', 12],
      ['192.168.1.1', 16],
      ['198.51.100.77', 24],
      ['239.1.2.3', 4],
    ] as const
    for (const [text, bits] of ranges) {
      const shared = many.map((map) => sharedBits(map4(map, octets(text)), octets(text)))
      assert.ok(Math.min(...shared) >= bits && Math.min(...shared) < bits + 4, `${text}: ${shared}`)
    }
    const six = [
      ['2001:db8:1:2::3', 32],
      ['fd12:3456:789a::1', 8],
      ['fe80::1:2:3', 64],
      ['ff05::1:3', 16],
      ['ff02::1:ff12:3456', 104],
      ['2002:2909:909::1', 16],
    ] as const
    for (const [text, bits] of six) {
      const shared = many.map((map) => sharedBits(map6(map, octets(text)), octets(text)))
      assert.ok(Math.min(...shared) >= bits && Math.min(...shared) < bits + 16, `${text}: ${shared}`)
    }
  })

  it('an IPv4 address inside an IPv6 address has the pseudonym that it has alone', () => {
    const cases = [
      ['::ffff:198.51.7.9', 96],
      ['64:ff9b::198.51.7.9', 96],
      ['2002:c633:0709::1', 16],
      ['2001:0:c633:0709::', 32],
    ] as const
    for (const [text, at] of cases) {
      const [alone] = map4(many[0], octets('198.51.7.9'))
      const all = map6(many[0], octets(text)).flatMap((word) => [word >>> 16, word & 0xffff])
      assert.deepEqual(all.slice(at / 16, at / 16 + 2), [alone >>> 16, alone & 0xffff], text)
    }
  })

  it('an interface identifier made of a MAC address does not show it', () => {
    const mapped = map6(many[0], octets('fe80::0211:22ff:fe33:4455'))
    assert.notEqual(mapped[2] & 0xff, 0xff)
    assert.notDeepEqual(mapped.slice(2), octets('fe80::0211:22ff:fe33:4455').slice(2))
  })
})

describe('MAC addresses', () => {
  const mapped = (map: MacMap, mac: Uint8Array) => {
    const copy = mac.slice()
    map.replace(b.viewOf(copy), 0)
    return copy
  }
  const mac = fc.uint8Array({ minLength: 6, maxLength: 6 })

  it('law: two stay two, and the bits for groups and local administration stay', () => {
    fc.assert(
      fc.property(key, mac, mac, (secret, one, other) => {
        const map = new MacMap(Prf.of(secret))
        const [first, second] = [mapped(map, one), mapped(map, other)]
        assert.equal(b32(first) === b32(second), b32(one) === b32(other))
        assert.equal(first[0] & 3, one[0] & 3)
      }),
    )
  })

  it('none of a small range meet, and none becomes special', () => {
    const map = new MacMap(prf())
    const all = Array.from({ length: 20_000 }, (_, i) => b32(mapped(map, b.bytes(0, 0x1a, 0x2b, b.u24(i + 1)))))
    assert.equal(new Set(all).size, all.length)
    assert.ok(!all.includes('000000000000'))
  })

  it('broadcast and no address at all stay, the vendor does not', () => {
    const map = new MacMap(prf())
    for (const special of ['ffffffffffff', '000000000000']) assert.equal(b32(mapped(map, b.hex(special))), special)
    const vendors = new Set(
      Array.from({ length: 50 }, (_, i) => b32(mapped(map, b.bytes(0, 0x1a, 0x2b, 0, 0, i))).slice(0, 6)),
    )
    assert.ok(vendors.size > 45)
  })
})

const b32 = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')

describe('names', () => {
  const map = new NameMap(prf())
  const of = (name: string, names = map) => String.fromCharCode(...names.map(b.latin1(name)))

  it('law: a name keeps its length and its punctuation, and two names stay two', () => {
    const name = fc.string({ unit: fc.constantFrom(...'abzAZ019.-_/%é\x80 \x00'), maxLength: 80 })
    fc.assert(
      fc.property(key, name, name, (secret, one, other) => {
        const names = new NameMap(Prf.of(secret))
        assert.equal(of(one, names) === of(other, names), one === other)
        assert.equal(of(one, names).replace(/[^-._/% \0]/g, 'x'), one.replace(/[^-._/% \0]/g, 'x'))
      }),
    )
  })

  it('law: it can be mapped as it comes: a beginning becomes the beginning', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.nat(200), (name, cut) => {
        assert.equal(of(name.slice(0, cut)), of(name).slice(0, cut))
      }),
    )
  })

  it('the same label is the same everywhere, in upper case too', () => {
    const [www, example, com] = of('www.example.com').split('.')
    assert.equal(of('api.example.com').split('.').slice(1).join(), [example, com].join())
    assert.equal(of('EXAMPLE'), example.toUpperCase())
    assert.notEqual(example, 'example')
    assert.match(`${www}${com}`, /^[a-z]{6}$/)
  })
})

describe('noise', () => {
  const stream = (seed: number) => new Noise(prf(seed), prf(seed).derive(b.zeros(1)))
  const all = Array.from({ length: 256 }, (_, i) => i)

  it('law: at every position all octets stay apart, and zero stays zero', () => {
    const noise = stream(0)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (position) => {
        const mapped = all.map((octet) => noise.octet(position, octet))
        assert.equal(new Set(mapped).size, 256)
        assert.equal(mapped[0], 0)
        assert.equal(new Set(all.map((octet) => noise.letter(position, octet))).size, 256)
      }),
    )
  })

  it('text stays text, and what takes it apart stays what it is', () => {
    const noise = stream(0)
    for (let position = 0; position < 200; position++) {
      for (const letter of ' \r\n\t:/?&=;@,') {
        assert.equal(noise.letter(position, letter.charCodeAt(0)), letter.charCodeAt(0))
      }
      for (let octet = 0x21; octet < 0x7f; octet++) {
        const mapped = noise.letter(position, octet)
        assert.ok(mapped > 0x20 && mapped < 0x7f)
      }
    }
  })

  it('what one octet becomes is spread evenly over the positions', () => {
    const noise = stream(1)
    const counts = new Map<number, number>()
    for (let position = 0; position < 255 * 40; position++) {
      const mapped = noise.octet(position, 0x41)
      counts.set(mapped, (counts.get(mapped) ?? 0) + 1)
    }
    assert.equal(counts.size, 255)
    // 40 expected each, with a deviation of about 6.3.
    assert.ok(Math.max(...counts.values()) < 75 && Math.min(...counts.values()) > 12)
  })
})
