/** The order of capture points along the path from client to server, as the hop limits of what they share tell it. */
import type { PointPair } from './index.js'

/** Undefined when fewer than three points have connections in common, or their order is not one line. */
export function pathOrder(pairs: readonly PointPair[]): number[] | undefined {
  const known = pairs.filter(({ best }) => best !== undefined)
  const points = [...new Set(known.flatMap((pair) => pair.points))]
  if (points.length < 3) return undefined
  const isBefore = (a: number, b: number) =>
    known.some(({ points: [x, y], best }) => (best!.nearer === 'client' ? x === a && y === b : x === b && y === a))
  const before = (point: number) => points.filter((other) => isBefore(other, point)).length
  const order = [...points].sort((a, b) => before(a) - before(b))
  return order.every((point, i) => before(point) === i) ? order : undefined
}
