/** Writes small captures for tests: `pcap([packet, …])` and `pcapng([packet, …])`. */

/** A packet to be written: its bytes alone, or with what else its record says. */
export type Writable = Uint8Array | TestPacket

export interface TestPacket {
  readonly bytes: Uint8Array
  /** Whole seconds since 1970; the packets of a capture are one second apart when none is given. */
  readonly seconds?: number
  readonly nanoseconds?: number
  /** Length on the wire, when more than was captured. */
  readonly original?: number
  /** pcapng only: 1 received, 2 sent. */
  readonly direction?: number
  /** pcapng only. */
  readonly comment?: string
  /** pcapng only: packets lost since the packet before. */
  readonly dropped?: number
  /** pcapng only: number of the interface in its section. */
  readonly interface?: number
}

export interface PcapOptions {
  readonly endian?: 'little' | 'big'
  /** Nanoseconds in records; microseconds when false. */
  readonly nanos?: boolean
  /** LINKTYPE_ value; 1, Ethernet, when not given. */
  readonly linkType?: number
  readonly snapLength?: number
}

export interface PcapngInterface {
  readonly linkType?: number
  readonly snapLength?: number
  readonly name?: string
  /** if_tsresol; 9, nanoseconds, when not given. */
  readonly resolution?: number
  /** if_tsoffset in seconds. */
  readonly offset?: number
}

export interface PcapngOptions {
  readonly endian?: 'little' | 'big'
  /** For the one interface that there is when `interfaces` is not given. */
  readonly linkType?: number
  readonly interfaces?: readonly PcapngInterface[]
  /** Names for addresses of four or sixteen bytes. */
  readonly names?: readonly { readonly address: Uint8Array; readonly name: string }[]
  /** Final count of packets that the first interface lost. */
  readonly dropped?: number
}

const FIRST_SECOND = 1_700_000_000

/** The bytes of a pcap file. */
export function pcap(packets: readonly Writable[], options: PcapOptions = {}): Uint8Array {
  const out = new Writer(options.endian !== 'big')
  const nanos = options.nanos ?? true
  out
    .u32(nanos ? 0xa1b23c4d : 0xa1b2c3d4)
    .u16(2)
    .u16(4)
    .u32(0)
    .u32(0)
  out.u32(options.snapLength ?? 262_144).u32(options.linkType ?? 1)
  packets.map(complete).forEach((packet) => {
    const { bytes, seconds, nanoseconds, original } = packet
    out.u32(seconds).u32(nanos ? nanoseconds : Math.floor(nanoseconds / 1000))
    out.u32(bytes.length).u32(original).bytes(bytes)
  })
  return out.done()
}

/** The bytes of a pcapng file of one section; files are joined into one of several with `joined`. */
export function pcapng(packets: readonly Writable[], options: PcapngOptions = {}): Uint8Array {
  const little = options.endian !== 'big'
  const interfaces = options.interfaces ?? [{ linkType: options.linkType }]
  return joined(
    block(little, 0x0a0d0d0a, (body) => body.u32(0x1a2b3c4d).u16(1).u16(0).u32(0xffffffff).u32(0xffffffff)),
    ...interfaces.map((one) => interfaceBlock(little, one)),
    ...(options.names ? [nameBlock(little, options.names)] : []),
    ...packets.map(complete).map((packet) => packetBlock(little, packet, interfaces[packet.interface] ?? {})),
    ...(options.dropped ? [statisticsBlock(little, options.dropped)] : []),
  )
}

/** One pcapng block around what `write` puts into its body. */
export function block(little: boolean, type: number, write: (body: Writer) => void): Uint8Array {
  const body = new Writer(little)
  write(body)
  body.pad()
  const bytes = body.done()
  return new Writer(little)
    .u32(type)
    .u32(bytes.length + 12)
    .bytes(bytes)
    .u32(bytes.length + 12)
    .done()
}

export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

function complete(packet: Writable, index: number): Required<TestPacket> {
  const given: TestPacket = packet instanceof Uint8Array ? { bytes: packet } : packet
  const rest = { nanoseconds: 0, original: given.bytes.length, direction: 0, comment: '', dropped: 0, interface: 0 }
  return { seconds: FIRST_SECOND + index, ...rest, ...given }
}

function interfaceBlock(little: boolean, one: PcapngInterface): Uint8Array {
  return block(little, 1, (body) => {
    body
      .u16(one.linkType ?? 1)
      .u16(0)
      .u32(one.snapLength ?? 262_144)
    if (one.name) body.option(2, (value) => value.text(one.name ?? ''))
    body.option(9, (value) => value.u8(one.resolution ?? 9))
    if (one.offset) body.option(14, (value) => value.u64(BigInt.asUintN(64, BigInt(one.offset ?? 0))))
    body.u32(0)
  })
}

function packetBlock(
  little: boolean,
  packet: Required<TestPacket>,
  { resolution, offset }: PcapngInterface,
): Uint8Array {
  const time = timestamp(packet, resolution ?? 9, offset ?? 0)
  return block(little, 6, (body) => {
    body
      .u32(packet.interface)
      .u32(Number(time >> 32n))
      .u32(Number(time & 0xffffffffn))
    body.u32(packet.bytes.length).u32(packet.original).bytes(packet.bytes).pad()
    if (packet.direction) body.option(2, (value) => value.u32(packet.direction))
    if (packet.dropped) body.option(4, (value) => value.u64(BigInt(packet.dropped)))
    if (packet.comment) body.option(1, (value) => value.text(packet.comment))
    if (packet.direction || packet.dropped || packet.comment) body.u32(0)
  })
}

function timestamp({ seconds, nanoseconds }: Required<TestPacket>, resolution: number, offset: number): bigint {
  const exponent = BigInt(resolution & 0x7f)
  const perSecond = resolution >= 0x80 ? 2n ** exponent : 10n ** exponent
  return BigInt(seconds - offset) * perSecond + (BigInt(nanoseconds) * perSecond) / 1_000_000_000n
}

function nameBlock(little: boolean, names: NonNullable<PcapngOptions['names']>): Uint8Array {
  return block(little, 4, (body) => {
    for (const { address, name } of names)
      body.option(address.length === 4 ? 1 : 2, (value) => value.bytes(address).text(name).u8(0))
    body.u32(0)
  })
}

function statisticsBlock(little: boolean, dropped: number): Uint8Array {
  return block(little, 5, (body) => {
    body.u32(0).u32(0).u32(0)
    body.option(5, (value) => value.u64(BigInt(dropped))).u32(0)
  })
}

/** Appends numbers in one byte order. */
export class Writer {
  private readonly out: number[][] = []
  private length = 0

  constructor(private readonly little: boolean) {}

  u8 = (value: number): this => this.number(value, 1)
  u16 = (value: number): this => this.number(value, 2)
  u32 = (value: number): this => this.number(value, 4)

  u64(value: bigint): this {
    const words = [Number(value & 0xffffffffn), Number(value >> 32n)]
    if (!this.little) words.reverse()
    return this.u32(words[0]).u32(words[1])
  }

  bytes(bytes: Iterable<number>): this {
    this.out.push([...bytes])
    this.length += this.out[this.out.length - 1].length
    return this
  }

  text(text: string): this {
    return this.bytes(new TextEncoder().encode(text))
  }

  pad(): this {
    return this.bytes(new Uint8Array(-this.length & 3))
  }

  /** A pcapng option or record: code, length, padded value. */
  option(code: number, write: (value: Writer) => void): this {
    const value = new Writer(this.little)
    write(value)
    return this.u16(code).u16(value.length).bytes(value.done()).pad()
  }

  done(): Uint8Array {
    return Uint8Array.from(this.out.flat())
  }

  private number(value: number, size: number): this {
    const bytes = Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) & 255)
    return this.bytes(this.little ? bytes : bytes.reverse())
  }
}
