/** What `probe`, `locate` and `ping` do alike around their experiments. */
import { existsSync } from 'node:fs'
import { CaptureError } from '../core/capture/format.js'
import { emptyReport } from '../core/report/empty.js'
import { renderJson } from '../core/report/json.js'
import type { Report } from '../core/report/model.js'
import type { Language } from '../core/words/index.js'
import { reportFiles } from '../node/index.js'
import { logged } from '../probe/logged.js'
import type { ProbePage } from '../probe/matrix/text.js'
import type { Network } from '../probe/network.js'
import { isAddress } from '../probe/request.js'
import { wantsColor } from './color.js'
import type { ResultOptions } from './commands/command.js'
import { complainOf } from './examine.js'
import { complain, UsageError } from './failure.js'
import { fileOutput, type Output, standardOutput } from './output.js'
import { painter } from './painter.js'
import { widthOf } from './width.js'
import type { CliWords } from './words/types.js'

/** The files that a command reads and writes; what is read is not written over. */
interface Files {
  fromCapture?: string
  compare?: string
  simulate?: string
  asn?: string
  city?: string
  output?: string
  log?: string
}

const readBy = ({ fromCapture, compare, simulate, asn, city }: Files) => [fromCapture, compare, simulate, asn, city]

/** Runs with the output that was asked for, until it is done, interrupted, or nobody reads on. Returns the exit code. */
export async function experiment(
  options: Files,
  words: CliWords,
  run: (output: Output, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const stop = new AbortController()
  const output = options.output
    ? fileOutput(options.output, readBy(options), words)
    : standardOutput(() => stop.abort('closed'))
  const interrupt = () => stop.abort('interrupted')
  process.once('SIGINT', interrupt)
  try {
    return await run(output, stop.signal)
  } finally {
    process.off('SIGINT', interrupt)
    output.close()
  }
}

/** The page that the options ask for. */
export function pageOf({ color }: ResultOptions, output: Output, language: Language): ProbePage {
  const paint = painter(wantsColor(color, output.isTerminal, process.env))
  return { language, paint, width: output.columns ?? 100, widthOf }
}

export const wantsJson = ({ json, format }: ResultOptions): boolean => json === true || format === 'json'

/** The result as a report of its own, or in that of the capture it goes with. */
export const jsonOf = (
  probe: NonNullable<Report['probes']>[number],
  report: Report | undefined,
  language: Language,
): string => renderJson({ ...(report ?? emptyReport(language)), probes: [probe] })

/** What a capture says that an experiment goes with; what is wrong with it is said. @throws UsageError */
export async function captureReport(file: string, language: Language, words: CliWords): Promise<Report | undefined> {
  if (!existsSync(file)) throw new UsageError(words.noSuchFile(file))
  try {
    return await reportFiles([file], { language })
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error
    complainOf({ name: file, error }, language, words)
    return undefined
  }
}

/** An address, or the first that the resolver gives for a name. Nothing, and a line that says why, without. */
export async function firstAddress(
  name: string,
  network: Network,
  signal: AbortSignal,
  said: { noAddress(name: string, why: string): string },
): Promise<string | undefined> {
  if (isAddress(name)) return name
  const { addresses, error } = await network.resolve(name, signal)
  if (addresses.length === 0) complain(said.noAddress(name, error ?? '-'))
  return addresses[0]
}

/** The network, with every event written to the file of `--log`. */
export function writtenDown(network: Network, options: Files, words: CliWords): Network {
  if (!options.log) return network
  const file = fileOutput(options.log, [...readBy(options), options.output], words)
  return logged(network, (line) => file.write(`${JSON.stringify(line)}\n`))
}
