/** Plays an experiment against a network: one connection at a time, paced, until it is over or stopped. */
import { seeded } from '../random.js'
import { isAddress, type ProbeRequest } from '../request.js'
import { type AttemptLimits, attempt, type World } from './attempt.js'
import { Experiment, type Plan, type Step, type StepResult } from './experiment.js'
import { asksTheSame, exchangeOf } from './factors.js'
import type { Table, Trial } from './table.js'

export interface PlanOptions {
  request: ProbeRequest
  neutral: string
  /** Connections in all. */
  most: number
  /** How often what seems to help is tried again. */
  rounds: number
  /** Seconds to wait for a residual block to end. */
  patience: number
  /** Sets a residual block off once more to measure it. */
  measureResidual?: boolean
}

export interface MatrixOptions extends AttemptLimits, PlanOptions {
  /** Seconds between the end of a connection and the next one. */
  pace: number
  /** Decides the random order. */
  seed: number
  onTrial?: (trial: Trial, number: number) => void
  onWait?: (seconds: number) => void
}

export interface MatrixResult {
  request: ProbeRequest
  addresses: string[]
  neutral: string
  /** The resolver's error, when there are no addresses. */
  resolveError?: string
  table: Table
  residual: Experiment['residual']
  stopped?: Experiment['stopped'] | 'interrupted'
  durationSeconds: number
}

/** What is known when it is stopped is returned as well. @throws nothing for what the network does */
export async function runMatrix(options: MatrixOptions, world: World): Promise<MatrixResult> {
  const { request, neutral } = options
  const start = world.network.now()
  const result: MatrixResult = { request, addresses: [], neutral, table: [], residual: [], durationSeconds: 0 }
  try {
    const { addresses, error } = await addressesOf(request, world)
    Object.assign(result, { addresses, resolveError: error })
    for (const [i, address] of addresses.entries()) {
      const plan = planFor(options, address, [...addresses.slice(i + 1), ...addresses.slice(0, i)])
      const experiment = new Experiment(plan, seeded(options.seed))
      await play(experiment, options, world, result, start)
      if (!experiment.cannotTry()) break
    }
  } catch (error) {
    if (!world.stop?.aborted) throw error
    result.stopped = 'interrupted'
  }
  return { ...result, durationSeconds: world.network.now() - start }
}

/** The addresses that the user gave, or gave a name for. */
export async function addressesOf(
  request: ProbeRequest,
  { network, stop }: World,
): Promise<{ addresses: string[]; error?: string }> {
  if (request.addresses) return { addresses: request.addresses }
  return isAddress(request.name) ? { addresses: [request.name] } : network.resolve(request.name, stop)
}

export const planFor = (
  { request, neutral, most, rounds, patience, measureResidual }: PlanOptions,
  address: string,
  otherAddresses: readonly string[],
): Plan => ({
  request,
  given: exchangeOf(request, address),
  otherAddresses,
  neutral,
  most,
  rounds,
  patience,
  measureResidual,
})

async function play(
  experiment: Experiment,
  options: MatrixOptions,
  world: World,
  result: MatrixResult,
  start: number,
): Promise<void> {
  Object.assign(result, { table: experiment.table, residual: experiment.residual })
  const course = experiment.run()
  for (let next = course.next(); !next.done; ) {
    const ending = await perform(next.value, experiment.table, options, world)
    const time = world.network.now() - start
    const known = experiment.table.length
    next = course.next({ time, ending })
    if (experiment.table.length > known) options.onTrial?.(experiment.table[known], known + 1)
  }
  result.stopped = experiment.stopped
}

async function perform(step: Step, table: Table, options: MatrixOptions, world: World): Promise<StepResult['ending']> {
  const { network, stop } = world
  if ('wait' in step) {
    options.onWait?.(step.wait)
    await network.sleep(step.wait, stop)
    return undefined
  }
  // The control behind a failure comes straight after it: what it looks for may not last.
  if (table.length > 0 && !step.afterFailure) await network.sleep(options.pace, stop)
  const expect = asksTheSame(step.try) ? options.expect : undefined
  return attempt(step.try.exchange, world, { ...options, expect })
}
