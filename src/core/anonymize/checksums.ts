/**
 * Checksums that stay as right or as wrong as they were: each is changed by what changed in the octets that it covers
 * (RFC 1624), so that a wrong one stays wrong by the same difference, and one over octets that were not captured holds.
 */
import { foldSum, sumWords } from '../wire/checksum.js'

/** Octets that a checksum covers: `[start, end)`. */
export type Covered = readonly [start: number, end: number]

export class Checksum {
  private readonly before: number
  private readonly partial: boolean

  /**
   * Made before anything is changed.
   * @param field where the checksum is
   * @param pseudo addresses of the pseudo header, if it has one
   * @param length what the pseudo header adds to the addresses: protocol and length
   */
  constructor(
    private readonly view: DataView,
    private readonly field: number,
    private readonly message: Covered,
    private readonly pseudo?: Covered,
    pseudoRest: readonly [protocol: number, length: number] = [0, 0],
  ) {
    this.partial = pseudo !== undefined && this.isPartial(pseudo, pseudoRest)
    this.before = this.sum()
  }

  /** The octets are what they will be. */
  settle(): void {
    const old = this.view.getUint16(this.field)
    // Zero: none was computed (RFC 768), or the network card was to do it.
    if (old === 0) return
    const change = foldSum(this.sum()) + (0xffff - foldSum(this.before))
    const settled = this.partial ? foldSum(old + change) : ~foldSum((~old & 0xffff) + change) & 0xffff
    this.view.setUint16(this.field, settled || 0xffff)
  }

  private sum(): number {
    const { view, message, pseudo } = this
    const addresses = pseudo ? sumWords(view, ...pseudo) : 0
    return this.partial ? addresses : sumWords(view, ...message, addresses)
  }

  /** What offload leaves for the network card to complete: the sum of the pseudo header, with or without its length. */
  private isPartial(pseudo: Covered, [protocol, length]: readonly [number, number]): boolean {
    const { view, field, message } = this
    const known = sumWords(view, ...pseudo) + protocol
    const whole = foldSum(sumWords(view, ...message, known + length)) === 0xffff
    const value = view.getUint16(field)
    return !whole && (value === foldSum(known + length) || value === foldSum(known))
  }
}
