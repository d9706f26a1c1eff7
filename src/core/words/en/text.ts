import type { Counts, TextWords } from '../types.js'
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
  },
  marks: { reset: '<= reset', trigger: '<= trigger' },
  confidence: 'confidence',
  otherCauses: 'Other causes',
  place: 'Where',
  wireshark: 'Wireshark',
  advice: 'What to do',
  settle: 'What would settle it',
  alike: (count, frames) => `${count} more like it: ${frames}`,
  frames: (count, list) => `${count === 1 ? 'frame' : 'frames'} ${list}`,
  title: (kind, cause) => `${kind}: ${cause}`,
  parenthesis: (text) => ` (${text})`,
  benign: 'Harmless',
  more: (count) => `and ${count} more kinds of findings; --all shows them`,
  group: (count, what, ends, frames) => `${count} x ${what}: ${ends}, ${frames}`,
  unfold: 'Show them all with --all.',
  capture: (vantage, duration, name) =>
    name ? `${name}: ${vantage}; ${duration} long.` : `${capital(vantage)}; ${duration} long.`,
  separator: ', ',
}
