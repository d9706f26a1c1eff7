/**
 * Echo request and reply, by whatever this machine allows: a ping socket (net.ipv4.ping_group_range), a raw socket
 * (CAP_NET_RAW), or the program `ping`, which has the right by itself.
 */

import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { foldSum, sumWords } from '../../core/wire/checksum.js'
import type { PingOptions, PingReply } from '../network.js'
import { icmpEventOf } from './icmp-error.js'
import {
  AddressFamily,
  type Linux,
  type Message,
  Option,
  Protocol,
  type Socket,
  SocketType,
  SystemError,
} from './linux.js'
import { familyOf, internetAddress, readInternetAddress } from './sockaddr.js'

const POLL_MS = 2
const ECHO_REQUEST = { 4: 8, 6: 128 } as const
const ECHO_REPLY = { 4: 0, 6: 129 } as const
const HEADER_LENGTH = 8

/** This machine allows one of the three. */
export function mayPing(linux: Linux): boolean {
  const opened = openSocket(linux, 4)
  opened?.socket.close()
  return opened !== undefined || hasPingProgram()
}

export const hasPingProgram = (): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => isProgram(join(folder, 'ping')))

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Waits for one answer. Nothing when none came, or when this machine may not ask. */
export async function ping(linux: Linux, address: string, options: PingOptions): Promise<PingReply | undefined> {
  const opened = openSocket(linux, familyOf(address))
  if (!opened) return pingByProgram(address, options)
  try {
    return await new Echo(opened.socket, opened.raw, address, options).run()
  } finally {
    opened.socket.close()
  }
}

function openSocket(linux: Linux, family: 4 | 6): { socket: Socket; raw: boolean } | undefined {
  for (const type of [SocketType.datagram, SocketType.raw]) {
    try {
      const protocol = family === 4 ? Protocol.icmp : Protocol.icmpv6
      const socket = linux.socket(family === 4 ? AddressFamily.ipv4 : AddressFamily.ipv6, type, protocol)
      return { socket, raw: type === SocketType.raw }
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  }
  return undefined
}

/** One request on a socket of its own. */
class Echo {
  private readonly family: 4 | 6
  private readonly id = process.pid & 0xffff

  constructor(
    private readonly socket: Socket,
    /** A raw socket hears every ICMP message, and IPv4 ones with their IP header. */
    private readonly raw: boolean,
    private readonly address: string,
    private readonly options: PingOptions,
  ) {
    this.family = familyOf(address)
  }

  async run(): Promise<PingReply | undefined> {
    const started = performance.now()
    const { timeoutSeconds, signal } = this.options
    if (!this.request()) return undefined
    while (performance.now() - started < timeoutSeconds * 1000) {
      if (signal?.aborted) throw signal.reason
      const answer = this.hear()
      if (answer) return { ...answer, seconds: (performance.now() - started) / 1000 }
      await setTimeout(POLL_MS)
    }
    return undefined
  }

  /** False when the system does not let it out. */
  private request(): boolean {
    const isIpv4 = this.family === 4
    const { hopLimit } = this.options
    try {
      this.socket.set(isIpv4 ? Option.ipReceiveTtl : Option.ipv6ReceiveHopLimit, 1)
      this.socket.set(isIpv4 ? Option.ipReceiveErrors : Option.ipv6ReceiveErrors, 1)
      if (hopLimit !== undefined) this.socket.set(isIpv4 ? Option.ipTtl : Option.ipv6UnicastHops, hopLimit)
      this.socket.sendTo(echoRequest(ECHO_REQUEST[this.family], this.id), internetAddress(this.address, 0))
      return true
    } catch (error) {
      if (error instanceof SystemError) return false
      throw error
    }
  }

  private hear(): Omit<PingReply, 'seconds'> | undefined {
    const error = this.takeError()
    if (error) return error
    for (let message = this.receive(); message; message = this.receive()) {
      if (this.isReply(message)) return { kind: 'reply', from: this.address, hopLimit: hopLimitOf(message) }
    }
    return undefined
  }

  private takeError(): Omit<PingReply, 'seconds'> | undefined {
    const message = this.socket.receiveError()
    if (!message) return undefined
    const event = icmpEventOf(message)
    if (event?.type !== 'time-exceeded' || !event.from) return undefined
    return { kind: 'time-exceeded', from: event.from, hopLimit: hopLimitOf(message) }
  }

  /** An error that is pending was read from the error queue before. */
  private receive(): Message | undefined {
    try {
      return this.socket.receive()
    } catch (error) {
      if (error instanceof SystemError) return undefined
      throw error
    }
  }

  private isReply({ data, name }: Message): boolean {
    const from = readInternetAddress(name)?.address
    const at = this.raw && this.family === 4 ? (data[0] & 15) * 4 : 0
    if (from !== this.address || data.length < at + HEADER_LENGTH) return false
    // A ping socket has its own id, and gets nothing else.
    const id = (data[at + 4] << 8) | data[at + 5]
    return data[at] === ECHO_REPLY[this.family] && (!this.raw || id === this.id)
  }
}

/** Type, code, checksum, id, sequence number (RFC 792, RFC 4443 §4.1). The kernel writes ICMPv6 checksums, raw IPv4 needs ours. */
function echoRequest(type: number, id: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_LENGTH + 16)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, type)
  view.setUint16(4, id)
  view.setUint16(6, 1)
  view.setUint16(2, ~foldSum(sumWords(view, 0, bytes.length)) & 0xffff)
  return bytes
}

/** IP_TTL and IPV6_HOPLIMIT, an int each. */
function hopLimitOf({ control }: Message): number | undefined {
  const found = control.find(({ level, type }) => (level === 0 && type === 2) || (level === 41 && type === 52))
  return found?.data[0]
}

export function pingByProgram(
  address: string,
  { hopLimit, timeoutSeconds }: PingOptions,
): Promise<PingReply | undefined> {
  const limit = hopLimit === undefined ? [] : ['-t', `${hopLimit}`]
  const seconds = Math.max(1, Math.ceil(timeoutSeconds))
  const args = ['-n', '-c', '1', '-W', `${seconds}`, ...limit, address]
  const env = { ...process.env, LC_ALL: 'C' }
  return new Promise((resolve) => {
    execFile('ping', args, { env, timeout: (seconds + 1) * 1000 }, (_error, output) => resolve(readPing(output)))
  })
}

/** What iputils and BusyBox print. */
export function readPing(output: string): PingReply | undefined {
  const reply = /bytes from ([\da-f.:]+?):? .*ttl=(\d+) time=([\d.]+) ms/i.exec(output)
  if (reply) return { kind: 'reply', from: reply[1], hopLimit: Number(reply[2]), seconds: Number(reply[3]) / 1000 }
  const exceeded = /From ([\da-f.:]+).*(?:Time to live exceeded|Hop limit)/i.exec(output)
  return exceeded ? { kind: 'time-exceeded', from: exceeded[1], seconds: 0 } : undefined
}
