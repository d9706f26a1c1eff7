/** `rstrace ping`: the hop limit with which a host itself answers, next to what a capture shows. */
import { existsSync } from 'node:fs'
import { emptyReport } from '../core/report/empty.js'
import { renderJson } from '../core/report/json.js'
import type { PingProbe, Report } from '../core/report/model.js'
import type { Language } from '../core/words/index.js'
import { reportFiles } from '../node/index.js'
import { pingHost } from '../probe/locate/ping.js'
import { pingProbe, renderPing } from '../probe/locate/ping-report.js'
import type { Network } from '../probe/network.js'
import { isAddress } from '../probe/request.js'
import { wantsColor } from './color.js'
import type { PingOptions } from './commands/ping.js'
import { ExitCode } from './exit-code.js'
import { complain, UsageError } from './failure.js'
import { fileOutput, type Output, standardOutput } from './output.js'
import { painter } from './painter.js'
import { simulated } from './probe-world.js'
import { widthOf } from './width.js'
import { type LocateCommandWords, locateCommandWords } from './words/locate/index.js'
import type { CliWords } from './words/types.js'

/** Returns the exit code. @throws UsageError */
export async function ping(host: string, options: PingOptions, language: Language, words: CliWords): Promise<number> {
  const said = locateCommandWords[language]
  const report = await captureOf(options.compare, language, words)
  if (report === 'unreadable') return ExitCode.unreadable
  const network = await pingNetwork(options, said, words)
  if (!network) return ExitCode.impossible
  const stop = new AbortController()
  const output = options.output ? fileOutput(options.output, [], words) : standardOutput(() => stop.abort('closed'))
  const interrupt = () => stop.abort('interrupted')
  process.once('SIGINT', interrupt)
  try {
    const address = await addressOf(host, network, stop.signal, said)
    if (address === undefined) return stop.signal.aborted ? ExitCode.interrupted : ExitCode.impossible
    const startedAt = new Date().toISOString()
    const { count, timeout } = options
    const result = await pingHost(network, { address, count, timeoutSeconds: timeout, signal: stop.signal })
    print(pingProbe(result, { name: host, address, startedAt, language, report }), report, options, output, language)
    return stop.signal.aborted ? ExitCode.interrupted : ExitCode.ran
  } finally {
    process.off('SIGINT', interrupt)
    output.close()
  }
}

function print(
  probe: PingProbe,
  report: Report | undefined,
  options: PingOptions,
  output: Output,
  language: Language,
): void {
  if (options.json || options.format === 'json') {
    output.write(renderJson({ ...(report ?? emptyReport(language)), probes: [probe] }))
    return
  }
  const paint = painter(wantsColor(options.color, output.isTerminal, process.env))
  output.write(renderPing(probe, { language, paint, width: output.columns ?? 100, widthOf }))
}

async function captureOf(
  file: string | undefined,
  language: Language,
  words: CliWords,
): Promise<Report | 'unreadable' | undefined> {
  if (file === undefined) return undefined
  if (!existsSync(file)) throw new UsageError(words.noSuchFile(file), words.seeHelp)
  try {
    return await reportFiles([file], { language })
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CaptureError') throw error
    complain(locateCommandWords[language].unreadable(file, error.message))
    return 'unreadable'
  }
}

/**
 * The path of `--simulate`, else sockets where the system has them, else the program. Nothing, and a line that says why,
 * where neither may ping.
 *
 * @throws UsageError
 */
async function pingNetwork(
  options: PingOptions,
  said: LocateCommandWords,
  words: CliWords,
): Promise<Network | undefined> {
  if (options.simulate) return (await simulated(options.simulate, said, words)).network
  const [{ openLinuxNetwork }, { ProgramPing }] = await Promise.all([
    import('../probe/node/linux-network.js'),
    import('../probe/node/program-ping.js'),
  ])
  const network = (await openLinuxNetwork()) ?? new ProgramPing()
  if (network.abilities.ping) return network
  complain(said.cannotPing)
  return undefined
}

async function addressOf(
  host: string,
  network: Network,
  signal: AbortSignal,
  said: LocateCommandWords,
): Promise<string | undefined> {
  const name = host.replace(/^\[(.*)\]$/, '$1')
  if (isAddress(name)) return name
  const { addresses, error } = await network.resolve(name, signal)
  if (addresses.length === 0) complain(said.noAddress(name, error ?? '-'))
  return addresses[0]
}
