import type { ObservationId } from '../../core/evidence/index.js'
import { seconds } from '../../core/words/format.js'
import type { FindingWords } from './finding.js'

const END = { client: 'client', server: 'server' }

export const findingEn: FindingWords = {
  question: {
    who: 'Who made it',
    why: 'Why',
    what: 'What happened',
    trigger: 'Set off by',
    effect: 'Did it count',
    where: 'Where on the path',
  },
  made: { client: 'the client', server: 'the server', middlebox: 'a device on the path', unknown: 'undecided' },
  end: { client: 'Client', server: 'Server' },
  trigger: {
    syn: 'SYN',
    'syn-ack': 'SYN-ACK',
    ack: 'ACK',
    'client-hello': 'ClientHello',
    'http-request': 'HTTP request',
    data: 'data',
    fin: 'FIN',
    'keep-alive': 'keep-alive probe',
    idle: 'idle time',
    none: 'no packet',
    unknown: 'not in the capture',
  },
  otherwise: 'Otherwise: ',
  separator: ', ',
  frame: (number) => `frame ${number}`,
  frameIn: (number, capture) => `frame ${number} of ${capture}`,
  alsoSeen: (number, capture) => `, frame ${number} of ${capture}`,
  openFrames: (count) => (count === 1 ? ', frame ' : ', frames '),
  closeFrames: '',
  explain: 'What this means',
  observation: (id, said) => capital(said.observation[id as ObservationId]?.name ?? id),
  duration: (value) => seconds(value),

  path: {
    alt: (client, server) => `The path from the client ${client} to the server ${server}`,
    made: {
      reset: 'reset made here',
      'injected-fin': 'FIN made here',
      'injected-response': 'response made here',
      'icmp-reject': 'refused here',
      blackhole: 'lost here',
      'packet-loss': 'lost here',
      'tampered-content': 'changed here',
    },
    hops: (best, min, max) => `${best} ${best === 1 ? 'hop' : 'hops'}${min === max ? '' : ` (${min} to ${max})`}`,
    within: (value) => `at most ${seconds(value)} away`,
    capture: (name, exact) => (exact ? `▲ ${name}` : `▲ ${name}, between the ends`),
  },

  ladder: {
    title: 'Packets',
    caption: 'The packets that matter, in time order',
    column: {
      frame: 'Frame',
      time: 'Time',
      direction: 'From',
      flags: 'Flags',
      seq: 'Seq',
      ack: 'Ack',
      length: 'Len',
      window: 'Win',
      hopLimit: 'TTL',
      ipId: 'ID',
      there: 'There',
      note: 'What it is',
    },
    hopLimit6: 'HLIM',
    columnTitle: {
      length: 'Bytes of payload',
      window: 'Window, as in the header',
      hopLimit: 'Time to live, or hop limit, on arrival',
      ipId: 'IP identification',
    },
    sent: { client: 'client to server', server: 'server to client' },
    mark: { reset: 'reset', trigger: 'trigger', subject: 'this one' },
    absolute: 'Absolute numbers',
    cited: 'fields that decided; dashed: what they were compared with',
    citedBy: (names) => ` (evidence: ${names.join(', ')})`,
    there: (capture) => `In ${capture}`,
    absent: { 'never-sent': 'never sent', 'never-arrived': 'never arrived', 'not-there': 'not there' },
    more: (count) => `${count} more of them:`,
    filter: 'Wireshark',
  },

  plots: {
    title: 'Over time',
    hopLimit: 'TTL',
    hopLimit6: 'Hop limit',
    ipId: 'IP ID',
    seq: { client: 'Sequence, client', server: 'Sequence, server' },
    axis: { label: 'Horizontal axis', time: 'By time', order: 'Packet by packet' },
    help: 'Point at a packet, or use the arrow keys. Drag to enlarge a stretch, double-click to see all.',
    packet: 'Packet',
    thinned: (shown, of) => `${shown} of the connection's ${of} packets are shown.`,
    usual: (end, values) => `${END[end]} ${values.join(', ')}`,
    range: (end, from, to) => `${END[end]} ${from} to ${to}`,
    odd: (frame, value) => `frame ${frame} has ${value}`,
    more: (count) => `and ${count} more`,
    sentence: (parts) => `: ${parts.join('; ')}.`,
    values: 'The same as a table',
  },

  ledger: {
    title: 'For and against',
    help: 'Each observation pulls towards one side. One point makes it about three times as likely.',
    column: { observation: 'Observation', frames: 'Frames' },
    points: (weight, who) => `${weight} for ${who}`,
    shownOnly: 'Shown only: a stronger one of its kind counts already.',
    start: 'Before any evidence',
    startText: 'Most resets are genuine: a device is accused only against this weight.',
    sum: 'Sum',
    result: (who, confidence) => `Made by ${who}, confidence ${confidence}.`,
    held: (confidence) =>
      ` The sum alone would say ${confidence}; with so little to compare, the verdict stops short of it.`,
    undecided: (forged) => `Undecided: a device with ${forged}. That is not enough to accuse or to clear.`,
  },

  copy: {
    button: 'Copy',
    copied: 'Copied',
    byHand: 'Selected: press Ctrl+C',
    what: { command: 'Copy the command', filter: 'Copy the filter' },
  },
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
