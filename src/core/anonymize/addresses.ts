/**
 * IP addresses, prefix-preserving: two addresses share exactly as many leading bits after as before, so networks stay
 * networks. The construction of Xu, Fan, Ammar and Moon (Crypto-PAn, ICNP 2002): a bit is flipped or not as a keyed
 * function of the bits before it says. On the way to and inside special ranges the function is zero, which keeps the
 * property.
 */
import type { Prf } from './prf.js'
import { embeddingIpv6, type SpecialRange, specialIpv4, specialIpv6 } from './special-ranges.js'

/** Addresses remembered, so that a hostile capture cannot make the memory grow. */
const REMEMBERED = 65_536

export class AddressMap {
  private readonly flips4: Prf
  private readonly flips6: Prf
  private readonly known4 = new Map<number, number>()
  private readonly known6 = new Map<string, readonly number[]>()

  constructor(prf: Prf) {
    this.flips4 = prf.purpose('ipv4')
    this.flips6 = prf.purpose('ipv6')
  }

  /** @param address as a big-endian word */
  ipv4(address: number): number {
    return remembered(this.known4, address, () => {
      const [mapped] = flip([address], specialIpv4, this.flips4)
      return mapped
    })
  }

  /** @param address as four big-endian words */
  ipv6(address: readonly number[]): readonly number[] {
    return remembered(this.known6, address.join(), () => {
      const mapped = flip(address, specialIpv6, this.flips6)
      for (const { start, length } of embeddingIpv6) {
        if (sharedBits(address, start) >= length) setWordAt(mapped, length, this.ipv4(wordAt(address, length)))
      }
      return mapped
    })
  }

  /** Replaces the address of four or sixteen octets at `at`. */
  replace(view: DataView, at: number, ipVersion: number): void {
    const mapped = ipVersion === 4 ? [this.ipv4(view.getUint32(at))] : this.ipv6(addressWords(view, at))
    for (const [i, word] of mapped.entries()) view.setUint32(at + 4 * i, word)
  }
}

const addressWords = (view: DataView, at: number): number[] => [0, 4, 8, 12].map((i) => view.getUint32(at + i))

function flip(address: readonly number[], special: readonly SpecialRange[], prf: Prf): number[] {
  const mapped = [...address]
  for (let bit = heldBits(address, special); bit < 32 * address.length; bit++) {
    const [a, b, c, d] = prefixOf(address, bit)
    mapped[bit >> 5] = (mapped[bit >> 5] ^ ((prf.words(a, b, c, d)[0] & 1) << (31 - (bit & 31)))) >>> 0
  }
  return mapped
}

/** The leading bits that stay: what an address shares with a special range, the bit where they part, and what is kept inside. */
function heldBits(address: readonly number[], special: readonly SpecialRange[]): number {
  let held = 0
  for (const { start, length, kept } of special) {
    const shared = sharedBits(address, start)
    held = Math.max(held, shared >= length ? kept : shared + 1)
  }
  return held
}

/** Leading bits that two addresses have in common. */
export function sharedBits(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return 32 * i + Math.clz32(a[i] ^ b[i])
  }
  return 32 * a.length
}

/** The first `bits` bits, a one, and zeros: another input for every prefix, whatever its length. */
function prefixOf(address: readonly number[], bits: number): number[] {
  const whole = bits >> 5
  return address.map((word, i) => {
    if (i !== whole) return i < whole ? word : 0
    const marker = 0x80000000 >>> (bits & 31)
    return ((word & ~((marker << 1) - 1)) | marker) >>> 0
  })
}

const wordAt = (words: readonly number[], bit: number): number =>
  bit & 31 ? ((words[bit >> 5] << 16) | (words[(bit >> 5) + 1] >>> 16)) >>> 0 : words[bit >> 5]

function setWordAt(words: number[], bit: number, value: number): void {
  const i = bit >> 5
  if ((bit & 31) === 0) {
    words[i] = value
    return
  }
  words[i] = ((words[i] & 0xffff0000) | (value >>> 16)) >>> 0
  words[i + 1] = ((words[i + 1] & 0xffff) | (value << 16)) >>> 0
}

/** The value for a key, worked out once while there is room to remember it. */
export function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const old = known.get(key)
  if (old !== undefined) return old
  const value = make()
  if (known.size >= REMEMBERED) known.clear()
  known.set(key, value)
  return value
}
