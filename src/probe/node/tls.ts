/**
 * Node's own TLS client over bytes in memory: its ClientHello is that of an ordinary program, and the connection below
 * it stays in our hands.
 */

import { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from 'node:tls'
import { printable } from '../../core/wire/octets.js'
import { readTlsRecordType } from '../../core/wire/tls-hello.js'
import { concat } from '../bytes.js'
import type { Certificate, TlsLayer, TlsSession, TlsState, TlsStep } from '../tls.js'

export const nodeTls: TlsLayer = { open: ({ serverName }) => new Session(serverName) }

class Session implements TlsSession {
  private readonly wire = new Wire()
  private readonly socket: TLSSocket
  private readonly received: Uint8Array[] = []
  private state: TlsState = { is: 'hello' }

  constructor(private readonly serverName: string | undefined) {
    // The certificate is looked at, not trusted: a wrong one is a finding. ALPN as programs that speak HTTP/1.1 offer it.
    this.socket = connect({
      socket: this.wire,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      ...(serverName !== undefined && { servername: serverName }),
    })
    this.socket.on('secureConnect', () => {
      this.state = { is: 'open', certificate: this.certificate() }
    })
    this.socket.on('data', (bytes) => this.received.push(new Uint8Array(bytes)))
    this.socket.on('error', (error) => {
      if (this.state.is === 'hello') this.state = failureOf(error)
    })
  }

  async start(): Promise<Uint8Array> {
    await this.settle()
    return this.wire.taken()
  }

  async receive(bytes: Uint8Array): Promise<TlsStep> {
    if (
      this.state.is === 'hello' &&
      this.wire.isFirst &&
      readTlsRecordType(bytes) === undefined &&
      bytes.length >= RECORD_HEADER
    ) {
      this.state = { is: 'other-protocol' }
    } else {
      this.wire.feed(bytes)
      await this.settle()
    }
    return { send: this.wire.taken(), received: concat(...this.received.splice(0)), state: this.state }
  }

  async write(plain: Uint8Array): Promise<Uint8Array> {
    this.socket.write(plain)
    await this.settle()
    return this.wire.taken()
  }

  close(): void {
    this.socket.destroy()
    this.wire.destroy()
  }

  /** Node passes bytes on in turns of its event loop; when it has been idle for a few of them, it has done all it can. */
  private async settle(): Promise<void> {
    for (let idle = 0; idle < IDLE_TURNS; idle++) {
      const before = this.wire.written + this.received.length
      await setImmediate()
      if (this.wire.written + this.received.length > before) idle = 0
    }
  }

  private certificate(): Certificate | undefined {
    const peer = this.socket.getPeerCertificate()
    if (!peer?.subject) return undefined
    return {
      subject: nameOf(peer.subject),
      issuer: nameOf(peer.issuer),
      matchesName: this.serverName === undefined || checkServerIdentity(this.serverName, peer) === undefined,
      fingerprint: peer.fingerprint256.replaceAll(':', '').toLowerCase(),
    }
  }
}

const IDLE_TURNS = 5
const RECORD_HEADER = 5

/** The common name, or the organisation; without what could steer a terminal. */
function nameOf(subject: PeerCertificate['subject'] | undefined): string {
  const name = subject?.CN ?? subject?.O ?? ''
  return printable(String(name), MAX_NAME)
}

const MAX_NAME = 255

/** OpenSSL names an alert in its reason: `tlsv1 unrecognized name`, `sslv3 alert handshake failure`. */
function failureOf(error: Error & { code?: string; reason?: string }): TlsState {
  const { code = '', reason } = error
  if (/ALERT|TLSV1_UNRECOGNIZED_NAME/.test(code) || /alert|unrecognized name/.test(reason ?? '')) {
    return { is: 'alert', alert: (reason ?? code).replace(/^(ssl|tls)v\d+ (alert )?/, '').replaceAll(' ', '_') }
  }
  return { is: 'other-protocol' }
}

/** The wire below TLS: what it writes is collected, what it reads is fed. */
class Wire extends Duplex {
  written = 0
  isFirst = true
  private out: Uint8Array[] = []

  feed(bytes: Uint8Array): void {
    this.isFirst = false
    this.push(bytes)
  }

  taken(): Uint8Array {
    return concat(...this.out.splice(0))
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.written += bytes.length
    this.out.push(new Uint8Array(bytes))
    done()
  }
}
