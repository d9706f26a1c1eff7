import { isIcmp, type PrintedIcmp, parseIcmp } from './icmp.js'
import type { PrintedPacket } from './lines.js'
import { isWhole, type PrintedSegment, parseSegment } from './segment.js'

/** What was printed of an IP header. Without `-v` that is the two ends, and the rest is as it is here by default. */
export interface PrintedHeader {
  readonly version: 4 | 6
  /** Address or host name, of IPv4 and TCP with the port behind a dot. */
  readonly source: string
  readonly destination: string
  /** TTL or hop limit; 0 when it was not printed. */
  readonly hopLimit: number
  readonly trafficClass: number
  readonly flowLabel: number
  readonly id: number
  readonly dontFragment: boolean
  readonly moreFragments: boolean
  /** In bytes. */
  readonly fragmentOffset: number
}

/** A packet as far as it is understood. */
export interface TextPacket {
  readonly header: PrintedHeader | undefined
  readonly segment?: PrintedSegment
  readonly icmp?: PrintedIcmp
  /** It is TCP, but what is left of its line is not enough. */
  readonly unreadable?: boolean
}

/** A packet is understood from so much of its text. */
const MAX_TEXT = 4000
const MAX_JOINED_LINES = 12

/** Headers that are looked at: a tunnelled packet has several. */
const MAX_HEADERS = 8

/** Understands a printed packet; its lines may have been wrapped at a space, or anywhere. */
export function parsePacket({ lines }: PrintedPacket): TextPacket {
  const pieces = lines.slice(0, MAX_JOINED_LINES).map((line) => line.trim())
  const atSpaces = parseText(pieces.join(' '), lines)
  if (!atSpaces.unreadable || pieces.length === 1) return atSpaces
  const anywhere = parseText(pieces.join(''), lines)
  return anywhere.unreadable ? atSpaces : anywhere
}

function parseText(joined: string, lines: readonly string[]): TextPacket {
  const text = joined.slice(0, MAX_TEXT)
  let outermost: PrintedHeader | undefined
  for (const ends of allEnds(text)) {
    const header = parseHeader(ends)
    outermost ??= header
    if (isIcmp(ends.behind)) return { header, icmp: parseIcmpMessage(ends.behind, header.version) }
    const segment = parseSegment(ends.behind, lines)
    if (segment) return { header, segment, unreadable: !isWhole(ends.behind) }
  }
  // Geneve has flags too. With -q tcpdump prints of TCP nothing but its name and a length.
  return { header: outermost, unreadable: /: Flags \[|: tcp \d+\s*$/.test(text) }
}

function parseIcmpMessage(text: string, version: 4 | 6): PrintedIcmp | undefined {
  const icmp = parseIcmp(text, version)
  return icmp && { ...icmp, quoted: quotedPacket(text) }
}

/** With `-v` the beginning of the packet that an ICMP error quotes is printed behind it. */
function quotedPacket(text: string): TextPacket | undefined {
  const at = text.search(/\sIP6? \(/)
  const [ends] = at < 0 ? [] : allEnds(text.slice(at))
  return ends && { header: parseHeader(ends), segment: parseSegment(ends.behind, []) }
}

/** The two ends of an IP header, with what is printed before and behind them. */
interface Ends {
  readonly source: string
  readonly destination: string
  /** What `-v` prints of the header, in parentheses. */
  readonly verbose: string
  readonly isIpv6: boolean
  readonly behind: string
}

/** Everything of the form `(…) a > b: `, from the outermost header to the innermost. */
function allEnds(text: string): Ends[] {
  const found: Ends[] = []
  for (
    let arrow = text.indexOf(' > ');
    arrow >= 0 && found.length < MAX_HEADERS;
    arrow = text.indexOf(' > ', arrow + 3)
  ) {
    const space = text.indexOf(' ', arrow + 3)
    const end = space < 0 ? text.length : space
    // With -e there are two MAC addresses first, which have a comma behind them.
    if (text[end - 1] !== ':') continue
    const start = text.lastIndexOf(' ', arrow - 1) + 1
    const source = text.slice(start, arrow)
    const destination = text.slice(arrow + 3, end - 1)
    found.push({ source, destination, ...before(text.slice(0, start).trimEnd()), behind: text.slice(end).trimStart() })
  }
  return found
}

function before(text: string): { verbose: string; isIpv6: boolean } {
  const open = Math.max(...['(tos ', '(class ', '(flowlabel ', '(hlim '].map((start) => text.lastIndexOf(start)))
  const verbose = text.endsWith(')') && open >= 0 ? text.slice(open + 1, -1) : ''
  return { verbose, isIpv6: /(?:\bIP6|ethertype IPv6[^:]{0,30}:)$/.test(text) || verbose.includes('next-header') }
}

function parseHeader({ source, destination, verbose, isIpv6 }: Ends): PrintedHeader {
  const flags = /flags \[([^\]]*)\]/.exec(verbose)?.[1]
  return {
    version: isIpv6 || source.includes(':') || destination.includes(':') ? 6 : 4,
    source,
    destination,
    hopLimit: decimal(/(?:ttl|hlim) (\d+)/, verbose) & 255,
    trafficClass: hexadecimal(/(?:tos|class) 0x([\da-f]+)/, verbose) & 255,
    flowLabel: hexadecimal(/flowlabel 0x([\da-f]+)/, verbose) & 0xfffff,
    id: decimal(/\bid (\d+)/, verbose) & 0xffff,
    // Where it was not printed, what nearly all of TCP has: DF, which also makes the ID meaningless (RFC 6864 §4.1).
    dontFragment: flags === undefined || flags.includes('DF'),
    moreFragments: flags?.includes('+') ?? false,
    fragmentOffset: decimal(/offset (\d+)/, verbose) & 0xfff8,
  }
}

const decimal = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1] ?? 0)

const hexadecimal = (pattern: RegExp, text: string): number => Number.parseInt(pattern.exec(text)?.[1] ?? '0', 16)
