/**
 * Plots as plain SVG: a grey ink that is legible on light and on dark ground, which is left clear, and the
 * colours of Okabe and Ito, which the colour-blind can tell apart.
 */
import type { Bin } from './score.js'

const STYLE = `<style>
text { font: 12px system-ui, sans-serif; fill: #6e7781 }
.ink { stroke: #6e7781; fill: none } .faint { stroke: #8886; fill: none }
.right { fill: #0072b2 } .unknown { fill: #999999 } .wrong { fill: #d55e00 } .none { fill: #e69f00 }
</style>`

function svg(width: number, height: number, title: string, parts: string[]): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  const head = `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${title}</title>`
  return `${[head, STYLE, ...parts].join('\n')}\n</svg>\n`
}

const round = (n: number) => Number(n.toFixed(1))
const text = (x: number, y: number, words: string, anchor = 'start') =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${words}</text>`
const line = (kind: string, [x1, y1]: number[], [x2, y2]: number[]) =>
  `<path class="${kind}" d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}"/>`

/** Stated confidence to the right, share that was right upwards; the diagonal is honesty. Whiskers: 95 % intervals. */
export function reliabilityPlot(bins: Bin[]): string {
  const [left, top, size] = [60, 16, 340]
  const lowest = Math.min(0.9, ...bins.flatMap((bin) => [bin.stated, bin.right]))
  const from = Math.ceil(lowest * 10 - 1) / 10 // below every dot
  const along = (p: number) => (size * (Math.max(p, from) - from)) / (1 - from)
  const at = (x: number, y: number) => [left + along(x), top + size - along(y)]
  const ticks = Array.from({ length: Math.round((1 - from) * 10) + 1 }, (_, i) => from + i / 10)
  return svg(left + size + 40, top + size + 50, 'Share of verdicts that were right, by stated confidence', [
    ...ticks.flatMap((p) => tick(p, at(p, from), at(from, p), [at(1, p), at(p, 1)])),
    line('ink', at(from, from), at(1, 1)),
    ...bins.flatMap((bin) => dot(bin, at)),
    text(left + size / 2, top + size + 40, 'stated confidence', 'middle'),
    `<g transform="rotate(-90 14 ${top + size / 2})">${text(14, top + size / 2, 'share that was right', 'middle')}</g>`,
  ])
}

function tick(p: number, below: number[], beside: number[], [across, up]: number[][]): string[] {
  return [
    line('faint', beside, across),
    line('faint', below, up),
    text(below[0], below[1] + 18, p.toFixed(1), 'middle'),
    text(beside[0] - 8, beside[1] + 4, p.toFixed(1), 'end'),
  ]
}

function dot(bin: Bin, at: (x: number, y: number) => number[]): string[] {
  const [x, y] = at(bin.stated, bin.right)
  const [low, high] = wilson(bin)
  return [
    line('ink', at(bin.stated, low), at(bin.stated, high)),
    `<circle class="right" cx="${round(x)}" cy="${round(y)}" r="5"/>`,
    bin.stated < 0.99 ? text(x - 9, y + 4, `${bin.count}`, 'end') : text(x + 9, y + 4, `${bin.count}`),
  ]
}

/** 95 % interval of a share, after Wilson (1927). */
function wilson({ right, count }: Bin): [number, number] {
  const z = 1.96
  const middle = (right + (z * z) / (2 * count)) / (1 + (z * z) / count)
  const half = (z * Math.sqrt((right * (1 - right)) / count + (z / (2 * count)) ** 2)) / (1 + (z * z) / count)
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

/** One bar of a scenario: how many of its resets came out how. */
export interface Bar {
  name: string
  parts: { kind: 'right' | 'unknown' | 'wrong' | 'none'; count: number }[]
}

const LEGEND = { right: 'right', unknown: 'unknown', wrong: 'wrong', none: 'not found' } as const

/** Bars of equal length, whatever the number of resets, which stands at their end. */
export function barsPlot(bars: Bar[]): string {
  const [left, top, length, step] = [210, 40, 400, 17]
  const legend = Object.entries(LEGEND).map(([kind, words], i) => {
    const x = left + 100 * i
    return `<rect class="${kind}" x="${x}" y="10" width="12" height="12"/>${text(x + 18, 20, words)}`
  })
  const rows = bars.map((bar, i) => barOf(bar, left, top + step * i, length))
  return svg(left + length + 60, top + step * bars.length + 10, 'Verdicts by scenario', [...legend, ...rows])
}

function barOf({ name, parts }: Bar, left: number, y: number, length: number): string {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  let x = left
  const boxes = parts.map(({ kind, count }) => {
    const width = (length * count) / total
    x += width
    return count > 0
      ? `<rect class="${kind}" x="${round(x - width)}" y="${y}" width="${round(width)}" height="13"/>`
      : ''
  })
  return text(left - 8, y + 11, name, 'end') + boxes.join('') + text(left + length + 8, y + 11, `${total}`)
}
