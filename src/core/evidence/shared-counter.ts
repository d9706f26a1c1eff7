/** Resets in the names of several addresses that carry one IP identification counter: one machine made them. */
import type { ResetContext, ResetRecord } from './context.js'
import { defineObservation } from './define.js'
import { NOISE } from './hop-limits.js'

const STEP = 8
/** Hop limit of those addresses' own packets: too unlike for one host with two addresses. */
const UNLIKE = 3

export const sharedCounter = defineObservation({
  id: 'shared-counter',
  family: 'ip-id',
  about: 'reset',
  observe(context) {
    const { reset, file, accused } = context
    if (!reset.ipId || reset.hopLimit === undefined) return undefined
    const usual = file.baseline[accused].hopLimit
    if (usual === undefined || Math.abs(usual - reset.hopLimit) < UNLIKE) return undefined
    const others = context.resets().filter((r) => isSister(r, context))
    if (others.length === 0) return undefined
    const nearest = others.reduce((a, b) => (distance(a, reset.ipId!) <= distance(b, reset.ipId!) ? a : b))
    return {
      for: 'middlebox',
      weight: 'ip-id-shared',
      frames: [reset.frame, nearest.frame],
      facts: { id: reset.ipId, otherId: nearest.ipId!, otherAddress: nearest.source, hopLimit: reset.hopLimit },
    }
  },
})

const distance = (r: ResetRecord, id: number): number => Math.min((r.ipId! - id) & 0xffff, (id - r.ipId!) & 0xffff)

/** Another address, the same hop limit although its own packets arrive with another, the next number. */
function isSister(r: ResetRecord, { reset, file, accused }: ResetContext): boolean {
  if (!r.ipId || r.source === file[accused].address || r.hopLimit === undefined || r.baseline === undefined)
    return false
  if (Math.abs(r.hopLimit - reset.hopLimit!) > NOISE || Math.abs(r.baseline - r.hopLimit) < UNLIKE) return false
  return distance(r, reset.ipId!) <= STEP
}
