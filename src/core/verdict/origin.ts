/**
 * Who made the reset: the end whose address it carries, or something else. Each observation adds its log-likelihood
 * ratio; of one family only the strongest counts on either side, since clues with a common cause say the same twice.
 */

import type { Side } from '../casefile/model.js'
import { isReset } from '../casefile/segment.js'
import type { PacketContext, ResetContext } from '../evidence/context.js'
import type { Contexts, Family, Observation } from '../evidence/define.js'
import { type ObservationId, observations, packetObservations } from '../evidence/index.js'
import { isScrambled } from '../evidence/odd-bits.js'
import { PRIOR_FORGED, PRIOR_INJECTED, type WeightId, weights } from '../evidence/weights.js'

/** One clue as the verdict used it. */
export interface Clue {
  id: ObservationId
  family: Family
  for: 'end' | 'middlebox'
  rule: WeightId
  weight: number
  counted: boolean
  frames: number[]
  /** For the words; its shape belongs to the observation. */
  facts: object
}

export interface Origin {
  who: Side | 'middlebox' | 'unknown'
  /** Probability that `who` made it; for `unknown` that of the likelier of the two. */
  confidence: number
  /** Probability that a middlebox made it. */
  forged: number
  clues: Clue[]
  /** Why nothing can be said, where that is so. */
  undecided?: 'scrambled' | 'alone' | 'elsewhere' | 'hidden' | 'balanced'
}

/** From here on a device is accused; to accuse wrongly is the worst error. */
const ACCUSE = 0.8
/** Up to here the end is named. */
const CLEAR = 0.25

export function weighOrigin(context: ResetContext): Origin {
  const clues = collect(context, observations)
  const forged = probability(clues, PRIOR_FORGED)
  if (isScrambled(context.reset.flags)) return undecided(forged, clues, 'scrambled')
  if (isAlone(context) && !clues.some(({ family }) => family === 'other-capture'))
    return undecided(forged, clues, 'alone')
  if (forged >= ACCUSE && isOnlyBuild(clues)) return undecided(forged, clues, 'balanced')
  if (forged >= ACCUSE) return { who: 'middlebox', confidence: forged, forged, clues }
  // Neither that host sent it, nor does anything tell a device from another machine behind the same address.
  if (clues.some(({ rule }) => rule === 'not-this-host' || rule === 'not-from-host'))
    return undecided(forged, clues, 'elsewhere')
  if (forged <= CLEAR) {
    if (isHidden(clues)) return undecided(forged, clues, 'hidden')
    const confidence = cleared(forged, clues)
    return { who: context.accused, confidence, forged: 1 - confidence, clues }
  }
  return undecided(forged, clues, 'balanced')
}

/**
 * Who made a response or a FIN that contradicts what its alleged sender sent besides. That end is never named: what it
 * sends would not contradict itself, and a proxy on its own side that sends otherwise bears all its marks.
 */
export function weighInjected(context: PacketContext): Origin {
  const clues = collect(context, packetObservations)
  const forged = probability(clues, PRIOR_INJECTED)
  if (forged < ACCUSE || isOnlyBuild(clues)) return undecided(forged, clues, 'balanced')
  return { who: 'middlebox', confidence: forged, forged, clues }
}

function probability(clues: Clue[], prior: number): number {
  const logOdds = clues.reduce((sum, clue) => sum + signed(clue), prior)
  return 1 / (1 + Math.exp(-logOdds))
}

/**
 * Surest that an end can be cleared when nothing was there to compare its reset with: of 75 such verdicts on the seeds
 * calibrated on, 5 were wrong: filters', that spoke for a host of which little else was seen.
 */
const UNCOMPARED = 0.9

function cleared(forged: number, clues: Clue[]): number {
  const compared = clues.some((clue) => clue.for === 'end' && clue.family !== 'form' && clue.family !== 'link')
  return compared || clues.some((clue) => clue.rule === 'timestamps-right')
    ? 1 - forged
    : Math.min(1 - forged, UNCOMPARED)
}

/** How the packet is put together: one fact, however many of its fields show it, unless a field proves more. */
const BUILD: ReadonlySet<Family> = new Set(['form', 'ip-id', 'ip-flags'])
const PROVES_MORE = 2.7

/**
 * From the distance of the accused end, and strange in its headers alone: a host may have a second way to build packets (a
 * balancer's, a network card's), and no such clue convicts.
 */
const isOnlyBuild = (clues: Clue[]): boolean =>
  clues.some((clue) => clue.rule === 'hop-limit-same') &&
  clues.every((clue) => clue.for === 'end' || (BUILD.has(clue.family) && clue.weight < PROVES_MORE))

/** What speaks for an end and for a device beside it, or one that copies, alike. */
const SHARED: ReadonlySet<WeightId> = new Set(['hop-limit-same', 'on-time', 'form-stack', 'mac-same'])

/**
 * No host that has just opened a connection is known to have lost it at the first packet with a name in it; devices cut
 * there, and one that stands next to the host leaves no mark. Then the usual majority of honest resets decides nothing.
 */
const isHidden = (clues: Clue[]): boolean =>
  clues.some((clue) => clue.rule === 'content-no-socket') &&
  clues.every((clue) => clue.for === 'middlebox' || SHARED.has(clue.rule))

const undecided = (forged: number, clues: Clue[], why: Origin['undecided']): Origin => ({
  who: 'unknown',
  confidence: Math.max(forged, 1 - forged),
  forged,
  clues,
  undecided: why,
})

/** Nothing but resets of this connection was captured, and nothing of its hosts: there is nothing to compare with. */
function isAlone({ before, after, file, accused }: ResetContext): boolean {
  const others = [...before, ...after].filter((s) => !isReset(s))
  return others.length === 0 && Object.values(file.host[accused].hopLimits).every((counts) => counts.size === 0)
}

function collect<About extends keyof Contexts>(
  context: Contexts[About],
  asked: readonly Observation<ObservationId, object, About>[],
): Clue[] {
  const clues: Clue[] = []
  for (const observation of asked) {
    const noted = observation.observe(context)
    if (!noted) continue
    const { id, family } = observation
    clues.push({
      id,
      family,
      for: noted.for,
      rule: noted.weight,
      weight: weights[noted.weight],
      counted: false,
      frames: noted.frames,
      facts: noted.facts,
    })
  }
  clues.sort((a, b) => b.weight - a.weight)
  const taken = new Set<string>()
  for (const clue of clues) {
    const key = `${clue.family} ${clue.for}`
    clue.counted = !taken.has(key)
    taken.add(key)
  }
  return clues
}

const signed = (clue: Clue): number => (clue.counted ? (clue.for === 'middlebox' ? clue.weight : -clue.weight) : 0)
