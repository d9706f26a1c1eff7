/**
 * Legs of a proxy: two connections that carry one request, each in a capture of its own. Told by what the client sends
 * first, by the request line where the proxy writes a head of its own, and, where all is encrypted anew, by time alone.
 */

import type { LegEnd, LegFacts } from '../casefile/leg.js'
import type { CaseFile, Segment } from '../casefile/model.js'
import type { ClockOffset } from '../casefile/pair.js'
import { isFin, isReset } from '../casefile/segment.js'
import { latin1Text } from '../wire/octets.js'
import { offsetAt } from './clock.js'
import { openingOf } from './connections.js'
import { inverse, type Matched } from './matched.js'

interface LegPair {
  here: CaseFile
  there: CaseFile
  by: LegFacts['by']
}

/** Seconds within which a proxy opens its own connection. */
const SOON = 1

/**
 * Finds the legs among the connections of two points and lets each know of the other.
 * @param points of the two lists
 * @param clock of the two, where connections in common tell it
 * @returns how many pairs
 */
export function joinLegs(
  lists: readonly [readonly CaseFile[], readonly CaseFile[]],
  [a, b]: readonly [number, number],
  matched: readonly Matched[],
  clock?: ClockOffset,
): number {
  const held = new Set(matched.flatMap(({ cases: { here, there } }) => [here, there]))
  const [here, there] = lists.map((files) => files.filter((file) => !file.leg))
  const alone = (files: CaseFile[]) => files.filter((file) => !held.has(file))
  const both = (files: CaseFile[]) => files.filter((file) => held.has(file))
  // Captured at the proxy itself, one leg is in both captures and the other in one.
  const pairs = [
    ...pairLegs(alone(here), alone(there), clock),
    ...pairLegs(both(here), alone(there), clock),
    ...pairLegs(alone(here), both(there), clock),
  ]
  for (const pair of pairs) {
    pair.here.leg ??= legFacts(pair, b, clock)
    pair.there.leg ??= legFacts({ ...pair, here: pair.there, there: pair.here }, a, clock && inverse(clock))
  }
  return pairs.length
}

/**
 * Pairs what is left over; a request that several connections carry pairs none of them.
 * @param clock of the two points, where connections in common tell it
 */
function pairLegs(here: readonly CaseFile[], there: readonly CaseFile[], clock?: ClockOffset): LegPair[] {
  const found: LegPair[] = []
  const left = { here: new Set(here), there: new Set(there) }
  const round = (by: LegPair['by'], matches: (a: CaseFile, b: CaseFile) => boolean) => {
    const fits = (a: CaseFile, b: CaseFile) => mayBeLegs(a, b, clock) && matches(a, b)
    for (const [a, b] of mutual([...left.here], [...left.there], fits)) {
      found.push({ here: a, there: b, by })
      left.here.delete(a)
      left.there.delete(b)
    }
  }
  round('bytes', (a, b) => openingOf(a) !== '' && openingOf(a) === openingOf(b))
  round('bytes', (a, b) => exchangeOf(a) !== '' && exchangeOf(a) === exchangeOf(b))
  round('request', (a, b) => requestOf(a) !== '' && requestOf(a) === requestOf(b))
  if (clock) round('timing', (a, b) => follows(a, b, clock))
  return found
}

/** Not one connection seen twice; and open at the same time, where that is known. */
function mayBeLegs(a: CaseFile, b: CaseFile, clock?: ClockOffset): boolean {
  if (a.client.port === b.client.port && a.client.address === b.client.address) return false
  if (!clock) return true
  const [start, end] = [a.firstTime, a.lastTime].map((time) => time + offsetAt(clock, time))
  return b.firstTime <= end + SOON && start <= b.lastTime + SOON
}

/** Those of both lists that match each other and nobody else. */
function mutual<T>(as: readonly T[], bs: readonly T[], matches: (a: T, b: T) => boolean): [T, T][] {
  return as.flatMap((a): [T, T][] => {
    const mine = bs.filter((b) => matches(a, b))
    if (mine.length !== 1 || as.filter((other) => matches(other, mine[0])).length !== 1) return []
    return [[a, mine[0]]]
  })
}

/** Fewer bytes of question and answer are alike by chance, or by protocol. */
const LEAST_EXCHANGE = 10
const EXCHANGE = 64

/** A short question with its answer. */
function exchangeOf(file: CaseFile): string {
  const [question, answer] = [firstData(file, 'client')?.payload, firstData(file, 'server')?.payload]
  if (!question || !answer || question.length + answer.length < LEAST_EXCHANGE) return ''
  return [question, answer].map((bytes) => latin1Text(bytes.subarray(0, EXCHANGE))).join(' ')
}

/** A path of its own: `/` is everybody's. */
function requestOf({ http }: CaseFile): string {
  const request = http[0]?.request
  return request && request.path.length > 1 ? `${request.method} ${request.path}` : ''
}

/** One ends where the other begins, and it begins while the first is open. */
function follows(a: CaseFile, b: CaseFile, clock: ClockOffset): boolean {
  const [start, end] = [a.firstTime, a.lastTime].map((time) => time + offsetAt(clock, time))
  if (a.server.address === b.client.address) return b.firstTime >= start && b.firstTime <= Math.min(end, start + SOON)
  if (b.server.address === a.client.address)
    return start >= b.firstTime && start <= Math.min(b.lastTime, b.firstTime + SOON)
  return false
}

/** @param clock of the two points, where connections in common tell it; else what the request and its answer bound */
function legFacts({ here, there, by }: LegPair, otherPoint: number, clock?: ClockOffset): LegFacts {
  const [end, otherEnd] = [endOf(here), endOf(there)]
  return {
    otherPoint,
    otherStream: there.stream,
    client: there.client,
    server: there.server,
    by,
    ...(end && { end }),
    ...(otherEnd && { otherEnd }),
    diedFirst: diedFirst(end, otherEnd, clock ?? (by === 'timing' ? undefined : boundedBy(here, there))),
  }
}

function endOf({ segments }: CaseFile): LegEnd | undefined {
  const last = segments.find(isReset) ?? segments.find(isFin)
  return last && { kind: isReset(last) ? 'reset' : 'fin', from: last.from, frame: last.frame, time: last.time }
}

function diedFirst(end: LegEnd | undefined, other: LegEnd | undefined, clock?: ClockOffset): LegFacts['diedFirst'] {
  if (!end || !other) return end ? 'this' : other ? 'other' : 'unknown'
  if (!clock) return 'unknown'
  const later = other.time - offsetAt(clock, end.time) - end.time
  if (Math.abs(later) <= (clock.uncertainty ?? 0)) return 'unknown'
  return later > 0 ? 'this' : 'other'
}

/**
 * A proxy passes the request on after it came and the answer back after it came: so the first data of both ways bound
 * the offset of the clocks, whichever of the two is nearer to the client.
 */
function boundedBy(here: CaseFile, there: CaseFile): ClockOffset | undefined {
  const bounds = (['client', 'server'] as const).map((from) => {
    const [a, b] = [firstData(here, from), firstData(there, from)]
    return a && b && { difference: b.time - a.time, at: a.time }
  })
  const [request, answer] = bounds
  if (!request || !answer) return undefined
  const seconds = (request.difference + answer.difference) / 2
  return { seconds, at: request.at, uncertainty: Math.abs(request.difference - answer.difference) / 2 }
}

const firstData = ({ segments }: CaseFile, from: Segment['from']): Segment | undefined =>
  segments.find((s) => s.from === from && s.length > 0 && !isReset(s))
