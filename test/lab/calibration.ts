/**
 * What labelled captures say of each weight: how much more often its clue is noted for the resets it speaks for than for
 * the others. Every scenario has one vote, however many resets it made: the share of them that showed the clue.
 */
import { type WeightId, weights } from '../../src/core/evidence/weights.js'
import { type Finding, findingOn } from './score.js'
import type { Examined } from './sets.js'

/** One finding about resets whose maker is known, with the clues that were noted. */
export interface Sample {
  scenario: string
  forged: boolean
  clues: { rule: string; for: 'end' | 'middlebox' }[]
}

/** Scenarios that have resets of one kind, and those in which the clue was noted. */
export interface Votes {
  scenarios: number
  noted: number
  /** Sum over scenarios of the share of their resets for which it was noted. */
  sum: number
  resets: number
}

export interface Measured {
  rule: WeightId
  for: 'end' | 'middlebox'
  weight: number
  forged: Votes
  genuine: Votes
  /** ln( P(noted | made as the clue says) / P(noted | otherwise) ), and its standard error. */
  ratio: number
  error: number
  remark: 'agrees' | 'differs' | 'too few'
}

/** Scenarios on the side that a clue speaks for, below which nothing is said. */
export const ENOUGH = 8
/** No clue is worth more, whatever was measured: ln(250), the odds that a set of some hundred scenarios can bear out. */
export const LARGEST = 5.5

/** Each finding once for each maker of its resets: the copies in a burst are one sample. */
export function samplesOf({ truth, report }: Examined): Sample[] {
  const seen = new Set<string>()
  return truth.resets.flatMap((label) => {
    const found = findingOn(label, report)
    const forged = label.origin === 'middlebox'
    const key = `${found?.capture} ${found?.frame} ${forged}`
    if (!found || seen.has(key)) return []
    seen.add(key)
    return [{ scenario: truth.scenario, forged, clues: cluesOf(found) }]
  })
}

function cluesOf({ evidence = [] }: Finding): Sample['clues'] {
  return evidence.flatMap(({ rule, for: who }) => (rule ? [{ rule, for: who === 'middlebox' ? who : 'end' }] : []))
}

/** One row a weight that was ever noted, on each side it was noted for. */
export function measure(samples: Sample[]): Measured[] {
  const rules = Object.keys(weights) as WeightId[]
  const sides = ['middlebox', 'end'] as const
  const pairs = rules.flatMap((rule) => sides.map((side) => ({ rule, side })))
  const noted = pairs.filter(({ rule, side }) => samples.some((s) => shows(s, rule, side)))
  return noted.map(({ rule, side }) => measureOne(rule, side, samples))
}

/** Weights that no capture showed. */
export function unseen(rows: Measured[]): WeightId[] {
  return (Object.keys(weights) as WeightId[]).filter((rule) => !rows.some((row) => row.rule === rule))
}

const shows = (sample: Sample, rule: string, side: Measured['for']): boolean =>
  sample.clues.some((clue) => clue.rule === rule && clue.for === side)

function measureOne(rule: WeightId, side: Measured['for'], samples: Sample[]): Measured {
  const votes = (forged: boolean) =>
    votesOf(
      samples.filter((s) => s.forged === forged),
      (s) => shows(s, rule, side),
    )
  const [forged, genuine] = [votes(true), votes(false)]
  const [own, other] = side === 'middlebox' ? [forged, genuine] : [genuine, forged]
  const ratio = Math.log(chance(own) / chance(other))
  const error = Math.sqrt(variance(own) + variance(other))
  const weight = weights[rule]
  return { rule, for: side, weight, forged, genuine, ratio, error, remark: remarkOn(own, ratio, weight) }
}

function votesOf(samples: Sample[], test: (sample: Sample) => boolean): Votes {
  const groups = new Map<string, Sample[]>()
  for (const sample of samples) groups.set(sample.scenario, [...(groups.get(sample.scenario) ?? []), sample])
  const shares = [...groups.values()].map((group) => group.filter(test).length / group.length)
  return {
    scenarios: shares.length,
    noted: shares.filter((share) => share > 0).length,
    sum: shares.reduce((sum, share) => sum + share, 0),
    resets: samples.filter(test).length,
  }
}

/** With half a scenario added for and half against: a clue never seen on one side is rare, not impossible. */
const chance = ({ sum, scenarios }: Votes): number => (sum + 0.5) / (scenarios + 1)
/** Of ln(chance), by the delta method. */
const variance = (votes: Votes): number => (1 - chance(votes)) / (votes.sum + 0.5)

function remarkOn(own: Votes, ratio: number, weight: number): Measured['remark'] {
  if (own.noted < ENOUGH) return 'too few'
  return Math.abs(ratio - weight) > 1 ? 'differs' : 'agrees'
}

/** What the weight would be: within what a weight may be, to one decimal; nothing where too little was seen. */
export function proposed({ ratio, remark }: Measured): number | undefined {
  if (remark === 'too few') return undefined
  return Number(Math.min(LARGEST, Math.max(0, ratio)).toFixed(1))
}
