/** The verdict of `locate`, over tables of events written by hand: one for each thing that could mislead it. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { searchHopLimit } from '../src/probe/locate/hop-limit-search.js'
import type { Answer, Experiment, LocateOptions, Observation, Reading, Role } from '../src/probe/locate/model.js'
import { nextExperiment } from '../src/probe/locate/plan.js'
import { readObservation } from '../src/probe/locate/reading.js'
import { judge } from '../src/probe/locate/verdict.js'
import type { ConnectionEvent, SeenPacket } from '../src/probe/network.js'

const ALL = 64

const ROOT: LocateOptions = {
  maxHops: 30,
  hasData: true,
  hasControlPort: false,
  oneConnection: false,
  samples: 3,
  filtersHopLimit: true,
  seesPackets: true,
  setsDscp: true,
}
const NOBODY: LocateOptions = { ...ROOT, seesPackets: false }

/** `icmp`: a router said so; `count`: such messages were counted; the others are answers. `rst62` arrived with 62. */
type Sign = 'icmp' | 'count' | Answer | `rst${number}` | '-' | 'unsent'

/** `control 3 icmp` three times over is `['control', 3, 'icmp', 3]`. */
type Row = [role: Role, hopLimit: number, signs: string, times?: number]

const table = (...rows: Row[]): Reading[] =>
  rows.flatMap(([role, hopLimit, signs, times = 1]) =>
    Array.from({ length: times }, () => reading({ role, packet: packetOf(role, signs), hopLimit }, signs)),
  )

const packetOf = (role: Role, signs: string): Experiment['packet'] =>
  role === 'route' || /connected|refused/.test(signs) ? 'syn' : 'data'

function reading(experiment: Experiment, text: string): Reading {
  const signs = text.split(' ') as Sign[]
  const arrived = signs.flatMap((sign) => /^rst(\d+)$/.exec(sign)?.[1] ?? [])[0]
  const answers = signs.map((sign) => (/^rst\d+$/.test(sign) ? 'reset' : sign))
  return {
    experiment,
    sent: !signs.includes('unsent'),
    answers: answers.filter((sign): sign is Answer => ['connected', 'refused', 'reset', 'data', 'fin'].includes(sign)),
    routers: signs.includes('icmp') ? [`10.0.${experiment.hopLimit}.1`] : [],
    exceeded: signs.includes('icmp'),
    exceededElsewhere: signs.includes('count'),
    unreachable: false,
    ...(arrived && { reset: packet({ flags: 'R', hopLimit: Number(arrived) }) }),
  }
}

const packet = (some: Partial<SeenPacket>): SeenPacket => ({
  time: 0,
  flags: 'R',
  seq: 0,
  ack: 0,
  hopLimit: 64,
  dscp: 0,
  length: 0,
  ...some,
})

/** Five routers that speak, the server at 6; the control gets everywhere. */
const CONTROL: Row[] = [
  ['control', ALL, 'data', 4],
  ...[1, 2, 3, 4, 5].map((hop): Row => ['control', hop, 'icmp']),
  ['control', 6, 'data'],
]

const inPath = (first: number, arrives: number): Row[] => [
  ['trigger', ALL, `rst${arrives}`, 3],
  ...[1, 2, 3, 4, 5, 6].map((hop): Row => ['trigger', hop, hop < first ? 'icmp' : `rst${arrives}`, 3]),
]

describe('the place of what resets', () => {
  it('is two hops wide: a filter behind the router’s check of the hop limit is met one later', () => {
    const verdict = judge(table(...CONTROL, ...inPath(4, 62)), ROOT)
    assert.equal(verdict.outcome, 'reset')
    assert.deepEqual(verdict.place, { min: 3, max: 4 })
    assert.equal(verdict.distance, 6)
    assert.equal(verdict.atServer, false)
  })

  it('is in the path when routers behind it no longer speak of the trigger', () => {
    const { path, beyond } = judge(table(...CONTROL, ...inPath(4, 62)), ROOT)
    assert.deepEqual({ path, beyond }, { path: 'in', beyond: { yes: 0, of: 6 } })
  })

  it('is beside the path when they do', () => {
    const rows = inPath(3, 61).map(
      ([role, hop, signs, n]): Row => [role, hop, hop >= 3 && hop < 6 ? `${signs} icmp` : signs, n],
    )
    assert.equal(judge(table(...CONTROL, ...rows), ROOT).path, 'on')
  })

  it('is beside the path when messages were merely counted, if most of the time', () => {
    const counted = (times: number): Row[] => [
      ['trigger', ALL, 'reset', 3],
      ...[1, 2].map((hop): Row => ['trigger', hop, 'icmp', 3]),
      ['trigger', 3, 'reset count', times],
      ['trigger', 3, 'reset', 5 - times],
    ]
    assert.equal(judge(table(...CONTROL, ...counted(4)), NOBODY).path, 'on')
    assert.equal(judge(table(...CONTROL, ...counted(1)), NOBODY).path, 'unknown')
    assert.equal(judge(table(...CONTROL, ...counted(0)), NOBODY).path, 'in')
  })

  it('leaves the path open when no router behind it speaks to the control either', () => {
    const silent: Row[] = [['control', ALL, 'data', 4], ...[1, 2, 3].map((hop): Row => ['control', hop, 'icmp'])]
    const rows: Row[] = [...silent, ['control', 4, '-', 2], ['control', 5, '-', 2], ['control', 6, 'data']]
    assert.equal(judge(table(...rows, ...inPath(4, 62)), ROOT).path, 'unknown')
  })

  it('is not misled by a device that overlooks some: what it let pass says nothing of its place', () => {
    const rows: Row[] = [
      ['trigger', ALL, 'rst62', 4],
      ['trigger', ALL, 'data', 1],
      ...[1, 2, 3].map((hop): Row => ['trigger', hop, 'icmp', 3]),
      ['trigger', 4, 'rst62', 3],
      ['trigger', 4, 'icmp', 2],
      ['trigger', 5, 'rst62', 3],
    ]
    assert.equal(judge(table(...CONTROL, ...rows), ROOT).path, 'in')
  })

  it('includes hop limits below the majority with which some met it already', () => {
    const rows: Row[] = [
      ['trigger', ALL, 'rst62', 3],
      ...[1, 2].map((hop): Row => ['trigger', hop, 'icmp', 3]),
      ['trigger', 3, 'icmp', 4],
      ['trigger', 3, 'rst62', 1],
      ...[4, 5, 6].map((hop): Row => ['trigger', hop, 'rst62', 3]),
    ]
    const { place, varies } = judge(table(...CONTROL, ...rows), ROOT)
    assert.deepEqual({ place, varies }, { place: { min: 2, max: 4 }, varies: true })
  })

  it('is as far as the server when the server does it', () => {
    const { atServer, place, path } = judge(table(...CONTROL, ...inPath(6, 59)), ROOT)
    assert.deepEqual({ atServer, place, path }, { atServer: true, place: { min: 5, max: 6 }, path: 'unknown' })
  })

  it('reaches down to the last router that reported the trigger, when each hop limit was tried once', () => {
    const walk: Row[] = [
      ['control', 6, 'data'],
      ...[1, 2, 3].map((hop): Row => ['trigger', hop, 'icmp']),
      ['trigger', 4, '-'],
      ['trigger', 5, 'rst62'],
    ]
    const { place, confidence } = judge(table(...walk), { ...ROOT, oneConnection: true })
    assert.deepEqual(place, { min: 3, max: 5 })
    assert.ok(confidence < 0.95)
  })

  it('begins at this host when the first hop limit meets it', () => {
    assert.deepEqual(judge(table(...CONTROL, ...inPath(1, 64)), ROOT).place, { min: 0, max: 1 })
  })

  it('counts a reset that comes behind the server’s own data', () => {
    const rows: Row[] = [
      ['trigger', ALL, 'data rst61', 3],
      ...[1, 2].map((hop): Row => ['trigger', hop, 'icmp', 3]),
      ...[3, 4, 5].map((hop): Row => ['trigger', hop, 'rst61 icmp', 3]),
      ['trigger', 6, 'data rst61', 3],
    ]
    const { outcome, place, path } = judge(table(...CONTROL, ...rows), ROOT)
    assert.deepEqual({ outcome, place, path }, { outcome: 'reset', place: { min: 2, max: 3 }, path: 'on' })
  })
})

describe('the hop limit of its resets', () => {
  it('agrees with the count for a usual initial value', () => {
    const { hopLimitPlace, confidence } = judge(table(...CONTROL, ...inPath(4, 62)), ROOT)
    assert.deepEqual(hopLimitPlace, { initial: 64, hop: 3, agrees: true })
    assert.equal(confidence, 0.975)
  })

  it('is chosen on purpose when no usual initial value fits', () => {
    const { hopLimitPlace, confidence } = judge(table(...CONTROL, ...inPath(4, 100)), ROOT)
    assert.deepEqual(hopLimitPlace, { initial: 128, hop: 29, agrees: false })
    assert.equal(confidence, 0.95)
  })

  it('that copies the trigger’s moves the place to half the way', () => {
    // Seen before router 3: a trigger with T is there with T − 2, and its reset arrives with T − 4. The first is T = 5.
    const rows: Row[] = [
      ['trigger', ALL, 'rst60', 3],
      ...[1, 2].map((hop): Row => ['trigger', hop, 'icmp', 3]),
      ...[3, 4].map((hop): Row => ['trigger', hop, 'icmp', 3]),
      ['trigger', 5, 'rst1 icmp', 3],
      ['trigger', 6, 'rst2', 3],
    ]
    const { copiesHopLimit, place, path } = judge(table(...CONTROL, ...rows), ROOT)
    assert.deepEqual({ copiesHopLimit, place, path }, { copiesHopLimit: true, place: { min: 2, max: 3 }, path: 'on' })
  })

  it('that is random is not taken for a copy', () => {
    const rows = inPath(4, 62).map(
      ([role, hop, signs, n], i): Row => [role, hop, signs.replace('62', `${40 + 7 * i}`), n],
    )
    assert.equal(judge(table(...CONTROL, ...rows), ROOT).copiesHopLimit, false)
  })
})

describe('the search for a hop limit that cannot be seen', () => {
  /** Answers as a kernel with IP_MINTTL would, for resets that arrive as `arrives` says. */
  function searched(
    first: number,
    arrives: (hopLimit: number) => number,
  ): ReturnType<typeof searchHopLimit> & { asked: number } {
    const readings: Reading[] = []
    for (;;) {
      const search = searchHopLimit(readings, first)
      if (!search.next || readings.length > 60) return { ...search, asked: readings.length }
      const { hopLimit, minHopLimit } = search.next
      const shows = arrives(hopLimit) >= minHopLimit
      readings.push(reading({ role: 'trigger', packet: 'data', hopLimit, minHopLimit }, shows ? 'reset' : '-'))
    }
  }

  it('finds every hop limit, and usual ones in few connections', () => {
    for (let limit = 1; limit <= 255; limit++) assert.equal(searched(4, () => limit).found, limit)
    assert.ok(searched(4, () => 62).asked <= 6)
    assert.ok(searched(4, () => 252).asked <= 10)
  })

  it('notices that it is copied', () => {
    const { found, copies } = searched(5, (hopLimit) => hopLimit - 4)
    assert.deepEqual({ found, copies }, { found: 60, copies: true })
  })

  it('gives up on one that differs each time', () => {
    let state = 1
    const random = () => {
      state = (state * 75 + 74) % 65537
      return state % 250
    }
    for (let i = 0; i < 50; i++) assert.notEqual(searched(40, random).copies, true)
  })
})

describe('a trigger that is swallowed', () => {
  const rows: Row[] = [
    ['trigger', ALL, '-', 3],
    ...[1, 2, 3].map((hop): Row => ['trigger', hop, 'icmp', 3]),
    ...[4, 5, 6].map((hop): Row => ['trigger', hop, '-', 3]),
  ]

  it('is lost between the last router that it reached and the first that only the control did', () => {
    const { outcome, place } = judge(table(...CONTROL, ['control', 4, 'icmp', 2], ...rows), ROOT)
    assert.deepEqual({ outcome, place }, { outcome: 'swallowed', place: { min: 3, max: 4 } })
  })

  it('is lost in a longer stretch where the routers are silent', () => {
    const control = CONTROL.map((row): Row => (row[1] === 4 || row[1] === 5 ? [row[0], row[1], '-', 2] : row))
    const { place, confidence } = judge(table(...control, ...rows), ROOT)
    assert.deepEqual(place, { min: 3, max: 6 })
    assert.ok(confidence < 0.95)
  })

  it('has not reached a router that spoke once, of a bare acknowledgment', () => {
    const stray: Row[] = [...rows, ['trigger', 5, 'icmp', 1]]
    assert.deepEqual(judge(table(...CONTROL, ...stray), ROOT).place, { min: 3, max: 4 })
  })

  it('is not called so when the control is not answered either', () => {
    const dead: Row[] = [
      ['control', ALL, '-', 4],
      ['trigger', ALL, '-', 3],
    ]
    assert.equal(judge(table(...dead), ROOT).outcome, 'unreachable')
  })

  it('is not called so when some triggers are answered', () => {
    const lossy: Row[] = [
      ['control', ALL, 'data', 4],
      ['trigger', ALL, '-', 2],
      ['trigger', ALL, 'data', 1],
    ]
    assert.equal(judge(table(...lossy), ROOT).outcome, 'nothing')
  })
})

describe('other outcomes', () => {
  it('an answer in the server’s place is found by a hop limit that cannot reach the server', () => {
    const rows: Row[] = [
      ['trigger', ALL, 'data fin', 3],
      ...[1, 2, 3].map((hop): Row => ['trigger', hop, 'icmp', 3]),
      ...[4, 5, 6].map((hop): Row => ['trigger', hop, 'data fin', 3]),
    ]
    const { outcome, place } = judge(table(...CONTROL, ...rows), ROOT)
    assert.deepEqual({ outcome, place }, { outcome: 'answered', place: { min: 3, max: 4 } })
  })

  it('a SYN that is refused on the way is placed like data, and the control port tells the distance', () => {
    const rows: Row[] = [
      ['control', ALL, 'connected', 4],
      ...[1, 2, 3, 4, 5].map((hop): Row => ['control', hop, 'icmp']),
      ['control', 6, 'connected'],
      ['trigger', ALL, 'refused rst62', 3],
      ...[1, 2, 3].map((hop): Row => ['trigger', hop, 'icmp', 3]),
      ...[4, 5, 6].map((hop): Row => ['trigger', hop, 'refused rst62', 3]),
    ]
    const syn = table(...rows).map((one) => ({ ...one, experiment: { ...one.experiment, packet: 'syn' as const } }))
    const verdict = judge(syn, { ...ROOT, hasData: false, hasControlPort: true })
    assert.deepEqual(verdict.place, { min: 3, max: 4 })
    assert.deepEqual([verdict.packet, verdict.distance, verdict.path], ['syn', 6, 'in'])
  })

  it('connections that fail after a trigger, and did not before, are a residual block and no place', () => {
    const rows: Row[] = [
      ['control', ALL, 'data'],
      ['trigger', ALL, 'reset'],
      ['control', ALL, 'unsent', 3],
    ]
    const readings = table(...rows)
    assert.equal(judge(readings, ROOT).outcome, 'residual')
    assert.equal(nextExperiment(readings, ROOT), undefined)
  })

  it('one control that is lost is no residual block', () => {
    const rows: Row[] = [
      ['control', ALL, 'data'],
      ['trigger', ALL, 'reset'],
      ['control', ALL, '-', 1],
      ['control', ALL, 'data'],
    ]
    assert.notEqual(judge(table(...rows), ROOT).outcome, 'residual')
  })

  it('a control that is reset as well is said to be', () => {
    const rows: Row[] = [['control', ALL, 'rst59', 4], ...inPath(6, 59)]
    assert.equal(judge(table(...rows), ROOT).controlToo, true)
  })

  it('a mark that comes back speaks for a host that refuses by itself', () => {
    const marked = (dscp: number): Reading => ({
      ...reading({ role: 'trigger', packet: 'data', hopLimit: ALL, dscp: 10 }, 'rst59'),
      reset: packet({ hopLimit: 59, dscp }),
    })
    const rows = table(...CONTROL, ...inPath(6, 59))
    assert.equal(judge([...rows, marked(10)], ROOT).mark, 'mirrored')
    assert.equal(judge([...rows, marked(0)], ROOT).mark, 'cleared')
    assert.equal(judge(rows, ROOT).mark, undefined)
  })

  it('nothing is nothing, and a run that was stopped at once is unclear', () => {
    assert.equal(judge(table(['control', ALL, 'data', 4], ['trigger', ALL, 'data', 3]), ROOT).outcome, 'nothing')
    assert.equal(judge([], ROOT).outcome, 'unclear')
  })
})

describe('a reading', () => {
  const experiment: Experiment = { role: 'trigger', packet: 'data', hopLimit: 4 }
  const read = (events: ConnectionEvent[], rest: Partial<Observation> = {}) =>
    readObservation({ experiment, sentAt: 1, events, ...rest })

  it('counts what came after the data left, in order', () => {
    const { answers } = read([
      { kind: 'connected', time: 0.5 },
      { kind: 'data', time: 1.1, bytes: new Uint8Array(3) },
      { kind: 'reset', time: 1.2 },
    ])
    assert.deepEqual(answers, ['data', 'reset'])
  })

  it('tells a message of this connection from one that was only counted', () => {
    const own = read([{ kind: 'icmp', type: 'time-exceeded', from: '10.0.4.1', time: 1.1 }], { timeExceeded: 1 })
    assert.deepEqual([own.exceeded, own.exceededElsewhere, own.routers], [true, false, ['10.0.4.1']])
    const other = read([{ kind: 'reset', time: 1.1 }], { timeExceeded: 1 })
    assert.deepEqual([other.exceeded, other.exceededElsewhere], [false, true])
  })

  it('says that data never left when the connection did not come about', () => {
    assert.equal(read([{ kind: 'timeout', time: 3 }], { sentAt: undefined }).sent, false)
  })
})
