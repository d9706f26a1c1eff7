/** Puts a case file together from the packets of one suspicious connection. */

import type { Host } from '../flow/hosts.js'
import type { Suspect } from '../flow/suspects.js'
import { Dir, DirBit, directionAt, Flow, type FlowAddresses, FlowBit } from '../flow/table.js'
import { formatAddressWords } from '../wire/address.js'
import { httpExchanges, tlsFacts } from './application.js'
import { baselineOf } from './baseline.js'
import { removeCopies } from './copies.js'
import { lossOf } from './loss.js'
import type { CaseFile, Endpoint, HostFacts, IcmpError, OuterHeader, Segment, Side } from './model.js'
import { findHandshake, roundTrips } from './round-trip.js'
import { isReset } from './segment.js'
import { vantageOf } from './vantage.js'

export interface Roles {
  clientIsHigh: boolean
  from: CaseFile['rolesFrom']
}

/** Ports below this belong to services by convention (RFC 6335 §6); systems give clients ones above it. */
const SYSTEM_PORTS = 1024
const LOWEST_EPHEMERAL = 32768

/** Which end is the client: who sent the SYN, else the ports, else who was seen first. */
export function rolesOf(suspect: Suspect, firstIsHigh: boolean): Roles {
  const bits = suspect.record[Flow.bits]
  if (bits & FlowBit.clientKnown) return { clientIsHigh: (bits & FlowBit.clientIsHigh) !== 0, from: 'syn' }
  const { lowPort, highPort } = suspect.addresses
  const service = (port: number) => (port < SYSTEM_PORTS ? 2 : port < LOWEST_EPHEMERAL ? 1 : 0)
  if (service(lowPort) !== service(highPort)) {
    return { clientIsHigh: service(lowPort) > service(highPort), from: 'port' }
  }
  return { clientIsHigh: firstIsHigh, from: 'first-packet' }
}

export interface CaseInput {
  capture: number
  suspect: Suspect
  roles: Roles
  segments: Segment[]
  icmp: IcmpError[]
  hosts: { low?: Host; high?: Host }
  captureEnd: number
  captureLossy: boolean
  /** Packets are all that is wanted: what the application said is left out (see `addApplication`). */
  packetsOnly: boolean
  /** Seconds of the capture's first packet, to place the record's times. */
  firstTime: number
  lastTime: number
}

export function buildCase(input: CaseInput): CaseFile {
  const { suspect, roles } = input
  const { segments, duplicated } = removeCopies(input.segments)
  const { client, server } = endpoints(suspect.addresses, roles)
  const handshake = findHandshake(segments)
  const baseline = { client: baselineOf(segments, 'client'), server: baselineOf(segments, 'server') }
  const roundTrip = roundTrips(segments, handshake)
  const side = (direction: 0 | 1): Side => ((direction === 1) === roles.clientIsHigh ? 'client' : 'server')
  const perSide = <T>(read: (direction: 0 | 1) => T): Record<Side, T> => {
    const values = { [side(0)]: read(0), [side(1)]: read(1) }
    return { client: values.client, server: values.server }
  }
  return {
    capture: input.capture,
    stream: suspect.stream,
    client,
    server,
    ipVersion: suspect.addresses.ipVersion,
    rolesFrom: roles.from,
    segments,
    omitted: { count: suspect.omitted, before: gapIndex(suspect, segments) },
    duplicated,
    handshake,
    roundTrip,
    baseline,
    host: perSide((d) => hostFacts(d === 0 ? input.hosts.low : input.hosts.high)),
    vantage: vantageOf({ segments, baseline, roundTrip, client, server }),
    outer: { client: outerOf(segments, 'client'), server: outerOf(segments, 'server') },
    tls: input.packetsOnly ? undefined : tlsFacts(segments),
    http: input.packetsOnly ? [] : httpExchanges(segments),
    loss: { client: lossOf(segments, 'client'), server: lossOf(segments, 'server') },
    icmp: input.icmp,
    bytes: perSide((d) => bytesSent(suspect.record, d)),
    packets: perSide((d) => suspect.record[directionAt(0, d) + Dir.packets]),
    firstTime: input.firstTime,
    lastTime: input.lastTime,
    captureEnd: input.captureEnd,
    captureLossy: input.captureLossy,
  }
}

/** Adds what the application said to a case file of packets only. */
export function addApplication(file: CaseFile): void {
  file.tls = tlsFacts(file.segments)
  file.http = httpExchanges(file.segments)
}

const outerOf = (segments: Segment[], side: Side): OuterHeader | undefined =>
  segments.find((s) => s.from === side && !isReset(s))?.outer

function endpoints(a: FlowAddresses, roles: Roles): { client: Endpoint; server: Endpoint } {
  const low = { address: formatAddressWords(a.low), port: a.lowPort }
  const high = { address: formatAddressWords(a.high), port: a.highPort }
  return roles.clientIsHigh ? { client: high, server: low } : { client: low, server: high }
}

/** Index of the first segment behind the largest leap in the frames that were kept. */
function gapIndex(suspect: Suspect, segments: Segment[]): number {
  if (suspect.omitted === 0) return segments.length
  const kept = suspect.frames
  let at = 1
  for (let i = 1; i < kept.length; i++) if (kept[i] - kept[i - 1] > kept[at] - kept[at - 1]) at = i
  const index = segments.findIndex((s) => s.frame >= kept[at])
  return index < 0 ? segments.length : index
}

function bytesSent(record: Uint32Array, direction: 0 | 1): number {
  const dir = directionAt(0, direction)
  return record[dir + Dir.bits] & DirBit.heard ? record[dir + Dir.bytes] : 0
}

export function hostFacts(host: Host | undefined): HostFacts {
  return {
    hopLimits: { 'syn-ack': new Map(host?.synHopLimits), data: new Map(host?.otherHopLimits) },
    echoHopLimits: host?.echoHopLimits ?? new Map(),
    minRtt: host?.minRtt,
    connections: host?.connections ?? 0,
    established: host?.established ?? 0,
    openPorts: host?.openPorts ?? new Set(),
    macs: new Set(),
  }
}
