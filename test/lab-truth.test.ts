import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Frame } from './lab/frames.js'
import { type Case, pairOf } from './lab/lab.js'
import { randomFrom } from './lab/random.js'
import { brier, type Judged, reliability, scoreCase } from './lab/score.js'
import { ACK, RST, SYN } from './lab/segments.js'
import { type Evidence, type Explanation, truthAt, type View } from './lab/truth.js'

const CLIENT = { source: '10.0.0.1', sourcePort: 40000, target: '10.0.9.2', targetPort: 80 }
const SERVER = { source: '10.0.9.2', sourcePort: 80, target: '10.0.0.1', targetPort: 40000 }

function frame(number: number, time: number, fields: Partial<Frame>): Frame {
  return { ...CLIENT, seq: 0, ack: 0, flags: ACK, length: 0, id: 0, ttl: 64, number, time, ...fields }
}

const syn = (number: number, time: number, ttl = 64) => frame(number, time, { flags: SYN, seq: 100, ttl })
const refusal = (number: number, time: number, ttl: number) =>
  frame(number, time, { ...SERVER, flags: RST | ACK, ack: 101, ttl })

function evidence(
  client: Frame[],
  server: Frame[],
  explanations: Explanation[],
  more: Partial<Evidence> = {},
): Evidence {
  const views: View[] = [
    { name: 'client', own: ['10.0.0.1'], frames: client },
    { name: 'server', own: ['10.0.9.2'], frames: server },
  ]
  const addresses = { client: ['10.0.0.1'], server: ['10.0.9.2'] }
  return { views, addresses, forgeries: [], explanations, transit: 0.01, hops: 2, ...more }
}

test('a reset that left the server with a kernel event is the server’s', () => {
  const kernel = [{ time: 1.0101, sourcePort: 80, targetPort: 40000, state: 'UNKNOWN', reason: 'NO_SOCKET' }]
  const all = evidence(
    [syn(1, 1), refusal(2, 1.02, 60)],
    [syn(1, 1.01, 60), refusal(2, 1.0101, 64)],
    [{ from: 'server', cause: ['port-closed'], why: 'nobody listens' }],
    { kernel },
  )
  const { labels, doubts } = truthAt(all.views[0], all)
  assert.deepEqual(doubts, [])
  assert.equal(labels.length, 1)
  assert.deepEqual([labels[0].frame, labels[0].origin, labels[0].trigger], [2, 'server', 1])
  assert.deepEqual(labels[0].cause, ['port-closed'])
  assert.match(labels[0].why, /NO_SOCKET/)
})

test('without a kernel event it stays in doubt, unless the host’s own firewall made it', () => {
  const frames: [Frame[], Frame[]] = [
    [syn(1, 1), refusal(2, 1.02, 60)],
    [syn(1, 1.01, 60), refusal(2, 1.0101, 64)],
  ]
  const plain = evidence(...frames, [{ from: 'server', cause: ['port-closed'], why: '' }], { kernel: [] })
  assert.equal(truthAt(plain.views[0], plain).labels.length, 0)
  assert.equal(truthAt(plain.views[0], plain).doubts.length, 1)
  const firewall: Explanation = { from: 'server', cause: ['host-firewall-reject'], byFirewall: true, why: '' }
  const rejected = evidence(...frames, [firewall], { kernel: [] })
  assert.deepEqual(truthAt(rejected.views[0], rejected).labels[0].cause, ['host-firewall-reject'])
})

test('a reset that never left the server was made on the path, and only where something there could', () => {
  const frames: [Frame[], Frame[]] = [[syn(1, 1), refusal(2, 1.004, 62)], []]
  const explained = evidence(...frames, [{ from: 'middlebox', cause: ['blocked-port'], why: 'REJECT' }])
  const [label] = truthAt(explained.views[0], explained).labels
  assert.deepEqual([label.origin, label.trigger, label.hops], ['middlebox', 1, 2])
  const unexplained = evidence(...frames, [])
  assert.match(truthAt(unexplained.views[0], unexplained).doubts[0], /nothing there/)
})

test('a reset too soon for the whole path is not the one the server sent later', () => {
  const all = evidence(
    [syn(1, 1), refusal(2, 1.004, 62), refusal(3, 1.02, 60)],
    [syn(1, 1.01, 60), refusal(2, 1.0101, 64)],
    [
      { from: 'server', cause: ['port-closed'], why: '' },
      { from: 'middlebox', cause: ['blocked-port'], why: '' },
    ],
  )
  const makers = truthAt(all.views[0], all).labels.map((l) => l.origin)
  assert.deepEqual(makers, ['middlebox', 'server'])
})

test('a forger’s reason is not to be known where its trigger was not seen', () => {
  const forged = { ...CLIENT, flags: RST, seq: 600, ack: 0, length: 0, id: 7, ttl: 64 }
  const trigger = { ...CLIENT, flags: ACK, seq: 101, ack: 5, length: 499, id: 3, ttl: 60 }
  const explained: Explanation[] = [{ from: 'middlebox', cause: ['blocked-sni'], why: '' }]
  const arrived = frame(4, 1.01, { flags: RST, seq: 600, id: 7, ttl: 61 })
  const all = evidence([], [arrived], explained, { forgeries: [{ forged, trigger }] })
  const [label] = truthAt(all.views[1], all).labels
  assert.deepEqual([label.trigger, label.cause], [null, ['blocked-sni', 'forged-unknown']])
})

test('scoring tells an accusation from a miss', () => {
  const label = { frame: 2, cause: ['port-closed'], trigger: 1, decidable: 'yes', why: '' }
  const setup = { family: 4 as const, hops: 3, hop: 1, delay: 1, timestamps: true, clientTtl: 64, serverTtl: 64 }
  const truth = { file: 'a', scenario: 's', setup: { ...setup, offload: false, seed: 1 } }
  const said = (who: 'server' | 'middlebox') => ({
    findings: [{ kind: 'reset', severity: 'warn', frame: 2, origin: { who, confidence: 0.9 }, trigger: { frame: 1 } }],
  })
  const genuine = { ...truth, resets: [{ ...label, origin: 'server' as const }] }
  const forged = { ...truth, resets: [{ ...label, origin: 'middlebox' as const, hops: 2 }] }
  const [accused] = scoreCase(genuine, said('middlebox')).judged
  assert.deepEqual([accused.accused, accused.missed, accused.origin, accused.trigger], [true, false, 'wrong', true])
  const [missed] = scoreCase(forged, said('server')).judged
  assert.deepEqual([missed.accused, missed.missed, missed.hopError], [false, true, Number.POSITIVE_INFINITY])
  assert.equal(scoreCase({ ...genuine, quiet: true }, said('server')).alarms, 1)
})

test('reliability and Brier score of four verdicts at 0.75, three of them right', () => {
  const judged = [1, 1, 1, 0].map((hit) => ({ confidence: 0.75, origin: hit ? 'right' : 'wrong' }) as Judged)
  assert.deepEqual(reliability(judged), [{ from: 0.7, to: 0.8, count: 4, stated: 0.75, right: 0.75 }])
  assert.equal(brier(judged), 0.1875)
  assert.equal(brier([]), undefined)
})

test('the same seed draws the same case', () => {
  const draw = (seed: number) => {
    const random = randomFrom('x', seed)
    return Array.from({ length: 6 }, () => random.between(1, 6))
  }
  assert.deepEqual(draw(1), draw(1))
  assert.notDeepEqual(draw(1), draw(2))
  assert.ok(draw(3).every((n) => n >= 1 && n <= 6))
})

test('both captures together tell what one does not, unless a genuine reset looks the same in both', () => {
  const label = { frame: 2, origin: 'middlebox' as const, cause: null, trigger: 1, decidable: 'no', why: '' }
  const setup = { seed: 1 } as Case['setup']
  const part = (file: string, resets: Case['resets']) => ({ file, scenario: 'x', setup, resets })
  const pair = pairOf(part('a.pcap', [label, { ...label, twin: 'wrong-backend' }]), part('b.pcap', []), '')
  assert.deepEqual(
    pair.resets.map(({ decidable }) => decidable),
    ['yes', 'no'],
  )
})
