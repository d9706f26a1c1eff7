/** A finding of a capture and an experiment together: what is believed then, as sentences about a pure function. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { agreementOf, combine, type Experiment } from '../src/core/report/combine.js'
import type { Finding, Who } from '../src/core/report/model.js'
import type { LocateFinding, MatrixVerdict, MatrixVerdictId } from '../src/core/report/probe-model.js'
import { combinedOf } from '../src/probe/combined/report.js'

const SERVER = { address: '192.0.2.10', port: 443 }
const NAME = 'www.blocked.test'

function finding(change: Partial<Finding> = {}): Finding {
  return {
    id: '7',
    kind: 'reset',
    severity: 'error',
    summary: '',
    capture: 0,
    frame: 9,
    frames: [9],
    time: '',
    connection: {
      stream: 0,
      client: { address: '10.0.0.2', port: 40_000 },
      server: SERVER,
      tls: { serverName: NAME },
    },
    effect: 'closed',
    origin: { who: 'middlebox', confidence: 0.9, alternatives: [{ who: 'server', confidence: 0.1 }] },
    cause: { id: 'forged-unknown', confidence: 0.3, alternatives: [] },
    trigger: { kind: 'client-hello', frame: 8 },
    place: { side: 'unknown', text: '' },
    evidence: [],
    advice: [],
    settle: [],
    ladder: [],
    filter: '',
    ...change,
  }
}

const who = (one: Who, confidence: number): Pick<Finding, 'origin'> => ({
  origin: { who: one, confidence, alternatives: [] },
})
const why = (id: Finding['cause']['id'], confidence: number): Pick<Finding, 'cause'> => ({
  cause: { id, confidence, alternatives: [] },
})
const at = (min: number, max: number): Pick<Finding, 'place'> => ({
  place: { hopsFromClient: { best: min, min, max }, side: 'middle', text: '' },
})

const TARGET = {
  url: `https://${NAME}/`,
  name: NAME,
  addresses: [SERVER.address],
  port: 443,
  serverName: NAME,
  host: NAME,
}
const TOO_SOON = { count: 9, of: 9, endSeconds: 0.01, roundTripSeconds: 0.03 }
const HARMLESS_FAILS = { id: 'control', text: '', tries: 4, passed: 0, ends: [] }

function matrix(id: MatrixVerdictId, change: Partial<MatrixVerdict> = {}, rows: Experiment[] | object[] = []) {
  const fails = { phase: 'hello' as const, outcome: 'reset' as const, count: 9, of: 9 }
  const cures = id.startsWith('blocked-')
    ? [{ factor: 'server-name' as const, row: 'server-name a', passed: 5, tries: 5, chance: 0.005 }]
    : []
  const verdict: MatrixVerdict = { id, fails, cures, meaning: [], next: [], ...change }
  return { kind: 'matrix', target: TARGET, verdict, rows } as Experiment
}

function locate(change: Partial<LocateFinding> = {}): Experiment {
  const verdict: LocateFinding = {
    outcome: 'reset',
    packet: 'data',
    place: { min: 3, max: 4 },
    distance: 6,
    atServer: false,
    controlToo: false,
    path: 'in',
    beyond: { yes: 0, of: 3 },
    copiesHopLimit: false,
    at: { yes: 3, of: 3 },
    before: { yes: 0, of: 3 },
    varies: false,
    confidence: 0.95,
    ...change,
  }
  return { kind: 'locate', target: TARGET, verdict: { ...verdict, meaning: [], next: [] } }
}

const reasons = (one: Finding, experiment: Experiment) => combine(one, experiment).steps.map(({ reason }) => reason)

describe('a finding and an experiment of one thing at a time', () => {
  it('decides a cause that the capture left open, no surer than the sender is a device', () => {
    const { cause, origin, steps } = combine(finding(), matrix('blocked-sni'))
    assert.equal(cause.id, 'blocked-sni')
    assert.ok(cause.confidence > 0.3)
    assert.equal(cause.confidence, origin.confidence)
    assert.equal(origin.confidence, 0.9)
    assert.deepEqual(steps, [{ about: 'cause', does: 'decides', reason: 'left-open' }])
  })

  it('is surer of the same cause, and of the sender when it comes too soon for the server', () => {
    const found = finding(why('blocked-sni', 0.8))
    const both = combine(found, matrix('blocked-sni', { notTheServer: TOO_SOON }))
    assert.deepEqual(reasons(found, matrix('blocked-sni', { notTheServer: TOO_SOON })), ['too-soon', 'same-cause'])
    assert.ok(both.origin.confidence > 0.97)
    assert.ok(both.cause.confidence > 0.97)
    assert.equal(agreementOf(both), 'agree')
  })

  it('says a contradiction and averages nothing', () => {
    const other = combine(finding(why('blocked-host', 0.8)), matrix('blocked-sni'))
    assert.deepEqual(other.cause, { id: 'unknown', confidence: 0 })
    assert.equal(other.origin.confidence, 0.9)
    assert.equal(agreementOf(other), 'differ')
    const soon = combine(
      finding({ ...who('server', 0.97), ...why('tls-refused', 0.6) }),
      matrix('unknown', { notTheServer: TOO_SOON }),
    )
    assert.deepEqual(soon.origin, { who: 'unknown', confidence: 0 })
    assert.deepEqual(soon.cause, { id: 'unknown', confidence: 0 })
  })

  it('takes the name back when harmless connections fail as well', () => {
    const found = finding(why('blocked-sni', 0.9))
    const both = combine(found, matrix('unknown', {}, [HARMLESS_FAILS]))
    assert.deepEqual(both.cause, { id: 'unknown', confidence: 0 })
    assert.deepEqual(reasons(found, matrix('unknown', {}, [HARMLESS_FAILS])), ['harmless-too'])
    assert.deepEqual(reasons(found, matrix('unknown', {}, [{ ...HARMLESS_FAILS, passed: 1 }])), ['undecided'])
  })

  it('accuses no device where the capture has the server, or does not know', () => {
    const genuine = finding({ ...who('server', 0.97), ...why('tls-refused', 0.6) })
    const both = combine(genuine, matrix('blocked-sni'))
    assert.deepEqual([both.cause.id, both.origin.who], ['tls-refused', 'server'])
    assert.deepEqual(reasons(genuine, matrix('blocked-sni')), ['server-decides'])
    const open = finding({ ...who('unknown', 0.5), ...why('unknown', 0.4) })
    assert.deepEqual(combine(open, matrix('blocked-sni')).cause, { id: 'unknown', confidence: 0.4 })
    assert.deepEqual(reasons(open, matrix('blocked-sni')), ['who-open'])
  })

  it('is surer of a forged answer whose double comes too soon again', () => {
    const found = finding({ kind: 'injected-response', trigger: { kind: 'http-request' }, ...why('unknown', 0) })
    const both = combine(found, matrix('altered-answer', { fails: undefined, notTheServer: TOO_SOON }))
    assert.ok(both.origin.confidence > 0.97)
    assert.equal(both.cause.id, 'unknown')
  })

  it('agrees on a closed port without a word on devices', () => {
    const found = finding({ ...who('server', 0.98), ...why('port-closed', 0.7), trigger: { kind: 'syn' } })
    const fails = { phase: 'connect' as const, outcome: 'refused' as const, count: 9, of: 9 }
    const cures = [{ factor: 'port' as const, row: 'port 80', passed: 5, tries: 5, chance: 0.005 }]
    const both = combine(found, matrix('port-refused', { fails, cures }))
    assert.equal(both.cause.id, 'port-closed')
    assert.ok(both.cause.confidence > 0.9 && both.cause.confidence <= 0.98)
  })

  it('leaves the finding alone when it is not about the same thing', () => {
    const apart: [Finding, Experiment, string][] = [
      [finding(), matrix('nothing-wrong', { fails: undefined }), 'not-reproduced'],
      [finding({ trigger: { kind: 'syn' } }), matrix('blocked-sni'), 'another-failure'],
      [finding({ kind: 'blackhole' }), matrix('blocked-sni'), 'another-failure'],
      [finding({ trigger: { kind: 'idle' } }), matrix('blocked-sni'), 'another-failure'],
      [finding(who('client', 0.99)), matrix('blocked-sni'), 'by-client'],
      [finding(), { ...matrix('blocked-sni'), target: { ...TARGET, port: 8443 } }, 'another-request'],
      [finding(), { ...matrix('blocked-sni'), target: { ...TARGET, serverName: 'a.test' } }, 'another-request'],
      [finding(), { ...matrix('blocked-sni'), target: { ...TARGET, addresses: ['192.0.2.11'] } }, 'another-request'],
      [finding(), locate({ outcome: 'unsteady' }), 'undecided'],
      [finding(), matrix('cannot-try', { fails: undefined }), 'undecided'],
      [finding(), matrix('altered-answer', { fails: undefined, notTheServer: TOO_SOON }), 'another-failure'],
    ]
    for (const [one, experiment, reason] of apart) {
      const { origin, cause, steps } = combine(one, experiment)
      assert.deepEqual(
        steps.map((step) => step.reason),
        [reason],
      )
      assert.equal(origin.confidence, one.origin.confidence)
      assert.equal(cause.id, one.cause.id)
      assert.notEqual(agreementOf({ steps }), 'agree')
    }
  })

  it('is never surer than both witnesses together, nor of a device’s cause than of a device', () => {
    const share = fc.double({ min: 0.5, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(share, share, fc.boolean(), (p, q, soon) => {
        const found = finding({ ...who('middlebox', p), ...why('blocked-sni', Math.min(p, q)) })
        const both = combine(found, matrix('blocked-sni', soon ? { notTheServer: TOO_SOON } : {}))
        const most = (a: number, b: number) => 1 - (1 - a) * (1 - b) + 0.0001
        assert.ok(both.origin.confidence <= most(p, soon ? 0.95 : 0))
        assert.ok(both.cause.confidence <= most(Math.min(p, q), 0.95))
        assert.ok(both.cause.confidence <= both.origin.confidence)
        assert.ok(both.origin.confidence >= p - 0.0001)
      }),
    )
  })
})

describe('a finding and a count of hops', () => {
  it('narrows the place to what both allow', () => {
    const both = combine(finding(at(3, 5)), locate())
    assert.deepEqual(both.place, { min: 3, max: 4 })
    assert.ok(both.origin.confidence > 0.9)
    assert.deepEqual(reasons(finding(at(3, 5)), locate()), ['before-server', 'same-place'])
    assert.deepEqual(combine(finding(), locate()).place, { min: 3, max: 4 })
  })

  it('gives no place where they differ', () => {
    const both = combine(finding(at(8, 10)), locate())
    assert.equal(both.place, undefined)
    assert.equal(agreementOf(both), 'differ')
  })

  it('contradicts a server that is said to have sent what comes from before it', () => {
    const both = combine(finding({ ...who('server', 0.97), ...why('tls-refused', 0.6) }), locate())
    assert.deepEqual(both.origin, { who: 'unknown', confidence: 0 })
  })

  const SERVER_AT = { place: { min: 5, max: 6 }, atServer: true }

  it('contradicts a forgery by name where the server’s distance resets every name', () => {
    const both = combine(finding(why('blocked-sni', 0.9)), locate({ ...SERVER_AT, controlToo: true }))
    assert.deepEqual([both.origin.who, both.cause.id], ['unknown', 'unknown'])
  })

  it('decides nothing by the server’s distance alone, and something by the mark of a kernel', () => {
    assert.deepEqual(reasons(finding(), locate(SERVER_AT)), ['at-server', 'only-place'])
    assert.equal(combine(finding(), locate(SERVER_AT)).origin.confidence, 0.9)
    const marked = locate({ ...SERVER_AT, mark: 'mirrored' })
    assert.equal(combine(finding(), marked).origin.who, 'unknown')
    assert.ok(combine(finding({ ...who('server', 0.9), ...why('abort', 0.4) }), marked).origin.confidence > 0.9)
  })
})

describe('what both say', () => {
  it('is a paragraph in either language, with a reason for each step', () => {
    const found = finding(why('blocked-sni', 0.8))
    const experiment = matrix('blocked-sni', { notTheServer: TOO_SOON })
    const en = combinedOf(found, experiment, 'en')
    assert.match(en.text, /finding #7 .* shows up again, by the same thing\. Taken together: sent by a device/)
    assert.equal(en.steps.length, 2)
    const zh = combinedOf(found, experiment, 'zh')
    assert.match(zh.text, /抓包与实验一致：结论 #7.*综合起来：由中间设备发出/)
    assert.doesNotMatch(zh.text, /[a-z]{4,}/)
  })
})
