/** What an experiment of the command line runs on: the real network or a simulated one, written down on request. */
import { existsSync, readFileSync } from 'node:fs'
import type { World } from '../probe/matrix/attempt.js'
import type { ProbeOptions } from './commands/probe.js'
import { writtenDown } from './experiment.js'
import { UsageError } from './failure.js'
import type { CliWords } from './words/types.js'

/** The network: the real one, or the one of `--simulate`. @throws UsageError */
export async function worldOf(options: ProbeOptions, stop: AbortSignal, words: CliWords): Promise<World> {
  const { network, tls } = await (options.simulate ? simulated(options.simulate, words) : real())
  return { network: writtenDown(network, options, words), tls, stop }
}

async function real(): Promise<Pick<World, 'network' | 'tls'>> {
  const [{ SocketNetwork }, { nodeTls }] = await Promise.all([
    import('../probe/node/network.js'),
    import('../probe/node/tls.js'),
  ])
  return { network: new SocketNetwork(), tls: nodeTls }
}

/** The path described in a file. @throws UsageError */
export async function simulated(file: string, words: CliWords): Promise<Pick<World, 'network' | 'tls'>> {
  const [{ SimulatedNetwork }, { PathError, parsePath }, { toyTls }] = await Promise.all([
    import('../probe/simulation/network.js'),
    import('../probe/simulation/parse.js'),
    import('../probe/simulation/toy-tls.js'),
  ])
  if (!existsSync(file)) throw new UsageError(words.noSuchFile(file))
  try {
    return { network: new SimulatedNetwork(parsePath(readFileSync(file, 'utf8'))), tls: toyTls }
  } catch (error) {
    if (error instanceof PathError) throw new UsageError(words.wrongIn(file, error.message))
    throw error
  }
}
