/** What experiments say, once per language; a sentence that is missing in one does not compile. */
import type {
  AttemptOutcome,
  Cure,
  FactorId,
  MatrixVerdict,
  MatrixVerdictId,
  Phase,
  ResidualBlock,
} from '../../core/report/probe-model.js'
import type { Failure } from '../matrix/table.js'
import type { Variant } from '../matrix/variant.js'

export interface Count {
  passed: number
  tries: number
}

/** What the sentences of a matrix are made from. Names in it may come from a capture or a server: they are quoted. */
export interface MatrixFacts {
  url: string
  /** Without its query: for commands that can be run. */
  plainUrl: string
  name: string
  address: string
  port: number
  serverName?: string
  host: string
  /** Without the values of its query. */
  path: string
  neutral: string
  given: Count
  control: Count
  fails?: Failure & { count: number; of: number; detail?: string }
  cures: (Cure & { variant: Variant })[]
  hints: FactorId[]
  /** Which factors were varied at all. */
  tried: FactorId[]
  notTheServer?: MatrixVerdict['notTheServer']
  wrongCertificate?: { subject: string; issuer: string }
  residual?: ResidualBlock
  resolveError?: string
  stopped?: 'connections' | 'patience' | 'interrupted'
}

export interface NextStep {
  text: string
  command?: string
}

export interface MatrixVerdictWords {
  summary(facts: MatrixFacts): string
  meaning(facts: MatrixFacts): string[]
  next(facts: MatrixFacts): NextStep[]
}

export interface ProbeWords {
  /** A phase as the place of an end: "at the ClientHello". */
  phase: Readonly<Record<Phase, string>>
  outcome: Readonly<Record<AttemptOutcome, string>>
  factor: Readonly<Record<FactorId, string>>
  /** What is different in a connection. */
  variant(variant: Variant): string
  verdict: Readonly<Record<MatrixVerdictId, MatrixVerdictWords>>
  /** Said whatever the verdict is. */
  always: {
    chance(cures: MatrixFacts['cures']): string
    notTheServer(found: NonNullable<MatrixFacts['notTheServer']>): string
    whoIsOpen(facts: MatrixFacts): string
    residual(block: ResidualBlock): string
    wrongCertificate(certificate: { subject: string; issuer: string }): string
    hints(factors: readonly string[]): string
    stopped: Readonly<Record<'connections' | 'patience' | 'interrupted', string>>
  }
  text: {
    /** Titles of the table's columns. */
    change: string
    answered: string
    ends: string
    notComparable: string
    end(phase: string, outcome: string, status: number | undefined, count: number): string
    of(passed: number, tries: number): string
    connections(count: number, seconds: number, address: string): string
    meaning: string
    next: string
    separator: string
  }
  plan: {
    title(url: string, addresses: string, most: number): string
    noAddress(name: string, why: string): string
    connection(address: string, says: string): string
    says: {
      nothing: string
      hello(name: string | undefined, inTwo: boolean): string
      request(line: string, host: string, inTwo: boolean): string
    }
    order: string
    ask(name: string): string
    wait(seconds: number): string
    progress(number: number, row: string, end: string): string
  }
}
