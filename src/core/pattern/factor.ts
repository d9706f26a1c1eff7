/**
 * The one factor that separates the connections that were cut from those that lived: the name, the path, the port or
 * the address. The most specific one that explains all is named; a factor that some survivor shares explains nothing.
 */

import type { CaseVerdict } from '../analysis.js'
import type { Neighbourhood } from '../neighbourhood.js'
import type { Neighbour } from '../verdict/causes/define.js'
import { endpoint } from '../words/format.js'
import { type Cut, cuts, groupBy, streamsOf } from './cut.js'
import type { FoundPattern } from './model.js'

interface Factor {
  kind: FoundPattern['kind']
  /** What the connection has of it; undefined when it has none, or was cut before it could show. */
  ofCut(cut: Cut): string | undefined
  of(neighbour: Neighbour): string | undefined
  /** Whether a survivor may be compared at all: a path only with other paths of its host. */
  comparable?(neighbour: Neighbour, cut: Cut): boolean
}

const NAMED = new Set(['client-hello', 'http-request', 'data'])
const named = (cut: Cut): boolean => NAMED.has(cut.reset.trigger.kind)
const request = (cut: Cut) => (named(cut) ? cut.verdict.file.http.at(-1)?.request : undefined)

/** In order of preference: the narrower first. */
const factors: Factor[] = [
  { kind: 'same-name', ofCut: (c) => (named(c) ? c.verdict.file.tls?.serverName : undefined), of: (n) => n.serverName },
  {
    kind: 'same-url',
    ofCut: (c) => urlOf(request(c)?.host, request(c)?.path),
    of: (n) => urlOf(n.host, n.path),
    comparable: (n, c) => n.host === request(c)?.host,
  },
  { kind: 'same-host', ofCut: (c) => request(c)?.host, of: (n) => n.host },
  {
    kind: 'same-port',
    ofCut: (c) => (named(c) ? undefined : endpoint(c.verdict.file.server)),
    of: (n) => endpoint(n.server),
  },
  {
    kind: 'same-address',
    ofCut: (c) => (named(c) ? undefined : c.verdict.file.server.address),
    of: (n) => n.server.address,
  },
]

const urlOf = (host = '', path?: string): string | undefined => (path === undefined ? undefined : `${host}${path}`)

export function separatingFactors(verdicts: CaseVerdict[], neighbourhood: Neighbourhood): FoundPattern[] {
  const found: FoundPattern[] = []
  const explained = new Set<number>()
  for (const factor of factors) {
    for (const [value, group] of groupBy(cuts(verdicts), factor.ofCut)) {
      if (group.every((cut) => explained.has(cut.verdict.file.stream))) continue
      const pattern = test(factor, value, group, neighbourhood)
      if (!pattern) continue
      found.push(pattern)
      for (const stream of pattern.streams) explained.add(stream)
    }
  }
  return found
}

function test(factor: Factor, value: string, group: Cut[], neighbourhood: Neighbourhood): FoundPattern | undefined {
  const around = new Set(group.slice(0, 50).flatMap((cut) => sameServer(cut, neighbourhood)))
  const survivors = [...around].filter((n) => n.answered && !n.cut && (factor.comparable?.(n, group[0]) ?? true))
  const lived = survivors.filter((n) => factor.of(n) === value).length
  const othersLived = survivors.filter((n) => factor.of(n) !== undefined && factor.of(n) !== value).length
  // One connection alone is a pattern only in contrast with one that lived.
  if (lived > 0 || (group.length < 2 && othersLived === 0)) return undefined
  // The whole URL is to blame only when other paths of the host live; otherwise the host is.
  if (factor.kind === 'same-url' && othersLived === 0) return undefined
  return { kind: factor.kind, value, streams: streamsOf(group), died: group.length, lived, othersLived }
}

function sameServer({ verdict: { file } }: Cut, neighbourhood: Neighbourhood): Neighbour[] {
  return neighbourhood.of(file).filter((n) => n.server.address === file.server.address)
}
