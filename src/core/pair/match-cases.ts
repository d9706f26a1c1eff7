/** Which connections of two captures are the same, and which packets of them. */
import type { CaseFile } from '../casefile/model.js'
import { openingOf, pairCases } from './connections.js'
import { type Matched, matchPackets, matchShifted } from './matched.js'

export function matchCases(here: readonly CaseFile[], there: readonly CaseFile[]): Matched[] {
  const pairing = pairCases(here, there)
  const plain = pairing.pairs.flatMap((pair) => matchPackets(pair.here, pair.there) ?? [])
  return [...plain, ...pairShifted(pairing.here, pairing.there)]
}

/** Connections left over whose numbers a device has moved: they show by their ports, or by what the client sent. */
function pairShifted(here: readonly CaseFile[], there: readonly CaseFile[]): Matched[] {
  const left = new Set(there)
  return here.flatMap((file) => {
    for (const other of left) {
      const found = looksAlike(file, other) ? matchShifted(file, other) : undefined
      if (!found) continue
      left.delete(other)
      return [found]
    }
    return []
  })
}

const looksAlike = (a: CaseFile, b: CaseFile): boolean =>
  portsOf(a) === portsOf(b) || (openingOf(a) !== '' && openingOf(a) === openingOf(b))

export const portsOf = ({ client, server }: CaseFile): string => `${client.port} ${server.port}`
