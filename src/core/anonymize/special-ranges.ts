/** Address ranges that mean something in themselves, and therefore stay what they are (IANA special-purpose registries). */

export interface SpecialRange {
  /** The range's first address as big-endian words: one of IPv4, four of IPv6. */
  readonly start: readonly number[]
  /** Bits that an address in it begins with. */
  readonly length: number
  /** Leading bits of an address in it that stay as they are: `length` at least. */
  readonly kept: number
}

const v4 = (dotted: string, length: number, kept = length): SpecialRange => {
  const [a, b, c, d] = dotted.split('.').map(Number)
  return { start: [((a << 24) | (b << 16) | (c << 8) | d) >>> 0], length, kept }
}

const v6 = (start: readonly [number, number, number, number], length: number, kept = length): SpecialRange => ({
  start,
  length,
  kept,
})

export const specialIpv4: readonly SpecialRange[] = [
  v4('0.0.0.0', 8, 32), // this host
  v4('10.0.0.0', 8), // private, RFC 1918
  v4('100.64.0.0', 10), // shared by a provider's customers, RFC 6598
  v4('127.0.0.0', 8, 32), // loopback
  v4('169.254.0.0', 16), // link-local, RFC 3927
  v4('172.16.0.0', 12), // private
  v4('192.0.2.0', 24), // documentation, RFC 5737
  v4('192.168.0.0', 16), // private
  v4('198.18.0.0', 15), // benchmarks, RFC 2544
  v4('198.51.100.0', 24), // documentation
  v4('203.0.113.0', 24), // documentation
  v4('224.0.0.0', 4), // multicast
  v4('224.0.0.0', 24, 32), // multicast of the link itself, RFC 5771
  v4('255.255.255.255', 32), // broadcast
]

export const specialIpv6: readonly SpecialRange[] = [
  v6([0, 0, 0, 0], 127, 128), // unspecified and loopback
  v6([0, 0, 0xffff, 0], 96), // IPv4-mapped
  v6([0x0064ff9b, 0, 0, 0], 96), // NAT64, RFC 6052
  v6([0x20000000, 0, 0, 0], 3), // global
  v6([0x20010000, 0, 0, 0], 32), // Teredo, RFC 4380
  v6([0x20010db8, 0, 0, 0], 32), // documentation, RFC 3849
  v6([0x20020000, 0, 0, 0], 16), // 6to4, RFC 3056
  v6([0x3fff0000, 0, 0, 0], 20), // documentation, RFC 9637
  v6([0xfc000000, 0, 0, 0], 7, 8), // unique local, RFC 4193
  v6([0xfe800000, 0, 0, 0], 10), // link-local
  v6([0xfe800000, 0, 0, 0], 64), // link-local as it is used
  v6([0xff000000, 0, 0, 0], 8, 16), // multicast: flags and scope stay
  v6([0xff020000, 0, 0, 0], 96, 128), // well-known multicast of the link
  v6([0xff020000, 0, 0x00000001, 0xff000000], 104), // solicited-node multicast, RFC 4291 §2.7.1
]

/** IPv6 prefixes with an IPv4 address right behind them, and the bits where that begins: a multiple of 16. */
export const embeddingIpv6: readonly { readonly start: readonly number[]; readonly length: number }[] = [
  { start: [0, 0, 0xffff, 0], length: 96 },
  { start: [0x0064ff9b, 0, 0, 0], length: 96 },
  { start: [0x20020000, 0, 0, 0], length: 16 },
  { start: [0x20010000, 0, 0, 0], length: 32 },
]
