/**
 * A likeness of TLS, for simulated paths: a real ClientHello, behind it records with the right headers around contents
 * that are no cryptography. Devices see what they would see of the real thing.
 */

import { latin1Text } from '../../core/wire/octets.js'
import { readClientHello, readTlsRecordType } from '../../core/wire/tls-hello.js'
import { concat, latin1 } from '../bytes.js'
import type { TlsLayer, TlsSession, TlsState, TlsStep } from '../tls.js'
import { NO_BYTES } from './packet.js'

const ALERT = 21
const HANDSHAKE = 22
const DATA = 23
const HEADER = 5
/** RFC 8446 §6.2 and RFC 6066 §3. */
const UNRECOGNIZED_NAME = 112

export const toyTls: TlsLayer = { open: ({ serverName }) => new ToySession(serverName) }

class ToySession implements TlsSession {
  buffer: Uint8Array = NO_BYTES
  private state: TlsState = { is: 'hello' }

  constructor(private readonly serverName: string | undefined) {}

  async start(): Promise<Uint8Array> {
    return toyClientHello(this.serverName)
  }

  async receive(bytes: Uint8Array): Promise<TlsStep> {
    this.buffer = concat(this.buffer, bytes)
    const received: Uint8Array[] = []
    for (let one = takeRecord(this); one !== undefined; one = takeRecord(this)) {
      if (one.type === DATA) received.push(scramble(one.body))
      else this.state = this.stateAfter(one)
    }
    if (this.buffer.length >= HEADER && readTlsRecordType(this.buffer) === undefined) {
      this.state = { is: 'other-protocol' }
    }
    return { send: NO_BYTES, received: concat(...received), state: this.state }
  }

  async write(plain: Uint8Array): Promise<Uint8Array> {
    return toyData(plain)
  }

  close(): void {}

  private stateAfter({ type, body }: ToyRecord): TlsState {
    if (type === ALERT)
      return { is: 'alert', alert: body[1] === UNRECOGNIZED_NAME ? 'unrecognized_name' : String(body[1]) }
    const subject = latin1Text(body.subarray(4))
    const matchesName = subject === (this.serverName ?? subject)
    return { is: 'open', certificate: { subject, issuer: 'Simulated CA', matchesName, fingerprint: subject } }
  }
}

interface ToyRecord {
  type: number
  body: Uint8Array
}

/** Takes the first whole record from the buffer. */
export function takeRecord(holder: { buffer: Uint8Array }): ToyRecord | undefined {
  const bytes = holder.buffer
  const type = readTlsRecordType(bytes)
  const end = HEADER + ((bytes[3] << 8) | bytes[4])
  if (type === undefined || bytes.length < end) return undefined
  holder.buffer = bytes.subarray(end)
  return { type, body: bytes.subarray(HEADER, end) }
}

/** The name in a ClientHello; '' when it asks for none, undefined while it is not whole. */
export function nameAskedFor(bytes: Uint8Array): string | undefined {
  const hello = readClientHello(bytes)
  return hello?.complete ? (hello.serverName ?? '') : undefined
}

export const toyServerHello = (certificateName: string): Uint8Array => handshake(2, latin1(certificateName))
export const toyData = (plain: Uint8Array): Uint8Array => record(DATA, scramble(plain))
export const toyAlert = (): Uint8Array => record(ALERT, Uint8Array.of(2, UNRECOGNIZED_NAME))

/** Its own inverse, and enough to hide words from whoever reads the wire. */
export const scramble = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xa5)

/** RFC 8446 §4.1.2 with one cipher suite and two extensions. */
export function toyClientHello(serverName: string | undefined): Uint8Array {
  const name = serverName === undefined ? NO_BYTES : nameExtension(latin1(serverName))
  const versions = Uint8Array.of(0, 43, 0, 3, 2, 3, 4)
  const extensions = concat(name, versions)
  const fixed = concat(Uint8Array.of(3, 3), new Uint8Array(32).fill(7), Uint8Array.of(0, 0, 2, 0x13, 0x01, 1, 0))
  return handshake(1, concat(fixed, uint16(extensions.length), extensions))
}

/** RFC 6066 §3. */
function nameExtension(name: Uint8Array): Uint8Array {
  const list = concat(Uint8Array.of(0), uint16(name.length), name)
  return concat(uint16(0), uint16(list.length + 2), uint16(list.length), list)
}

const handshake = (type: number, body: Uint8Array): Uint8Array =>
  record(HANDSHAKE, concat(Uint8Array.of(type, 0), uint16(body.length), body))

const record = (type: number, body: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(type, 3, 3), uint16(body.length), body)

const uint16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff)
