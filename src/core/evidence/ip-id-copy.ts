/** The packet carries the IP identification of the packet that set it off. */
import { defineObservation } from './define.js'

/** Programs that build packets by hand use small numbers, and more than once: equal ones mean nothing. */
const SMALL = 256

export const ipIdCopy = defineObservation({
  id: 'ip-id-copy',
  family: 'ip-id',
  about: 'packet',
  observe({ packet, before, receiver, file }) {
    if (!packet.ipId || packet.ipId < SMALL || before.filter((s) => s.ipId === packet.ipId).length > 1) return undefined
    // Two counters that stand at the same place are a coincidence only when neither belongs to this end's own sequence.
    if (
      file.baseline[packet.from].ipId.class === 'counter' &&
      continues(file.baseline[packet.from].ipId.last, packet.ipId)
    )
      return undefined
    const source = before.findLast((s) => s.from === receiver && s.ipId === packet.ipId)
    if (!source || packet.time - source.time > 10) return undefined
    return {
      for: 'middlebox',
      weight: 'ip-id-copied',
      frames: [source.frame, packet.frame],
      facts: { id: packet.ipId, of: source.frame },
    }
  },
})

const continues = (last: number | undefined, id: number): boolean => last !== undefined && ((id - last) & 0xffff) <= 64
