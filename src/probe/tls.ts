/** The seam to a TLS client: bytes in, bytes out. Node's own TLS is behind it, or the simulation's likeness of one. */
export interface TlsLayer {
  /** A handshake that has not begun. Certificates are reported and never verified: the answer is looked at, not trusted. */
  open(options: { serverName?: string }): TlsSession
}

export interface TlsSession {
  /** The ClientHello. */
  start(): Promise<Uint8Array>
  /** Takes what the peer sent. */
  receive(bytes: Uint8Array): Promise<TlsStep>
  /** Encrypts; only once the handshake is done. */
  write(plain: Uint8Array): Promise<Uint8Array>
  close(): void
}

export interface TlsStep {
  /** What has to go to the peer now; may be empty. */
  send: Uint8Array
  /** Decrypted application data; may be empty. */
  received: Uint8Array
  state: TlsState
}

export type TlsState =
  | { is: 'hello' }
  | { is: 'open'; certificate?: Certificate }
  /** The peer refused in TLS's own words: an alert by its name in RFC 8446 §6. */
  | { is: 'alert'; alert: string }
  /** What came is not TLS. */
  | { is: 'other-protocol' }

export interface Certificate {
  subject: string
  issuer: string
  /** Stands for the name that was asked for, going by its names alone. */
  matchesName: boolean
  /** SHA-256, hexadecimal. */
  fingerprint: string
}
