/** Findings that are alike, told once: the same thing happening to many connections of one server. */
import { atLeast } from '../verdict/severity.js'
import type { Finding, Severity } from './model.js'

export interface Group {
  /** The worked example: the most serious, then the surest, then the first. */
  example: Finding
  /** All of them, the example included, in the report's order. */
  findings: Finding[]
}

/** Groups shown in full, and those of a list that get a line. */
const WORKED_EXAMPLES = 20
export const LINES = 100

/** How much is told of each group. */
export interface Arranged {
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
export function groupFindings(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = keyOf(finding)
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()].map((alike) => ({ example: exampleOf(alike), findings: alike })).sort(compareGroups)
}

function keyOf({ kind, capture, severity, origin, cause, connection }: Finding): string {
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

const exampleOf = (alike: Finding[]): Finding => alike.reduce((best, other) => (isBetter(other, best) ? other : best))

const isBetter = (a: Finding, b: Finding): boolean =>
  a.severity === b.severity ? a.origin.confidence > b.origin.confidence : atLeast(a.severity, b.severity)

const ORDER: Severity[] = ['error', 'warn', 'note', 'info']

const compareGroups = (a: Group, b: Group): number =>
  ORDER.indexOf(a.example.severity) - ORDER.indexOf(b.example.severity) || b.findings.length - a.findings.length
