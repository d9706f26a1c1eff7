/** The network through sockets of our own on Linux: it can do what `locate` needs, most of it without privileges. */
import { readFileSync } from 'node:fs'
import { addressBytes } from '../../core/capture/address.js'
import { formatAddress } from '../../core/wire/address.js'
import { EtherType } from '../../core/wire/ether-type.js'
import type { Abilities, Connection, ConnectOptions, PingOptions, PingReply } from '../network.js'
import { AddressFamily, type Linux, loadLinux, SocketType, SystemError } from './linux.js'
import { LinuxConnection } from './linux-connection.js'
import { SocketNetwork } from './network.js'
import { mayPing, ping } from './ping.js'
import { packetAddress } from './sockaddr.js'

/** Nothing where the system calls cannot be reached: another system, or koffi is not installed. */
export async function openLinuxNetwork(): Promise<LinuxNetwork | undefined> {
  const linux = await loadLinux()
  return linux && new LinuxNetwork(linux)
}

export class LinuxNetwork extends SocketNetwork {
  override readonly abilities: Abilities
  private readonly open = new Set<LinuxConnection>()

  constructor(private readonly linux: Linux) {
    super()
    const taps = mayTap(linux)
    this.abilities = {
      setsHopLimit: true,
      icmpForSyn: 'address',
      icmpForData: taps ? 'address' : 'occurrence',
      seesPackets: taps,
      filtersHopLimit: true,
      choosesSourcePort: true,
      setsDscp: true,
      ping: mayPing(linux),
    }
  }

  ping(address: string, options: PingOptions): Promise<PingReply | undefined> {
    return ping(this.linux, canonical(address), options)
  }

  override connect(options: ConnectOptions): Connection {
    const context = {
      linux: this.linux,
      now: () => this.now(),
      taps: this.abilities.seesPackets,
      closed: (connection: LinuxConnection) => void this.open.delete(connection),
    }
    const connection = new LinuxConnection(context, { ...options, address: canonical(options.address) })
    this.open.add(connection)
    return connection
  }

  /** Icmp InTimeExcds and Icmp6InTimeExcds of the network namespace (RFC 2011, RFC 4293). */
  timeExceededCount(): number {
    return ipv4TimeExceeded() + ipv6TimeExceeded()
  }

  /** Gives up whatever is still open. */
  close(): void {
    for (const connection of this.open) connection.abort()
  }
}

/** The address as the core writes it, so that what a tap sees can be compared. */
function canonical(address: string): string {
  const bytes = addressBytes(address)
  return bytes ? formatAddress(new DataView(bytes.buffer), 0, bytes.length === 4 ? 4 : 6) : address
}

/** CAP_NET_RAW is asked for by trying. */
function mayTap(linux: Linux): boolean {
  try {
    const socket = linux.socket(AddressFamily.packet, SocketType.datagram, 0)
    try {
      socket.bind(packetAddress(EtherType.ipv4))
      return true
    } finally {
      socket.close()
    }
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

function ipv4TimeExceeded(): number {
  const [names = '', values = ''] = linesOf('/proc/self/net/snmp').filter((line) => line.startsWith('Icmp: '))
  return Number(values.split(' ')[names.split(' ').indexOf('InTimeExcds')] ?? 0)
}

function ipv6TimeExceeded(): number {
  const line = linesOf('/proc/self/net/snmp6').find((one) => one.startsWith('Icmp6InTimeExcds'))
  return Number(line?.split(/\s+/)[1] ?? 0)
}

/** A kernel without IPv6, or a /proc that is hidden, counts nothing. */
function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}
