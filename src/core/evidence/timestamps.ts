/**
 * The timestamp option (RFC 7323). A live socket's abort carries it on Linux, with values that go on from the last
 * ones; a stack's reply never does.
 */
import type { Segment, Side } from '../casefile/model.js'
import { seqDifference } from '../flow/seq.js'
import { defineObservation } from './define.js'

export const timestamps = defineObservation({
  id: 'timestamps',
  family: 'form',
  observe({ reset, before, accused, receiver, form, file }) {
    if (form !== 'abort' || !file.baseline[accused].timestamps || !file.baseline[receiver].timestamps) return undefined
    const last = lastStamped(before, accused)
    if (!last) return undefined
    const option = reset.options.timestamps
    const frames = [last.frame, reset.frame]
    if (!option)
      return {
        for: 'middlebox',
        weight: 'timestamps-missing',
        frames,
        facts: { right: false, value: 0, last: last.options.timestamps!.value },
      }
    const peer = lastStamped(before, receiver)
    const forward = seqDifference(option.value, last.options.timestamps!.value) >= 0
    const echoes = peer !== undefined && echoed(before, receiver, option.echo)
    if (!forward || !echoes) return undefined
    return {
      for: 'end',
      weight: 'timestamps-right',
      frames,
      facts: { right: true, value: option.value, last: last.options.timestamps!.value },
    }
  },
})

const lastStamped = (before: Segment[], side: Side): Segment | undefined =>
  before.findLast((s) => s.from === side && s.options.timestamps !== undefined)

const echoed = (before: Segment[], side: Side, echo: number): boolean =>
  before.some((s) => s.from === side && s.options.timestamps?.value === echo)
