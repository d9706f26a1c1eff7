/** Words about the capture itself, and about what joins findings. */

import type { FoundPattern } from '../../pattern/model.js'
import { quoted } from '../format.js'
import type { Words } from '../types.js'
import { many } from './terms.js'

const be = (count: number): string => (count === 1 ? 'is' : 'are')

export const problem: Words['problem'] = {
  'truncated-packet': (n, at) =>
    `${many(n, 'packet')} ${be(n)} cut short before the end of the TCP header (snap length)${at}`,
  'cut-off-file': (_, at) => `the file ends in the middle of a record${at}`,
  'bad-record': (n, at) => `${many(n, 'record')} with contradictory lengths skipped${at}`,
  'bad-length': (n, at) => `${many(n, 'header')} with contradictory lengths${at}`,
  'bad-option': (n, at) => `${many(n, 'packet')} with damaged TCP options${at}`,
  'unknown-link-type': (n, at) => `${many(n, 'packet')} of a link type that is not read${at}`,
  'unknown-interface': (n, at) => `${many(n, 'packet')} of an interface that the file does not describe${at}`,
  'too-deep': (n, at) => `${many(n, 'packet')} nested too deep to be looked into${at}`,
  'dropped-packets': (n, at) =>
    `the capturing host dropped ${many(n, 'packet')}: a packet that is missing here may have been sent${at}`,
  'incomplete-fragments': (n, at) => `${many(n, 'fragmented datagram')} with a piece missing${at}`,
  'unreadable-line': (n, at) => `${many(n, 'line')} could not be understood${at}`,
  'stand-in-address': (n) =>
    `${many(n, 'host')} ${n === 1 ? 'is' : 'are'} named without an address: the address shown beside the name is made up, in commands too (tcpdump -n prints the real ones)`,
  'time-backwards': (n, at) => `time runs backwards ${n === 1 ? 'once' : `${n} times`}: delays may be wrong${at}`,
  'history-lost': (n, at) =>
    `${many(n, 'connection')} could not be looked at again in full: the beginning lies too far back${at}`,
  'not-examined': (n, at) =>
    `${many(n, 'more connection')} with something wrong ${n === 1 ? 'was' : 'were'} not examined${at}`,
  'damaged-compression': (_, at) => `the compressed data is damaged or ends early${at}`,
}

export const where: Words['where'] = {
  frame: (number) => ` (first at frame ${number})`,
  byte: (position) => ` (at byte ${position})`,
}

const taken = (at: string): string =>
  at === 'middle' ? 'between the two ends' : at === 'unknown' ? 'at an unknown place' : `at the ${at}`

export const vantage: Words['vantage'] = {
  'initial-hop-limit': (at) =>
    at === 'middle'
      ? `taken ${taken(at)}: both ends' packets have passed routers`
      : `taken ${taken(at)}: its packets have an untouched TTL`,
  rtt: (at) => `taken ${taken(at)}: it answers within a millisecond`,
  offload: (at) => `taken ${taken(at)}: the checksums of its packets were left to the network card`,
  direction: (at) => `taken ${taken(at)}: the capture says which packets it sent`,
  loopback: () => 'taken on the loopback interface: both ends are one host',
  nothing: () => 'nothing shows where it was taken',
  mixed: () => 'taken at different places for different connections: the host is an end of some only',
}

const rest = ({ othersLived, died }: FoundPattern, other: string): string =>
  `${many(died, 'connection')} ${died === 1 ? 'was' : 'were'} cut and none lived${othersLived > 0 ? `, while ${othersLived} with ${other} lived` : ''}`

export const pattern: Words['pattern'] = {
  'same-name': (p) => `The TLS server name ${quoted(p.value)} separates them: ${rest(p, 'another name')}.`,
  'same-host': (p) => `The HTTP host ${quoted(p.value)} separates them: ${rest(p, 'another host')}.`,
  'same-url': (p) => `The URL ${quoted(p.value)} separates them: ${rest(p, 'another path')}.`,
  'same-port': (p) => `All connections to ${p.value} are cut in the handshake: ${rest(p, 'another port')}.`,
  'same-address': (p) => `All connections to ${p.value} are cut in the handshake: ${rest(p, 'another address')}.`,
  'same-device': (p) =>
    `One device forges resets in the names of several servers: ${p.value} (${many(p.died, 'connection')}).`,
  'same-second': (p) =>
    `${p.value} reset ${many(p.died, 'connection')} within one second: a restart, a failover or a removed target.`,
  'residual-block': (p) =>
    `${p.value}: ${many(p.died, 'connection')} cut at once because of an earlier one between the same two.`,
}
