/** Blocks and options of pcapng (draft-ietf-opsawg-pcapng) from values, in the byte order of their section. */
import {
  BYTE_ORDER_MAGIC,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  INTERFACE_STATISTICS,
  MAX_BLOCK,
  OPT_COMMENT,
  padded,
  SECTION_HEADER,
} from './pcapng-blocks.js'
import { encodeUtf8 } from './unicode.js'

/** §3.5: a value has 16 bits for its length. */
const MAX_VALUE = 0xffff
const END_OF_OPTIONS = new Uint8Array(4)
/** Type, length, and length again. */
const FRAME_OF_BLOCK = 12

/** Options of a block, encoded, in their order. */
export type Options = readonly Uint8Array[]

/** §3.5: code, length, padded value. */
export function option(code: number, value: Uint8Array, little: boolean): Uint8Array {
  const kept = value.subarray(0, MAX_VALUE)
  const bytes = new Uint8Array(4 + padded(kept.length))
  const view = new DataView(bytes.buffer)
  view.setUint16(0, code, little)
  view.setUint16(2, kept.length, little)
  bytes.set(kept, 4)
  return bytes
}

export const textOption = (code: number, text: string, little: boolean): Uint8Array =>
  option(code, encodeUtf8(text, MAX_VALUE), little)

/** §4.1, with the length of the section left open: it is not known before its end. */
export function sectionHeader(options: Options, little: boolean): Uint8Array {
  return block(SECTION_HEADER, 16, options, little, (view, at) => {
    view.setUint32(at, BYTE_ORDER_MAGIC, little)
    view.setUint16(at + 4, 1, little)
    openLength(view, at + 8)
  })
}

/** §4.1: -1, the length is not said. */
export const openLength = (view: DataView, at: number): void => view.setBigInt64(at, -1n)

export function interfaceDescription(linkType: number, snapLength: number, options: Options, little: boolean) {
  return block(INTERFACE_DESCRIPTION, 8, options, little, (view, at) => {
    view.setUint16(at, linkType, little)
    view.setUint32(at + 4, snapLength, little)
  })
}

/** §4.6: interface, time; here without one. */
export function interfaceStatistics(interfaceId: number, options: Options, little: boolean) {
  return block(INTERFACE_STATISTICS, 12, options, little, (view, at) => view.setUint32(at, interfaceId, little))
}

export interface PacketRecord {
  readonly interfaceId: number
  /** In units of the interface's resolution since 1970. */
  readonly time: bigint
  readonly bytes: Uint8Array
  /** Bytes on the wire. */
  readonly original: number
}

/** §4.3: interface, time (high, low), captured length, original length, packet. */
export function enhancedPacket(
  { interfaceId, time, bytes, original }: PacketRecord,
  options: Options,
  little: boolean,
) {
  const length = 20 + padded(bytes.length)
  return block(ENHANCED_PACKET, length, options, little, (view, at) => {
    view.setUint32(at, interfaceId, little)
    view.setUint32(at + 4, Number(time >> 32n), little)
    view.setUint32(at + 8, Number(time & 0xffff_ffffn), little)
    view.setUint32(at + 12, bytes.length, little)
    view.setUint32(at + 16, original, little)
    new Uint8Array(view.buffer).set(bytes, at + 20)
  })
}

/** §3.1. `fill` writes the fixed part of the body, `length` bytes from `at` on. */
function block(
  type: number,
  length: number,
  options: Options,
  little: boolean,
  fill: (view: DataView, at: number) => void,
): Uint8Array {
  const parts = options.length > 0 ? [...options, END_OF_OPTIONS] : []
  const total = parts.reduce((sum, part) => sum + part.length, FRAME_OF_BLOCK + length)
  const bytes = new Uint8Array(total)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, type, little)
  setLength(view, little)
  fill(view, 8)
  let at = 8 + length
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function setLength(view: DataView, little: boolean): void {
  view.setUint32(4, view.byteLength, little)
  view.setUint32(view.byteLength - 4, view.byteLength, little)
}

/**
 * A block with one more comment behind the options that it has, every other byte as it was; the block itself when it
 * would become too long.
 * @param optionsAt where its options begin
 */
export function withComment(original: Uint8Array, optionsAt: number, comment: string, little: boolean): Uint8Array {
  const end = original.length - 4
  const at = endOfOptions(original, optionsAt, end, little)
  const added = textOption(OPT_COMMENT, comment, little)
  // Where there were no options the end of the options is not marked either.
  const mark = optionsAt === end ? END_OF_OPTIONS.length : 0
  const bytes = new Uint8Array(original.length + added.length + mark)
  if (bytes.length > MAX_BLOCK) return original
  bytes.set(original.subarray(0, at))
  bytes.set(added, at)
  bytes.set(original.subarray(at, end), at + added.length)
  setLength(new DataView(bytes.buffer), little)
  return bytes
}

/** Where the mark of their end stands, or would; options that run past the block are not read by anyone. */
function endOfOptions(bytes: Uint8Array, start: number, limit: number, little: boolean): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = start
  while (limit - at >= 4 && view.getUint16(at, little) !== 0) {
    const next = at + 4 + padded(view.getUint16(at + 2, little))
    if (next > limit) break
    at = next
  }
  return at
}
