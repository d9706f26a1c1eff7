/**
 * The same connection in two captures: by addresses and ports, or, where something rewrote them, by the initial sequence
 * numbers of both ends, which are 64 random bits together.
 */
import type { CaseFile } from '../casefile/model.js'

export interface CasePair {
  here: CaseFile
  there: CaseFile
  by: 'addresses' | 'sequence-numbers'
}

/** Pairs each case with at most one other. */
export function pairCases(here: CaseFile[], there: CaseFile[]): CasePair[] {
  const free = new Set(there)
  const pairs: CasePair[] = []
  const tryAll = (by: CasePair['by'], keyOf: (file: CaseFile) => string | undefined) => {
    const index = new Map<string, CaseFile[]>()
    for (const file of free) {
      const key = keyOf(file)
      if (key === undefined) continue
      const list = index.get(key)
      if (list) list.push(file)
      else index.set(key, [file])
    }
    const paired = new Set(pairs.map((p) => p.here))
    for (const file of here) {
      const key = paired.has(file) ? undefined : keyOf(file)
      const twin = key === undefined ? undefined : index.get(key)?.shift()
      if (!twin) continue
      free.delete(twin)
      pairs.push({ here: file, there: twin, by })
    }
  }
  tryAll('sequence-numbers', initialNumbers)
  tryAll('addresses', addressesAndPorts)
  return pairs
}

function initialNumbers({ handshake: { syn, synAck } }: CaseFile): string | undefined {
  return syn && synAck ? `${syn.seq} ${synAck.seq}` : undefined
}

/** With the first number of the client, so that a port used twice is not taken for one connection. */
function addressesAndPorts({ client, server, segments }: CaseFile): string {
  const first = segments.find((s) => s.from === 'client' && (s.flags & 2) !== 0)
  return `${client.address} ${client.port} ${server.address} ${server.port} ${first?.seq ?? ''}`
}
