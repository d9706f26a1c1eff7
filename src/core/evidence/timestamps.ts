/**
 * The timestamp option (RFC 7323). Every segment of a connection that agreed on it carries it (§3.2), and so does a live
 * socket's abort on Linux, with values that go on from the last ones; a stack's reply never does.
 */
import type { Segment, Side } from '../casefile/model.js'
import { seqDifference } from '../flow/seq.js'
import { defineObservation } from './define.js'

export const timestamps = defineObservation({
  id: 'timestamps',
  family: 'form',
  about: 'packet',
  observe({ packet, before, accused, receiver, form, file }) {
    if (
      (form !== 'abort' && form !== 'segment') ||
      !file.baseline[accused].timestamps ||
      !file.baseline[receiver].timestamps
    )
      return undefined
    const last = lastStamped(before, accused)
    if (!last) return undefined
    const option = packet.options.timestamps
    const frames = [last.frame, packet.frame]
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
