/** `rstrace ping`: the hop limit with which a host itself answers, next to what a capture shows. */
import type { Language } from '../core/words/index.js'
import { pingHost } from '../probe/locate/ping.js'
import { pingProbe, renderPing } from '../probe/locate/ping-report.js'
import type { Network } from '../probe/network.js'
import type { PingOptions } from './commands/ping.js'
import { ExitCode } from './exit-code.js'
import { captureReport, experiment, firstAddress, jsonOf, pageOf, wantsJson } from './experiment.js'
import { complain } from './failure.js'
import { simulated } from './probe-world.js'
import { type LocateCommandWords, locateCommandWords } from './words/locate/index.js'
import type { CliWords } from './words/types.js'

/** Returns the exit code. @throws UsageError */
export async function ping(host: string, options: PingOptions, language: Language, words: CliWords): Promise<number> {
  const { compare, count, timeout } = options
  const said = locateCommandWords[language]
  const report = compare === undefined ? undefined : await captureReport(compare, language, words)
  if (compare !== undefined && !report) return ExitCode.unreadable
  const network = await pingNetwork(options, said, words)
  if (!network) return ExitCode.impossible
  return experiment(options, words, async (output, signal) => {
    const address = await firstAddress(host.replace(/^\[(.*)\]$/, '$1'), network, signal, said)
    if (address === undefined) return signal.aborted ? ExitCode.interrupted : ExitCode.impossible
    const startedAt = new Date().toISOString()
    const result = await pingHost(network, { address, count, timeoutSeconds: timeout, signal })
    const probe = pingProbe(result, { name: host, address, startedAt, language, report })
    output.write(
      wantsJson(options) ? jsonOf(probe, report, language) : renderPing(probe, pageOf(options, output, language)),
    )
    return signal.aborted ? ExitCode.interrupted : ExitCode.ran
  })
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
  if (options.simulate) return (await simulated(options.simulate, words)).network
  const [{ openLinuxNetwork }, { ProgramPing }] = await Promise.all([
    import('../probe/node/linux-network.js'),
    import('../probe/node/program-ping.js'),
  ])
  const network = (await openLinuxNetwork()) ?? new ProgramPing()
  if (network.abilities.ping) return network
  complain(said.cannotPing)
  return undefined
}
