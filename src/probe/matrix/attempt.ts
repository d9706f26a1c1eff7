/** One connection of an experiment, from the SYN to its end: how far it came and what ended it. */

import { encodeUtf8 } from '../../core/capture/unicode.js'
import type { AttemptOutcome, Phase } from '../../core/report/probe-model.js'
import { readHttpResponse } from '../../core/wire/http-head.js'
import { concat, indexOf, latin1 } from '../bytes.js'
import type { Connection, ConnectionEvent, Network, StopSignal } from '../network.js'
import type { Certificate, TlsLayer, TlsSession } from '../tls.js'
import type { Exchange } from './variant.js'

export interface World {
  network: Network
  tls: TlsLayer
  stop?: StopSignal
}

export interface AttemptLimits {
  /** Of each phase, in seconds. */
  timeout: number
  /** The `User-Agent` of requests. */
  agent: string
  /** What the answer must contain. */
  expect?: string
}

export interface Ending {
  phase: Phase
  outcome: AttemptOutcome
  connectSeconds?: number
  endSeconds?: number
  status?: number
  detail?: string
  certificate?: Certificate
}

/** Enough of an answer: what lies beyond says nothing more. */
const MAX_ANSWER = 65_536
/** A connection on which nothing is said is watched so long after the handshake, in seconds. */
const WATCH = 1
/** After a whole answer a second one is waited for so long, in seconds. */
const SECOND_ANSWER = 0.3

/** Makes the connection. @throws the stop signal's reason */
export async function attempt(exchange: Exchange, world: World, limits: AttemptLimits): Promise<Ending> {
  const connection = world.network.connect({ address: exchange.address, port: exchange.port })
  const talk = new Talk(connection, exchange, world, limits)
  try {
    return await talk.run()
  } finally {
    talk.close()
  }
}

class Talk {
  private readonly startedAt: number
  private sentAt: number
  private seen = 0
  private session?: TlsSession
  private known: Pick<Ending, 'connectSeconds' | 'certificate'> = {}

  constructor(
    private readonly connection: Connection,
    private readonly exchange: Exchange,
    private readonly world: World,
    private readonly limits: AttemptLimits,
  ) {
    this.startedAt = world.network.now()
    this.sentAt = this.startedAt
  }

  async run(): Promise<Ending> {
    return (await this.connect()) ?? (await this.hello()) ?? (await this.request())
  }

  /** Finishes what the server has finished, and gives up the rest. */
  close(): void {
    this.session?.close()
    if (this.connection.events.some(({ kind }) => kind === 'fin')) this.connection.finish()
    else this.connection.abort()
  }

  private async connect(): Promise<Ending | undefined> {
    const event = await this.next(this.limits.timeout)
    if (event?.kind !== 'connected') return this.endedBy('connect', event)
    this.known.connectSeconds = event.time - this.startedAt
    if (this.exchange.tls || this.exchange.http) return undefined
    this.sentAt = event.time
    const after = await this.next(WATCH)
    if (after === undefined || after.kind === 'data') return this.end('connect', 'ok', after?.time)
    return this.endedBy('connect', after)
  }

  private async hello(): Promise<Ending | undefined> {
    if (!this.exchange.tls) return undefined
    const { serverName } = this.exchange.tls
    this.session = this.world.tls.open({ serverName })
    const hello = await this.session.start()
    this.send(hello, this.exchange.inTwo ? [middleOf(hello, serverName)] : [])
    for (;;) {
      const event = await this.next(this.limits.timeout)
      if (event?.kind !== 'data') return this.endedBy('hello', event)
      const { send, state } = await this.session.receive(event.bytes)
      this.connection.send(send)
      if (state.is === 'other-protocol')
        return { ...this.end('hello', 'answered', event.time), detail: 'other-protocol' }
      if (state.is === 'alert') return { ...this.end('hello', 'answered', event.time), detail: state.alert }
      if (state.is !== 'open') continue
      this.known.certificate = state.certificate
      return this.exchange.http ? undefined : this.end('hello', 'ok', event.time)
    }
  }

  private async request(): Promise<Ending> {
    const http = this.exchange.http!
    const bytes = latin1(requestText(http, this.limits.agent))
    const splitAt = this.exchange.inTwo && !this.session ? [middleOf(bytes, http.host)] : []
    this.send(this.session ? await this.session.write(bytes) : bytes, splitAt)
    return this.response(http.method === 'HEAD')
  }

  private async response(headOnly: boolean): Promise<Ending> {
    let answer: Uint8Array = new Uint8Array(0)
    let answeredAt: number | undefined
    for (;;) {
      const isWhole = wholeLength(answer, headOnly) !== undefined
      const event = await this.next(isWhole ? SECOND_ANSWER : this.limits.timeout)
      if (event?.kind === 'data') {
        const plain = await this.decrypted(event.bytes)
        if (plain.length > 0) answeredAt ??= event.time
        answer = concat(answer, plain)
        if (answer.length < MAX_ANSWER) continue
      }
      if (answer.length === 0) return this.endedBy('request', event)
      return this.judged(answer, event, answeredAt, headOnly)
    }
  }

  private async decrypted(bytes: Uint8Array): Promise<Uint8Array> {
    if (!this.session) return bytes
    const { send, received } = await this.session.receive(bytes)
    this.connection.send(send)
    return received
  }

  /** An answer that came to its end, or was cut off by `event`. */
  private judged(
    answer: Uint8Array,
    event: ConnectionEvent | undefined,
    time: number | undefined,
    headOnly: boolean,
  ): Ending {
    const head = readHttpResponse(answer)
    if (!head) return { ...this.end('response', 'answered', time), detail: 'other-protocol' }
    const { status } = head
    const whole = wholeLength(answer, headOnly)
    const isCut = whole === undefined && event?.kind !== 'fin' && answer.length < MAX_ANSWER
    if (isCut || !head.complete) return { ...this.endedBy('response', event), status }
    const odd =
      whole !== undefined && readHttpResponse(answer.subarray(whole))
        ? 'second-answer'
        : this.unexpected(answer, headOnly)
    return { ...this.end('response', odd ? 'altered' : 'ok', time), status, ...(odd && { detail: odd }) }
  }

  private unexpected(answer: Uint8Array, headOnly: boolean): string | undefined {
    const { expect } = this.limits
    if (expect === undefined || headOnly) return undefined
    return indexOf(answer, encodeUtf8(expect)) < 0 ? 'unexpected' : undefined
  }

  private send(bytes: Uint8Array, splitAt: number[]): void {
    this.sentAt = this.world.network.now()
    this.connection.send(bytes, { splitAt })
  }

  /** The next thing that matters; nothing when the time is over. A router's complaint about data matters to nobody here. */
  private async next(seconds: number): Promise<ConnectionEvent | undefined> {
    const { network, stop } = this.world
    const deadline = network.now() + seconds
    while (await this.connection.more(this.seen, Math.max(0, deadline - network.now()), stop)) {
      const event = this.connection.events[this.seen++]
      if (event.kind !== 'icmp' || this.known.connectSeconds === undefined) return event
    }
    return undefined
  }

  private endedBy(phase: Phase, event: ConnectionEvent | undefined): Ending {
    const ending = this.end(phase, event === undefined ? 'timeout' : OUTCOMES[event.kind], event?.time)
    return event?.kind === 'failed' ? { ...ending, detail: event.code } : ending
  }

  private end(phase: Phase, outcome: AttemptOutcome, time: number | undefined): Ending {
    return { phase, outcome, ...this.known, ...(time !== undefined && { endSeconds: time - this.sentAt }) }
  }
}

const OUTCOMES: Record<ConnectionEvent['kind'], AttemptOutcome> = {
  connected: 'ok',
  data: 'answered',
  refused: 'refused',
  reset: 'reset',
  fin: 'eof',
  timeout: 'timeout',
  icmp: 'unreachable',
  failed: 'failed',
}

export function requestText({ method, path, host }: NonNullable<Exchange['http']>, agent: string): string {
  return `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${agent}\r\nAccept: */*\r\nConnection: close\r\n\r\n`
}

/** In the middle of the name, where both halves are useless to whoever reads segments one by one. */
function middleOf(bytes: Uint8Array, name: string | undefined): number {
  const at = name ? indexOf(bytes, latin1(name)) : -1
  return at < 0 || name === undefined ? bytes.length >> 1 : at + (name.length >> 1)
}

/** Octets of a whole answer whose length can be known before the connection ends (RFC 9112 §6.3). */
function wholeLength(answer: Uint8Array, headOnly: boolean): number | undefined {
  const head = readHttpResponse(answer)
  if (!head?.complete) return undefined
  const body =
    headOnly || head.status === 204 || head.status === 304 ? 0 : head.chunked ? undefined : head.contentLength
  const start = indexOf(answer, latin1('\r\n\r\n')) + 4
  return body === undefined || answer.length < start + body ? undefined : start + body
}
