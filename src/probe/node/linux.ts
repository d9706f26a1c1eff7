/**
 * The system calls that Node does not offer, through koffi: sockets whose hop limit, error queue and minimum hop limit
 * can be reached, and packet sockets. The only file that knows numbers of Linux; nothing here decides anything.
 *
 * Numbers and layouts are those of include/uapi/asm-generic and of 64-bit kernels, which x64, arm64, riscv64 and
 * loong64 share. Elsewhere `loadLinux` gives nothing, and so it does where koffi is not installed.
 */
import { constants } from 'node:os'

export const AddressFamily = { ipv4: 2, ipv6: 10, packet: 17 } as const
export const SocketType = { stream: 1, datagram: 2, raw: 3 } as const
export const Protocol = { ip: 0, icmp: 1, tcp: 6, icmpv6: 58 } as const

/** Option numbers, with the level each belongs to. */
export const Option = {
  reuseAddress: [1, 2],
  error: [1, 4],
  receiveBuffer: [1, 8],
  linger: [1, 13],
  attachFilter: [1, 26],
  ipTos: [0, 1],
  ipTtl: [0, 2],
  ipReceiveErrors: [0, 11],
  ipReceiveTtl: [0, 12],
  ipMinTtl: [0, 21],
  ipv6UnicastHops: [41, 16],
  ipv6ReceiveErrors: [41, 25],
  ipv6ReceiveHopLimit: [41, 51],
  ipv6TrafficClass: [41, 67],
  ipv6MinHopCount: [41, 73],
  tcpNoDelay: [6, 1],
  /** struct tcp_info, which begins with the octet of the state. */
  tcpInfo: [6, 11],
  /** Longest pause between two retransmissions, milliseconds; since Linux 6.15. */
  tcpMaxRetransmitPause: [6, 44],
} as const satisfies Record<string, readonly [level: number, name: number]>

type OptionNumber = (typeof Option)[keyof typeof Option]

const EAGAIN = 11
const MSG_DONTWAIT = 0x40
const MSG_NOSIGNAL = 0x4000
const MSG_ERRQUEUE = 0x2000
const SOCK_NONBLOCK = 0o4000
const SOCK_CLOEXEC = 0o2000000
const SUPPORTED = ['x64', 'arm64', 'riscv64', 'loong64']

/** A call failed. `code` is the errno's name: EPERM, EHOSTUNREACH, … */
export class SystemError extends Error {
  constructor(
    readonly call: string,
    readonly code: string,
  ) {
    super(`${call}: ${code}`)
    this.name = 'SystemError'
  }
}

const ERROR_NAMES = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]))

/** EAGAIN and EWOULDBLOCK are one number. */
const errorName = (number: number): string => (number === EAGAIN ? 'EAGAIN' : (ERROR_NAMES.get(number) ?? `${number}`))

/** A message with what came beside it. */
export interface Message {
  data: Uint8Array
  /** Sender, as a sockaddr; empty where the socket gives none. */
  name: Uint8Array
  control: readonly ControlMessage[]
}

interface ControlMessage {
  level: number
  type: number
  data: Uint8Array
}

/** The functions of libc that are called. Buffers are passed by address and changed in place. */
interface Libc {
  socket(family: number, type: number, protocol: number): number
  bind(fd: number, address: Uint8Array, length: number): number
  connect(fd: number, address: Uint8Array, length: number): number
  getsockname(fd: number, address: Uint8Array, length: Uint32Array): number
  setsockopt(fd: number, level: number, name: number, value: Uint8Array, length: number): number
  getsockopt(fd: number, level: number, name: number, value: Uint8Array, length: Uint32Array): number
  send(fd: number, bytes: Uint8Array, length: number, flags: number): number
  sendto(fd: number, bytes: Uint8Array, length: number, flags: number, address: Uint8Array, size: number): number
  recvmsg(fd: number, header: Uint8Array, flags: number): number
  shutdown(fd: number, how: number): number
  close(fd: number): number
}

const DECLARATIONS: Readonly<Record<keyof Libc, string>> = {
  socket: 'int socket(int, int, int)',
  bind: 'int bind(int, void *, unsigned int)',
  connect: 'int connect(int, void *, unsigned int)',
  getsockname: 'int getsockname(int, void *, void *)',
  setsockopt: 'int setsockopt(int, int, int, void *, unsigned int)',
  getsockopt: 'int getsockopt(int, int, int, void *, void *)',
  send: 'long send(int, void *, size_t, int)',
  sendto: 'long sendto(int, void *, size_t, int, void *, unsigned int)',
  recvmsg: 'long recvmsg(int, void *, int)',
  shutdown: 'int shutdown(int, int)',
  close: 'int close(int)',
}

/** The system is one whose numbers these are. */
export const isSupported = (): boolean => process.platform === 'linux' && SUPPORTED.includes(process.arch)

/** Nothing where koffi is not installed or the system is another one. */
export async function loadLinux(): Promise<Linux | undefined> {
  if (!isSupported()) return undefined
  try {
    const { default: koffi } = await import('koffi')
    const library = koffi.load(null)
    const entries = Object.entries(DECLARATIONS).map(([name, declaration]) => [name, library.func(declaration)])
    return new Linux(Object.fromEntries(entries) as Libc, koffi.errno, koffi.address)
  } catch {
    return undefined
  }
}

export class Linux {
  /** One for all: calls do not overlap. */
  readonly parts: MessageParts

  constructor(
    private readonly libc: Libc,
    private readonly errno: () => number,
    readonly pointer: (buffer: Uint8Array) => bigint,
  ) {
    this.parts = new MessageParts(pointer)
  }

  /** A socket that never blocks. @throws SystemError */
  socket(family: number, type: number, protocol: number): Socket {
    const fd = this.checked('socket', this.libc.socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol))
    return new Socket(this, fd)
  }

  /** Calls a function of libc on a descriptor. @throws SystemError when it answers with a negative number */
  call<K extends keyof Libc>(name: K, ...args: Parameters<Libc[K]>): number {
    const run = this.libc[name] as (...args: Parameters<Libc[K]>) => number
    return this.checked(name, Number(run(...args)))
  }

  private checked(call: string, result: number): number {
    if (result < 0) throw new SystemError(call, errorName(this.errno()))
    return result
  }
}

/** One descriptor. Its methods throw SystemError, except where they say otherwise. */
export class Socket {
  private open = true

  constructor(
    private readonly linux: Linux,
    readonly fd: number,
  ) {}

  bind(address: Uint8Array): void {
    this.linux.call('bind', this.fd, address, address.length)
  }

  /** EINPROGRESS is how a connection begins, and no error. */
  connect(address: Uint8Array): void {
    unless(['EINPROGRESS'], () => this.linux.call('connect', this.fd, address, address.length))
  }

  /** The own address, as a sockaddr. */
  name(): Uint8Array {
    const name = new Uint8Array(128)
    const length = new Uint32Array([name.length])
    this.linux.call('getsockname', this.fd, name, length)
    return name.subarray(0, length[0])
  }

  set([level, name]: OptionNumber, value: number | Uint8Array): void {
    const bytes = typeof value === 'number' ? new Uint8Array(new Int32Array([value]).buffer) : value
    this.linux.call('setsockopt', this.fd, level, name, bytes, bytes.length)
  }

  get([level, name]: OptionNumber): number {
    const value = new Int32Array(1)
    this.linux.call('getsockopt', this.fd, level, name, new Uint8Array(value.buffer), new Uint32Array([4]))
    return value[0]
  }

  /** The pending error, which is cleared by being asked for: its errno's name, or nothing. */
  takeError(): string | undefined {
    const error = this.get(Option.error)
    return error === 0 ? undefined : errorName(error)
  }

  /** How many bytes the system took; 0 when it can take none now. */
  send(bytes: Uint8Array): number {
    return unless(['EAGAIN'], () => this.linux.call('send', this.fd, bytes, bytes.length, MSG_NOSIGNAL)) ?? 0
  }

  sendTo(bytes: Uint8Array, address: Uint8Array): void {
    this.linux.call('sendto', this.fd, bytes, bytes.length, MSG_NOSIGNAL, address, address.length)
  }

  /** The next message, or nothing when none is there. A stream that ended gives one without data. */
  receive(): Message | undefined {
    return this.receiveMessage(MSG_DONTWAIT)
  }

  /** The next entry of the error queue, or nothing. */
  receiveError(): Message | undefined {
    return this.receiveMessage(MSG_DONTWAIT | MSG_ERRQUEUE)
  }

  private receiveMessage(flags: number): Message | undefined {
    const { parts } = this.linux
    const length = unless(['EAGAIN'], () => this.linux.call('recvmsg', this.fd, parts.emptyHeader(), flags))
    return length === undefined ? undefined : parts.message(length)
  }

  /** Ends the own direction. Not connected any more is no error: there is nothing left to end. */
  finish(): void {
    unless(['ENOTCONN'], () => this.linux.call('shutdown', this.fd, 1))
  }

  /** Closes with a reset instead of a FIN (SO_LINGER 0), so that nothing is retransmitted afterwards. Never throws. */
  abort(): void {
    if (this.open) ignoreErrors(() => this.set(Option.linger, new Uint8Array(new Int32Array([1, 0]).buffer)))
    this.close()
  }

  /** May be repeated, and never throws. */
  close(): void {
    if (!this.open) return
    this.open = false
    ignoreErrors(() => this.linux.call('close', this.fd))
  }
}

/** struct msghdr of 64-bit kernels, and what it points to. */
class MessageParts {
  private readonly header = new Uint8Array(56)
  private readonly view = new DataView(this.header.buffer)
  private readonly name = new Uint8Array(128)
  private readonly data = new Uint8Array(65536)
  private readonly control = new Uint8Array(1024)
  private readonly vector = new Uint8Array(16)

  constructor(pointer: (buffer: Uint8Array) => bigint) {
    const vector = new DataView(this.vector.buffer)
    vector.setBigUint64(0, pointer(this.data), LITTLE)
    vector.setBigUint64(8, BigInt(this.data.length), LITTLE)
    this.view.setBigUint64(0, pointer(this.name), LITTLE)
    this.view.setBigUint64(16, pointer(this.vector), LITTLE)
    this.view.setBigUint64(24, 1n, LITTLE)
    this.view.setBigUint64(32, pointer(this.control), LITTLE)
  }

  /** With the lengths as they are before a call, which overwrites them. */
  emptyHeader(): Uint8Array {
    this.view.setUint32(8, this.name.length, LITTLE)
    this.view.setBigUint64(40, BigInt(this.control.length), LITTLE)
    return this.header
  }

  message(length: number): Message {
    const controlLength = Number(this.view.getBigUint64(40, LITTLE))
    return {
      data: this.data.slice(0, length),
      name: this.name.slice(0, this.view.getUint32(8, LITTLE)),
      control: [...controlMessages(this.control.subarray(0, controlLength))],
    }
  }
}

/** All of the machines that `SUPPORTED` names are little-endian under Linux. */
const LITTLE = true
const CONTROL_HEADER = 16

/** struct cmsghdr: length with the header (8 octets), level, type, data; padded to eight octets. */
function* controlMessages(bytes: Uint8Array): Generator<ControlMessage> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at + CONTROL_HEADER <= bytes.length; ) {
    const length = Number(view.getBigUint64(at, LITTLE))
    if (length < CONTROL_HEADER || at + length > bytes.length) return
    const data = bytes.slice(at + CONTROL_HEADER, at + length)
    yield { level: view.getInt32(at + 8, LITTLE), type: view.getInt32(at + 12, LITTLE), data }
    at += (length + 7) & ~7
  }
}

/** Nothing when the action failed with one of the errors that were to be expected. */
function unless<T>(codes: readonly string[], action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (error instanceof SystemError && codes.includes(error.code)) return undefined
    throw error
  }
}

function ignoreErrors(action: () => void): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
  }
}
