/** Patterns across connections, joined to the findings that they are about. */
import { findPatterns } from '../pattern/index.js'
import type { FoundPattern } from '../pattern/model.js'
import type { Words } from '../words/types.js'
import { clean } from './clean.js'
import type { Finding, Pattern } from './model.js'
import type { AnalysedPoint } from './point.js'

/** What the findings have in common, named as the field that holds it. */
const BY: Record<FoundPattern['kind'], string> = {
  'same-name': 'tls-server-name',
  'same-host': 'http-host',
  'same-url': 'http-url',
  'same-address': 'server-address',
  'same-port': 'server-port',
  'same-device': 'reset-signature',
  'same-second': 'sender-address',
  'residual-block': 'address-pair',
}

/** @param findings of this point */
export function patternsOf({ verdicts, analysis }: AnalysedPoint, findings: Finding[], words: Words): Pattern[] {
  return findPatterns(verdicts, analysis.neighbourhood).map((found) => {
    const pattern = { ...found, value: clean(found.value) }
    const { kind, value } = pattern
    return { kind, by: BY[kind], value, findings: joined(found, findings), text: words.pattern[kind](pattern) }
  })
}

function joined({ streams, kind }: FoundPattern, findings: Finding[]): string[] {
  const wanted = new Set(streams)
  const isMeant = (f: Finding) =>
    f.kind === 'reset' && (kind === 'same-second' ? f.severity !== 'info' : f.origin.who === 'middlebox')
  return findings.filter((f) => wanted.has(f.connection.stream) && isMeant(f)).map((f) => f.id)
}
