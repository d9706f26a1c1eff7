/** RFC 9293 §3.1, RFC 7323 §2.2 and 3.2, RFC 2018 §2 and 3. */
const EOL = 0
const NOP = 1
const MSS = 2
const WINDOW_SCALE = 3
const SACK_PERMITTED = 4
const SACK = 5
const TIMESTAMPS = 8

const MAX_LENGTH = 40

/**
 * The bytes of TCP options that tcpdump printed, padded to whole words. Those of a kind that it does not spell out are
 * left out.
 * @param absolute turns an edge of a printed SACK block into a sequence number
 */
export function optionBytes(text: string, absolute: (value: number) => number): number[] {
  const bytes: number[] = []
  for (const option of text.split(',')) {
    const more = oneOption(option.trim(), absolute)
    if (bytes.length + more.length <= MAX_LENGTH) bytes.push(...more)
  }
  while (bytes.length % 4 !== 0) bytes.push(EOL)
  return bytes
}

function oneOption(text: string, absolute: (value: number) => number): number[] {
  const numbers = (text.match(/\d+/g) ?? []).map(Number)
  if (text === 'nop') return [NOP]
  if (text === 'eol') return [EOL]
  if (text === 'sackOK') return [SACK_PERMITTED, 2]
  if (/^mss \d+$/.test(text)) return [MSS, 4, ...word(numbers[0]).slice(2)]
  if (/^wscale \d+$/.test(text)) return [WINDOW_SCALE, 3, numbers[0] & 255]
  if (/^TS val \d+ ecr \d+$/.test(text)) return [TIMESTAMPS, 10, ...word(numbers[0]), ...word(numbers[1])]
  if (/^sack \d+ (\{\d+:\d+\})+$/.test(text)) return sack(numbers.slice(1).map(absolute))
  return []
}

const sack = (edges: readonly number[]): number[] => [SACK, 2 + 4 * edges.length, ...edges.flatMap(word)]

const word = (value: number): number[] => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
