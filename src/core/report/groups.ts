/** Findings that are alike, told once: the same thing happening to many connections of one server. */
import { atLeast } from '../verdict/severity.js'
import type { Finding, Severity } from './model.js'

/** What of a finding says to which group it belongs. */
type Grouped = Pick<Finding, 'kind' | 'capture' | 'severity' | 'origin' | 'cause' | 'connection'>

export interface Group<F extends Grouped = Finding> {
  /** The worked example: the most serious, then the surest, then the first. */
  example: F
  /** All of them, the example included, in the report's order. */
  findings: F[]
}

/** Groups shown in full, and those of a list that get a line. */
const WORKED_EXAMPLES = 20
export const LINES = 100

/** How much is told of each group. */
interface Arranged {
  examples: Group[]
  short: Group[]
  benign: Group[]
}

export function arrange(findings: readonly Finding[]): Arranged {
  const groups = groupFindings(findings)
  const serious = groups.filter((group) => group.example.severity !== 'info')
  return {
    examples: serious.slice(0, WORKED_EXAMPLES),
    short: serious.slice(WORKED_EXAMPLES),
    benign: groups.filter((group) => group.example.severity === 'info'),
  }
}

/** In order of seriousness, then of size. */
export function groupFindings<F extends Grouped>(findings: readonly F[]): Group<F>[] {
  const groups = new Map<string, F[]>()
  for (const finding of findings) {
    const key = keyOf(finding)
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()].map((alike) => ({ example: exampleOf(alike), findings: alike })).sort(compareGroups)
}

function keyOf({ kind, capture, severity, origin, cause, connection }: Grouped): string {
  const { server, tls, http } = connection
  const benign = severity === 'info'
  return JSON.stringify([
    kind,
    capture,
    benign,
    origin.who,
    cause.id,
    server.address,
    server.port,
    nameOf(benign, tls, http),
  ])
}

/** Harmless ones are one line for a server, whatever was asked of it. */
function nameOf(benign: boolean, tls: Finding['connection']['tls'], http: Finding['connection']['http']): string {
  return benign ? '' : (tls?.serverName ?? http?.host ?? '')
}

const exampleOf = <F extends Grouped>(alike: F[]): F =>
  alike.reduce((best, other) => (isBetter(other, best) ? other : best))

const isBetter = (a: Grouped, b: Grouped): boolean =>
  a.severity === b.severity ? a.origin.confidence > b.origin.confidence : atLeast(a.severity, b.severity)

const ORDER: Severity[] = ['error', 'warn', 'note', 'info']

/** In order of seriousness; equals keep their order. */
export const mostSerious = <F extends Grouped>(findings: readonly F[]): F[] =>
  [...findings].sort((a, b) => rank(a) - rank(b))

const rank = ({ severity }: Grouped): number => ORDER.indexOf(severity)

const compareGroups = (a: Group<Grouped>, b: Group<Grouped>): number =>
  rank(a.example) - rank(b.example) || b.findings.length - a.findings.length
