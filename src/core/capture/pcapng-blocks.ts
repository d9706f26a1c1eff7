/*
 * The pcapng file format (draft-ietf-opsawg-pcapng): blocks of type, total length, body, total length again.
 * Multiples of 4 bytes throughout; each section says its byte order. What reading and copying share.
 */

/** §4.1 to §4.6, and appendix A for the obsolete packet block. */
export const SECTION_HEADER = 0x0a0d0d0a
export const INTERFACE_DESCRIPTION = 1
export const PACKET = 2
export const SIMPLE_PACKET = 3
export const NAME_RESOLUTION = 4
export const INTERFACE_STATISTICS = 5
export const ENHANCED_PACKET = 6
/** Not packets, but Wireshark gives each a frame number (seen with 4.0), and frame numbers are to be the same. */
export const JOURNAL_EXPORT = 9
export const CUSTOM = 0x0bad
export const CUSTOM_NOT_COPIED = 0x4000_0bad

/** §4.7: keys of the sessions in the capture. */
export const DECRYPTION_SECRETS = 10

/** The blocks that are read, and the least total length of each, without options. */
export const LEAST: ReadonlyMap<number, number> = new Map([
  [SECTION_HEADER, 28],
  [INTERFACE_DESCRIPTION, 20],
  [PACKET, 32],
  [SIMPLE_PACKET, 16],
  [NAME_RESOLUTION, 12],
  [INTERFACE_STATISTICS, 24],
  [ENHANCED_PACKET, 32],
  [JOURNAL_EXPORT, 12],
  [CUSTOM, 16],
  [CUSTOM_NOT_COPIED, 16],
])

export const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** Enough to know a block's type, its section's byte order, and its length. */
export const BLOCK_START = 12
/** A block that is read has to fit into memory: libpcap's and Wireshark's limit. */
export const MAX_BLOCK = 16 * 1024 * 1024
/** Longer blocks of kinds that are not read are passed over without being collected. */
export const MAX_COLLECTED = 1024 * 1024
/** Option code of a comment, in any block (§3.5). */
export const OPT_COMMENT = 1

/** Values and packets are padded to 32 bits. */
export const padded = (length: number): number => (length + 3) & ~3

/** Whether nothing behind a block of this length can be found. */
export function isImpossible(type: number, length: number): boolean {
  // §3.1: the length counts whole 32-bit words, the block's own header and its trailer among them.
  return length < BLOCK_START || length % 4 !== 0 || (LEAST.has(type) && length > MAX_BLOCK)
}

/** §4.1: whether a section is little-endian; `undefined` when its byte-order magic is neither way round. */
export function byteOrder(view: DataView, at: number): boolean | undefined {
  if (view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC) return true
  return view.getUint32(at + 8, false) === BYTE_ORDER_MAGIC ? false : undefined
}
