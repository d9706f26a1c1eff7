/** What `rstrace/1` says of experiments on the network: `probes` of the report. */

/** One experiment. Each kind has its own shape. */
export type Probe = MatrixProbe

/** `rstrace probe`: connections that differ from the request in one thing each. */
export interface MatrixProbe {
  kind: 'matrix'
  /** One plain sentence: what it depends on, in how many of how many connections. */
  summary: string
  /** RFC 3339, UTC. */
  startedAt: string
  durationSeconds: number
  target: ProbeTarget
  /** Stopped before its end: what is known is in it all the same. */
  interrupted?: true
  /** Every variant that was tried, and how it fared; the request itself first. */
  rows: MatrixRow[]
  /** Every connection, in the order in which they were made. */
  attempts: Attempt[]
  verdict: MatrixVerdict
  residual?: ResidualBlock
  /** With a finding of a capture: how the two go together. */
  finding?: { id: string; agreement: 'agree' | 'differ' | 'not-reproduced' | 'open'; text: string }
}

/** The request that is varied. */
export interface ProbeTarget {
  /** What was asked for, as a URL without the values of its query; `tcp://` for a bare connection. */
  url: string
  name: string
  addresses: string[]
  port: number
  serverName?: string
  host?: string
}

export type FactorId = 'address' | 'port' | 'tls' | 'server-name' | 'host' | 'path' | 'query' | 'method' | 'segments'

export type Phase = 'dns' | 'connect' | 'hello' | 'request' | 'response'

/**
 * How a connection ended: `ok` answered as asked; `answered` answered in another way that shows that the server got it
 * (a TLS alert, another protocol); `altered` an answer that is not the server's; `reset`, `refused` (to the SYN),
 * `timeout`, `eof`; `unreachable` an ICMP error; `failed` this host could not even try.
 */
export type AttemptOutcome =
  | 'ok'
  | 'answered'
  | 'altered'
  | 'reset'
  | 'refused'
  | 'timeout'
  | 'eof'
  | 'unreachable'
  | 'failed'

export interface MatrixRow {
  /** `given`, `control`, or the factor with its value: `server-name none`. */
  id: string
  factor?: FactorId
  /** What is different, in words. */
  text: string
  tries: number
  /** Of these, how many got past the point at which the request fails. */
  passed: number
  /** Ends with their counts: `hello reset` 5; answers by their HTTP status. */
  ends: { phase: Phase; outcome: AttemptOutcome; status?: number; count: number }[]
  /** Why it says nothing about what is blocked, when it does not. */
  notComparable?: string
}

export interface Attempt {
  row: string
  /**
   * What it was for: to see whether the request fails, to vary each thing once, to confirm what helped, or to weigh how
   * often the request fails.
   */
  stage: 'look' | 'screen' | 'confirm' | 'weigh'
  /** Nothing had failed before it without a control that worked since. */
  quiet: boolean
  /** A control straight after a failure. */
  afterFailure?: true
  address: string
  port: number
  /** Seconds since the start. */
  time: number
  phase: Phase
  outcome: AttemptOutcome
  /** Seconds from the SYN to its answer. */
  connectSeconds?: number
  /** Seconds from what was sent last to the end. */
  endSeconds?: number
  /** HTTP status. */
  status?: number
  /** The server's own word for it, such as the name of a TLS alert or of a system error. */
  detail?: string
  certificate?: { subject: string; issuer: string; matchesName: boolean }
}

export type MatrixVerdictId =
  | 'nothing-wrong'
  | 'blocked-address'
  | 'blocked-port'
  | 'blocked-sni'
  | 'blocked-host'
  | 'blocked-url'
  | 'blocked-content'
  | 'altered-answer'
  | 'port-refused'
  | 'inside-tls'
  | 'needs-server-name'
  | 'server-declines'
  | 'packet-loss'
  | 'unsteady'
  | 'no-address'
  | 'cannot-try'
  | 'unknown'

export interface MatrixVerdict {
  id: MatrixVerdictId
  /** Where and how the request itself fails most often; absent when it does not. */
  fails?: { phase: Phase; outcome: AttemptOutcome; count: number; of: number }
  /** Factors whose change cures it, the one that matters most first. */
  cures: Cure[]
  /**
   * The server did not end the connections: `count` of `of` times the end came within `endSeconds`, and the fastest
   * round trip to the server took `roundTripSeconds`.
   */
  notTheServer?: { count: number; of: number; endSeconds: number; roundTripSeconds: number }
  meaning: string[]
  next: { text: string; command?: string }[]
}

export interface Cure {
  factor: FactorId
  row: string
  passed: number
  tries: number
  /**
   * Upper bound of the probability that the difference to the request is chance: Fisher's exact test, one-sided, times
   * the number of variants that were compared.
   */
  chance: number
}

/** For a while after a failure harmless connections fail too. */
export interface ResidualBlock {
  /** Controls straight after a failure that failed. */
  failed: number
  of: number
  /** How long it lasted: between the last control that failed and the first that did not, in seconds after the failure. */
  seconds?: { min: number; max: number }
}
