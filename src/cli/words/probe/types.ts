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
    seed: string
  }
  /** The end of the help: what it does to the network, its limits, examples, exit codes. */
  epilogue: string

  noTarget: string
  findingNeedsCapture: string
  /** `ids`: those that can be chosen. */
  chooseFinding(file: string, ids: readonly string[]): string
  noFinding(file: string): string
  noSuchFinding(file: string, id: string): string
}
