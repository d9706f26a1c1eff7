/*
 * RFC 9293 §3.1:
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+-------------------------------+
 *   |          Source port          |       Destination port        |   0
 *   +-------------------------------+-------------------------------+
 *   |                        Sequence number                        |   4
 *   +---------------------------------------------------------------+
 *   |                     Acknowledgment number                     |   8
 *   +-------+-----+-+-+-+-+-+-+-+-+-+-------------------------------+
 *   | Data  |     |A|C|E|U|A|P|R|S|F|                               |
 *   |offset | Rsv |E|W|C|R|C|S|S|Y|I|            Window             |  12
 *   |       |     | |R|E|G|K|H|T|N|N|                               |
 *   +-------+-----+-+-+-+-+-+-+-+-+-+-------------------------------+
 *   |           Checksum            |        Urgent pointer         |  16
 *   +-------------------------------+-------------------------------+
 *   |                     Options, up to 40 octets …                |  20
 */
const DESTINATION_PORT = 2
const SEQUENCE = 4
const ACKNOWLEDGMENT = 8
const OFFSET_AND_FLAGS = 12
const WINDOW = 14
export const TCP_CHECKSUM = 16
const URGENT_POINTER = 18
export const TCP_MIN_LENGTH = 20

/** Control bits (RFC 9293 §3.1; AE is NS of RFC 3540, renamed by RFC 9768). */
export const TcpFlag = {
  fin: 0x001,
  syn: 0x002,
  rst: 0x004,
  psh: 0x008,
  ack: 0x010,
  urg: 0x020,
  ece: 0x040,
  cwr: 0x080,
  ae: 0x100,
  /** The three bits that no standard uses. */
  reserved: 0xe00,
} as const

// The header begins at `at`, and its first 20 octets were captured: the caller has seen to that.
export const sourcePort = (view: DataView, at: number): number => view.getUint16(at)
export const destinationPort = (view: DataView, at: number): number => view.getUint16(at + DESTINATION_PORT)
export const sequenceNumber = (view: DataView, at: number): number => view.getUint32(at + SEQUENCE)
export const acknowledgmentNumber = (view: DataView, at: number): number => view.getUint32(at + ACKNOWLEDGMENT)
/** Octets of the header by its own account; below 20 when it contradicts itself. */
export const tcpHeaderLength = (view: DataView, at: number): number => (view.getUint8(at + OFFSET_AND_FLAGS) >> 4) << 2
/** Control bits, see `TcpFlag`. */
export const tcpFlags = (view: DataView, at: number): number => view.getUint16(at + OFFSET_AND_FLAGS) & 0xfff
/** Window field, unscaled. */
export const windowField = (view: DataView, at: number): number => view.getUint16(at + WINDOW)
export const urgentPointer = (view: DataView, at: number): number => view.getUint16(at + URGENT_POINTER)

/** Option kinds (IANA "TCP Option Kind Numbers"). */
export const TcpOptionKind = {
  /** RFC 9293 §3.2. */
  endOfList: 0,
  noOperation: 1,
  maximumSegmentSize: 2,
  /** RFC 7323 §2.2. */
  windowScale: 3,
  /** RFC 2018 §2. */
  sackPermitted: 4,
  /** RFC 2018 §3. */
  sack: 5,
  /** RFC 7323 §3.2. */
  timestamps: 8,
  /** RFC 2385. */
  md5: 19,
  /** RFC 5925 §2.2. */
  authentication: 29,
  /** RFC 8684 §3. */
  multipath: 30,
  /** RFC 7413 §4.1.1. */
  fastOpen: 34,
  /** RFC 6994 §3: the next two octets say which experiment. */
  experiment1: 253,
  experiment2: 254,
} as const

/** MPTCP subtypes that end something (RFC 8684 §3.5 and 3.6). */
export const MptcpSubtype = { capable: 0, join: 1, fastClose: 7, reset: 8 } as const

export interface MptcpOption {
  /** RFC 8684 §8.2. */
  subtype: number
  /** MP_TCPRST alone: reason code of RFC 8684 §3.6, and the T bit, "the condition is transient". */
  reset?: { reason: number; transient: boolean }
}

/** What a TCP header's options say. */
export interface TcpOptions {
  /** Every kind in order of appearance, padding and unknown ones included: stacks differ in this. */
  kinds: readonly number[]
  /** Octets. */
  mss?: number
  /** Shift count as sent; more than 14 counts as 14 (RFC 7323 §2.3). */
  windowScale?: number
  sackPermitted: boolean
  /** Blocks received out of order: first sequence number, and the one behind the last. */
  sack: readonly (readonly [left: number, right: number])[]
  timestamps?: { value: number; echo: number }
  mptcp: readonly MptcpOption[]
  md5: boolean
  authentication: boolean
  /** Fast Open cookie; empty when one is asked for. */
  fastOpenCookie?: Uint8Array
  /** An option ran past the header's end or has a length that its kind rules out. What came before it stands. */
  malformed: boolean
}

/** Shared by all headers that have none of something. */
const NONE: readonly never[] = Object.freeze([])

const newOptions = (): TcpOptions => ({
  kinds: NONE,
  sackPermitted: false,
  sack: NONE,
  mptcp: NONE,
  md5: false,
  authentication: false,
  malformed: false,
})

const NO_OPTIONS: TcpOptions = Object.freeze(newOptions())

/**
 * Reads the options in `[start, end)`: from 20 octets after the header's beginning to its captured end. What it returns
 * may be shared between headers.
 */
export function parseTcpOptions(view: DataView, start: number, end: number): Readonly<TcpOptions> {
  if (start >= end) return NO_OPTIONS
  const options = newOptions()
  const kinds: number[] = []
  let at = start
  while (at < end) {
    const kind = view.getUint8(at)
    kinds.push(kind)
    if (kind === TcpOptionKind.endOfList) break
    const length = kind === TcpOptionKind.noOperation ? 1 : at + 1 < end ? view.getUint8(at + 1) : 0
    const whole = length > 0 && at + length <= end
    if (!whole || !readOption(view, at, length, kind, options)) {
      options.malformed = true
      break
    }
    at += length
  }
  // A copy is no longer than it has to be.
  options.kinds = kinds.slice()
  return options
}

/** Reads one option of `length` octets, all captured. False when the length does not suit the kind. */
function readOption(view: DataView, at: number, length: number, kind: number, options: TcpOptions): boolean {
  if (kind === TcpOptionKind.noOperation) return true
  if (length < 2) return false
  switch (kind) {
    case TcpOptionKind.maximumSegmentSize:
      if (length !== 4) return false
      options.mss = view.getUint16(at + 2)
      return true
    case TcpOptionKind.windowScale:
      if (length !== 3) return false
      options.windowScale = view.getUint8(at + 2)
      return true
    case TcpOptionKind.sackPermitted:
      options.sackPermitted = length === 2
      return length === 2
    case TcpOptionKind.sack:
      return readSack(view, at, length, options)
    case TcpOptionKind.timestamps:
      if (length !== 10) return false
      options.timestamps = { value: view.getUint32(at + 2), echo: view.getUint32(at + 6) }
      return true
    case TcpOptionKind.md5:
      options.md5 = length === 18
      return length === 18
    case TcpOptionKind.authentication:
      options.authentication = length >= 4
      return length >= 4
    case TcpOptionKind.multipath:
      return readMptcp(view, at, length, options)
    case TcpOptionKind.fastOpen:
      options.fastOpenCookie = copy(view, at + 2, at + length)
      return true
    case TcpOptionKind.experiment1:
    case TcpOptionKind.experiment2:
      return readExperiment(view, at, length, options)
    default:
      return true
  }
}

function readSack(view: DataView, at: number, length: number, options: TcpOptions): boolean {
  if (length < 10 || (length - 2) % 8 !== 0) return false
  const blocks: [number, number][] = []
  for (let block = at + 2; block < at + length; block += 8) {
    blocks.push([view.getUint32(block), view.getUint32(block + 4)])
  }
  options.sack = [...options.sack, ...blocks]
  return true
}

/** MP_TCPRST: kind, length 4, subtype 8 and the bits U V W T, reason (RFC 8684 §3.6). */
function readMptcp(view: DataView, at: number, length: number, options: TcpOptions): boolean {
  if (length < 3) return false
  const octet = view.getUint8(at + 2)
  const subtype = octet >> 4
  if (subtype !== MptcpSubtype.reset) {
    options.mptcp = [...options.mptcp, { subtype }]
    return true
  }
  if (length !== 4) return false
  const reset = { reason: view.getUint8(at + 3), transient: (octet & 1) === 1 }
  options.mptcp = [...options.mptcp, { subtype, reset }]
  return true
}

/** Fast Open used this experiment before it had a number (RFC 7413 appendix A). */
const FAST_OPEN_EXPERIMENT = 0xf989

function readExperiment(view: DataView, at: number, length: number, options: TcpOptions): boolean {
  if (length >= 4 && view.getUint16(at + 2) === FAST_OPEN_EXPERIMENT) {
    options.fastOpenCookie = copy(view, at + 4, at + length)
  }
  return true
}

function copy(view: DataView, start: number, end: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + start, end - start).slice()
}
