/** `rstrace probe` on simulated paths: what it concludes, and what it does not. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { MatrixVerdictId } from '../src/core/report/model.js'
import { Experiment } from '../src/probe/matrix/experiment.js'
import { variantsFor } from '../src/probe/matrix/factors.js'
import { chanceOf } from '../src/probe/matrix/fisher.js'
import { matrixProbe } from '../src/probe/matrix/report.js'
import { type MatrixOptions, type MatrixResult, planFor, runMatrix } from '../src/probe/matrix/run.js'
import { type Judgement, judge, residualIn } from '../src/probe/matrix/verdict.js'
import { seeded } from '../src/probe/random.js'
import { readTarget } from '../src/probe/request.js'
import { SimulatedNetwork } from '../src/probe/simulation/network.js'
import { parsePath } from '../src/probe/simulation/parse.js'
import { toyTls } from '../src/probe/simulation/toy-tls.js'

const folder = fileURLToPath(new URL('../../test/paths', import.meta.url))
const pathText = (name: string): string => readFileSync(join(folder, `${name}.path`), 'utf8')

type Given = Partial<MatrixOptions> & { pathSeed?: number }

const run = (name: string, url: string, given?: Given): Promise<MatrixResult> => runText(pathText(name), url, given)

async function runText(text: string, url: string, { pathSeed, ...given }: Given = {}): Promise<MatrixResult> {
  const path = parsePath(text)
  const network = new SimulatedNetwork({ ...path, seed: pathSeed ?? path.seed })
  const options: MatrixOptions = {
    request: readTarget(url)!,
    neutral: 'www.example.com',
    most: 60,
    rounds: 5,
    pace: 0.5,
    patience: 200,
    timeout: 5,
    agent: 'rstrace',
    seed: 1,
    ...given,
  }
  const result = await runMatrix(options, { network, tls: toyTls })
  assert.ok(network.opened <= options.most, `${network.opened} connections`)
  assert.equal(network.opened, result.table.length)
  return result
}

const curesOf = ({ cures }: Judgement): string[] => cures.map(({ row }) => row)

/** Path, request, verdict, and whether the ends come sooner than the server could send them. */
const cases: [path: string, url: string, verdict: MatrixVerdictId, notTheServer?: 'sooner'][] = [
  ['clean', 'https://www.blocked.test/', 'nothing-wrong'],
  ['clean', 'http://www.blocked.test/a?b=c', 'nothing-wrong'],
  ['clean', 'www.blocked.test:443', 'nothing-wrong'],
  ['clean', 'tcp://www.blocked.test:80', 'nothing-wrong'],
  ['sni-in-path', 'https://www.blocked.test/', 'blocked-sni', 'sooner'],
  ['sni-on-path', 'https://www.blocked.test/', 'blocked-sni', 'sooner'],
  ['sni-drop', 'https://www.blocked.test/', 'blocked-sni'],
  ['sni-with-loss', 'https://www.blocked.test/', 'blocked-sni', 'sooner'],
  ['sni-server-needs-name', 'https://www.blocked.test/', 'blocked-sni', 'sooner'],
  ['residual', 'https://www.blocked.test/', 'blocked-sni', 'sooner'],
  ['host-in-path', 'http://www.blocked.test/', 'blocked-host', 'sooner'],
  ['host-in-path', 'http://www.blocked.test/a/b?c=d', 'blocked-host', 'sooner'],
  ['url-in-path', 'http://www.blocked.test/secret', 'blocked-url', 'sooner'],
  ['url-in-path', 'http://www.blocked.test/other', 'nothing-wrong'],
  ['keyword-in-path', 'http://www.blocked.test/a?q=forbidden', 'blocked-content', 'sooner'],
  ['keyword-in-path', 'http://www.blocked.test/a?q=forbidden&r=allowed', 'blocked-content', 'sooner'],
  ['keyword-in-path', 'http://www.blocked.test/forbidden', 'blocked-content', 'sooner'],
  ['port-drop', 'https://www.blocked.test/', 'blocked-port'],
  ['port-reset', 'https://www.blocked.test/', 'blocked-port', 'sooner'],
  ['port-reset', 'tcp://www.blocked.test:443', 'blocked-port', 'sooner'],
  ['address-drop', 'https://www.blocked.test/', 'blocked-address'],
  ['block-page', 'http://www.blocked.test/', 'altered-answer', 'sooner'],
]

const lookalikes: typeof cases = [
  ['port-closed', 'https://www.blocked.test/', 'port-refused'],
  ['server-down', 'https://www.blocked.test/', 'unknown'],
  ['server-resets', 'https://www.blocked.test/', 'unknown'],
  ['server-resets', 'http://www.blocked.test/', 'unknown'],
  ['server-needs-name', 'https://www.blocked.test/', 'nothing-wrong'],
  ['server-needs-name', 'https://192.0.2.10/', 'needs-server-name'],
  ['server-resets-host', 'https://www.blocked.test/', 'inside-tls'],
  ['server-knows-other-names', 'https://www.blocked.test/', 'server-declines'],
  ['server-only-own-names', 'https://www.blocked.test/', 'unknown'],
  ['other-port-other-protocol', 'https://www.blocked.test/', 'unknown', 'sooner'],
  ['loss', 'https://www.blocked.test/', 'nothing-wrong'],
  ['heavy-loss', 'https://www.blocked.test/', 'packet-loss'],
  ['half-blocked', 'https://www.blocked.test/', 'unsteady'],
  ['sni-on-one-route', 'https://www.blocked.test/', 'unsteady'],
  ['anycast', 'https://www.blocked.test/', 'unsteady'],
]

function theyAre(table: typeof cases): void {
  for (const [path, url, verdict, sooner] of table) {
    it(`${path}, ${url}: ${verdict}${sooner ? ', not by the server' : ''}`, async () => {
      const { table } = await run(path, url)
      const judged = judge(table)
      assert.equal(judged.id, verdict)
      assert.equal(Boolean(judged.notTheServer), sooner === 'sooner')
    })
  }
}

describe('the matrix names what a device looks at', () => theyAre(cases))

describe('the matrix is not fooled', () => {
  theyAre(lookalikes)

  it('a name without an address', async () => {
    const result = await run('no-name', 'https://www.blocked.test/')
    const probe = matrixProbe(result, { language: 'en', startedAt: '' })
    assert.equal(probe.verdict.id, 'no-address')
    assert.match(probe.summary, /ENOTFOUND/)
  })

  for (const path of ['loss', 'heavy-loss', 'anycast', 'sni-on-one-route']) {
    it(`${path}: blames nothing in any of 8 runs`, async () => {
      const verdicts = new Set<string>()
      for (let seed = 1; seed <= 8; seed++) {
        const { table } = await run(path, 'https://www.blocked.test/', { pathSeed: seed, seed })
        verdicts.add(judge(table).id)
      }
      const blamed = [...verdicts].filter((id) => id.startsWith('blocked-'))
      assert.deepEqual(blamed, [])
    })
  }

  it('keeps to its verdict in whatever order it tries', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const { table } = await run('url-in-path', 'http://www.blocked.test/secret', { seed })
      assert.equal(judge(table).id, 'blocked-url')
    }
  })
})

describe('a residual block', () => {
  it('is waited for: nothing but controls is tried while it lasts', async () => {
    const { table } = await run('residual', 'https://www.blocked.test/')
    for (const [i, trial] of table.entries()) {
      if (trial.variant.id === 'control' || !trial.quiet) continue
      const failure = table.slice(0, i).findLast(({ variant, outcome }) => variant.id === 'given' && outcome !== 'ok')
      assert.ok(!failure || trial.time - failure.endTime >= 60, `${trial.variant.id} at ${trial.time}`)
    }
    const names = table.filter(({ variant }) => variant.id === 'server-name www.example.com')
    assert.ok(names.length > 0 && names.every(({ outcome }) => outcome === 'ok'))
  })

  it('is reported with bounds on its duration, and not where there is none', async () => {
    const { table, residual } = await run('residual', 'https://www.blocked.test/')
    const block = residualIn(table, residual)
    assert.ok(block?.seconds && block.seconds.min <= 60 && block.seconds.max >= 60)
    const other = await run('sni-in-path', 'https://www.blocked.test/')
    assert.equal(residualIn(other.table, other.residual), undefined)
  })

  it('is measured more closely on request', async () => {
    const { table, residual } = await run('residual', 'https://www.blocked.test/', { measureResidual: true })
    const { min, max } = residualIn(table, residual)!.seconds!
    assert.ok(min <= 60 && max >= 60 && max - min < 10, `${min} to ${max}`)
    assert.equal(judge(table).id, 'blocked-sni')
  })

  for (const [name, by] of [
    ['residual', 'address'],
    ['residual-port', 'address-and-port'],
  ]) {
    it(`tells what it goes by on request: ${by}`, async () => {
      for (const seed of [1, 2, 3]) {
        const { table, residual } = await run(name, 'https://www.blocked.test/', { measureResidual: true, seed })
        assert.deepEqual(residualIn(table, residual)?.keepsOut, { by, otherPort: 80 })
        assert.equal(judge(table).id, 'blocked-sni')
      }
    })
  }

  it('is not said to go by anything where no other port works, or no connections are to spare', async () => {
    const alone = pathText('residual').replace('  port 80 http\n', '')
    const of = async (text: string, most: number) => {
      const { table, residual } = await runText(text, 'https://www.blocked.test/', { measureResidual: true, most })
      return residualIn(table, residual)
    }
    const block = await of(alone, 60)
    assert.ok(block && !block.keepsOut)
    const short = await of(pathText('residual'), 42)
    assert.ok(short && !short.keepsOut)
  })

  it('that does not end in time ends the experiment', async () => {
    const result = await run('residual', 'https://www.blocked.test/', { patience: 20 })
    assert.equal(result.stopped, 'patience')
    assert.equal(judge(result.table).id, 'unknown')
  })
})

describe('the course of an experiment', () => {
  it('puts a control straight behind each failure', async () => {
    const { table } = await run('sni-in-path', 'https://www.blocked.test/')
    for (const [i, { variant, outcome, endTime }] of table.entries()) {
      if (outcome === 'ok' || variant.id === 'control') continue
      assert.equal(table[i + 1].variant.id, 'control')
      assert.ok(table[i + 1].time - endTime < 0.01)
    }
  })

  it('makes one connection at a time, and keeps its pace', async () => {
    const { table } = await run('sni-in-path', 'https://www.blocked.test/', { pace: 2 })
    for (const [i, trial] of table.entries()) {
      if (i > 0 && !trial.afterFailure) assert.ok(trial.endTime - table[i - 1].endTime >= 2)
    }
  })

  it('never makes more connections than allowed, and says that it stopped', async () => {
    const result = await run('sni-in-path', 'https://www.blocked.test/', { most: 10 })
    assert.equal(result.table.length, 10)
    assert.equal(result.stopped, 'connections')
    assert.equal(judge(result.table).id, 'unknown')
  })

  it('varies only what has been said when the request fails', () => {
    const request = readTarget('https://www.blocked.test/a?b=c')!
    const plan = planFor({ request, neutral: 'n.test', most: 60, rounds: 5, patience: 9 }, '192.0.2.1', ['192.0.2.2'])
    const ids = (phase: 'connect' | 'hello' | 'request') =>
      variantsFor({ phase, outcome: 'reset' }, plan).map(({ id }) => id)
    assert.deepEqual(ids('connect'), ['address 192.0.2.2', 'port 8443', 'tls none'])
    assert.deepEqual(ids('hello').slice(0, 3), ['server-name n.test', 'server-name none', 'segments 2'])
    assert.ok(ids('request').includes('path /') && ids('request').includes('query none'))
  })

  it('changes one thing at a time', () => {
    const request = readTarget('http://www.blocked.test/a?b=c&d=e')!
    const plan = planFor({ request, neutral: 'n.test', most: 60, rounds: 5, patience: 9 }, '192.0.2.1', ['192.0.2.2'])
    for (const { id, exchange, factor } of variantsFor({ phase: 'request', outcome: 'reset' }, plan)) {
      const { http: givenHttp, ...given } = plan.given
      const { http, ...rest } = exchange
      const changed = [...differences(given, rest), ...differences(givenHttp!, http!)]
      // TLS has its own port.
      assert.deepEqual(changed.length, factor === 'tls' ? 2 : 1, `${id}: ${changed}`)
    }
  })

  it('stops when it is told to, with what is known', async () => {
    const controller = new AbortController()
    const network = new SimulatedNetwork(parsePath(pathText('sni-in-path')))
    const options: MatrixOptions = {
      request: readTarget('https://www.blocked.test/')!,
      neutral: 'www.example.com',
      most: 60,
      rounds: 5,
      pace: 0.5,
      patience: 200,
      timeout: 5,
      agent: 'rstrace',
      seed: 1,
      onTrial: (_, number) => number === 7 && controller.abort('interrupted'),
    }
    const result = await runMatrix(options, { network, tls: toyTls, stop: controller.signal })
    assert.equal(result.stopped, 'interrupted')
    assert.equal(result.table.length, 7)
  })

  it('blames nobody for what this host cannot try', () => {
    const plan = planFor(
      { request: readTarget('https://a.test/')!, neutral: 'n.test', most: 60, rounds: 5, patience: 9 },
      '2001:db8::1',
      [],
    )
    const experiment = new Experiment(plan, seeded(1))
    const course = experiment.run()
    course.next()
    const next = course.next({ time: 0, ending: { phase: 'connect', outcome: 'failed', detail: 'ENETUNREACH' } })
    assert.equal(next.done, true)
    assert.equal(judge(experiment.table).id, 'cannot-try')
  })
})

/** Keys under which two objects differ. */
function differences(a: object, b: object): string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  const text = (of: object, key: string) => JSON.stringify((of as Record<string, unknown>)[key])
  return [...keys].filter((key) => text(a, key) !== text(b, key))
}

describe('an answer that must contain something', () => {
  it('is altered without it, and the change that brings it back is the cure', async () => {
    const { table } = await run('block-page', 'http://www.blocked.test/', { expect: 'hello' })
    const judged = judge(table)
    assert.equal(judged.id, 'altered-answer')
    assert.deepEqual(curesOf(judged).slice(0, 1), ['segments 2'])
  })

  it('is fine with it', async () => {
    const { table } = await run('clean', 'http://www.blocked.test/', { expect: 'hello' })
    assert.equal(judge(table).id, 'nothing-wrong')
  })
})

describe('Fisher’s exact test', () => {
  const table: [passed: number, tries: number, otherPassed: number, otherTries: number, chance: number][] = [
    [5, 5, 0, 6, 1 / 462],
    [4, 4, 0, 4, 1 / 70],
    [3, 4, 1, 4, 17 / 70],
    [5, 5, 6, 6, 1],
    [0, 5, 0, 6, 1],
  ]
  for (const [passed, tries, otherPassed, otherTries, chance] of table) {
    it(`${passed} of ${tries} against ${otherPassed} of ${otherTries} is chance with ${chance.toFixed(4)}`, () => {
      const found = chanceOf({ passed, tries }, { passed: otherPassed, tries: otherTries })
      assert.ok(Math.abs(found - chance) < 1e-12, String(found))
    })
  }
})

describe('the report of a matrix', () => {
  it('says the same thing in both languages, for every path', async () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.path'))) {
      const result = await run(file.replace('.path', ''), 'https://www.blocked.test/')
      const [en, zh] = (['en', 'zh'] as const).map((language) => matrixProbe(result, { language, startedAt: '' }))
      assert.equal(en.verdict.id, zh.verdict.id)
      assert.equal(en.verdict.meaning.length, zh.verdict.meaning.length, file)
      assert.deepEqual(
        en.verdict.next.map(({ command }) => command),
        zh.verdict.next.map(({ command }) => command),
      )
      for (const text of [zh.summary, ...zh.verdict.meaning]) assert.match(text, /[\u4e00-\u9fff]/)
      for (const text of [en.summary, zh.summary, ...en.verdict.meaning, ...zh.verdict.meaning]) {
        assert.doesNotMatch(text, /undefined|NaN|\[object/, file)
      }
    }
  })

  it('never shows the values of a query', async () => {
    const result = await run('keyword-in-path', 'http://www.blocked.test/a?q=forbidden&sign=s3cret')
    const probe = JSON.stringify(matrixProbe(result, { language: 'en', startedAt: '' }))
    assert.ok(!probe.includes('s3cret') && !probe.includes('forbidden'))
  })
})
