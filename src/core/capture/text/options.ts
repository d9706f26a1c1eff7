/** RFC 9293 §3.1, RFC 7323 §2.2 and 3.2, RFC 2018 §2 and 3. */
const EOL = 0
const NOP = 1
const MSS = 2
const WINDOW_SCALE = 3
const SACK_PERMITTED = 4
const SACK = 5
const TIMESTAMPS = 8
/** RFC 8684 §3: subtype in the upper half of the third byte. */
const MPTCP = 30
const MPTCP_SUBTYPES = ['capable', 'join', 'dss', 'add-addr', 'rem-addr', 'prio', 'fail', 'fast-close', 'tcprst']
const MPTCP_PRIVATE = 0xf
/** RFC 7413 §4.1.1. */
const FAST_OPEN = 34

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
  if (/^tfo\s+cookie/.test(text)) return withValue(FAST_OPEN, hexBytes(/cookie ([\da-f]+)$/.exec(text)?.[1] ?? ''))
  if (/^unknown-\d+(?: 0x[\da-f]+)?$/.test(text))
    return withValue(numbers[0] & 255, hexBytes(text.split(' 0x')[1] ?? ''))
  if (/^mptcp \d+ /.test(text)) return mptcp(numbers[0], text.split(' ')[2])
  return []
}

const withValue = (kind: number, value: readonly number[]): number[] => [kind, 2 + value.length, ...value]

const hexBytes = (text: string): number[] => (text.match(/[\da-f]{2}/g) ?? []).map((byte) => Number.parseInt(byte, 16))

/** Of MPTCP the length and subtype; the rest is printed in too many ways to be worth having. */
function mptcp(length: number, subtype: string): number[] {
  const known = MPTCP_SUBTYPES.indexOf(subtype)
  const value = new Array<number>(Math.min(Math.max(length, 3), MAX_LENGTH) - 2).fill(0)
  value[0] = (known < 0 ? MPTCP_PRIVATE : known) << 4
  return withValue(MPTCP, value)
}

/** Blocks of two edges each. */
const sack = (edges: readonly number[]): number[] => [SACK, 2 + 4 * edges.length, ...edges.flatMap(word)]

const word = (value: number): number[] => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
