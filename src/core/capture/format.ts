import type { Problems } from './problems.js'
import { type Unreadable, unreadableInEnglish } from './unreadable.js'

/** One capturing interface, as its container describes it. */
export interface CaptureInterface {
  /** Position in `CaptureParser.interfaces`, counted over all sections of a file. */
  readonly id: number
  /** LINKTYPE_ value (https://www.tcpdump.org/linktypes.html), as in the file. */
  readonly linkType: number
  readonly snapLength: number
  /** Digits of a second that its times have in the file, where the file says it for all: 6 or 9. */
  readonly digits?: 6 | 9
  readonly name?: string
  readonly description?: string
}

/** Time since 1970-01-01 UTC: whole seconds from 0 to 2^32 - 1, and nanoseconds below 1e9. */
export interface Moment {
  seconds: number
  nanoseconds: number
}

/**
 * One captured packet as its container delivers it: a mutable record, overwritten by the next packet, so that reading
 * allocates nothing. Copy what you keep.
 */
export class RawPacket implements Moment {
  bytes: Uint8Array = EMPTY
  view: DataView = EMPTY_VIEW
  /** First captured byte, in `bytes`. */
  offset = 0
  /** Captured bytes: `offset` to `offset + captured` may be read, and nothing else. */
  captured = 0
  /** Bytes the packet had on the wire. */
  original = 0
  seconds = 0
  nanoseconds = 0
  interface: CaptureInterface = NO_INTERFACE
  /** Where the packet's record starts in the (decompressed) stream. */
  position = 0
  /** pcapng `epb_flags` direction: 0 not said, 1 received, 2 sent. */
  direction = 0
  /** What somebody wrote into the capture about it; not looked for before the packet is read again. */
  comments: readonly string[] = NO_COMMENTS
}

const EMPTY = new Uint8Array(0)
export const NO_COMMENTS: readonly string[] = []
const EMPTY_VIEW = new DataView(EMPTY.buffer)
/** Stands for an interface that the file does not describe. */
export const NO_INTERFACE: CaptureInterface = { id: -1, linkType: -1, snapLength: 0 }

/** Receives each packet of a capture in file order. */
export interface PacketSink {
  packet(packet: RawPacket): void
  /**
   * Packets that come next start at `offsets[0, count)`; a sink with a large table may fetch what it will need for them,
   * so that the waiting times for memory overlap. Undefined when that is not worth it now.
   */
  readonly expect?: (view: DataView, offsets: Int32Array, count: number, linkType: number) => void
}

/** A container format: how to know it by its first bytes, and how to read it. */
export interface CaptureFormat {
  readonly id: 'pcap' | 'pcapng' | 'tcpdump-text'
  /** Bytes of the beginning that `recognises` needs to be sure. */
  readonly headLength: number
  recognises(head: Uint8Array): boolean
  open(problems: Problems): CaptureParser
}

/**
 * Reads one container from consecutive pieces of its bytes. It is handed a window of the stream again and again; it
 * takes the whole records in it and says how far it got, and the caller presents the rest again with more behind it.
 */
export interface CaptureParser {
  /** Every interface met so far, over all sections. */
  readonly interfaces: readonly CaptureInterface[]
  /**
   * Reads the whole records in `bytes[start, end)`; `position` is where `bytes[start]` stands in the stream.
   * Returns the number of bytes consumed: 0 means that a whole record needs more than these bytes.
   * @throws CaptureError when the stream cannot be read any further (never for what a packet contains).
   */
  parse(bytes: Uint8Array, view: DataView, start: number, end: number, position: number, sink: PacketSink): number
  /** Bytes that the record now in the way needs in all, when `parse` returned 0; 0 when that is not known yet. */
  readonly needed: number
  /** The stream that positions refer to, when it is not the one that was parsed: what a text was turned into. */
  readonly replayBytes?: Uint8Array
  /** Names that the capture itself gives for addresses: address in its usual text form → name. */
  readonly names?: ReadonlyMap<string, string>
  /** The stream ends with `left` unread bytes, which are `rest`: counts what was cut off. */
  finish(left: number, position: number, sink: PacketSink, rest: Uint8Array): void
  /**
   * Reads again one packet record that `parse` delivered, from its own bytes: `position` is the record's place in the
   * stream and `bytes[start, end)` begins with it. False when the bytes do not hold the whole record.
   */
  replay(bytes: Uint8Array, view: DataView, start: number, end: number, position: number, sink: PacketSink): boolean
}

/** A capture that cannot be read: what was found, at which byte, and what was expected. `message` fits behind its name and a colon. */
export class CaptureError extends Error {
  constructor(
    readonly reason: Unreadable,
    /** Byte position in the (decompressed) stream. */
    readonly position: number,
  ) {
    super(unreadableInEnglish(reason))
    this.name = 'CaptureError'
  }
}
