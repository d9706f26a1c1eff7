/** Which findings are shown. */

import type { Who } from '../../core/report/model.js'
import { whatIs } from '../../core/report/phrases.js'
import { endpoint } from '../../core/words/format.js'
import type { Row } from '../overview.js'
import type { Said } from '../words/index.js'

export interface Filter {
  /** Words that must all be found: in names, addresses, ports, causes, sentences. */
  text: string
  who?: Who
  /** Id of a cause, or kind of a finding that has none. */
  cause?: string
  /** Ids of findings: those that a pattern joins. */
  among?: readonly string[]
}

export const NO_FILTER: Filter = { text: '' }

export const isFiltering = ({ text, who, cause, among }: Filter): boolean =>
  text.trim() !== '' || Boolean(who ?? cause ?? among)

export function applyFilter(rows: readonly Row[], { text, who, cause, among }: Filter, said: Said): Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const ids = among && new Set(among)
  return rows.filter((row) => {
    if (ids && !ids.has(row.id)) return false
    if (who && row.origin.who !== who) return false
    if (cause && causeOf(row) !== cause) return false
    const all = words.length > 0 ? searchable(row, said) : ''
    return words.every((word) => all.includes(word))
  })
}

/** What a finding is called: the cause of a reset, the kind of anything else. */
export const causeOf = ({ kind, cause }: Row): string => (kind === 'reset' ? cause.id : kind)

function searchable(row: Row, said: Said): string {
  const { client, server, tls, http } = row.connection
  const parts = [
    `#${row.id}`,
    endpoint(client),
    client.name,
    endpoint(server),
    server.name,
    tls?.serverName,
    http?.host,
    http?.path,
    causeOf(row),
    whatIs(row, said.report),
    said.page.who[row.origin.who],
    row.summary,
  ]
  return parts.join('\n').toLowerCase()
}

/** Each cause that occurs, with its name and how often; the commonest first. */
export function causesIn(rows: readonly Row[], said: Said): { id: string; name: string; count: number }[] {
  const causes = new Map<string, { id: string; name: string; count: number }>()
  for (const row of rows) {
    const id = causeOf(row)
    const cause = causes.get(id) ?? { id, name: whatIs(row, said.report), count: 0 }
    cause.count++
    causes.set(id, cause)
  }
  return [...causes.values()].sort((a, b) => b.count - a.count)
}
