/** ICMP errors as the kernel's error queue tells them (ip(7), IP_RECVERR). */
import type { IcmpEvent } from '../network.js'
import { type Message, Option } from './linux.js'
import { readInternetAddress } from './sockaddr.js'

/** struct sock_extended_err (linux/errqueue.h): errno (4), origin (1), type (1), code (1); behind it, the offender. */
const EXTENDED_ERROR = { origin: 4, type: 5, code: 6, offender: 16 } as const
const Origin = { icmp: 2, icmp6: 3 } as const

/** Undefined when it is not ICMP that the entry tells of. */
export function icmpEventOf({ control }: Message): IcmpEvent | undefined {
  const entry = control.find(
    ({ level, type }) =>
      (level === Option.ipReceiveErrors[0] && type === Option.ipReceiveErrors[1]) ||
      (level === Option.ipv6ReceiveErrors[0] && type === Option.ipv6ReceiveErrors[1]),
  )
  const data = entry?.data
  if (!data || data.length < EXTENDED_ERROR.offender) return undefined
  const origin = data[EXTENDED_ERROR.origin]
  if (origin !== Origin.icmp && origin !== Origin.icmp6) return undefined
  const from = readInternetAddress(data.subarray(EXTENDED_ERROR.offender))?.address
  return {
    kind: 'icmp',
    type: icmpType(origin === Origin.icmp, data[EXTENDED_ERROR.type], data[EXTENDED_ERROR.code]),
    from,
  }
}

/** RFC 792 and 1812 §5.2.7.1; RFC 4443 §3.1 and 3.3. */
function icmpType(isIpv4: boolean, type: number, code: number): IcmpEvent['type'] {
  if (type === (isIpv4 ? 11 : 3)) return 'time-exceeded'
  return (isIpv4 ? [9, 10, 13] : [1, 5, 6]).includes(code) ? 'prohibited' : 'unreachable'
}
