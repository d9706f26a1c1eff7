/** The other leg of a connection that a proxy ends. */
import type { LegEnd } from '../casefile/leg.js'
import type { CaseFile } from '../casefile/model.js'
import type { Words } from '../words/types.js'
import type { Finding, ProxyLeg } from './model.js'
import type { Frames } from './point.js'

export function legOf({ leg }: CaseFile, frames: Frames, words: Words): Pick<Finding, 'otherLeg'> {
  const other = leg && frames.of(leg.otherPoint)
  if (!leg || !other) return {}
  const [here, there] = [ended(leg.end, frames), ended(leg.otherEnd, other)]
  const facts = {
    capture: other.captures[0],
    stream: leg.otherStream,
    client: leg.client,
    server: leg.server,
    by: leg.by,
    diedFirst: leg.diedFirst,
    ...(there && { ended: there }),
  }
  return { otherLeg: { ...facts, text: words.text.leg({ ...facts, here, file: other.name(words) }) } }
}

const ended = (end: LegEnd | undefined, frames: Frames): ProxyLeg['ended'] =>
  end && { by: end.kind, from: end.from, ...frames.place(end.frame) }
