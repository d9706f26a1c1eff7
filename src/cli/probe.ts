/** `rstrace probe`: takes the request, runs the experiment, prints what it means. */
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { emptyReport } from '../core/report/empty.js'
import { renderJson } from '../core/report/json.js'
import type { Finding, MatrixProbe, Report } from '../core/report/model.js'
import { VERSION } from '../core/report/version.js'
import { seconds } from '../core/words/format.js'
import type { Language } from '../core/words/index.js'
import { reportFiles } from '../node/index.js'
import { logged } from '../probe/logged.js'
import type { World } from '../probe/matrix/attempt.js'
import { planLines } from '../probe/matrix/plan-text.js'
import { matrixProbe } from '../probe/matrix/report.js'
import { addressesOf, type MatrixOptions, type MatrixResult, runMatrix } from '../probe/matrix/run.js'
import { renderMatrix } from '../probe/matrix/text.js'
import { isAddress, type ProbeRequest, readTarget, requestOfFinding } from '../probe/request.js'
import { probeWords } from '../probe/words/index.js'
import { wantsColor } from './color.js'
import type { ProbeOptions } from './commands/probe.js'
import { ExitCode } from './exit-code.js'
import { complain, UsageError } from './failure.js'
import { fileOutput, type Output, standardOutput } from './output.js'
import { painter } from './painter.js'
import { widthOf } from './width.js'
import { type ProbeCommandWords, probeCommandWords } from './words/probe/index.js'
import type { CliWords } from './words/types.js'

/** What the request was taken from, besides the command line. */
interface Origin {
  report: Report
  finding: Finding
}

/** Returns the exit code. @throws UsageError */
export async function probe(
  target: string | undefined,
  options: ProbeOptions,
  language: Language,
  words: CliWords,
): Promise<number> {
  const said = probeCommandWords[language]
  const origin = await originOf(options, language, said, words)
  if (origin === 'unreadable') return ExitCode.unreadable
  const request = requestOf(target, options, origin, said, words)
  const stop = new AbortController()
  const output = options.output
    ? fileOutput(options.output, [], words)
    : standardOutput(() => stop.abort('nobody reads on'))
  const interrupt = () => stop.abort('interrupted')
  process.once('SIGINT', interrupt)
  const world = await worldOf(options, stop.signal, said, words)
  try {
    if (options.dryRun) return await dryRun(request, options, world, output, language)
    const startedAt = new Date().toISOString()
    const result = await runMatrix(matrixOptions(request, options, language), world)
    const done = matrixProbe(result, { language, startedAt, finding: origin?.finding })
    print(done, origin, options, output, language)
    return exitCodeOf(result)
  } finally {
    process.off('SIGINT', interrupt)
    output.close()
  }
}

function exitCodeOf({ stopped, table }: MatrixResult): number {
  if (stopped === 'interrupted') return ExitCode.interrupted
  const tried = table.some(({ outcome }) => outcome !== 'failed')
  return tried ? ExitCode.ran : ExitCode.impossible
}

function print(
  done: MatrixProbe,
  origin: Origin | undefined,
  options: ProbeOptions,
  output: Output,
  language: Language,
): void {
  if (options.json || options.format === 'json') {
    output.write(renderJson({ ...(origin?.report ?? emptyReport(language)), probes: [done] }))
    return
  }
  const paint = painter(wantsColor(options.color, output.isTerminal, process.env))
  if (origin) output.write(`#${origin.finding.id} ${origin.finding.summary}\n\n`)
  output.write(renderMatrix(done, { language, paint, width: output.columns ?? 100, widthOf }))
}

function matrixOptions(request: ProbeRequest, options: ProbeOptions, language: Language): MatrixOptions {
  const { neutral, max, rounds, pace, timeout, patience, residual, expect } = options
  const { plan, phase, outcome } = probeWords[language]
  const tell = (line: string) => void (process.stderr.isTTY && process.stderr.write(`${line}\n`))
  return {
    request,
    neutral,
    most: max,
    rounds,
    pace,
    timeout,
    patience,
    expect,
    measureResidual: residual,
    agent: `rstrace/${VERSION}`,
    seed: options.seed ?? Math.floor(Math.random() * 2 ** 32),
    onTrial: (trial, number) =>
      tell(plan.progress(number, trial.variant.id, `${phase[trial.phase]}: ${outcome[trial.outcome]}`)),
    onWait: (span) => tell(plan.wait(seconds(span))),
  }
}

async function dryRun(
  request: ProbeRequest,
  options: ProbeOptions,
  world: World,
  output: Output,
  language: Language,
): Promise<number> {
  const { addresses, error } = await addressesOf(request, world)
  const { neutral, max: most, rounds, patience } = options
  const lines = planLines({ request, addresses, resolveError: error, neutral, most, rounds, patience }, language)
  output.write(`${lines.join('\n')}\n`)
  return addresses.length > 0 ? ExitCode.ran : ExitCode.impossible
}

/** The network: the real one, or the one of `--simulate`. */
async function worldOf(
  options: ProbeOptions,
  stop: AbortSignal,
  said: ProbeCommandWords,
  words: CliWords,
): Promise<World> {
  const { network, tls } = await (options.simulate ? simulated(options.simulate, said, words) : real())
  if (!options.log) return { network, tls, stop }
  const file = fileOutput(options.log, [], words)
  const log = logged(network, (line) => file.write(`${JSON.stringify(line)}\n`))
  return { network: log, tls, stop }
}

async function real(): Promise<Pick<World, 'network' | 'tls'>> {
  const [{ SocketNetwork }, { nodeTls }] = await Promise.all([
    import('../probe/node/network.js'),
    import('../probe/node/tls.js'),
  ])
  return { network: new SocketNetwork(), tls: nodeTls }
}

async function simulated(
  file: string,
  said: ProbeCommandWords,
  words: CliWords,
): Promise<Pick<World, 'network' | 'tls'>> {
  const [{ SimulatedNetwork }, { PathError, parsePath }, { toyTls }] = await Promise.all([
    import('../probe/simulation/network.js'),
    import('../probe/simulation/parse.js'),
    import('../probe/simulation/toy-tls.js'),
  ])
  if (!existsSync(file)) throw new UsageError(words.noSuchFile(file), words.seeHelp)
  try {
    return { network: new SimulatedNetwork(parsePath(readFileSync(file, 'utf8'))), tls: toyTls }
  } catch (error) {
    if (error instanceof PathError) throw new UsageError(said.badPath(file, error.message))
    throw error
  }
}

async function originOf(
  { fromCapture: file, finding: id }: ProbeOptions,
  language: Language,
  said: ProbeCommandWords,
  words: CliWords,
): Promise<Origin | 'unreadable' | undefined> {
  if (file === undefined) {
    if (id !== undefined) throw new UsageError(said.findingNeedsCapture)
    return undefined
  }
  if (!existsSync(file)) throw new UsageError(words.noSuchFile(file), words.seeHelp)
  try {
    const report = await reportFiles([file], { language })
    return { report, finding: chosen(report, file, id, said) }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CaptureError') throw error
    complain(said.unreadable(file, error.message))
    return 'unreadable'
  }
}

function chosen({ findings }: Report, file: string, id: string | undefined, said: ProbeCommandWords): Finding {
  if (id !== undefined) {
    const found = findings.find((finding) => finding.id === id.replace(/^#/, ''))
    if (!found) throw new UsageError(said.noSuchFinding(file, id))
    return found
  }
  const serious = findings.filter(({ severity }) => severity !== 'info')
  if (serious.length > 1)
    throw new UsageError(
      said.chooseFinding(
        file,
        serious.map((finding) => finding.id),
      ),
    )
  const [only] = serious.length > 0 ? serious : findings
  if (!only) throw new UsageError(said.noFinding(file))
  return only
}

function requestOf(
  target: string | undefined,
  options: ProbeOptions,
  origin: Origin | undefined,
  said: ProbeCommandWords,
  words: CliWords,
): ProbeRequest {
  const { request, queryLost } = taken(target, origin, said, words)
  if (queryLost && options.path === undefined) complain(said.queryLost)
  const wrong = options.address.find((address) => isIP(address) === 0)
  if (wrong !== undefined) throw new UsageError(said.badTarget(wrong))
  const path = options.path?.startsWith('/') === false ? `/${options.path}` : options.path
  return {
    ...request,
    ...(options.address.length > 0 && { addresses: options.address }),
    ...(options.sni !== undefined && { serverName: options.sni === 'none' ? undefined : options.sni }),
    ...(options.host !== undefined && { host: options.host }),
    ...(path !== undefined && { path }),
    ...(options.method !== undefined && { method: options.method.toUpperCase() }),
  }
}

/** The target of the command line wins over that of the finding. */
function taken(
  target: string | undefined,
  origin: Origin | undefined,
  said: ProbeCommandWords,
  words: CliWords,
): { request: ProbeRequest; queryLost: boolean } {
  if (target === undefined) {
    if (!origin) throw new UsageError(said.noTarget, words.seeHelp)
    return requestOfFinding(origin.finding.connection)
  }
  const request = readTarget(target)
  if (!request) throw new UsageError(said.badTarget(target), said.targetForms)
  const name = isAddress(request.name) ? request.name : domainToASCII(request.name)
  if (name === '' || (isAddress(request.name) && isIP(name) === 0))
    throw new UsageError(said.badTarget(target), said.targetForms)
  // A name in other letters than ASCII is sent in its ASCII form (RFC 5890).
  return {
    request: name === request.name ? request : (readTarget(target.replace(request.name, name)) ?? request),
    queryLost: false,
  }
}
