/**
 * The connections of another capture point's table in this one: by addresses and ports, by the number that an end began
 * with, which no address translation changes, or by the first bytes that the client sent, where a device gave it other
 * numbers too. Ask when both captures are over: records are not to move any more.
 */
import { serverDirection } from './hosts.js'
import { DATA_HASHED_SHIFT, Dir, DirBit, directionAt, type FlowTable, STRIDE } from './table.js'
import { LEAST_CONTENT } from './wanted.js'

export class Twins {
  private readonly numbers: DirectionIndex
  private readonly contents: DirectionIndex

  constructor(private readonly table: FlowTable) {
    this.numbers = new DirectionIndex(table, Dir.baseSeq, hasNumber)
    this.contents = new DirectionIndex(table, Dir.dataHash, hasContent)
  }

  /** Connections here that may be the one of the other table: the surest, or all where none is sure. */
  of(other: Twins, flow: number): number[] {
    const wanted = numbersOf(other.table.records, flow)
    const shared = (twin: number) => numbersOf(this.table.records, twin).filter((n) => wanted.includes(n)).length
    const sameEnds = this.table.peek(other.table.addresses(flow))
    if (sameEnds >= 0 && shared(sameEnds) > 0) return [sameEnds]
    const sameNumber = wanted.flatMap((number) => this.numbers.find(number))
    const sameNumbers = sameNumber.filter((twin) => shared(twin) > 1)
    if (sameNumbers.length > 0) return sameNumbers
    const found = sameEnds < 0 ? sameNumber : [sameEnds, ...sameNumber]
    return found.length > 0 ? found : this.byContent(other, flow)
  }

  /** What everybody sends says nothing: only what one connection alone began with, here and there. */
  private byContent({ table, contents }: Twins, flow: number): number[] {
    const r = table.records
    const client = 1 - serverDirection(r, flow)
    if (client > 1 || !hasContent(r, flow, client)) return []
    const hash = r[directionAt(flow, client) + Dir.dataHash]
    const found = this.contents.find(hash)
    return found.length === 1 && contents.find(hash).length === 1 ? found : []
  }
}

type Has = (r: Uint32Array, flow: number, direction: number) => boolean

const hasNumber: Has = (r, flow, direction) => (r[directionAt(flow, direction) + Dir.bits] & DirBit.baseSet) !== 0

/** What the ends began with, as far as it was seen. */
const numbersOf = (r: Uint32Array, flow: number): number[] =>
  [0, 1].filter((direction) => hasNumber(r, flow, direction)).map((d) => r[directionAt(flow, d) + Dir.baseSeq])

const hasContent: Has = (r, flow, direction) =>
  serverDirection(r, flow) === 1 - direction &&
  r[directionAt(flow, direction) + Dir.bits] >>> DATA_HASHED_SHIFT >= LEAST_CONTENT

/** Connections found at a time: a scan that begins all of its own with one number must not have all looked through. */
const MOST = 8

/** Connections by a word of their directions: four bytes each. */
class DirectionIndex {
  private readonly sorted: Uint32Array
  private readonly records: Uint32Array

  constructor(
    table: FlowTable,
    private readonly word: number,
    has: Has,
  ) {
    const r = table.records
    this.records = r
    const directions = new Uint32Array(2 * table.size)
    let count = 0
    table.each((flow) => {
      for (const direction of [0, 1]) if (has(r, flow, direction)) directions[count++] = directionAt(flow, direction)
    })
    this.sorted = directions.subarray(0, count).sort((a, b) => r[a + word] - r[b + word])
  }

  /** The first few connections with the value. */
  find(value: number): number[] {
    const { sorted, records, word } = this
    const found: number[] = []
    for (let i = this.lowerBound(value); i < sorted.length && records[sorted[i] + word] === value; i++) {
      if (found.push(sorted[i] - (sorted[i] % STRIDE)) === MOST) break
    }
    return found
  }

  private lowerBound(value: number): number {
    let [low, high] = [0, this.sorted.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.records[this.sorted[middle] + this.word] < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
