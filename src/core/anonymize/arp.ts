import { blank } from './blank.js'
import type { Pseudonyms } from './pseudonyms.js'

/*
 * ARP for IPv4 over Ethernet (RFC 826):
 *
 *   0          2          4    5    6       8            14          18           24          28
 *   +----------+----------+----+----+-------+------------+-----------+------------+-----------+
 *   | hardware | protocol | 6  | 4  | code  | sender MAC | sender IP | target MAC | target IP |
 *   +----------+----------+----+----+-------+------------+-----------+------------+-----------+
 */
const LENGTHS = 4
const ETHERNET_AND_IPV4 = 0x0604
const FIXED = 8
const SENDER_MAC = 8
const SENDER_IP = 14
const TARGET_MAC = 18
const TARGET_IP = 24
const ARP_LENGTH = 28

/** Rewrites the message in `[at, end)`. One that is cut short, or about other addresses, keeps what it is about only. */
export function rewriteArp(view: DataView, at: number, end: number, { macs, addresses }: Pseudonyms): void {
  if (end - at < ARP_LENGTH || view.getUint16(at + LENGTHS) !== ETHERNET_AND_IPV4) {
    blank(view, at + FIXED, end)
    return
  }
  macs.replace(view, at + SENDER_MAC)
  addresses.replace(view, at + SENDER_IP, 4)
  macs.replace(view, at + TARGET_MAC)
  addresses.replace(view, at + TARGET_IP, 4)
  blank(view, at + ARP_LENGTH, end)
}
