/** The connections that `--dry-run` prints. Which of them are made depends on what the earlier ones bring. */
import { endpoint } from '../../core/words/format.js'
import type { Language } from '../../core/words/types.js'
import { MOST_EXPERIMENTS } from './plan.js'
import { locateWords } from './words/index.js'
import type { Payload } from './words/types.js'

export interface PlannedRun {
  url: string
  name: string
  /** The resolver was asked for it, or is going to be. */
  isResolved: boolean
  address: string
  port: number
  controlPort?: number
  trigger: Payload
  control?: Payload
  maxHops: number
  oneConnection: boolean
  pace: number
  timeout: number
}

export function planLines(run: PlannedRun, language: Language): string[] {
  const { plan, payload } = locateWords[language]
  const { url, name, address, port, trigger, control, maxHops, pace, timeout, controlPort } = run
  const to = endpoint({ address, port })
  const ends = controlPort === undefined ? to : `${to}, ${endpoint({ address, port: controlPort })}`
  const steps = trigger.kind === 'syn' ? [plan.syn(maxHops)] : stepsWithData(run, plan)
  return [
    plan.title(url, ends, MOST_EXPERIMENTS),
    ...(control ? [`  ${plan.hasTrigger(payload(trigger), payload(control))}`] : []),
    ...(run.isResolved ? [`  - ${plan.resolve(name)}`] : []),
    ...steps.map((step) => `  - ${step}`),
    `  ${plan.manner(pace, timeout)}`,
  ]
}

function stepsWithData({ maxHops, oneConnection }: PlannedRun, plan: (typeof locateWords)['en']['plan']): string[] {
  if (oneConnection) return [plan.route(maxHops), plan.one(maxHops)]
  return [
    plan.baseline,
    plan.route(maxHops),
    plan.control(maxHops),
    plan.trigger(maxHops),
    plan.edge,
    plan.hopLimit,
    plan.mark,
  ]
}
