/**
 * Variants of labelled pairs, made by rewriting one of the two captures after the run: what an unlucky or careless
 * capture would have kept of the same traffic. The other capture and the truth stay as they are.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { framesOf, rewriteFrames } from './frames.js'
import type { Case } from './lab.js'
import { type Random, randomFrom } from './random.js'
import type { SegmentKey } from './segments.js'
import { casesOf, filesOf } from './sets.js'
import type { Label } from './truth.js'

/** A record as it is rewritten: undefined leaves it out, else its new time in seconds. */
type Rewrite = (time: number, segment: SegmentKey | undefined) => number | undefined

const DROPPED = 0.05
const OFFSET_SECONDS = 300
const DRIFT = 80e-6
/** Share of the packets that pass before a late capture begins. */
const MISSED = 0.4

export const transforms: Record<string, (file: string, random: Random) => Rewrite> = {
  drops: (_, random) => (time) => (random.unit() < DROPPED ? undefined : time),
  offset(_, random) {
    const sign = random.pick([-1, 1])
    let first: number | undefined
    return (time) => {
      first ??= time
      return time + sign * (OFFSET_SECONDS + DRIFT * (time - first))
    }
  },
  'one-way'(file, random) {
    const first = framesOf(file)[0]
    const kept = first && random.pick([first.source, first.target])
    return (time, segment) => (!segment || segment.source === kept ? time : undefined)
  },
  late(file) {
    const frames = framesOf(file)
    const begins = frames[Math.floor(frames.length * MISSED)]?.time ?? 0
    return (time) => (time < begins ? undefined : time)
  },
}

/** Writes the variants of all pairs of a set into `folder`: one with the first capture changed, one with the second. */
export function transformSet(set: string, what: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const cases = casesOf(set).filter((one) => one.files?.length === 2)
  const variants = cases.flatMap((one) => [0, 1].map((changed) => variantOf(one, set, what, changed, folder)))
  writeFileSync(join(folder, 'truth.json'), JSON.stringify(variants, null, 1))
}

function variantOf(one: Case, set: string, what: string, changed: number, folder: string): Case {
  const random = randomFrom(what, changed, ...filesOf(one).map((file) => basename(file)))
  const files = filesOf(one).map((file) => resolve(set, file))
  const target = join(folder, `${changed}-${basename(files[changed])}`)
  const numbers = rewriteFrames(files[changed], target, transforms[what](files[changed], random))
  const { quiet: _, kinds: __, ...rest } = one
  return {
    ...rest,
    files: files.map((file, i) => (i === changed ? target : file)),
    resets: one.resets.flatMap((label) => ((label.capture ?? 0) === changed ? renumbered(label, numbers) : [label])),
  }
}

/** A label with the frame numbers of the rewritten file; none for a reset that is no longer in it. */
function renumbered(label: Label, numbers: ReadonlyMap<number, number>): Label[] {
  const frame = numbers.get(label.frame)
  if (frame === undefined) return []
  const trigger = label.trigger === null ? null : (numbers.get(label.trigger) ?? null)
  const triggerAlso = label.triggerAlso?.flatMap((also) => numbers.get(also) ?? [])
  return [{ ...label, frame, trigger, ...(triggerAlso && { triggerAlso }) }]
}
