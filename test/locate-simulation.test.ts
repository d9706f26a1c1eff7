/** `locate` on simulated paths: each kind of device at each hop, as root and without privileges, and what may mislead it. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LocateFinding } from '../src/core/report/probe-model.js'
import type { LocateOptions } from '../src/probe/locate/model.js'
import { type Manner, type Run, runExperiments, type Target } from '../src/probe/locate/run.js'
import { judge } from '../src/probe/locate/verdict.js'
import type { Abilities } from '../src/probe/network.js'
import { SimulatedNetwork } from '../src/probe/simulation/network.js'
import { parsePath } from '../src/probe/simulation/parse.js'
import { toyClientHello } from '../src/probe/simulation/toy-tls.js'

const SERVER = '192.0.2.10'
const HOPS = 7

/** What is there without CAP_NET_RAW. */
const NOBODY: Partial<Abilities> = { icmpForData: 'occurrence', seesPackets: false }
const users: [string, Partial<Abilities>][] = [
  ['root', {}],
  ['nobody', NOBODY],
]

/** Nothing here waits for anything but the virtual clock. */
const idle = async (): Promise<void> => undefined

interface Scene {
  /** Lines behind router k: a device is met by packets that reach hop k + 1. */
  behind?: Record<number, string>
  /** Properties of every router. */
  every?: string
  /** Further lines of the server. */
  rest?: string
  server?: string
}

function pathOf({ behind = {}, every = '', rest = '', server = '  port 443 https\n' }: Scene): string {
  const hops = Array.from({ length: HOPS }, (_, i) => `hop 10.0.${i + 1}.1 1ms\n${every}${behind[i + 1] ?? ''}`)
  return `${hops.join('')}server ${SERVER} 1ms\n${server}${rest}`
}

interface Asked {
  user?: Partial<Abilities>
  options?: Partial<LocateOptions>
  manner?: Partial<Manner>
  target?: Partial<Target>
  seed?: number
}

interface Found {
  verdict: LocateFinding
  run: Run
  seconds: number
  connections: number
}

async function locate(scene: Scene, { user, options, manner, target, seed = 1 }: Asked = {}): Promise<Found> {
  const network = new SimulatedNetwork(parsePath(`seed ${seed}\n${pathOf(scene)}`), { abilities: user, idle })
  const { filtersHopLimit, seesPackets, setsDscp } = network.abilities
  const all: LocateOptions = {
    maxHops: 30,
    hasData: true,
    hasControlPort: target?.controlPort !== undefined,
    oneConnection: false,
    samples: 3,
    filtersHopLimit,
    seesPackets,
    setsDscp,
    ...options,
  }
  const what: Target = {
    address: SERVER,
    port: 443,
    trigger: toyClientHello('bad.test'),
    control: toyClientHello('ok.test'),
    ...target,
  }
  const how = { timeout: 3, pace: 0.05, variesPorts: false, ...manner }
  const run = await runExperiments(network, what, all, how, new AbortController().signal)
  return { verdict: judge(run.readings, all), run, seconds: network.now(), connections: network.opened }
}

const device = (place: 'in-path' | 'on-path', does = 'reset client', more = ''): string =>
  `device ${place}\n  on sni bad.test\n  does ${does}\n${more}`

function assertPlace({ verdict }: Found, hop: number, width = 1): void {
  const { min, max = Number.POSITIVE_INFINITY } = verdict.place ?? { min: Number.NaN }
  assert.ok(min <= hop && hop <= max && max - min <= width, JSON.stringify(verdict))
}

/** A device behind router k: with its check of the hop limit before it. */
const kinds: { name: string; lines: string; outcome: string; path?: 'in' | 'on'; last?: number; most?: number }[] = [
  { name: 'in the path', lines: device('in-path'), outcome: 'reset', path: 'in' },
  { name: 'beside the path', lines: device('on-path'), outcome: 'reset', path: 'on' },
  { name: 'that copies the hop limit', lines: device('on-path', 'reset client', '  ttl copied\n'), outcome: 'reset' },
  { name: 'that swallows', lines: device('in-path', 'drop'), outcome: 'swallowed' },
  // Right before the server it answers no sooner than the server could.
  { name: 'that answers itself', lines: device('in-path', 'answer 403 no'), outcome: 'answered', last: HOPS - 1 },
  {
    name: 'with a random hop limit',
    lines: device('in-path', 'reset client', '  ttl random\n'),
    outcome: 'reset',
    most: 15,
  },
]

for (const [name, user] of users) {
  describe(`a simulated path, as ${name}`, () => {
    for (const { name: kind, lines, outcome, path, last = HOPS, most = 10 } of kinds) {
      it(`shows a device ${kind}, at every hop`, async () => {
        for (let hop = 1; hop <= last; hop++) {
          const found = await locate({ behind: { [hop]: lines } }, { user })
          assert.equal(found.verdict.outcome, outcome, `hop ${hop}: ${JSON.stringify(found.verdict)}`)
          assertPlace(found, hop)
          // With the device right before the server, no router behind it could tell.
          if (path) assert.equal(found.verdict.path, hop === HOPS ? 'unknown' : path)
          assert.ok(found.seconds < most, `${found.seconds} s`)
        }
      })
    }

    it('shows nothing where nothing is, fifty times of fifty, and with 5 % loss', async () => {
      for (let seed = 1; seed <= 50; seed++) {
        for (const every of ['', '  loss 0.7%\n']) {
          const { verdict } = await locate({ every }, { user, seed })
          assert.equal(verdict.outcome, 'nothing', `seed ${seed}: ${JSON.stringify(verdict)}`)
        }
      }
    })

    it('shows the place in spite of 5 % loss', async () => {
      for (let seed = 1; seed <= 5; seed++) {
        for (const { lines, outcome } of kinds.slice(0, 4)) {
          const found = await locate({ every: '  loss 0.7%\n', behind: { 3: lines } }, { user, seed })
          assert.equal(found.verdict.outcome, outcome, `seed ${seed}`)
          assertPlace(found, 3, 2)
        }
      }
    })

    it('never accuses a path that loses a third of everything', async () => {
      for (let seed = 1; seed <= 10; seed++) {
        const { verdict } = await locate({ every: '  loss 5%\n' }, { user, seed })
        const guilty = ['reset', 'answered', 'swallowed'].includes(verdict.outcome)
        assert.ok(!guilty, `seed ${seed}: ${JSON.stringify(verdict)}`)
      }
    })

    it('shows the place where all routers are silent', async () => {
      const found = await locate({ every: '  icmp silent\n', behind: { 3: device('in-path') } }, { user })
      assertPlace(found, 3)
      assert.equal(found.verdict.path, 'unknown')
    })

    it('shows a longer stretch where a trigger is swallowed among silent routers', async () => {
      const quiet = '  icmp silent\n'
      const found = await locate({ behind: { 3: quiet + device('in-path', 'drop'), 4: quiet } }, { user })
      assert.equal(found.verdict.outcome, 'swallowed')
      assertPlace(found, 3, 3)
    })

    it('bears routers that seldom speak', async () => {
      for (const { lines, outcome } of kinds.slice(0, 4)) {
        const found = await locate({ every: '  icmp most 1 every 1s\n', behind: { 3: lines } }, { user })
        assert.equal(found.verdict.outcome, outcome)
        assertPlace(found, 3, 2)
      }
    })

    it('takes a server that resets by itself for what is as far as the server', async () => {
      const { verdict } = await locate({ server: '  port 443 https only ok.test\n' }, { user })
      assert.deepEqual([verdict.outcome, verdict.atServer], ['reset', true])
    })

    it('is not moved by a NAT, nor by one that keeps messages from beyond it', async () => {
      for (const nat of ['nat 203.0.113.9\n', 'nat 203.0.113.9\n  icmp blocked\n']) {
        const found = await locate({ behind: { 1: nat, 3: device('in-path') } }, { user })
        assert.equal(found.verdict.outcome, 'reset')
        assertPlace(found, 3)
      }
    })

    it('traces a blocked SYN beside an open port, reset or swallowed', async () => {
      for (const [does, outcome] of [
        ['reset client', 'reset'],
        ['drop', 'swallowed'],
      ]) {
        const lines = `device in-path\n  on syn\n  on port 8443\n  does ${does}\n`
        const target = { port: 8443, controlPort: 443 }
        const found = await locate({ behind: { 3: lines } }, { user, target })
        assert.deepEqual([found.verdict.outcome, found.verdict.packet], [outcome, 'syn'])
        assertPlace(found, 3)
      }
    })
  })
}

describe('a device that remembers', () => {
  const scene = { behind: { 3: device('in-path', 'reset client', '  remembers 90s by address-and-port\n') } }

  it('is recognised before anything is concluded from it', async () => {
    const { verdict, connections } = await locate(scene)
    assert.equal(verdict.outcome, 'residual')
    assert.ok(connections < 10)
  })

  it('is located by one connection', async () => {
    const found = await locate(scene, { options: { oneConnection: true } })
    assert.equal(found.verdict.outcome, 'reset')
    assertPlace(found, 3)
  })

  it('is located by patience', async () => {
    const found = await locate(scene, { manner: { pace: 100 } })
    assert.equal(found.verdict.outcome, 'reset')
    assertPlace(found, 3)
  })
})

describe('paths of different length', () => {
  const ecmp = [
    'hop 10.0.1.1 1ms',
    'hop 10.0.2.1 1ms\n  route 1',
    'hop 10.0.2.2 1ms\n  route 1',
    'hop 10.0.2.9 1ms\n  route 2',
    'hop 10.0.3.1 1ms',
    'device in-path\n  on sni bad.test\n  does reset client',
    'hop 10.0.4.1 1ms',
    'hop 10.0.5.1 1ms',
    `server ${SERVER} 1ms\n  port 443 https`,
  ].join('\n')

  async function onEcmp(variesPorts: boolean): Promise<LocateFinding> {
    const network = new SimulatedNetwork(parsePath(ecmp), { idle })
    const { filtersHopLimit, seesPackets, setsDscp } = network.abilities
    const options = {
      maxHops: 30,
      hasData: true,
      hasControlPort: false,
      oneConnection: false,
      samples: variesPorts ? 8 : 3,
    }
    const all = { ...options, filtersHopLimit, seesPackets, setsDscp }
    const target = {
      address: SERVER,
      port: 443,
      trigger: toyClientHello('bad.test'),
      control: toyClientHello('ok.test'),
    }
    const how = { timeout: 3, pace: 0.05, variesPorts }
    const { readings } = await runExperiments(network, target, all, how, new AbortController().signal)
    return judge(readings, all)
  }

  it('are one path while the ports stay the same', async () => {
    const { place, varies } = await onEcmp(false)
    assert.ok(place?.max !== undefined && place.max - place.min === 1)
    assert.equal(varies, false)
  })

  it('widen the place when the ports vary', async () => {
    const { place, outcome } = await onEcmp(true)
    assert.equal(outcome, 'reset')
    // The device is behind router 3 on one path, behind router 4 on the other.
    assert.ok(place?.max !== undefined && place.min <= 3 && place.max >= 4, JSON.stringify(place))
  })
})

describe('a run that is stopped', () => {
  it('says what is known, and leaves no connection behind', async () => {
    const network = new SimulatedNetwork(parsePath(pathOf({ behind: { 3: device('in-path') } })), { idle })
    const stop = new AbortController()
    const options: LocateOptions = {
      maxHops: 30,
      hasData: true,
      hasControlPort: false,
      oneConnection: false,
      samples: 3,
      filtersHopLimit: true,
      seesPackets: true,
      setsDscp: true,
    }
    const target = {
      address: SERVER,
      port: 443,
      trigger: toyClientHello('bad.test'),
      control: toyClientHello('ok.test'),
    }
    const how = { timeout: 3, pace: 0.05, variesPorts: false }
    const run = await runExperiments(network, target, options, how, stop.signal, ({ experiment }) => {
      if (experiment.role === 'trigger' && experiment.hopLimit === 6) stop.abort('interrupted')
    })
    assert.equal(run.interrupted, true)
    const { outcome, place } = judge(run.readings, options)
    assert.deepEqual({ outcome, place }, { outcome: 'reset', place: { min: 3, max: 4 } })
  })
})
