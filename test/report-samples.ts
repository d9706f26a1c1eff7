/** Facts of every kind, to make each word say something; a kind without a sample does not compile. */
import type { FactsOf, ObservationId } from '../src/core/evidence/index.js'
import type { AnomalyFactsOf, DetectedKind } from '../src/core/verdict/anomalies/index.js'
import type { CauseFactsOf, CauseId } from '../src/core/verdict/causes/index.js'

type Samples<Facts> = [Facts, ...Facts[]]

export const causeSamples: { [Id in CauseId]: Samples<CauseFactsOf<Id>> } = {
  'port-closed': [
    { port: 80, before: false },
    { port: 80, before: true },
  ],
  'host-firewall-reject': [
    { port: 80, marked: true },
    { port: 80, marked: false },
  ],
  'no-such-connection': (['forged-reset', 'own-reset', 'peer-reset', 'never-seen', 'lost'] as const).map((why) => ({
    why,
    frame: 7,
    idle: 12,
  })) as Samples<CauseFactsOf<'no-such-connection'>>,
  'late-data': [
    { closed: 3, late: 5, bytes: 120 },
    { closed: 3, late: 5, bytes: 0 },
  ],
  'unread-data': [
    { frame: 7, bytes: 120, zeroWindow: false },
    { frame: 0, bytes: 0, zeroWindow: false },
    { frame: 7, bytes: 120, zeroWindow: true },
  ],
  abort: [
    { afterFin: true, idle: 0 },
    { afterFin: false, idle: 3 },
    { afterFin: false, idle: 0 },
  ],
  'early-response': [
    { status: 413, method: 'POST', missing: 5000 },
    { status: 401, method: 'PUT', missing: -1 },
  ],
  'keepalive-race': [{ idle: 5, fin: 8, request: 9 }],
  'idle-timeout': [
    { idle: 75, products: ['nginx keepalive_timeout'], answering: false },
    { idle: 30, products: ['common client read timeout'], answering: true },
    { idle: 3600, products: ['FortiGate, PAN-OS, Cisco ASA, Check Point, Envoy'], answering: true },
  ],
  'tcp-keepalive-timeout': [
    { probes: 9, interval: 75, answered: false },
    { probes: 9, interval: 75, answered: true },
  ],
  'retransmission-timeout': [
    { retries: 5, seconds: 31, answering: true },
    { retries: 5, seconds: 31, answering: false },
  ],
  'backlog-overflow': [
    { waiting: 5, refused: true },
    { waiting: 0, refused: false },
  ],
  'half-open-scan': [
    { ports: 9, crafted: true },
    { ports: 1, crafted: false },
  ],
  'health-check': [
    { times: 12, interval: 5 },
    { times: 1, interval: 0 },
  ],
  'tls-refused': [
    { serverName: 'a.example', alert: 6 },
    { serverName: '', alert: 0 },
  ],
  'unexpected-syn-ack': [
    { asked: true, wait: 4 },
    { asked: true, wait: 0.2 },
    { asked: false, wait: 0 },
  ],
  'unacceptable-ack': [{ ack: 1, expected: 2 }],
  'old-connection': [
    { ack: 1, retried: true },
    { ack: 1, retried: false },
  ],
  'time-wait': [{ since: 12 }],
  'unnatted-packet': [
    { expected: '10.0.0.1', came: '10.0.0.2', stream: 3 },
    { expected: '', came: '', stream: -1 },
  ],
  'blocked-address': [
    { address: '203.0.113.9', cut: 3, lived: 0 },
    { address: '203.0.113.9', cut: 1, lived: 1 },
  ],
  'blocked-port': [
    { port: 443, elsewhere: 2 },
    { port: 443, elsewhere: 0 },
  ],
  'blocked-sni': [
    { name: 'a.example', cut: 3, lived: 4 },
    { name: 'a.example', cut: 1, lived: 0 },
  ],
  'blocked-host': [
    { host: 'a.example', cut: 3, lived: 0 },
    { host: 'a.example', cut: 1, lived: 2 },
  ],
  'blocked-url': [
    { path: '/x', host: 'a.example', lived: 2 },
    { path: '/x', host: '', lived: 0 },
  ],
  'blocked-content': [{ frame: 9, bytes: 9 }],
  'residual-block': [
    { stream: 2, since: 20, name: 'a.example' },
    { stream: 2, since: 20, name: '' },
  ],
  'middlebox-idle-timeout': [
    { idle: 900, products: ['Alibaba Cloud CLB / NLB TCP'] },
    { idle: 411, products: [] },
  ],
  'forged-unknown': [{}],
}

const odd = ['none', 'answer-with-ack', 'seq-in-refusal', 'bare-to-syn', 'ack-without-flag', 'ahead', 'stray']
const expectations = [
  'closed-before',
  'reset-by-peer-before',
  'no-handshake',
  'wrong-ack',
  'no-socket',
  'closing',
] as const

export const observationSamples: { [Id in ObservationId]: Samples<FactsOf<Id>> } = {
  'ttl-shift': [
    { hopLimit: 85, usual: 46, from: 'connection', side: 'server' },
    { hopLimit: 46, usual: 46, from: 'host', side: 'client' },
    { hopLimit: 85, usual: 46, from: 'echo', side: 'server' },
  ],
  'ttl-variation': [{ values: [65, 66, 67] }],
  'no-hops': [{ hopLimit: 64, away: 12 }],
  'ip-id': [{ id: 12, last: 10, step: 2, side: 'server' }],
  'ip-id-copy': [{ id: 12, of: 4 }],
  'shared-counter': [{ id: 12, otherId: 13, otherAddress: '203.0.113.4', hopLimit: 50 }],
  timing: [{ delay: 0.00004, rtt: 0.026, trigger: 48 }],
  foreknowledge: [{ delay: 0.0009, rtt: 0.028, of: 9 }],
  'life-after-reset': (['syn-ack', 'data', 'fin', 'ack'] as const).map((is) => ({
    side: 'server',
    frame: 8,
    later: 0.24,
    length: 10,
    is,
  })) as Samples<FactsOf<'life-after-reset'>>,
  'second-answer': [{ later: 50, after: 0.026, rtt: 0.026 }],
  'both-ways': [{ other: 6, apart: 0.0002, rtt: 0.03 }],
  challenge: [{ challenge: 5, answer: 6 }],
  burst: [
    { resets: 3, packets: 1 },
    { resets: 3, packets: 0 },
  ],
  'sequence-ladder': [{ steps: [1460, 4380] }],
  'dont-fragment': [
    { side: 'server', packets: 4 },
    { side: 'server', packets: 1 },
  ],
  'counted-fields': [{ windows: [1980, 1981], hopLimits: [60, 61] }],
  'rst-form': (['refusal', 'reply', 'abort', 'live', 'stray'] as const).flatMap((form) =>
    odd.map((each) => ({ form, odd: each, ack: 77 })),
  ) as Samples<FactsOf<'rst-form'>>,
  window: [
    { window: 4229, of: 0, scale: 0 },
    { window: 4229, of: 3, scale: 0 },
    { window: 64240, of: 3, scale: 10 },
  ],
  timestamps: [
    { right: true, value: 20, last: 10 },
    { right: false, value: 0, last: 10 },
  ],
  'traffic-class': [{ asked: 0x10, answered: 0 }],
  'flow-label': [{ label: 0x12345 }],
  'odd-bits': [{ flags: 0x2e4 }],
  payload: [{ text: '01 02 03 …' }],
  'mac-address': [{ mac: '02:00:00:00:00:01', usual: '02:00:00:00:00:02' }],
  vlan: [
    { vlan: 0, usual: 10 },
    { vlan: 10, usual: 0 },
  ],
  direction: [
    { direction: 'sent', side: 'server' },
    { direction: 'received', side: 'client' },
  ],
  'other-capture': [
    { rule: 'never-sent', there: 0, side: 'server' },
    { rule: 'never-seen', there: 0, side: 'client' },
    { rule: 'sent-there', there: 7, side: 'client' },
    { rule: 'passed-there', there: 7, side: 'server' },
    { rule: 'never-sent-nearer', there: 0, side: 'server' },
    { rule: 'not-this-host', there: 0, side: 'server' },
    { rule: 'nothing-there', there: 0, side: 'server' },
  ],
  'same-device': [
    { hosts: 1, hopLimit: 50 },
    { hosts: 4, hopLimit: 50 },
  ],
  'content-met': [{ what: 'client-hello' }, { what: 'http-request' }],
  expected: expectations.map((why) => ({ why, side: 'server' })) as Samples<FactsOf<'expected'>>,
}

const silence = {
  tries: 4,
  seconds: 15,
  from: 'client' as const,
  size: 1400,
  heard: true,
  name: 'a.example',
  lost: 'unknown' as const,
}

const loss = { segments: 100, retransmissions: 9, before: 0, between: 0, after: 0, compared: false }

export const anomalySamples: { [Kind in DetectedKind]: Samples<AnomalyFactsOf<Kind>> } = {
  blackhole: [
    { ...silence, stage: 'syn' },
    { ...silence, stage: 'client-hello' },
    { ...silence, stage: 'http-request', heard: false },
    { ...silence, stage: 'data' },
    { ...silence, stage: 'syn', lost: 'between' },
    { ...silence, stage: 'data', lost: 'answers' },
    { ...silence, stage: 'data', lost: 'beyond' },
  ],
  'icmp-reject': [
    { from: '10.0.0.1', code: 13, type: 3, ipVersion: 4, fromTarget: false, hopLimit: 60 },
    { from: 'fd00::1', code: 1, type: 1, ipVersion: 6, fromTarget: true, hopLimit: 0 },
    { from: '10.0.0.1', code: 77, type: 3, ipVersion: 4, fromTarget: false, hopLimit: 60 },
  ],
  'injected-fin': [
    { sure: true, from: 'server', fin: 6, after: 9 },
    { sure: false, from: 'client', fin: 6, after: 9 },
  ],
  'injected-response': [
    { sure: true, injected: 4, real: 6, first: true },
    { sure: true, injected: 6, real: 4, first: false },
    { sure: false, injected: 4, real: 6, first: true },
  ],
  'tampered-content': [
    { from: 'server', first: 4, second: 6, offset: 12, between: false, size: 0, here: '', there: '' },
    { from: 'server', first: 4, second: 6, offset: 12, between: true, size: 1, here: '47', there: '48' },
    { from: 'client', first: 4, second: 6, offset: 0, between: true, size: 9, here: '', there: '' },
  ],
  'packet-loss': [
    { ...loss, from: 'server', before: 9 },
    { ...loss, from: 'client', after: 9 },
    { ...loss, from: 'client' },
    { ...loss, from: 'client', compared: true },
    { ...loss, from: 'client', between: 9, compared: true },
  ],
}
