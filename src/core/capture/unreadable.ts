/** Why a capture cannot be read, as data: what was found and what was expected. Words say it in each language. */

/** What people pass by mistake, or in a container that has to be converted first. */
export interface Lookalike {
  kind: 'compressed' | 'archive' | 'capture' | 'program' | 'document' | 'image' | 'text'
  /** Its proper name; empty for text of no known kind. */
  name: string
}

export type Unreadable =
  | { why: 'empty' }
  /** `head` is the beginning of the stream, in hexadecimal. */
  | { why: 'unrecognised'; head: string; looksLike?: Lookalike }
  | { why: 'header-cut-off'; format: 'pcap' | 'pcapng' }
  | { why: 'pcap-version'; version: string }
  /** Captured bytes that the first packet claims to have, and how many are possible. */
  | { why: 'first-packet-too-long'; captured: number; most: number }
  | { why: 'section-header-length'; length: number }
  | { why: 'pcapng-version'; version: number }
  | { why: 'record-too-large'; size: number }
  | { why: 'damaged-compression'; compression: string }
  | { why: 'directory' | 'terminal' | 'no-such-file' | 'not-a-folder' | 'denied' }
  /** What the system said. */
  | { why: 'system'; message: string }

/** English, as the exceptions of a library are; words for people begin with it. */
export function unreadableInEnglish(reason: Unreadable): string {
  switch (reason.why) {
    case 'empty':
      return `an empty file; ${EXPECTED}`
    case 'unrecognised': {
      const found = reason.looksLike ? `this looks like ${lookalike(reason.looksLike)}` : 'an unknown format'
      return `${found} (it begins with ${reason.head}); ${EXPECTED}`
    }
    case 'header-cut-off':
      return `the file ends inside its ${reason.format} header, expected ${HEADERS[reason.format]} bytes of it`
    case 'pcap-version':
      return `pcap version ${reason.version}, expected 2.4`
    case 'first-packet-too-long':
      return `the first packet claims ${reason.captured} captured bytes, at most ${reason.most} are possible`
    case 'section-header-length':
      return `its pcapng section header is a block of length ${reason.length}, expected ${HEADERS.pcapng} or more in steps of 4`
    case 'pcapng-version':
      return `pcapng version ${reason.version}, expected 1`
    case 'record-too-large':
      return `a record of ${reason.size} bytes is too large to be read`
    case 'damaged-compression':
      return `damaged ${reason.compression} data, of which nothing could be decompressed`
    case 'system':
      return `cannot be read: ${reason.message}`
    default:
      return STATES[reason.why]
  }
}

/** Octets of a file header (draft-ietf-opsawg-pcap §4), and of the smallest section header (…-pcapng §4.1). */
export const HEADERS = { pcap: 24, pcapng: 28 } as const

const EXPECTED = 'expected a pcap or pcapng capture, or the text that tcpdump prints'

const STATES = {
  directory: 'is a directory, not a capture file',
  terminal: 'standard input is a terminal; pipe a capture into it',
  'no-such-file': 'no such file',
  'not-a-folder': 'no such file: a part of its path is not a directory',
  denied: 'permission to read it is denied',
} as const

function lookalike({ kind, name }: Lookalike): string {
  const article = /^[AEIOU]/.test(name) ? 'an' : 'a'
  switch (kind) {
    case 'compressed':
      return `${name}-compressed data, to be decompressed first`
    case 'archive':
      return `${article} ${name} archive, to be unpacked first`
    case 'capture':
      return `${article} ${name} capture; Wireshark can save it as pcapng`
    case 'text':
      return name || 'text'
    default:
      return `${article} ${name} ${kind}`
  }
}
