/**
 * What stands in for payload. At every position another secret permutation takes each octet to another, so that all
 * that is left of the content is this: whether two octets that were sent for the same position are the same.
 * A verdict on two versions of the same data needs that, and that zeros stay zeros: captures are blanked with them.
 */
import { type Prf, shuffled } from './prf.js'

/** Secret permutations of a class. A position takes one of them and a rotation before it. */
const TABLES = 256

/** Octets that are permuted among themselves. */
class OctetClass {
  /** The place of an octet in the class; -1 outside. */
  private readonly placeOf = new Int16Array(256).fill(-1)
  private readonly tables: Uint8Array[]

  constructor(
    prf: Prf,
    private readonly members: readonly number[],
  ) {
    members.forEach((octet, place) => {
      this.placeOf[octet] = place
    })
    this.tables = Array.from({ length: TABLES }, (_, i) => shuffled(prf, i, members.length))
  }

  map(octet: number, table: number, rotation: number): number {
    const place = this.placeOf[octet]
    return place < 0 ? octet : this.members[this.tables[table][(place + rotation) % this.members.length]]
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
/** What text is taken apart by: it stays, and nothing becomes it. */
const DELIMITERS = new Set([...':/?&=;@,'].map((letter) => letter.charCodeAt(0)))
const TEXT = range(0x21, 0x7e).filter((octet) => !DELIMITERS.has(octet))
const BEYOND_ASCII = range(0x80, 0xff)

/** Positions that one block of the key stream serves: two octets each. */
const POSITIONS = 32

/** One noise for all that is anonymised under a key. Positions are sequence numbers. */
export class Noise {
  private readonly octets: OctetClass
  private readonly text: OctetClass
  private readonly beyond: OctetClass
  private block = -1
  private drawn: Uint32Array = new Uint32Array(16)

  /**
   * @param prf draws the permutations
   * @param positions draws which of them each position takes
   */
  constructor(
    prf: Prf,
    private readonly positions: Prf,
  ) {
    this.octets = new OctetClass(prf.purpose('octets'), range(1, 255))
    this.text = new OctetClass(prf.purpose('text'), TEXT)
    this.beyond = new OctetClass(prf.purpose('beyond'), BEYOND_ASCII)
  }

  /** `bytes`, the first of them for `position`, each as `octet` says. */
  octetsFrom(position: number, bytes: Uint8Array): Uint8Array {
    const mapped = new Uint8Array(bytes.length)
    for (let i = 0; i < bytes.length; i++) mapped[i] = this.octet(position + i, bytes[i])
    return mapped
  }

  /** For any octet; only zero becomes zero. */
  octet(position: number, octet: number): number {
    return this.map(this.octets, position, octet)
  }

  /** For text: printable stays printable; spaces, control characters and delimiters stay as they are. */
  letter(position: number, octet: number): number {
    return this.map(octet < 0x80 ? this.text : this.beyond, position, octet)
  }

  private map(octets: OctetClass, position: number, octet: number): number {
    const block = Math.floor((position >>> 0) / POSITIONS)
    if (block !== this.block) {
      this.drawn = this.positions.words(block)
      this.block = block
    }
    const bits = this.drawn[(position & (POSITIONS - 1)) >> 1] >>> ((position & 1) * 16)
    return octets.map(octet, bits & 0xff, (bits >>> 8) & 0xff)
  }
}
