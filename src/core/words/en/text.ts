import { clockTime, seconds } from '../format.js'
import type { Counts, TextWords } from '../types.js'
import { comparison, leg } from './comparison.js'
import { list, many } from './terms.js'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const of = (names: string[]): string => (names.length > 3 ? `${names.length} captures` : list(names))

function resets({ forged, genuine, open }: Counts): string {
  const total = forged + genuine + open
  if (total === 0) return 'no resets'
  const parts = [
    ...(forged > 0 ? [`${forged} forged by a device on the path`] : []),
    ...(genuine > 0 ? [`${genuine} sent by an end`] : []),
    ...(open > 0 ? [`${open} undecided`] : []),
  ]
  return `${many(total, 'reset')}${parts.length > 1 ? ': ' : total > 1 ? ', all ' : ', '}${parts.map((part) => (parts.length > 1 ? part : part.replace(/^\d+ /, ''))).join(', ')}`
}

export const text: TextWords = {
  headline: (c, names) =>
    `${of(names)}: ${many(c.connections, 'connection')}, ${c.reset} with resets; ${resets(c)}${c.other > 0 ? `; ${many(c.other, 'other finding')}` : ''}${c.benign > 0 ? `; ${c.benign} of the findings harmless` : ''}`,
  nothing: (names, c) =>
    `No resets in ${of(names)}, and nothing else wrong: looked at ${many(c.tcpPackets, 'TCP packet')} in ${many(c.connections, 'connection')} (${many(c.packets, 'packet')} in all).`,
  leftOut: (findings) => `; ${many(findings, 'other finding')} not asked for`,
  nothingChosen: (names, leftOut) =>
    `Nothing in ${of(names)} is what was asked for; ${many(leftOut, 'other finding')} not shown.`,
  noTcp: (names, c) => `No TCP in ${of(names)}: looked at ${many(c.packets, 'packet')}.`,
  effect: 'Effect',
  patterns: 'Across connections',
  evidence: 'Evidence',
  evidenceKey: '+ for a device on the path, - for the end itself; one sign is a factor of about three',
  notCounted: ' Not counted beside the stronger one of its kind.',
  packets: 'Packets',
  columns: {
    frame: 'frame',
    time: 'time',
    direction: 'client   server',
    flags: 'flags',
    seq: 'seq (absolute)',
    ack: 'ack',
    length: 'len',
    window: 'win',
    hopLimit: 'TTL',
    ipId: 'ID',
    frameThere: 'there',
    hopLimitThere: 'TTL',
    speaksFor: 'Speaks for',
    weight: 'Weight',
    observation: 'Observation',
    frames: 'Frames',
  },
  marks: { reset: '<= reset', trigger: '<= trigger' },
  connection: 'Connection',
  confidence: 'confidence',
  compared: 'Compared',
  otherLeg: 'Other leg',
  otherCauses: 'Other causes',
  place: 'Where',
  wireshark: 'Wireshark',
  advice: 'What to do',
  settle: 'What would settle it',
  alike: (count, frames) => `${count} more like it: ${frames}`,
  frames: (count, list) => `${count === 1 ? 'frame' : 'frames'} ${list}`,
  comment: (frames) => `Comment on ${frames}`,
  title: (kind, cause) => `${kind}: ${cause}`,
  parenthesis: (text) => ` (${text})`,
  benign: 'Harmless',
  more: (count) => `and ${count} more kinds of findings; --all shows them`,
  group: (count, what, ends, frames) => `${count} x ${what}: ${ends}, ${frames}`,
  unfold: 'Show them all with --all.',
  standardInput: 'standard input',
  capture: (vantage, span, name) =>
    name ? `${name}: ${vantage}; ${seconds(span)} long.` : `${capital(vantage)}; ${seconds(span)} long.`,
  separator: ', ',
  inTunnel: (tunnel) => `in ${tunnel}`,
  arrangement: (as, told, names) => {
    if (as === 'both')
      return `Captures of ${names.length} points, ${{ times: 'as their times tell', packets: 'as the packets in them tell', caller: 'as asked' }[told]}: ${names.map((files) => list(files)).join('; ')}.`
    const files = list(names.flat())
    const kind = as === 'points' ? 'captures at different points' : 'one capture in pieces'
    if (told === 'caller') return `${files}: ${kind}, as asked.`
    if (told === 'packets')
      return `${files} hold the same packets at different times, so they are taken for ${kind} with clocks that differ.`
    return as === 'points'
      ? `${files} overlap in time, so they are taken for ${kind} (one capture in pieces: --as rotated).`
      : `${files} follow each other in time, so they are taken for ${kind} (captures at different points: --as points).`
  },
  comparison,
  leg,
  every: ({ connections, alone: [first, second] }) =>
    `Compared packet by packet: ${many(connections, 'connection')} that both hold; ${first} that the first holds alone, and ${second} that the second does.`,
  between: (holds, lacks) => `Between ${holds}, which holds it, and ${lacks}, which would hold it and does not.`,
  path: (names) => `On the path from client to server: ${names.join(', then ')}.`,
  shifted: ({ client, server }) =>
    `A device between the two gave the connection other sequence numbers: the other capture's are ${client} more for the client and ${server} more for the server (modulo 2^32).`,
  behindSentence: ' ',
  pair: (
    first,
    second,
    { connections, legs, clockOffsetSeconds: offset, uncertaintySeconds, driftPpm, hopsBetween },
  ) => {
    if (offset === undefined)
      return `${first} and ${second} have none of the examined connections in common${legs ? `, but ${many(legs, 'pair')} of connections that carry the same request: the legs of a proxy` : ': nothing to compare'}.`
    const sure =
      uncertaintySeconds === undefined ? ' (as one direction alone shows)' : ` (±${seconds(uncertaintySeconds)})`
    const drift = driftPpm === undefined ? '' : `, ${driftPpm < 0 ? 'losing' : 'gaining'} ${Math.abs(driftPpm)} ppm`
    const clock = `the second clock is ${clockTime(Math.abs(offset))} ${offset < 0 ? 'behind' : 'ahead'}${sure}${drift}`
    const hops = hopsBetween === undefined ? '' : `; ${many(hopsBetween, 'hop')} between them`
    return `${first} and ${second} have ${connections} of the examined connections in common; ${clock}${hops}.`
  },
}
