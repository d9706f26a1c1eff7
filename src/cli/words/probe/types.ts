/** What `rstrace probe` says of itself. */
export interface ProbeCommandWords {
  description: string
  target: string
  options: {
    sni: string
    host: string
    path: string
    method: string
    address: string
    neutral: string
    expect: string
    rounds: string
    max: string
    pace: string
    timeout: string
    patience: string
    residual: string
    fromCapture: string
    finding: string
    dryRun: string
    simulate: string
    seed: string
    log: string
    format: string
    json: string
  }
  /** The end of the help: what it does to the network, its limits, examples, exit codes. */
  epilogue: string

  noTarget: string
  badTarget(text: string): string
  targetForms: string
  badAddress(text: string): string
  badNumber(option: string, value: string, least: number, most: number): string
  badWord(option: string, value: string): string
  findingNeedsCapture: string
  /** `ids`: those that can be chosen. */
  chooseFinding(file: string, ids: readonly string[]): string
  noFinding(file: string): string
  noSuchFinding(file: string, id: string): string
  unreadable(file: string, why: string): string
  queryLost: string
  badPath(file: string, why: string): string
}
