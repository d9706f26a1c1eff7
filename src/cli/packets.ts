/** `--format pcapng`: the captures themselves, read once more and written with what was found in them. */
import { statSync } from 'node:fs'
import type { CopyPlan } from '../core/capture/copy-plan.js'
import { CaptureError } from '../core/capture/format.js'
import type { Report } from '../core/report/model.js'
import { copyPlans } from '../core/report/pcapng-comments.js'
import type { AnalysedPoint } from '../core/report/point.js'
import type { UnreadableFile } from '../node/analyze.js'
import { copyFile } from '../node/copy.js'
import type { AnalyseOptions } from './commands/analyse.js'
import { UsageError } from './failure.js'
import { fileOutput, gathered, type Output, standardOutput } from './output.js'
import type { Printer } from './print.js'
import { targetsOf } from './targets.js'
import type { CliWords } from './words/types.js'

interface PacketOptions extends AnalyseOptions {
  /** To anonymise with. */
  key?: Uint8Array
}

/** @throws UsageError when the captures cannot be read twice, or there is nowhere to write to */
export function packetPrinter(
  files: readonly string[],
  options: PacketOptions,
  words: CliWords,
  controller: AbortController,
): Printer {
  const passing = files.find((file) => !isFile(file))
  if (passing !== undefined)
    throw new UsageError(words.readOnce(passing === '-' ? words.standardInput : passing), words.saveFirst)
  const targets = targetsOf(files, options.output, words, options.key !== undefined)
  if (targets.size === 0 && process.stdout.isTTY) throw new UsageError(words.notToTerminal, words.outputOption)

  const outputFor = (name: string): Output => {
    const target = targets.get(name)
    return target ? fileOutput(target, files, words) : standardOutput(() => controller.abort('nobody reads on'))
  }
  return {
    whole: (report, { points }) => write(report, points, options, words, outputFor, controller.signal),
    close: () => undefined,
  }
}

/** Returns the captures that could not be read again. */
async function write(
  report: Report,
  points: readonly AnalysedPoint[],
  { annotate, keepSecrets, key }: PacketOptions,
  words: CliWords,
  outputFor: (name: string) => Output,
  signal: AbortSignal,
): Promise<UnreadableFile[]> {
  const text = report.captures.find(({ format }) => format === 'tcpdump-text')
  if (text) throw new UsageError(words.noPacketsInText(text.name))
  const plans = copyPlans(report, points, { whole: annotate, keepSecrets })
  const names = points.flatMap(({ analysis }) => analysis.sources.map((source) => source.name))
  const unreadable: UnreadableFile[] = []
  for (const [i, name] of names.entries()) {
    if (signal.aborted) break
    const error = await copy(name, plans[i], gathered(outputFor(name)), key, signal)
    if (error) unreadable.push({ name, error })
  }
  return unreadable
}

async function copy(
  name: string,
  plan: CopyPlan,
  output: Output,
  anonymize: Uint8Array | undefined,
  signal: AbortSignal,
): Promise<CaptureError | undefined> {
  try {
    await copyFile(name, plan, output.write, { anonymize, signal, onRead: () => output.drained?.(signal) })
  } catch (error) {
    if (error instanceof CaptureError) return error
    throw error
  } finally {
    output.close()
  }
}

const isFile = (path: string): boolean => path !== '-' && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)
