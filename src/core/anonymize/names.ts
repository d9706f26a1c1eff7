/**
 * Names of hosts and resources. Every run of letters and digits is a label of its own, so www.example.com and
 * api.example.com still share what they shared. Within a label each letter is permuted by what stands before it: the
 * same label becomes the same everywhere, two labels share as many first letters as before, and a name that arrives in
 * two packets can be mapped as it comes.
 */
import { latin1Text } from '../wire/octets.js'
import { remembered } from './addresses.js'
import { type Prf, shuffled } from './prf.js'

/** Letters stay letters of their case, digits digits. Beyond ASCII, control characters and letters stay apart. */
const CLASSES: readonly (readonly [first: number, last: number])[] = [
  [0x30, 0x39],
  [0x61, 0x7a],
  [0x80, 0x9f],
  [0xa0, 0xff],
]
/** An upper-case letter is the lower-case one without this bit. */
const LOWER_CASE = 0x20

const isUpper = (octet: number): boolean => octet >= 0x41 && octet <= 0x5a
const folded = (octet: number): number => (isUpper(octet) ? octet | LOWER_CASE : octet)
const classOf = (octet: number) => CLASSES.find(([first, last]) => octet >= first && octet <= last)

/** Of a longer label the rest is mapped as if it began there. */
const LONGEST_LABEL = 64

export class NameMap {
  private readonly known = new Map<string, Uint8Array>()

  constructor(private readonly prf: Prf) {}

  /** The pseudonym of a name, of the same length. */
  map(name: Uint8Array): Uint8Array {
    const mapped = name.slice()
    let start = 0
    while (start < name.length) {
      const end = labelEnd(name, start)
      if (end > start) this.mapLabel(name.subarray(start, end), mapped.subarray(start, end))
      start = Math.max(end, start + 1)
    }
    return mapped
  }

  private mapLabel(label: Uint8Array, out: Uint8Array): void {
    const lower = label.map(folded)
    const pseudonym = remembered(this.known, latin1Text(lower), () => this.pseudonym(lower))
    pseudonym.forEach((octet, i) => {
      out[i] = isUpper(label[i]) ? octet & ~LOWER_CASE : octet
    })
  }

  private pseudonym(label: Uint8Array): Uint8Array {
    return label.map((octet, i) => {
      const [first, last] = classOf(octet)!
      const order = shuffled(this.prf.derive(label.subarray(0, i)), first, last - first + 1)
      return first + order[octet - first]
    })
  }
}

/** Where the label at `start` ends: at `start` when there is none. */
function labelEnd(name: Uint8Array, start: number): number {
  const limit = Math.min(name.length, start + LONGEST_LABEL)
  let end = start
  while (end < limit && classOf(folded(name[end]))) end++
  return end
}
