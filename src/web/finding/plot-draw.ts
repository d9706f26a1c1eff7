/** The drawing of one plot: uPlot has the axes and the cursor, the packets are drawn here, each kind with a shape of its own. */
import uPlot from 'uplot'
import type { Series } from '../../core/report/series.js'
import { type Chart, isOdd } from './plot-data.js'

export interface Look {
  chart: Chart
  series: Series
  /** Where each packet stands: seconds, or its place in the order. */
  x: number[]
  sync: string
  width: number
  xValue: (value: number) => string
  /** The packet under the cursor. */
  onPacket: (index: number | null) => void
}

const HEIGHT = 168
const AXIS = 34
const FONT = '12px system-ui, sans-serif'

export function draw(look: Look, into: HTMLElement): uPlot {
  return new uPlot(optionsOf(look, into), [look.x, look.chart.values], into)
}

function optionsOf(look: Look, into: HTMLElement): uPlot.Options {
  const ink = (name: keyof Palette) => () => paletteOf(into)[name]
  const shared = { stroke: ink('muted'), grid: { stroke: ink('line'), width: 1 }, ticks: { show: false }, font: FONT }
  return {
    width: look.width,
    height: HEIGHT,
    padding: [10, 18, 0, 0],
    legend: { show: false },
    scales: { x: { time: false, range: roomy }, y: { range: roomy } },
    series: [{}, { paths: () => null, points: { show: false } }],
    axes: [
      { ...shared, size: AXIS, values: (_, at) => at.map(look.xValue) },
      { ...shared, size: 64, incrs: WHOLE, space: 28, values: (_, at) => at.map((v) => (v < 0 ? '' : String(v))) },
    ],
    cursor: {
      sync: { key: look.sync },
      y: false,
      drag: { x: true, y: false },
      points: { size: 18, width: 2, fill: 'transparent', stroke: ink('ink') },
    },
    hooks: {
      draw: [(plot) => drawPackets(plot, look, paletteOf(into))],
      setCursor: [(plot) => look.onPacket(plot.cursor.idx ?? null)],
    },
  }
}

/** Fields are whole numbers. */
const WHOLE = [1, 2, 5].flatMap((n) => Array.from({ length: 10 }, (_, i) => n * 10 ** i)).sort((a, b) => a - b)

/** Nothing stands at the very edge, and a single value in the middle. */
function roomy(plot: uPlot, from: number, to: number, scale: string): uPlot.Range.MinMax {
  const least = scale === 'x' ? 0 : 1
  const room = Math.max((to - from) * (scale === 'x' ? 0.02 : 0.18), from === to ? 1 : least)
  // A selected stretch is shown as it was selected.
  const zoomed = scale === 'x' && (from > (plot.data[0][0] ?? 0) || to < (plot.data[0].at(-1) ?? 0))
  return zoomed ? [from, to] : [from - room, to + room]
}

const COLOURS = ['ink', 'muted', 'line', 'edge', 'surface', 'client', 'server', 'reset', 'trigger'] as const
type Palette = Record<(typeof COLOURS)[number], string>

/** Colours are the style sheet's, read when something is drawn: so they follow the theme. */
function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(`--fv-${name}`).trim() || 'gray'
  return Object.fromEntries(COLOURS.map((name) => [name, read(name)])) as Palette
}

function drawPackets(plot: uPlot, look: Look, palette: Palette): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.beginPath()
  const edge = 9 * devicePixelRatio
  ctx.rect(bbox.left - edge, bbox.top - edge, bbox.width + 2 * edge, bbox.height + 2 * edge)
  ctx.clip()
  ctx.lineWidth = devicePixelRatio
  drawUsual(plot, look, palette)
  for (const end of ['client', 'server'] as const) drawRun(plot, look, end, palette[end])
  for (const i of inDrawingOrder(look.series)) drawPacket(plot, look, i, palette)
  ctx.restore()
  drawLabel(plot, look, palette)
}

function drawUsual(plot: uPlot, { chart }: Look, palette: Palette): void {
  const { ctx, bbox } = plot
  ctx.strokeStyle = palette.edge
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio])
  for (const value of chart.usual) {
    const y = plot.valToPos(value, 'y', true)
    line(ctx, bbox.left, y, bbox.left + bbox.width, y)
  }
  ctx.setLineDash([])
}

/** A line through the ordinary packets of one end: what stands off it is easy to see. */
function drawRun(plot: uPlot, { chart, series, x }: Look, end: 'client' | 'server', colour: string): void {
  const { ctx } = plot
  ctx.strokeStyle = colour
  ctx.globalAlpha = 0.45
  ctx.beginPath()
  for (const [i, value] of chart.values.entries()) {
    if (value === null || series.from[i] !== end || isOdd(series, i)) continue
    ctx.lineTo(plot.valToPos(x[i], 'x', true), plot.valToPos(value, 'y', true))
  }
  ctx.stroke()
  ctx.globalAlpha = 1
}

const ORDER = { none: 0, trigger: 1, subject: 2, reset: 3 }

/** What matters lies on top. */
const inDrawingOrder = ({ mark }: Series): number[] =>
  [...mark.keys()].sort((a, b) => ORDER[mark[a] ?? 'none'] - ORDER[mark[b] ?? 'none'])

function drawPacket(plot: uPlot, look: Look, i: number, palette: Palette): void {
  const at = placeOf(plot, look, i)
  if (!at) return
  const { ctx } = plot
  const { series } = look
  const mark = series.mark[i]
  const odd = mark === 'reset' || mark === 'subject'
  ctx.strokeStyle = ctx.fillStyle = palette[odd ? 'reset' : mark === 'trigger' ? 'trigger' : series.from[i]]
  ctx.beginPath()
  if (odd) diamond(ctx, at, 8)
  else if (mark === 'trigger') triangle(ctx, at, 7)
  else if (series.from[i] === 'client') circle(ctx, at, 4)
  else square(ctx, at, 3.5)
  ctx.fill()
  if (!odd) return
  ctx.strokeStyle = palette.surface
  ctx.stroke()
}

/** The first packet in question has its frame number and value beside it, where there is room. */
function drawLabel(plot: uPlot, look: Look, palette: Palette): void {
  const { chart, series } = look
  const i = series.frame.findIndex((_, at) => isOdd(series, at) && chart.values[at] !== null)
  const at = i < 0 ? undefined : placeOf(plot, look, i)
  if (!at || !isInside(plot, at)) return
  const { ctx } = plot
  const text = `${series.frame[i]}: ${chart.values[i]}`
  ctx.font = `600 ${12 * devicePixelRatio}px system-ui, sans-serif`
  ctx.fillStyle = palette.reset
  ctx.textBaseline = 'middle'
  const reach = ctx.measureText(text).width + BESIDE * devicePixelRatio
  const side = [1, -1].find((sign) => hasRoom(plot, look, at, sign * reach))
  if (side === undefined) return
  ctx.textAlign = side > 0 ? 'left' : 'right'
  ctx.fillText(text, at.x + side * BESIDE * devicePixelRatio, at.y)
}

/** From a packet's middle to its label, in pixels. */
const BESIDE = 14

function placeOf(plot: uPlot, { chart, x }: Look, i: number): At | undefined {
  const value = chart.values[i]
  return value === null ? undefined : { x: plot.valToPos(x[i], 'x', true), y: plot.valToPos(value, 'y', true) }
}

const isInside = ({ bbox }: uPlot, { x }: At): boolean => x >= bbox.left && x <= bbox.left + bbox.width

/** Between here and there nothing else is drawn. */
function hasRoom(plot: uPlot, look: Look, { x, y }: At, reach: number): boolean {
  const near = 12 * devicePixelRatio
  const taken = look.x.some((_, i) => {
    const other = placeOf(plot, look, i)
    if (!other || Math.abs(other.y - y) > near) return false
    const ahead = (other.x - x) * Math.sign(reach)
    return ahead > near / 4 && ahead < Math.abs(reach) + near / 2
  })
  return !taken && isInside(plot, { x: x + reach, y })
}

interface At {
  x: number
  y: number
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath()
  ctx.moveTo(x1, y1)
  ctx.lineTo(x2, y2)
  ctx.stroke()
}

function circle(ctx: CanvasRenderingContext2D, { x, y }: At, size: number): void {
  ctx.arc(x, y, size * devicePixelRatio, 0, 2 * Math.PI)
}

function square(ctx: CanvasRenderingContext2D, { x, y }: At, size: number): void {
  const half = size * devicePixelRatio
  ctx.rect(x - half, y - half, 2 * half, 2 * half)
}

function diamond(ctx: CanvasRenderingContext2D, { x, y }: At, size: number): void {
  const half = size * devicePixelRatio
  polygon(ctx, [
    [x, y - half],
    [x + half, y],
    [x, y + half],
    [x - half, y],
  ])
}

function triangle(ctx: CanvasRenderingContext2D, { x, y }: At, size: number): void {
  const half = size * devicePixelRatio
  polygon(ctx, [
    [x, y - half],
    [x + half, y + half * 0.8],
    [x - half, y + half * 0.8],
  ])
}

function polygon(ctx: CanvasRenderingContext2D, [first, ...rest]: [number, number][]): void {
  ctx.moveTo(...first)
  for (const point of rest) ctx.lineTo(...point)
  ctx.closePath()
}
