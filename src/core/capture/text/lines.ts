/** One packet as tcpdump printed it: its time stamp, and its lines without it. */
export interface PrintedPacket {
  /** Empty when the text has none (`tcpdump -t`). */
  readonly stamp: string
  /** The first line behind its time stamp, and those that follow it; hex dumps are left out. */
  readonly lines: readonly string[]
}

/** Lines of one packet that are kept, and their length: more than any verbose packet has. */
const MAX_LINES = 100
const MAX_LINE_LENGTH = 4000

/** Of `-tttt`, of no option, `-ttt` or `-ttttt`, and of `-tt`; six digits, nine, or more for a broken time. */
const FRACTION = String.raw`\.\d{6,10}`
const CLOCK = String.raw`\d\d:\d\d:\d\d`
const STAMP = `(?:\\d{4}-\\d\\d-\\d\\d ${CLOCK}|-?${CLOCK}|\\d{1,11})${FRACTION}`
const MAC = '(?:[\\da-f]{2}:){5}[\\da-f]{2}'
/** On the interface "any" the name of the interface and the packet's direction come first. */
const CAPTURED_AT = String.raw`(?:(?:[\w.@-]+\s+)?(?:In|Out|B|M|P|\?)\s+)?`
/** What tcpdump begins a packet with, other lines with a time (of strace, of a log) not; `-e` prints the link layer. */
const PROTOCOLS =
  'IP6? |ip: |AF IPv|ARP|RARP|STP|LLDP|LLC|CDPv|UDLDv|MPLS|PPPoE|EAPOL|EAP |IS-IS|IPX |AoE |MACsec|Loopback'
const PROTOCOL = `(?:${PROTOCOLS}|802\\.|E?DSA |ethertype |ifindex |${MAC}|\\[\\|)`

/** `-#` numbers the packets. */
const STAMPED = new RegExp(`^\\s*(?:\\d+\\s+)?(${STAMP})\\s+(?=${CAPTURED_AT}${PROTOCOL})`)
const UNSTAMPED = new RegExp(
  `^(\\s*)(?=${CAPTURED_AT}(?:IP6? (?:\\(|truncated-ip|\\S+ > )|ARP, |ip: |AF IPv|${MAC} (?:> |ethertype )))`,
)
/** Quoting of mails and tickets. */
const QUOTED = /^(?:\s*[>|]\s?)+/
const HEX_DUMP = /^\s*0x[\da-f]{4}:\s/

/** Finds the packets in a text, in their order. Whatever stands around them is left out. */
export function printedPackets(text: string): PrintedPacket[] {
  const start = hasStamps(text) ? stampedStart : unstampedStart(text)
  const packets: { stamp: string; lines: string[] }[] = []
  for (const line of linesOf(text)) {
    const begun = start(line)
    if (begun) packets.push({ stamp: begun.stamp, lines: [begun.rest] })
    else if (packets.length > 0 && !HEX_DUMP.test(line)) continuePacket(packets[packets.length - 1].lines, line)
  }
  return packets
}

interface Start {
  readonly stamp: string
  readonly rest: string
}

function stampedStart(line: string): Start | undefined {
  const match = STAMPED.exec(line)
  return match ? { stamp: match[1], rest: line.slice(match[0].length) } : undefined
}

/** Without time stamps a packet that ICMP quotes looks like a packet of its own, were it not for its indentation. */
function unstampedStart(text: string): (line: string) => Start | undefined {
  const indentation = firstIndentation(text)
  return (line) => {
    const match = UNSTAMPED.exec(line)
    return match && match[1].length <= indentation ? { stamp: '', rest: line.trimStart() } : undefined
  }
}

function hasStamps(text: string): boolean {
  for (const line of linesOf(text)) if (STAMPED.test(line)) return true
  return false
}

function firstIndentation(text: string): number {
  for (const line of linesOf(text)) {
    const match = UNSTAMPED.exec(line)
    if (match) return match[1].length
  }
  return 0
}

/** The lines of a text that are not empty, without quoting. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const line = text
      .slice(start, Math.min(end, start + MAX_LINE_LENGTH))
      .replace(/\r$/, '')
      .replace(QUOTED, '')
    if (line !== '') yield line
    start = end + 1
  }
}

function continuePacket(lines: string[], line: string): void {
  if (lines.length < MAX_LINES) lines.push(line)
}
