import type { Report } from '../core/report/model.js'

/** What the process ends with. */
export const ExitCode = {
  ran: 0,
  /** Only with `--fail-on`: there are such findings. */
  found: 1,
  usage: 2,
  unreadable: 3,
  /** An experiment could not be made: no address, no route, no permission. */
  impossible: 4,
  /** A fault in rstrace itself: EX_SOFTWARE of sysexits.h, so that it is taken for none of the others. */
  bug: 70,
  /** By Ctrl-C: 128 and the number of SIGINT, as shells say it. */
  interrupted: 130,
} as const

export const failureKinds = ['middlebox', 'warn', 'error'] as const
export type FailOn = (typeof failureKinds)[number]

interface Outcome {
  report: Report
  unreadable: boolean
  interrupted: boolean
  failOn?: FailOn
}

export function exitCodeOf({ report, unreadable, interrupted, failOn }: Outcome): number {
  if (interrupted) return ExitCode.interrupted
  if (unreadable) return ExitCode.unreadable
  return failOn && report.findings.some((finding) => fails(finding, failOn)) ? ExitCode.found : ExitCode.ran
}

function fails({ origin, severity }: Report['findings'][number], failOn: FailOn): boolean {
  if (failOn === 'middlebox') return origin.who === 'middlebox'
  return severity === 'error' || severity === failOn
}
