import type { TextPacket } from './packet.js'

/** An ICMP message as it was printed. */
export interface PrintedIcmp {
  readonly type: number
  readonly code: number
  /** Identifier and sequence number of an echo; the MTU, of a packet that is too big. */
  readonly id: number
  readonly sequence: number
  /** Bytes of the message, as printed; 0 when not. */
  readonly length: number
  /** The end of the quoted packet that the message names: `… tcp port 80 unreachable`. */
  readonly about: { readonly address: string; readonly port: number } | undefined
  /** The beginning of the packet that it is about, with `-v`. */
  readonly quoted?: TextPacket
}

/** An IP packet has 65535 bytes, its header among them. */
const MAX_LENGTH = 65_535 - 40

interface Kind {
  readonly printed: RegExp
  readonly type: number
  readonly code: number
}

/** RFC 792 and RFC 1812 §5.2.7.1; the more special before the more general. */
const ICMP: readonly Kind[] = [
  { printed: /^ICMP echo reply/, type: 0, code: 0 },
  { printed: /^ICMP echo request/, type: 8, code: 0 },
  { printed: /^ICMP time exceeded in-transit/, type: 11, code: 0 },
  { printed: /^ICMP \S+ unreachable - need to frag/, type: 3, code: 4 },
  { printed: /^ICMP net \S+ unreachable - admin prohibited/, type: 3, code: 9 },
  { printed: /^ICMP host \S+ unreachable - admin prohibited filter/, type: 3, code: 13 },
  { printed: /^ICMP host \S+ unreachable - admin prohibited/, type: 3, code: 10 },
  { printed: /^ICMP \S+ (?:tcp|udp) port \S+ unreachable/, type: 3, code: 3 },
  { printed: /^ICMP \S+ protocol \S+ (?:port \S+ )?unreachable/, type: 3, code: 2 },
  { printed: /^ICMP host \S+ unreachable/, type: 3, code: 1 },
  { printed: /^ICMP net \S+ unreachable/, type: 3, code: 0 },
]

/** RFC 4443 §3 and 4. */
const ICMPV6: readonly Kind[] = [
  { printed: /^ICMP6, echo request/, type: 128, code: 0 },
  { printed: /^ICMP6, echo reply/, type: 129, code: 0 },
  { printed: /^ICMP6, packet too big/, type: 2, code: 0 },
  { printed: /^ICMP6, time exceeded in-transit/, type: 3, code: 0 },
  { printed: /^ICMP6, destination unreachable, unreachable route/, type: 1, code: 0 },
  { printed: /^ICMP6, destination unreachable, unreachable prohibited/, type: 1, code: 1 },
  { printed: /^ICMP6, destination unreachable, unreachable address/, type: 1, code: 3 },
  { printed: /^ICMP6, destination unreachable, unreachable port/, type: 1, code: 4 },
]

/** Whether what follows the addresses is an ICMP message of any kind. */
export const isIcmp = (text: string): boolean => /^(?:\[[^\]]*\] )?ICMP6?[, ]/.test(text)

/** Reads what follows the addresses of an ICMP packet. Kinds other than those above are not taken apart. */
export function parseIcmp(text: string, version: 4 | 6): PrintedIcmp | undefined {
  const printed = text.replace(/^\[[^\]]*\] /, '')
  const kind = (version === 4 ? ICMP : ICMPV6).find((one) => one.printed.test(printed))
  if (!kind) return undefined
  const about = /(?:ICMP6, destination unreachable, unreachable port, |ICMP )(\S+) tcp port (\d+)/.exec(printed)
  return {
    type: kind.type,
    code: kind.code,
    id: Number(/, id (\d+)/.exec(printed)?.[1] ?? 0) & 0xffff,
    sequence: Number(/(?:, seq |\(mtu |, mtu )(\d+)/.exec(printed)?.[1] ?? 0) & 0xffff,
    length: Math.min(Number(/, length (\d{1,5})/.exec(printed)?.[1] ?? 0), MAX_LENGTH),
    about: about ? { address: about[1], port: Number(about[2]) & 0xffff } : undefined,
  }
}
