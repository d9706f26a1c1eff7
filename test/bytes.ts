/**
 * Packets for tests, written as they are drawn: `frame(ethernet(), ipv4({ ttl: 57 }), tcp({ flags: 'R', seq: 1 }))`.
 * Each layer announces the next one and fills in lengths and checksums; what a layer is given explicitly, true or
 * false, stays as it is given.
 */

/** One header. Numbers are how other headers announce it. */
export interface Layer {
  readonly etherType?: number
  /** IP protocol or next header. */
  readonly protocol?: number
  readonly pppProtocol?: number
  /** Next protocol of VXLAN-GPE. */
  readonly gpeProtocol?: number
  /** UDP destination port. */
  readonly port?: number
  /** Begins with LLC: Ethernet announces it by its length. */
  readonly llc?: boolean
  /** The pseudo header of an IP layer (RFC 9293 §3.1, RFC 8200 §8.1). */
  readonly pseudoHeader?: (protocol: number, length: number) => Uint8Array
  /** @param next the layer whose bytes `inner` are @param ip the IP layer around this one */
  readonly build: (inner: Uint8Array, next: Layer, ip: Layer | undefined) => Uint8Array
}

/** Puts layers and a payload together, outermost first. */
export function frame(...parts: (Layer | Uint8Array | string)[]): Uint8Array {
  const layers = parts.map((part) => (typeof part === 'string' || part instanceof Uint8Array ? payload(part) : part))
  let inner: Uint8Array = new Uint8Array(0)
  let next: Layer = NOTHING
  for (let i = layers.length - 1; i >= 0; i--) {
    const ip = layers.slice(0, i).findLast((layer) => layer.pseudoHeader)
    inner = layers[i].build(inner, next, ip)
    next = layers[i]
  }
  return inner
}

const payload = (content: Uint8Array | string): Layer => ({
  build: (inner) => bytes(typeof content === 'string' ? latin1(content) : content, inner),
})
const NOTHING = payload('')

// Bytes --------------------------------------------------------------------------------------------------------------

/** Joins numbers (one octet each), byte arrays and lists of them. */
export function bytes(...parts: (number | Uint8Array | readonly number[])[]): Uint8Array {
  const flat = parts.map((part) => (typeof part === 'number' ? [part] : part))
  const joined = new Uint8Array(flat.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of flat) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

export const u16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff]
export const u24 = (value: number): number[] => [(value >>> 16) & 0xff, ...u16(value)]
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value)]
export const zeros = (count: number): Uint8Array => new Uint8Array(count)
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
export const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[\da-f]{2}/gi) ?? [], (h) => parseInt(h, 16))

export function viewOf(array: Uint8Array): DataView {
  return new DataView(array.buffer, array.byteOffset, array.byteLength)
}

/** The internet checksum (RFC 1071). */
export function internetChecksum(data: Uint8Array): number {
  return ~foldedSum(data) & 0xffff
}

function foldedSum(data: Uint8Array): number {
  let sum = 0
  data.forEach((octet, i) => {
    sum += i % 2 === 0 ? octet << 8 : octet
  })
  while (sum > 0xffff) sum = (sum >>> 16) + (sum & 0xffff)
  return sum
}

/** The octets of an address in text: IPv4 in dotted decimal, or IPv6. */
export function address(text: string): Uint8Array {
  if (!text.includes(':')) return Uint8Array.from(text.split('.'), Number)
  const [head, tail] = text.split('::').map((half) => (half === '' ? [] : half.split(':').flatMap(group)))
  if (tail === undefined) return Uint8Array.from(head)
  return bytes(head, zeros(16 - head.length - tail.length), tail)
}

const group = (text: string): number[] => (text.includes('.') ? text.split('.').map(Number) : u16(parseInt(text, 16)))
const mac = (text: string): Uint8Array => hex(text)

// Link layers --------------------------------------------------------------------------------------------------------

export interface EthernetFields {
  dst?: string
  src?: string
  type?: number
}

export const ethernet = (f: EthernetFields = {}): Layer => ({
  etherType: 0x6558,
  gpeProtocol: 3,
  build: (inner, next) =>
    bytes(
      mac(f.dst ?? '02:00:00:00:00:02'),
      mac(f.src ?? '02:00:00:00:00:01'),
      u16(f.type ?? typeOrLength(inner, next)),
      inner,
    ),
})

const typeOrLength = (inner: Uint8Array, next: Layer): number => (next.llc ? inner.length : (next.etherType ?? 0))

export const vlan = (id: number, tag = 0x8100, priority = 0): Layer => ({
  etherType: tag,
  build: (inner, next) => bytes(u16((priority << 13) | id), u16(typeOrLength(inner, next)), inner),
})

export const snap = (organisation = 0): Layer => ({
  llc: true,
  build: (inner, next) => bytes(0xaa, 0xaa, 0x03, u24(organisation), u16(next.etherType ?? 0), inner),
})

/** LLC of another service access point than SNAP's. */
export const llc = (dsap: number, control = 3): Layer => ({
  llc: true,
  build: (inner) => bytes(dsap, dsap, control, inner),
})

/** Linux cooked capture; packet type 4 is "sent by us". */
export const cooked = (packetType = 0, hardware = 1): Layer => ({
  build: (inner, next) =>
    bytes(u16(packetType), u16(hardware), u16(6), zeros(8), u16(next.llc ? 4 : (next.etherType ?? 0)), inner),
})

export const cooked2 = (packetType = 0, hardware = 1): Layer => ({
  build: (inner, next) =>
    bytes(u16(next.etherType ?? 0), u16(0), u32(1), u16(hardware), packetType, 6, zeros(8), inner),
})

export const loopback = (family: number, littleEndian = true): Layer => ({
  build: (inner) => bytes(littleEndian ? u32(family).reverse() : u32(family), inner),
})

export const enc = (family: number): Layer => ({ build: (inner) => bytes(u32(family).reverse(), zeros(8), inner) })

export interface PppFields {
  /** Octets before the protocol: FF 03 unless given. */
  start?: readonly number[]
  /** The protocol in one octet. */
  short?: boolean
}

export const ppp = (f: PppFields = {}): Layer => ({
  etherType: 0x880b,
  build: (inner, next) => bytes(f.start ?? [0xff, 0x03], u16(next.pppProtocol ?? 0).slice(f.short ? 1 : 0), inner),
})

export const pppoe = (code = 0): Layer => ({
  etherType: 0x8864,
  build: (inner) => bytes(0x11, code, u16(1), u16(inner.length), inner),
})

export const ciscoHdlc = (): Layer => ({
  build: (inner, next) => bytes(0x0f, 0x00, u16(next.etherType ?? 0), inner),
})

export const mpls = (label: number, bottom = true): Layer => ({
  etherType: 0x8847,
  protocol: 137,
  pppProtocol: 0x0281,
  build: (inner) => bytes(u32(((label << 12) | (bottom ? 0x100 : 0) | 64) >>> 0), inner),
})

/** Control word of a pseudowire. */
export const controlWord = (): Layer => ({ build: (inner) => bytes(u32(1), inner) })

export interface WifiFields {
  toDs?: boolean
  fromDs?: boolean
  qos?: boolean
  /** Several Ethernet-like frames in one: the first is written. */
  amsdu?: boolean
  htControl?: boolean
  encrypted?: boolean
  fragment?: number
  /** The whole frame control field's first octet; a data frame unless given. */
  control?: number
  /** Zeros that pad the header. */
  pad?: number
}

export const wifi = (f: WifiFields = {}): Layer => ({
  build: (inner) => {
    const flags = (f.toDs ? 1 : 0) | (f.fromDs ? 2 : 0) | (f.encrypted ? 0x40 : 0) | (f.htControl ? 0x80 : 0)
    const addresses = hex('020000000002 020000000001 020000000003')
    const address4 = f.toDs && f.fromDs ? hex('020000000004') : []
    const qos = f.qos ? [f.amsdu ? 0x80 : 0, 0] : []
    const ht = f.htControl ? zeros(4) : []
    const subframe = f.amsdu ? bytes(hex('020000000002 020000000001'), u16(inner.length)) : []
    const control = f.control ?? (f.qos ? 0x88 : 0x08)
    const sequence = [f.fragment ?? 0, 0]
    return bytes(control, flags, 0, 0, addresses, sequence, address4, qos, ht, zeros(f.pad ?? 0), subframe, inner)
  },
})

export interface RadiotapFields {
  /** The flags field; 0x10 check sequence at the end, 0x20 padded header, 0x40 damaged. */
  flags?: number
  /** With a time stamp before the flags. */
  tsft?: boolean
  /** Further words of the "present" field. */
  more?: number
}

export const radiotap = (f: RadiotapFields = {}): Layer => ({
  build: (inner) => {
    const more = f.more ?? 0
    const present = (f.tsft ? 1 : 0) | (f.flags === undefined ? 0 : 2)
    const words = Array.from({ length: more + 1 }, (_, i) => u32LE((i === 0 ? present : 0) | (i < more ? 1 << 31 : 0)))
    const head = 4 + 4 * words.length
    const tsft = f.tsft ? bytes(zeros((8 - (head % 8)) % 8), zeros(8)) : []
    const fields = bytes(words.flat(), tsft, f.flags === undefined ? [] : [f.flags])
    const length = 4 + fields.length
    return bytes(0, 0, u16(length).reverse(), fields, inner)
  },
})

const u32LE = (value: number): number[] => u32(value >>> 0).reverse()

export const prism = (bigEndian = false): Layer => ({
  build: (inner) => {
    const word = bigEndian ? u32 : u32LE
    return bytes(word(0x44), word(144), zeros(136), inner)
  },
})

export const avs = (): Layer => ({ build: (inner) => bytes(u32(0x80211001), u32(64), zeros(56), inner) })

export const ppi = (linkType: number): Layer => ({
  build: (inner) => bytes(0, 0, u16(12).reverse(), u32LE(linkType), zeros(4), inner),
})

// Internet layers ----------------------------------------------------------------------------------------------------

export interface Ipv4Fields {
  src?: string
  dst?: string
  ttl?: number
  id?: number
  tos?: number
  dontFragment?: boolean
  moreFragments?: boolean
  /** Fragment offset in octets. */
  fragmentOffset?: number
  protocol?: number
  options?: Uint8Array
  totalLength?: number
  checksum?: number
  /** Header length in words. */
  ihl?: number
}

export const ipv4 = (f: Ipv4Fields = {}): Layer => {
  const src = address(f.src ?? '10.0.0.1')
  const dst = address(f.dst ?? '10.0.0.2')
  return {
    etherType: 0x0800,
    protocol: 4,
    pppProtocol: 0x0021,
    gpeProtocol: 1,
    pseudoHeader: (protocol, length) => bytes(src, dst, 0, protocol, u16(length)),
    build: (inner, next) => {
      const options = f.options ?? zeros(0)
      const length = 20 + options.length
      const fragment =
        ((f.dontFragment ?? true) ? 0x4000 : 0) | (f.moreFragments ? 0x2000 : 0) | ((f.fragmentOffset ?? 0) >> 3)
      const header = bytes(
        bytes(0x40 | (f.ihl ?? length / 4), f.tos ?? 0, u16(f.totalLength ?? length + inner.length), u16(f.id ?? 1)),
        bytes(u16(fragment), f.ttl ?? 64, f.protocol ?? next.protocol ?? 253, 0, 0, src, dst, options),
      )
      header.set(u16(f.checksum ?? internetChecksum(header)), 10)
      return bytes(header, inner)
    },
  }
}

export interface Ipv6Fields {
  src?: string
  dst?: string
  hopLimit?: number
  trafficClass?: number
  flowLabel?: number
  nextHeader?: number
  payloadLength?: number
}

export const ipv6 = (f: Ipv6Fields = {}): Layer => {
  const src = address(f.src ?? 'fd00::1')
  const dst = address(f.dst ?? 'fd00::2')
  return {
    etherType: 0x86dd,
    protocol: 41,
    pppProtocol: 0x0057,
    gpeProtocol: 2,
    pseudoHeader: (protocol, length) => bytes(src, dst, u32(length), 0, 0, 0, protocol),
    build: (inner, next) =>
      bytes(
        u32(((6 << 28) | ((f.trafficClass ?? 0) << 20) | (f.flowLabel ?? 0)) >>> 0),
        u16(f.payloadLength ?? inner.length),
        bytes(f.nextHeader ?? next.protocol ?? 253, f.hopLimit ?? 64, src, dst, inner),
      ),
  }
}

/** An IPv6 extension header with the shape of hop-by-hop (0), routing (43) or destination options (60). */
export const extension = (protocol: number, content: Uint8Array = zeros(6)): Layer => ({
  protocol,
  build: (inner, next) => bytes(next.protocol ?? 59, (content.length + 2) / 8 - 1, content, inner),
})

/** The jumbo payload option in a hop-by-hop header (RFC 2675 §2). */
export const jumboPayload = (length: number): Layer => extension(0, bytes(0xc2, 4, u32(length)))

export const fragmentHeader = (f: { offset?: number; more?: boolean; id?: number; protocol?: number } = {}): Layer => ({
  protocol: 44,
  build: (inner, next) =>
    bytes(f.protocol ?? next.protocol ?? 59, 0, u16((f.offset ?? 0) | (f.more ? 1 : 0)), u32(f.id ?? 1), inner),
})

/** Authentication header with a 12-octet value (RFC 4302 §2). */
export const authentication = (): Layer => ({
  protocol: 51,
  build: (inner, next) => bytes(next.protocol ?? 59, 4, 0, 0, u32(1), u32(1), zeros(12), inner),
})

// Transport ----------------------------------------------------------------------------------------------------------

const FLAG_LETTERS = 'FSRPAUECN'

/** Control bits of letters: FIN SYN RST PSH ACK URG ECE CWR, and N for the ninth. */
export function tcpFlagBits(letters: string): number {
  return [...letters].reduce((bits, letter) => bits | (1 << FLAG_LETTERS.indexOf(letter)), 0)
}

export interface TcpFields {
  sport?: number
  dport?: number
  seq?: number
  ack?: number
  /** Letters as in `tcpFlagBits`, or the bits. */
  flags?: string | number
  window?: number
  urgent?: number
  /** Padded with zeros to whole words. */
  options?: Uint8Array[]
  /** `partial` leaves the sum of the pseudo header, as offload does. */
  checksum?: number | 'partial'
  /** Header length in words. */
  dataOffset?: number
}

export const tcp = (f: TcpFields = {}): Layer => ({
  protocol: 6,
  build: (inner, _next, ip) => {
    const given = bytes(...(f.options ?? []))
    const options = bytes(given, zeros((4 - (given.length % 4)) % 4))
    const flags = typeof f.flags === 'number' ? f.flags : tcpFlagBits(f.flags ?? 'A')
    const offset = f.dataOffset ?? 5 + options.length / 4
    const segment = bytes(
      bytes(u16(f.sport ?? 40000), u16(f.dport ?? 443), u32(f.seq ?? 0), u32(f.ack ?? 0)),
      bytes(u16((offset << 12) | flags), u16(f.window ?? 0xffff), 0, 0, u16(f.urgent ?? 0), options, inner),
    )
    segment.set(u16(tcpChecksumField(f.checksum, segment, ip)), 16)
    return segment
  },
})

function tcpChecksumField(asked: number | 'partial' | undefined, segment: Uint8Array, ip: Layer | undefined): number {
  if (typeof asked === 'number') return asked
  const pseudo = ip?.pseudoHeader?.(6, segment.length) ?? zeros(0)
  return asked === 'partial' ? foldedSum(pseudo) : internetChecksum(bytes(pseudo, segment))
}

/** TCP options, ready for `tcp({ options: [option.mss(1460), option.sackPermitted()] })`. */
export const option = {
  end: () => bytes(0),
  nop: () => bytes(1),
  mss: (size: number) => bytes(2, 4, u16(size)),
  windowScale: (shift: number) => bytes(3, 3, shift),
  sackPermitted: () => bytes(4, 2),
  sack: (...blocks: [left: number, right: number][]) =>
    bytes(5, 2 + 8 * blocks.length, ...blocks.flatMap(([left, right]) => [u32(left), u32(right)])),
  timestamps: (value: number, echo: number) => bytes(8, 10, u32(value), u32(echo)),
  md5: () => bytes(19, 18, zeros(16)),
  authentication: () => bytes(29, 16, zeros(14)),
  fastOpen: (cookie: Uint8Array = zeros(0)) => bytes(34, 2 + cookie.length, cookie),
  /** MP_TCPRST (RFC 8684 §3.6). */
  mptcpReset: (reason: number, transient = false) => bytes(30, 4, 0x80 | (transient ? 1 : 0), reason),
  mptcpFastClose: () => bytes(30, 12, 0x70, 0, zeros(8)),
} as const

export const udp = (f: { sport?: number; dport?: number } = {}): Layer => ({
  protocol: 17,
  build: (inner, next) =>
    bytes(u16(f.sport ?? 50000), u16(f.dport ?? next.port ?? 9), u16(8 + inner.length), u16(0), inner),
})

/** @param rest the four octets behind the checksum */
export const icmp = (type: number, code = 0, rest = 0): Layer => ({
  protocol: 1,
  build: (inner) => {
    const message = bytes(type, code, 0, 0, u32(rest), inner)
    message.set(u16(internetChecksum(message)), 2)
    return message
  },
})

export const icmpv6 = (type: number, code = 0, rest = 0): Layer => ({
  protocol: 58,
  build: (inner, _next, ip) => {
    const message = bytes(type, code, 0, 0, u32(rest), inner)
    const pseudo = ip?.pseudoHeader?.(58, message.length) ?? zeros(0)
    message.set(u16(internetChecksum(bytes(pseudo, message))), 2)
    return message
  },
})

// Tunnels ------------------------------------------------------------------------------------------------------------

export interface GreFields {
  checksum?: boolean
  key?: number
  sequence?: number
  /** Version 1, PPTP. */
  acknowledgment?: number
  routing?: boolean
  type?: number
}

export const gre = (f: GreFields = {}): Layer => ({
  protocol: 47,
  build: (inner, next) => {
    const version = f.acknowledgment === undefined ? 0 : 1
    const flags =
      (f.checksum ? 0x8000 : 0) |
      (f.routing ? 0x4000 : 0) |
      (f.key === undefined ? 0 : 0x2000) |
      (f.sequence === undefined ? 0 : 0x1000) |
      (version ? 0x0080 : 0)
    const word = (value: number | undefined) => (value === undefined ? [] : u32(value))
    const optional = bytes(f.checksum || f.routing ? zeros(4) : [], word(f.key), word(f.sequence))
    const routes = f.routing ? bytes(u16(0x0800), 0, 4, zeros(4), zeros(4)) : []
    return bytes(
      u16(flags | version),
      u16(f.type ?? next.etherType ?? 0),
      optional,
      word(f.acknowledgment),
      routes,
      inner,
    )
  },
})

/** ERSPAN type I (no header), II or III. With type III, what is mirrored (2: bare IP), and a subheader or not. */
export const erspan = (type: 1 | 2 | 3, subheader = false, frameType = 0): Layer => ({
  etherType: type === 3 ? 0x22eb : 0x88be,
  build: (inner) => {
    if (type === 1) return inner
    if (type === 2) return bytes(0x10, zeros(7), inner)
    return bytes(0x20, zeros(9), u16((frameType << 10) | (subheader ? 1 : 0)), zeros(subheader ? 8 : 0), inner)
  },
})

/** WCCP's redirect header inside GRE. */
export const redirect = (): Layer => ({ etherType: 0x883e, build: (inner) => bytes(zeros(4), inner) })

export const vxlan = (flags = 0x08, network = 42): Layer => ({
  port: 4789,
  build: (inner) => bytes(flags, zeros(3), u24(network), 0, inner),
})

export const vxlanGpe = (): Layer => ({
  port: 4790,
  build: (inner, next) => bytes(0x0c, 0, 0, next.gpeProtocol ?? 0, u24(42), 0, inner),
})

export const geneve = (options: Uint8Array = zeros(0)): Layer => ({
  port: 6081,
  build: (inner, next) => bytes(options.length / 4, 0, u16(next.etherType ?? 0), u24(42), 0, options, inner),
})

export interface GtpUFields {
  messageType?: number
  sequence?: boolean
  /** Extension headers (3GPP TS 29.281 §5.2), each with four octets. */
  extensions?: number
}

export const gtpU = (f: GtpUFields = {}): Layer => ({
  port: 2152,
  build: (inner) => {
    const count = f.extensions ?? 0
    const optional = f.sequence || count > 0 ? bytes(u16(7), 0, count > 0 ? 0x85 : 0) : zeros(0)
    const headers = Array.from({ length: count }, (_, i) => bytes(1, 0, 0, i + 1 < count ? 0x85 : 0))
    const rest = bytes(optional, ...headers, inner)
    const flags = 0x30 | (count > 0 ? 4 : 0) | (f.sequence ? 2 : 0)
    return bytes(flags, f.messageType ?? 255, u16(rest.length), u32(1), rest)
  },
})

export const teredo = (f: { authentication?: boolean; origin?: boolean } = {}): Layer => ({
  port: 3544,
  build: (inner) =>
    bytes(f.authentication ? bytes(0, 1, 2, 3, zeros(5), zeros(9)) : [], f.origin ? bytes(0, 0, zeros(6)) : [], inner),
})

// TLS ----------------------------------------------------------------------------------------------------------------

export interface HelloFields {
  serverName?: string
  alpn?: string[]
  /** Values of the supported_versions extension. */
  versions?: number[]
  encrypted?: boolean
  /** Octets of padding extension. */
  padding?: number
}

/** A ClientHello handshake message, without a record around it. */
export function clientHello(f: HelloFields = {}): Uint8Array {
  const extensions = [
    f.encrypted ? tlsExtension(0xfe0d, zeros(8)) : [],
    f.serverName === undefined ? [] : tlsExtension(0, serverNameList(f.serverName)),
    f.alpn ? tlsExtension(16, prefixed(2, bytes(...f.alpn.map((name) => prefixed(1, latin1(name)))))) : [],
    f.versions ? tlsExtension(43, prefixed(1, bytes(f.versions.flatMap(u16)))) : [],
    f.padding ? tlsExtension(21, zeros(f.padding)) : [],
  ]
  const body = bytes(
    bytes(u16(0x0303), zeros(32), prefixed(1, zeros(32)), prefixed(2, bytes(u16(0x1301), u16(0x1302)))),
    bytes(prefixed(1, bytes(0)), prefixed(2, bytes(...extensions))),
  )
  return bytes(1, prefixed(3, body))
}

const tlsExtension = (type: number, body: Uint8Array): Uint8Array => bytes(u16(type), prefixed(2, body))
const serverNameList = (name: string): Uint8Array => prefixed(2, bytes(0, prefixed(2, latin1(name))))

function prefixed(size: 1 | 2 | 3, body: Uint8Array): Uint8Array {
  const length = size === 1 ? [body.length] : size === 2 ? u16(body.length) : u24(body.length)
  return bytes(length, body)
}

/** TLS records of one content type that carry `data`, split at the given positions. */
export function tlsRecords(data: Uint8Array, splits: readonly number[] = [], type = 22): Uint8Array {
  const edges = [0, ...splits, data.length]
  return bytes(...edges.slice(1).map((end, i) => bytes(type, 3, 1, prefixed(2, data.subarray(edges[i], end)))))
}
