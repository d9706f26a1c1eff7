/** What one line of a story says of its packet. */
import { option } from './bytes.js'
import type { Words } from './story.js'
import { ACK, endOf, FIN, PSH, RST, type Side, type StagedPacket, SYN } from './story-packet.js'
import { type Payload, payloads } from './story-payload.js'

const add = (a: number, n: number): number => (a + n) >>> 0

/** Kinds of packets and the control bits that they have. */
const FLAGS: Record<string, number> = {
  SYN,
  'SYN-ACK': SYN | ACK,
  ACK,
  FIN: FIN | ACK,
  RST,
  'RST-ACK': RST | ACK,
}

type Expression = (usual: number, next: number) => number

/** How a packet differs at the second point; options by their kind, undefined for those that are gone. */
export interface ThereChanges {
  ttl?: number
  window?: number
  options?: Record<number, Uint8Array | undefined>
  payload?: Uint8Array
  /** Nanoseconds that it came later than usual. */
  late?: number
  /** It came past twice. */
  twice?: boolean
}

const OPTION_KINDS: Record<string, number> = { mss: 2, wscale: 3, sack: 4, timestamps: 8 }

export class Draft {
  label?: string
  again?: StagedPacket
  copy?: StagedPacket
  about?: StagedPacket
  payload?: Payload
  slice?: [number, number]
  options: Uint8Array[] = []
  bare = false
  df?: boolean
  mac?: string
  direction?: 'sent' | 'received'
  lost = false
  dropped = false
  /** At which of two points it was captured, where it was not at both. */
  at?: 'here' | 'there'
  /** What its copy at the second point has otherwise. */
  readonly there: ThereChanges = {}
  keepAlive = false
  private kind?: number
  private crossing?: string
  private readonly fields = new Map<string, Expression>()

  constructor(
    w: Words,
    private readonly labels: Map<string, StagedPacket>,
  ) {
    while (w.more) this.read(w.next(), w)
  }

  private read(word: string, w: Words): void {
    if (word.startsWith('@')) this.label = word.slice(1)
    else if (FLAGS[word] !== undefined) this.kind = (this.kind ?? 0) | FLAGS[word]
    else if (payloads[word]) this.payload = payloads[word](w)
    else if (FIELDS.has(word)) this.fields.set(word, this.expression(w))
    else if (word === 'flags') this.fields.set('flags', constant(flagBits(w.next())))
    else this.readMore(word, w)
  }

  private readMore(word: string, w: Words): void {
    if (word === 'again') this.again = this.labelled(w)
    else if (word === 'copy') this.copy = this.labelled(w)
    else if (word === 'about') this.about = this.labelled(w)
    else if (word === 'crossing') this.crossing = w.label()
    else if (word === 'slice') this.slice = [w.number(), w.number()]
    else if (word === 'KEEPALIVE') this.keepAlive = true
    else if (word === 'mss') this.options.push(option.mss(w.number()))
    else if (word === 'sack') this.options.push(option.sackPermitted())
    else if (word === 'wscale') this.options.push(option.windowScale(w.number()))
    else if (word === 'mac') this.mac = w.next()
    else if (word === 'sent' || word === 'received') this.direction = word
    else this.readSwitch(word, w)
  }

  private readSwitch(word: string, w: Words): void {
    if (word === 'bare') this.bare = true
    else if (word === 'no-df') this.df = false
    else if (word === 'lost') this.lost = true
    else if (word === 'dropped') this.dropped = true
    else if (word === 'here' || word === 'there') this.at = word
    else if (word.startsWith('there-')) this.readThere(word.slice('there-'.length), w)
    else w.fail(`${word} is not known`)
  }

  private readThere(word: string, w: Words): void {
    if (word === 'ttl') this.there.ttl = w.number()
    else if (word === 'window') this.there.window = w.number()
    else if (word === 'mss') this.there.options = { 2: option.mss(w.number()) }
    else if (word === 'without') this.there.options = { [OPTION_KINDS[w.next()] ?? w.fail('no option')]: undefined }
    else if (word === 'text') this.there.payload = new TextEncoder().encode(w.next())
    else if (word === 'late') this.there.late = w.number() * 1e6
    else if (word === 'twice') this.there.twice = true
    else w.fail(`there-${word} is not known`)
  }

  private labelled(w: Words): StagedPacket {
    const label = w.label()
    return this.labels.get(label) ?? w.fail(`@${label} is not there`)
  }

  /** `next`, `5`, `+1460`, `-1`, or `=ack of @label` with or without such a distance. */
  private expression(w: Words): Expression {
    const word = w.next()
    if (word === 'next') return (_, next) => add(next, distance(w))
    if (word === 'none') return constant(-1)
    if (/^[+-]/.test(word)) return (usual) => add(usual, Number(word))
    if (!word.startsWith('=')) return constant(Number(word))
    if (w.next() !== 'of') w.fail('"of @label" is missing')
    const value = add(fieldOf(this.labelled(w), word.slice(1), w), distance(w))
    return constant(value)
  }

  flags(): number {
    if (this.again) return this.again.tcp!.flags
    const kind = this.kind ?? ACK
    const carries = this.payload !== undefined && !(kind & RST)
    return kind | (carries ? PSH | ACK : 0)
  }

  has(field: string): boolean {
    return this.fields.has(field)
  }

  value(field: string, usual: number): number {
    return this.fields.get(field)?.(usual, usual) ?? usual
  }

  number(field: string, usual: number, next: number): number {
    return this.fields.get(field)?.(usual, next) ?? usual
  }

  ack(usual: number, next: number, before: Map<string, Record<Side, number>>, by: Side): number {
    const known = this.crossing === undefined ? usual : before.get(this.crossing)![by]
    const ack = this.number('ack', known, next)
    return ack === -1 ? 0 : ack
  }
}

const FIELDS = new Set(['seq', 'ack', 'ttl', 'id', 'window', 'tos', 'flow', 'vlan', 'urgent'])
const constant =
  (value: number): Expression =>
  () =>
    value

function distance(w: Words): number {
  return /^[+-]\d+$/.test(w.peek() ?? '') ? Number(w.next()) : 0
}

function fieldOf(p: StagedPacket, field: string, w: Words): number {
  if (field === 'id' || field === 'ttl' || field === 'tos') return p[field]
  if (field === 'end') return endOf(p)
  if (field === 'seq' || field === 'ack' || field === 'window') return p.tcp![field]
  return w.fail(`a packet has no ${field}`)
}

/** Letters as in `tcpFlagBits`, or a number with reserved bits. */
function flagBits(text: string): number {
  if (/^\d/.test(text)) return Number(text)
  return [...text].reduce((bits, letter) => bits | (1 << 'FSRPAUECN'.indexOf(letter)), 0)
}
