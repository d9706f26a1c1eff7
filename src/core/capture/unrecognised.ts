import { hexDigits } from '../wire/octets.js'
import { CaptureError } from './format.js'
import type { Lookalike } from './unreadable.js'

/** Beginnings of what people pass by mistake, or in a container that has to be converted first. */
const GUESSES: readonly (readonly [start: string | readonly number[], kind: Lookalike['kind'], name: string])[] = [
  [[0x1f, 0x8b], 'compressed', 'gzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed', 'Zstandard'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'compressed', 'xz'],
  [[0x04, 0x22, 0x4d, 0x18], 'compressed', 'LZ4'],
  ['BZh', 'compressed', 'bzip2'],
  ['7z\xbc\xaf', 'archive', '7-Zip'],
  ['PK\x03\x04', 'archive', 'ZIP'],
  ['Rar!', 'archive', 'RAR'],
  ['GMBU', 'capture', 'Microsoft Network Monitor 2'],
  ['RTSS', 'capture', 'Microsoft Network Monitor 1'],
  ['snoop\0\0\0', 'capture', 'snoop'],
  ['TRSNIFF data', 'capture', 'Sniffer'],
  ['XCP\0', 'capture', 'NetXRay'],
  ['\x7fver', 'capture', 'OmniPeek'],
  ['\x7fELF', 'program', 'ELF'],
  ['MZ', 'program', 'Windows'],
  ['%PDF', 'document', 'PDF'],
  ['\x89PNG', 'image', 'PNG'],
  [[0xff, 0xd8, 0xff], 'image', 'JPEG'],
  ['<', 'text', 'HTML/XML'],
  ['{', 'text', 'JSON'],
  ['[', 'text', 'JSON'],
]

/** Says what was found at the beginning of a stream that no format recognises. */
export function unrecognised(head: Uint8Array): CaptureError {
  if (head.length === 0) return new CaptureError({ why: 'empty' }, 0)
  return new CaptureError({ why: 'unrecognised', head: hexDigits(head.subarray(0, 8)), looksLike: guess(head) }, 0)
}

function guess(head: Uint8Array): Lookalike | undefined {
  const known = GUESSES.find(([start]) => startsWith(head, start))
  if (known) return { kind: known[1], name: known[2] }
  return isText(head) ? { kind: 'text', name: '' } : undefined
}

function startsWith(head: Uint8Array, start: string | readonly number[]): boolean {
  const bytes = typeof start === 'string' ? Array.from(start, (c) => c.charCodeAt(0)) : start
  return bytes.every((byte, i) => head[i] === byte)
}

const isText = (head: Uint8Array): boolean =>
  head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
