/** The path as one line of text, with brackets around the stretch in which the device sits. */
import type { LocateFinding } from '../../core/report/probe-model.js'
import type { WidthOf } from '../../core/report/wrap.js'
import type { LocateWords } from './words/types.js'

const LINE = '──'
/** Hops shown on either side of the brackets, and next to the ends; the others are dots. */
const NEAR = 3

/** Nothing without a place. */
export function pathPicture({ place, distance }: LocateFinding, { text }: LocateWords, widthOf: WidthOf): string[] {
  if (!place) return []
  const last = Math.max(distance ?? 0, place.max ?? place.min)
  const to = place.max ?? last + 1
  const nameOf = (hop: number) => (hop === 0 ? text.client : hop === distance ? text.server : `${hop}`)
  const end = distance === undefined ? [{ hop: last + 1, name: place.max === undefined ? '?' : '…' }] : []
  const stations = [...Array.from({ length: last + 1 }, (_, hop) => ({ hop, name: nameOf(hop) })), ...end]
  const shown = stations.filter(
    ({ hop }) => hop === 0 || hop >= last - 1 || (hop >= place.min - NEAR && hop <= to + NEAR),
  )
  const drawn = draw(shown, place.min, to)
  const at = widthOf(drawn.before)
  return [drawn.before + drawn.inside + drawn.behind, `${' '.repeat(at)}^ ${text.inHere}`]
}

interface Station {
  hop: number
  name: string
}

function draw(stations: readonly Station[], min: number, max: number): Record<'before' | 'inside' | 'behind', string> {
  const part = (from: number, to: number) =>
    stations
      .map((station, i) => ({ ...station, skips: i > 0 && station.hop - stations[i - 1].hop > 1 }))
      .filter(({ hop }) => hop >= from && hop <= to)
      .map(({ name, skips }) => (skips ? `… ${LINE} ${name}` : name))
      .join(` ${LINE} `)
  const before = part(0, min - 1)
  const behind = part(max + 1, Number.POSITIVE_INFINITY)
  return {
    before: before === '' ? '' : `${before} ${LINE}`,
    inside: `[ ${part(min, max)} ]`,
    behind: behind === '' ? '' : `${LINE} ${behind}`,
  }
}
