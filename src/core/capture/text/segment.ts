import { FLAG_OF_LETTER } from '../../wire/flag-letters.js'

/** A TCP segment as it was printed. */
export interface PrintedSegment {
  readonly flags: number
  /** Not printed for a segment without data, SYN, FIN and RST. */
  readonly seq: number | undefined
  readonly ack: number
  readonly window: number
  readonly urgent: number
  readonly options: string
  /** Bytes of payload. */
  readonly length: number
  /** With `-v`, a checksum that is not right: mostly one that the network card was still to fill in. */
  readonly wrongChecksum: number | undefined
  /** The beginning of an HTTP message, when it is one. */
  readonly content: string
}

/** An IP packet has 65535 bytes, of which headers of this size may be part. */
const MAX_LENGTH = 65_535 - 40 - 60

const FLAGS = /^Flags \[([FSRPUEWe.]*|none)\]/
const LENGTH = /,\s*length (\d{1,5})\b/
const WRONG_CHECKSUM = /^,\s*cksum 0x([\da-f]{4}) \(incorrect/

/**
 * Reads what follows the addresses: `Flags [P.], seq 1:834, ack 1, win 115, options […], length 833: HTTP: GET / …`.
 * Undefined when it is not TCP, or too little is left of it.
 * @param lines of the packet, which tell where the lines of an HTTP message end
 */
export function parseSegment(text: string, lines: readonly string[]): PrintedSegment | undefined {
  const flags = FLAGS.exec(text)
  if (!flags) return undefined
  const rest = text.slice(flags[0].length)
  const lengthAt = LENGTH.exec(rest)
  const fields = lengthAt ? rest.slice(0, lengthAt.index) : rest
  const seq = /,\s*seq (\d{1,10})(?::(\d{1,10}))?/.exec(fields)
  const length = Math.min(lengthAt ? Number(lengthAt[1]) : rangeLength(seq), MAX_LENGTH)
  const wrongChecksum = WRONG_CHECKSUM.exec(fields)
  return {
    flags: flagBits(flags[1]),
    seq: seq ? Number(seq[1]) >>> 0 : undefined,
    ack: number(/,\s*ack (\d{1,10})/, fields),
    window: number(/,\s*win (\d{1,5})/, fields),
    urgent: number(/,\s*urg (\d{1,5})/, fields),
    options: /,\s*options \[([^\]]*)/.exec(fields)?.[1] ?? '',
    length,
    wrongChecksum: wrongChecksum ? Number.parseInt(wrongChecksum[1], 16) : undefined,
    content: length > 0 ? httpBeginning(lines) : '',
  }
}

const CHECKSUM_FIELD = String.raw`cksum 0x[\da-f]{4} \([^)]*\)`
const FIELD = String.raw`(?:${CHECKSUM_FIELD}|seq \d+(?::\d+)?|ack \d+|win \d+|urg \d+|options \[[^\]]*\])`
const WHOLE = new RegExp(String.raw`^Flags \[[^\]]*\](?:,\s*${FIELD})*,\s*length \d`)

/** Whether all of it is there, and nothing in between: a line may have been broken inside a number. */
export const isWhole = (text: string): boolean => WHOLE.test(text)

function flagBits(letters: string): number {
  if (letters === 'none') return 0
  return Array.from(letters).reduce((bits, letter) => bits | (FLAG_OF_LETTER[letter] ?? 0), 0)
}

function rangeLength(seq: RegExpExecArray | null): number {
  if (!seq?.[2]) return 0
  const length = (Number(seq[2]) - Number(seq[1])) >>> 0
  return length <= 0xffff ? length : 0
}

const number = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1] ?? 0) >>> 0

/** `HTTP: GET / HTTP/1.1` on the line itself, or with `-v` the whole head on lines of its own, indented by a tab. */
function httpBeginning(lines: readonly string[]): string {
  for (const [i, line] of lines.entries()) {
    const onLine = /, length \d+: HTTP: (.*)$/.exec(line)
    if (onLine) return `${onLine[1].trimEnd()}\r\n`
    if (/, length \d+: HTTP, length: \d+\s*$/.test(line)) return httpHead(lines.slice(i + 1))
  }
  return ''
}

function httpHead(lines: readonly string[]): string {
  const end = lines.findIndex((line) => !/^\s/.test(line))
  const head = end < 0 ? lines : lines.slice(0, end)
  return head.map((line) => `${line.trim()}\r\n`).join('')
}
