/**
 * MAC addresses: a secret permutation that hides the vendor too. The bits for "group" and "locally administered" stay,
 * and so do broadcast and the address of all zeros.
 */

import { remembered } from './addresses.js'
import type { Prf } from './prf.js'

/** A Feistel network over the other 46 bits; four rounds suffice in theory (Luby and Rackoff 1988), twice as many cost nothing. */
const ROUNDS = 8
const HALF = 0x7fffff

export class MacMap {
  private readonly known = new Map<number, number>()

  constructor(private readonly prf: Prf) {}

  /** Replaces the six octets at `at`. */
  replace(view: DataView, at: number): void {
    const address = view.getUint16(at) * 0x1_0000_0000 + view.getUint32(at + 2)
    const mapped = remembered(this.known, address, () => this.map(address))
    view.setUint16(at, Math.floor(mapped / 0x1_0000_0000))
    view.setUint32(at + 2, mapped % 0x1_0000_0000)
  }

  private map(address: number): number {
    if (isSpecial(address)) return address
    let mapped = address
    // Walks on where it meets a special one, so that nothing else becomes that.
    do mapped = this.permute(mapped)
    while (isSpecial(mapped))
    return mapped
  }

  private permute(address: number): number {
    const first = Math.floor(address / 2 ** 40)
    const kept = first & 3
    let left = (first >> 2) * 2 ** 17 + (Math.floor(address / 2 ** 23) % 2 ** 17)
    let right = address % 2 ** 23
    for (let round = 0; round < ROUNDS; round++) {
      const next = left ^ (this.prf.words(right, round, kept)[0] & HALF)
      left = right
      right = next
    }
    return (((left >> 17) << 2) | kept) * 2 ** 40 + (left & 0x1ffff) * 2 ** 23 + right
  }
}

const BROADCAST = 0xffff_ffff_ffff
const isSpecial = (address: number): boolean => address === 0 || address === BROADCAST
