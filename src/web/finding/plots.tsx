/** Hop limit, IP ID and sequence numbers of the connection over time, with one cursor for all. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type uPlot from 'uplot'
import type { Series } from '../../core/report/series.js'
import { Section, Unseen } from './parts.js'
import { type Chart, chartsOf, packetLine } from './plot-data.js'
import { draw } from './plot-draw.js'
import { markWord, type View } from './view.js'

interface PlotsProps {
  view: View
  series: Series
}

/** A plot of fewer packets than these shows nothing that the ladder does not. */
const FEWEST = 3

type Axis = 'time' | 'order'

export function Plots({ view, series }: PlotsProps) {
  const { own } = view
  const [axis, setAxis] = useState<Axis>('time')
  const [packet, setPacket] = useState<number | null>(null)
  const charts = useMemo(() => chartsOf(series, view), [series, view.own, view.finding])
  const drawn = useRef(new Map<string, uPlot>())
  if (series.frame.length < FEWEST || charts.length === 0) return null
  const x = axis === 'time' ? series.time : series.frame.map((_, i) => i + 1)
  return (
    <Section view={view} name="plots" title={own.plots.title}>
      <div class="fv-ladder-tools">
        <Legend view={view} series={series} />
        <AxisChoice view={view} axis={axis} onAxis={setAxis} />
      </div>
      <Cursor view={view} series={series} x={x} packet={packet} drawn={drawn.current}>
        {charts.map((chart) => (
          <Plot
            key={`${chart.name}-${axis}`}
            {...{ view, series, chart, x, axis, drawn: drawn.current }}
            onPacket={setPacket}
          />
        ))}
      </Cursor>
      <p class="fv-readout">{packet === null ? own.plots.help : packetLine(series, packet, view)}</p>
      {series.of > series.frame.length && <p class="fv-note">{own.plots.thinned(series.frame.length, series.of)}</p>}
      <Values view={view} series={series} />
    </Section>
  )
}

/** As the plots draw them. */
const SHAPES = {
  client: 'M0-4a4 4 0 1 1 0 8a4 4 0 1 1 0-8z',
  server: 'M-3.5-3.5h7v7h-7z',
  trigger: 'M0-7l7 12.5h-14z',
  reset: 'M0-8l8 8l-8 8l-8-8z',
  subject: 'M0-8l8 8l-8 8l-8-8z',
}

function Legend({ view, series }: PlotsProps) {
  const { own } = view
  const ends = (['client', 'server'] as const).filter((end) => series.from.includes(end))
  const marks = (['trigger', 'subject', 'reset'] as const).filter((mark) => series.mark.includes(mark))
  return (
    <ul class="fv-legend">
      {ends.map((end) => (
        <li key={end}>
          <Swatch kind={end} path={SHAPES[end]} />
          {own.end[end]}
        </li>
      ))}
      {marks.map((mark) => (
        <li key={mark}>
          <Swatch kind={mark === 'trigger' ? 'trigger' : 'reset'} path={SHAPES[mark]} />
          {markWord(mark, view)}
        </li>
      ))}
    </ul>
  )
}

const Swatch = ({ kind, path }: { kind: string; path: string }) => (
  <svg class={`fv-swatch fv-swatch-${kind}`} aria-hidden="true" width="16" height="16" viewBox="-8 -8 16 16">
    <path d={path} />
  </svg>
)

interface AxisChoiceProps {
  view: View
  axis: Axis
  onAxis: (axis: Axis) => void
}

function AxisChoice({ view: { own, id }, axis, onAxis }: AxisChoiceProps) {
  return (
    <fieldset class="fv-choice">
      <legend class="fv-unseen">{own.plots.axis.label}</legend>
      {(['time', 'order'] as const).map((each) => (
        <label key={each} class="fv-toggle">
          <input type="radio" name={`${id}-axis`} checked={axis === each} onChange={() => onAxis(each)} />
          {own.plots.axis[each]}
        </label>
      ))}
    </fieldset>
  )
}

interface CursorProps extends PlotsProps {
  x: readonly number[]
  packet: number | null
  drawn: Map<string, uPlot>
  children: preact.ComponentChildren
}

/** The plots as one control: arrow keys go from packet to packet, and each is read out. */
function Cursor({ view, series, x, packet, drawn, children }: CursorProps) {
  const last = series.frame.length - 1
  const onKeyDown = (event: KeyboardEvent) => {
    const to = target(event.key, packet ?? -1, last)
    if (to === undefined) return
    event.preventDefault()
    for (const plot of drawn.values()) plot.setCursor({ left: plot.valToPos(x[to], 'x'), top: 0 })
  }
  return (
    <div
      class="fv-plots-area"
      role="slider"
      tabIndex={0}
      aria-label={view.own.plots.packet}
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={(packet ?? 0) + 1}
      aria-valuetext={packetLine(series, packet ?? 0, view)}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  )
}

function target(key: string, at: number, last: number): number | undefined {
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(last, at + 1)
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  if (key === 'End') return last
  return undefined
}

interface PlotProps extends PlotsProps {
  chart: Chart
  x: number[]
  axis: Axis
  drawn: Map<string, uPlot>
  onPacket: (index: number | null) => void
}

function Plot({ view, series, chart, x, axis, drawn, onPacket }: PlotProps) {
  const into = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = into.current
    if (!element) return
    const xValue = (value: number) => (axis === 'time' ? `${value} s` : String(value))
    const width = element.clientWidth
    const plot = draw({ chart, series, x, sync: view.id, width, xValue, onPacket }, element)
    drawn.set(chart.name, plot)
    const stop = follow(plot, element)
    return () => {
      stop()
      drawn.delete(chart.name)
      plot.destroy()
    }
  }, [chart, series, axis])
  return (
    <figure class="fv-plot">
      <figcaption>
        {chart.title}
        <Unseen>{chart.summary}</Unseen>
      </figcaption>
      <div ref={into} aria-hidden="true" />
    </figure>
  )
}

/** Keeps a plot as wide as its place, and in the colours of the theme. */
function follow(plot: uPlot, element: HTMLElement): () => void {
  const redraw = () => plot.redraw()
  const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: plot.height }))
  const themed = new MutationObserver(redraw)
  const media = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query))
  resized.observe(element)
  themed.observe(document.documentElement, { attributes: true })
  for (const each of media) each.addEventListener('change', redraw)
  return () => {
    resized.disconnect()
    themed.disconnect()
    for (const each of media) each.removeEventListener('change', redraw)
  }
}

/** The same in words and numbers. Long tables are made only when they are opened. */
function Values({ view, series }: PlotsProps) {
  const [open, setOpen] = useState(false)
  return (
    <details class="fv-values" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{view.own.plots.values}</summary>
      {open && <ValueTable view={view} series={series} />}
    </details>
  )
}

const COLUMNS = ['frame', 'time', 'from', 'flags', 'hopLimit', 'ipId', 'seq', 'ack', 'length', 'window'] as const

function ValueTable({ view: { own }, series }: PlotsProps) {
  const { column } = own.ladder
  const cell = (name: (typeof COLUMNS)[number], i: number) =>
    name === 'from' ? own.end[series.from[i]] : (series[name][i] ?? '')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls is reached with the keyboard
    <section class="fv-scroll fv-values-scroll" tabIndex={0} aria-label={own.plots.values}>
      <table class="fv-values-table">
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {name === 'from' ? column.direction : column[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.frame.map((frame, i) => (
            <tr key={`${series.capture[i]}-${frame}`} class={series.mark[i] ? `fv-row-${series.mark[i]}` : undefined}>
              {COLUMNS.map((name) => (
                <td key={name}>{cell(name, i)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
