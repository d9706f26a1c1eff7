/** `rstrace probe`: takes the request, runs the experiment, prints what it means. */
import type { MatrixProbe } from '../core/report/model.js'
import { VERSION } from '../core/report/version.js'
import type { Language } from '../core/words/index.js'
import type { World } from '../probe/matrix/attempt.js'
import { planLines } from '../probe/matrix/plan-text.js'
import { matrixProbe } from '../probe/matrix/report.js'
import { addressesOf, type MatrixOptions, type MatrixResult, runMatrix } from '../probe/matrix/run.js'
import { renderMatrix } from '../probe/matrix/text.js'
import type { ProbeRequest } from '../probe/request.js'
import { probeWords } from '../probe/words/index.js'
import type { ProbeOptions } from './commands/probe.js'
import { ExitCode } from './exit-code.js'
import { experiment, jsonOf, pageOf, wantsJson } from './experiment.js'
import type { Output } from './output.js'
import { type Origin, originOf, requestOf } from './probe-request.js'
import { worldOf } from './probe-world.js'
import { probeCommandWords } from './words/probe/index.js'
import type { CliWords } from './words/types.js'

/** Returns the exit code. @throws UsageError */
export async function probe(
  target: string | undefined,
  options: ProbeOptions,
  language: Language,
  words: CliWords,
): Promise<number> {
  const said = probeCommandWords[language]
  const origin = await originOf(options, language, words)
  if (origin === 'unreadable') return ExitCode.unreadable
  const request = requestOf(target, options, origin, said, words)
  return experiment(options, words, async (output, signal) => {
    const world = await worldOf(options, signal, words)
    try {
      if (options.dryRun) return await dryRun(request, options, world, output, language)
      const startedAt = new Date().toISOString()
      const result = await runMatrix(matrixOptions(request, options, language), world)
      print(matrixProbe(result, { language, startedAt, finding: origin?.finding }), origin, options, output, language)
      return exitCodeOf(result)
    } catch (error) {
      if (!signal.aborted) throw error
      return ExitCode.interrupted
    }
  })
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
  if (wantsJson(options)) {
    output.write(jsonOf(done, origin?.report, language))
    return
  }
  if (origin) output.write(`#${origin.finding.id} ${origin.finding.summary}\n\n`)
  output.write(renderMatrix(done, pageOf(options, output, language)))
}

function matrixOptions(request: ProbeRequest, options: ProbeOptions, language: Language): MatrixOptions {
  const { neutral, max, rounds, pace, timeout, patience, residual, expect } = options
  const { plan, text, phase, outcome } = probeWords[language]
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
      tell(plan.progress(number, trial.variant.id, text.end(phase[trial.phase], outcome[trial.outcome], undefined, 1))),
    onWait: (span) => tell(plan.wait(span)),
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
