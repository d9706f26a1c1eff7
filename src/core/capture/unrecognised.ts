import { CaptureError } from './format.js'

/** Beginnings of what people pass by mistake, or in a container that has to be converted first. */
const GUESSES: readonly (readonly [start: string | readonly number[], what: string])[] = [
  [[0x1f, 0x8b], 'gzip-compressed data, to be decompressed first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'Zstandard-compressed data, to be decompressed first'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz-compressed data, to be decompressed first'],
  [[0x04, 0x22, 0x4d, 0x18], 'LZ4-compressed data, to be decompressed first'],
  ['BZh', 'bzip2-compressed data, to be decompressed first'],
  ['7z\xbc\xaf', 'a 7-Zip archive, to be unpacked first'],
  ['PK\x03\x04', 'a ZIP archive, to be unpacked first'],
  ['Rar!', 'a RAR archive, to be unpacked first'],
  ['GMBU', 'a Microsoft Network Monitor 2 capture; Wireshark can save it as pcapng'],
  ['RTSS', 'a Microsoft Network Monitor 1 capture; Wireshark can save it as pcapng'],
  ['snoop\0\0\0', 'a snoop capture; Wireshark can save it as pcapng'],
  ['TRSNIFF data', 'a Sniffer capture; Wireshark can save it as pcapng'],
  ['XCP\0', 'a NetXRay capture; Wireshark can save it as pcapng'],
  ['\x7fver', 'an OmniPeek capture; Wireshark can save it as pcapng'],
  ['TCPDUMP_', 'text about tcpdump'],
  ['\x7fELF', 'an ELF program'],
  ['MZ', 'a Windows program'],
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  ['<', 'HTML or XML'],
  ['{', 'JSON'],
  ['[', 'JSON'],
]

const EXPECTED = 'expected a pcap or pcapng capture, or the text that tcpdump prints'

/** Says what was found at the beginning of a stream that no format recognises. */
export function unrecognised(head: Uint8Array): CaptureError {
  if (head.length === 0) return new CaptureError(`an empty file; ${EXPECTED}`, 0)
  const guess = GUESSES.find(([start]) => startsWith(head, start))?.[1] ?? (isText(head) ? 'text' : undefined)
  const found = guess ? `this looks like ${guess}` : 'an unknown format'
  return new CaptureError(`${found} (it begins with ${hex(head)}); ${EXPECTED}`, 0)
}

function startsWith(head: Uint8Array, start: string | readonly number[]): boolean {
  const bytes = typeof start === 'string' ? Array.from(start, (c) => c.charCodeAt(0)) : start
  return bytes.every((byte, i) => head[i] === byte)
}

const isText = (head: Uint8Array): boolean =>
  head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)

const hex = (head: Uint8Array): string =>
  Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
