/**
 * The same connection in two captures: by the initial sequence numbers of both ends, which are 64 random bits together
 * and which no address translation changes; by addresses and ports; or, where one capture began late, by a packet that
 * both hold.
 */

import type { CaseFile } from '../casefile/model.js'
import { hasAck, hasFlag, isReset, isSyn } from '../casefile/segment.js'
import { latin1Text } from '../wire/octets.js'
import { TcpFlag } from '../wire/tcp.js'

export interface CasePair {
  here: CaseFile
  there: CaseFile
  by: 'sequence-numbers' | 'addresses' | 'first-number' | 'packets'
}

/** Pairs each case with at most one other. */
export function pairCases(here: readonly CaseFile[], there: readonly CaseFile[]): Pairing {
  const pairing = new Pairing(here, there)
  pairing.round('sequence-numbers', initialNumbers)
  pairing.round('addresses', addressesAndPorts)
  pairing.round('first-number', firstNumber)
  pairing.round('packets', acknowledgedNumbers)
  pairing.round('packets', portsAndNumbers)
  return pairing
}

/** What was paired, and what is left over. */
export class Pairing {
  readonly pairs: CasePair[] = []
  here: CaseFile[]
  there: CaseFile[]

  constructor(here: readonly CaseFile[], there: readonly CaseFile[]) {
    this.here = [...here]
    this.there = [...there]
  }

  /** Pairs those that have a key in common. */
  round(by: CasePair['by'], keysOf: (file: CaseFile) => string[]): void {
    const index = new Map<string, CaseFile[]>()
    for (const file of this.there) {
      for (const key of keysOf(file)) index.set(key, [...(index.get(key) ?? []), file])
    }
    const taken = new Set<CaseFile>()
    this.here = this.here.filter((file) => {
      const twin = keysOf(file)
        .flatMap((key) => index.get(key) ?? [])
        .find((candidate) => !taken.has(candidate))
      if (!twin) return true
      taken.add(twin)
      this.pairs.push({ here: file, there: twin, by })
      return false
    })
    this.there = this.there.filter((file) => !taken.has(file))
  }
}

const initialNumbers = ({ handshake: { syn, synAck } }: CaseFile): string[] =>
  syn && synAck ? [`${syn.seq} ${synAck.seq}`] : []

/** With the first number of the client, so that a port used twice is not taken for one connection. */
function addressesAndPorts({ client, server, segments }: CaseFile): string[] {
  const syn = segments.find((s) => s.from === 'client' && hasFlag(s, TcpFlag.syn))
  return syn ? [`${client.address} ${client.port} ${server.address} ${server.port} ${syn.seq}`] : []
}

/**
 * The client's SYN alone, behind a translation, or the refusal alone that answers it, in a capture of one direction: 32
 * random bits, which the few connections compared do not share.
 */
function firstNumber({ segments }: CaseFile): string[] {
  const syn = segments.find(isSyn)
  if (syn) return [`${syn.seq}`]
  const refusal = segments.find((s) => isReset(s) && hasAck(s) && s.seq === 0)
  return refusal ? [`${(refusal.ack - 1) >>> 0}`] : []
}

/** Both numbers of a packet with ACK are 64 bits, few of which another connection shares by chance. */
const acknowledgedNumbers = ({ segments }: CaseFile): string[] => [
  ...new Set(segments.filter((s) => hasAck(s) && s.seq !== 0).map((s) => `${s.from} ${s.seq} ${s.ack}`)),
]

/** Between the same ports one number is enough: all that is left of a connection may be resets without ACK. */
const portsAndNumbers = ({ client, server, segments }: CaseFile): string[] => [
  ...new Set(
    segments
      .filter((s) => s.seq !== 0)
      .map((s) => `${client.address} ${client.port} ${server.address} ${server.port} ${s.from} ${s.seq}`),
  ),
]

/** First bytes that a client sends by which its connection is known again; fewer are alike by protocol. */
const LEAST_OPENING = 16
const OPENING = 64

/** The first bytes that the client sent, as text; empty where they say too little. */
export function openingOf({ segments }: CaseFile): string {
  const data = segments.find((s) => s.from === 'client' && s.length > 0)
  if (!data || data.payload.length < LEAST_OPENING) return ''
  return latin1Text(data.payload.subarray(0, OPENING))
}
