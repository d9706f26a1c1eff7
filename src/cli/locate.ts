/** `rstrace locate`: takes the target, makes the experiments, prints where it is. */
import { isIP } from 'node:net'
import type { ProbeTarget } from '../core/report/model.js'
import { VERSION } from '../core/report/version.js'
import { quote } from '../core/words/commands.js'
import type { Language } from '../core/words/index.js'
import type { LocateOptions as ExperimentOptions, Observation } from '../probe/locate/model.js'
import { FULL_HOP_LIMIT } from '../probe/locate/model.js'
import { bytesOf, type Payloads, payloadsOf } from '../probe/locate/payload.js'
import { planLines } from '../probe/locate/plan-text.js'
import { readObservation } from '../probe/locate/reading.js'
import { locateProbe, signsOf } from '../probe/locate/report.js'
import { type Run, runExperiments, type Target } from '../probe/locate/run.js'
import { renderLocate } from '../probe/locate/text.js'
import { locateWords } from '../probe/locate/words/index.js'
import type { Network } from '../probe/network.js'
import { DatabaseError, type Databases, lookUp, namesOf, openDatabases } from '../probe/node/router-names.js'
import { isAddress, type ProbeRequest, shownUrl } from '../probe/request.js'
import type { TlsLayer } from '../probe/tls.js'
import type { LocateOptions } from './commands/locate.js'
import { ExitCode } from './exit-code.js'
import { experiment, firstAddress, jsonOf, pageOf, wantsJson, writtenDown } from './experiment.js'
import { complain, UsageError } from './failure.js'
import type { Output } from './output.js'
import { type Origin, originOf, taken } from './probe-request.js'
import { simulated } from './probe-world.js'
import { type LocateCommandWords, locateCommandWords } from './words/locate/index.js'
import type { CliWords } from './words/types.js'

interface World {
  network: Network
  tls: TlsLayer
}

/** Everything about one run that was settled before it began. */
interface Settled extends World {
  request: ProbeRequest
  payloads: Payloads
  address: string
  options: LocateOptions
  databases: Databases
  language: Language
  said: LocateCommandWords
  origin?: Origin
  signal: AbortSignal
}

/** Returns the exit code. @throws UsageError */
export async function locate(
  text: string | undefined,
  given: LocateOptions,
  language: Language,
  words: CliWords,
): Promise<number> {
  const said = locateCommandWords[language]
  const origin = await originOf(given, language, words)
  if (origin === 'unreadable') return ExitCode.unreadable
  const request = requestOf(text, given, origin, said, words)
  // A finding names the very address.
  const options = { ...given, address: given.address ?? request.addresses?.[0] }
  const databases = databasesOf(options, language, said)
  return experiment(options, words, async (output, signal) => {
    const world = await worldOf(options, said, words)
    if (!world) return ExitCode.impossible
    const address = options.address ?? (await firstAddress(request.name, world.network, signal, said))
    if (address === undefined) return signal.aborted ? ExitCode.interrupted : ExitCode.impossible
    const payloads = payloadsOf(request, options.control, options.controlPort)
    const settled = { ...world, request, payloads, address, options, databases, language, said, origin, signal }
    return options.dryRun ? dryRun(settled, output) : await search(settled, output)
  })
}

async function search(settled: Settled, output: Output): Promise<number> {
  const { network, request, payloads, address, options, language, origin, signal } = settled
  const target = await targetOf(settled)
  const experiments = experimentOptions(target, settled)
  const startedAt = new Date().toISOString()
  const began = network.now()
  const { timeout, pace, varyPorts } = options
  const manner = { timeout, pace, variesPorts: varyPorts ?? false }
  const run = await runExperiments(network, target, experiments, manner, signal, progress(language))
  const durationSeconds = network.now() - began
  const probe = locateProbe(run, {
    language,
    startedAt,
    durationSeconds,
    target: shownTarget(request, address),
    address,
    ...payloads,
    again: againOf(request, options),
    options: experiments,
    finding: origin?.finding,
    describe: await describer(run, settled),
  })
  if (origin && !wantsJson(options)) output.write(`#${origin.finding.id} ${origin.finding.summary}\n\n`)
  output.write(
    wantsJson(options)
      ? jsonOf(probe, origin?.report, language)
      : renderLocate(probe, pageOf(options, output, language)),
  )
  if (run.interrupted) return ExitCode.interrupted
  return probe.verdict.outcome === 'failed' ? ExitCode.impossible : ExitCode.ran
}

async function targetOf({ tls, payloads, address, request, options }: Settled): Promise<Target> {
  const agent = `rstrace/${VERSION}`
  const [trigger, control] = await Promise.all(
    [payloads.trigger, payloads.control].map((payload) => bytesOf(payload, tls, agent)),
  )
  return { address, port: request.port, trigger, control, controlPort: options.controlPort }
}

function experimentOptions(target: Target, { network, options }: Settled): ExperimentOptions {
  const { filtersHopLimit, seesPackets, setsDscp } = network.abilities
  return {
    maxHops: options.maxHops,
    hasData: target.trigger !== undefined && target.control !== undefined,
    hasControlPort: options.controlPort !== undefined,
    oneConnection: options.oneConnection ?? false,
    samples: options.varyPorts ? 8 : 3,
    filtersHopLimit,
    seesPackets,
    setsDscp,
  }
}

/** Values of a query may be secret: they are not printed. */
function againOf(request: ProbeRequest, { sni, host, address }: LocateOptions): string {
  const given = Object.entries({ '--sni': sni, '--host': host, '--address': address })
  const words = given.flatMap(([name, value]) => (value === undefined ? [] : [name, quote(value)]))
  return [quote(shownUrl(request)), ...words].join(' ')
}

function shownTarget(request: ProbeRequest, address: string): ProbeTarget {
  const { name, port, scheme, serverName, host } = request
  return {
    url: shownUrl(request),
    name,
    addresses: [address],
    port,
    ...(scheme === 'https' && { serverName }),
    ...(scheme === 'http' && { host }),
  }
}

/** What is done, a line each, for somebody who waits at a terminal. */
function progress(language: Language): (observation: Observation) => void {
  const { plan, sign } = locateWords[language]
  return (observation) => {
    if (!process.stderr.isTTY) return
    const { experiment, ...reading } = readObservation(observation)
    const signs = signsOf({ experiment, ...reading }).map((one) => sign[one])
    const hop = experiment.hopLimit === FULL_HOP_LIMIT ? '*' : `${experiment.hopLimit}`
    process.stderr.write(`${plan.progress(experiment.role, hop, signs.join(' ') || sign.silence)}\n`)
  }
}

/** Names and networks of all routers that answered. The resolver is asked only on request. */
async function describer({ readings }: Run, { options, databases }: Settled) {
  const addresses = [...new Set(readings.flatMap(({ routers }) => routers))]
  const names = options.resolve ? await namesOf(addresses) : new Map<string, string>()
  return (address: string) => ({ ...optionalName(names.get(address)), ...lookUp(databases, address) })
}

const optionalName = (name: string | undefined) => (name === undefined ? {} : { name })

function dryRun(settled: Settled, output: Output): number {
  const { request, payloads, address, options, language } = settled
  const { maxHops, pace, timeout, controlPort } = options
  const lines = planLines(
    {
      url: shownUrl(request),
      name: request.name,
      isResolved: options.address === undefined && !isAddress(request.name),
      address,
      port: request.port,
      controlPort,
      ...payloads,
      maxHops,
      oneConnection: options.oneConnection ?? false,
      pace,
      timeout,
    },
    language,
  )
  output.write(`${lines.join('\n')}\n`)
  return ExitCode.ran
}

/** The network with what this machine offers, or the one of `--simulate`. Nothing, and a line that says why, without. */
async function worldOf(options: LocateOptions, said: LocateCommandWords, words: CliWords): Promise<World | undefined> {
  const world = await (options.simulate ? simulated(options.simulate, words) : real(said))
  return world && { ...world, network: writtenDown(world.network, options, words) }
}

async function real(said: LocateCommandWords): Promise<World | undefined> {
  const [{ openLinuxNetwork }, { isSupported }, { nodeTls }] = await Promise.all([
    import('../probe/node/linux-network.js'),
    import('../probe/node/linux.js'),
    import('../probe/node/tls.js'),
  ])
  const network = await openLinuxNetwork()
  if (network) return { network, tls: nodeTls }
  complain(isSupported() ? said.needsKoffi : said.needsLinux)
  return undefined
}

function databasesOf(options: LocateOptions, language: Language, said: LocateCommandWords): Databases {
  try {
    return openDatabases(options, language)
  } catch (error) {
    if (error instanceof DatabaseError) throw new UsageError(said.badDatabase(error.file, error.message))
    throw error
  }
}

function requestOf(
  text: string | undefined,
  options: LocateOptions,
  origin: Origin | undefined,
  said: LocateCommandWords,
  words: CliWords,
): ProbeRequest {
  const { sni, host, path, address } = options
  const request = taken(text, path, origin, said, words, 'locate')
  if (address !== undefined && isIP(address) === 0) throw new UsageError(words.badAddress(address))
  if (sni !== undefined && request.scheme !== 'https') throw new UsageError(said.optionNeeds('--sni', 'https'))
  if (host !== undefined && request.scheme !== 'http') throw new UsageError(said.optionNeeds('--host', 'http'))
  if (path !== undefined && request.scheme !== 'http') throw new UsageError(said.optionNeeds('--path', 'http'))
  return {
    ...request,
    ...(sni !== undefined && { serverName: sni === 'none' ? undefined : sni }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path: path.startsWith('/') ? path : `/${path}` }),
  }
}
